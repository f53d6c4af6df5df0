"""What the regulations of an instansi say about classes: candidates for people to look at, never answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selaras.clock import today
from selaras.core.model import Regulation
from selaras.files.people.reading import candidate_classes, family_of
from selaras.web.accounts.models import Instansi
from selaras.web.standards.reading import in_force, stamp

REMEMBERED = 4096  # titles whose candidates are kept, each with what was in force
_candidates: dict[tuple[str, tuple[str, ...]], tuple[int, ...]] = {}


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A class that the regulations name; `empty`: it has no standard yet."""

    number: int
    empty: bool


def regulations(instansi: Instansi) -> tuple[Regulation, ...]:
    """The regulations in force for an instansi today."""
    return in_force(instansi, today())


def named_classes(instansi: Instansi) -> tuple[NamedClass, ...]:
    """Every class of its regulations' articles, highest first."""
    laws = regulations(instansi)
    numbers = {number for law in laws for number in (*law.families, *law.classes_without_standard)}
    with_standard = {
        standard.applies_to.job_class for law in laws for standard in law.standards if standard.competencies
    }
    return tuple(NamedClass(number, number not in with_standard) for number in sorted(numbers, reverse=True))


def candidates(title: str, instansi: Instansi) -> Sequence[int]:
    """The classes whose article names a family of this title, highest first."""
    key = (title, stamp(instansi, today()))
    if key not in _candidates:
        if len(_candidates) >= REMEMBERED:
            _candidates.clear()
        _candidates[key] = candidate_classes(title, regulations(instansi))
    return _candidates[key]


def family(title: str, instansi: Instansi) -> str:
    """The family of the articles with which a title begins, or nothing."""
    return family_of(title, regulations(instansi)) or ""
