"""What the regulations of an instansi say about classes: candidates for people to look at, never answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from selaras.core.model import Regulation
from selaras.errors import UsageError
from selaras.files.people.reading import candidate_classes, family_of
from selaras.law.load import regulation
from selaras.web.accounts.models import Instansi


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A class that the regulations name; `empty`: it has no standard yet."""

    number: int
    empty: bool


def regulations(instansi: Instansi) -> tuple[Regulation, ...]:
    """The regulations an instansi uses; one that this installation does not have is left out."""
    found = []
    for name in instansi.regulations:
        try:
            found.append(regulation(name))
        except UsageError:
            continue
    return tuple(found)


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
    return _candidates(title, tuple(instansi.regulations))


def family(title: str, instansi: Instansi) -> str:
    """The family of the articles with which a title begins, or nothing."""
    return family_of(title, regulations(instansi)) or ""


@lru_cache(maxsize=4096)
def _candidates(title: str, names: tuple[str, ...]) -> tuple[int, ...]:
    return candidate_classes(title, regulations(Instansi(regulations=list(names))))
