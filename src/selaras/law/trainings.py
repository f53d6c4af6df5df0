"""Equivalent trainings: groups of names that count as one another, from their list to a value of law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from selaras.core.citation import Cited, Trust
from selaras.core.model import normalise
from selaras.core.words import LANGUAGES
from selaras.errors import Problem
from selaras.law.cited import exact, problem, refused
from selaras.law.invalid import what_is_wrong

_EQUIVALENCE = TypeAdapter(Cited[tuple[frozenset[str], ...]])
_DAY = "effective_from"


def training_equivalence(raw: object, file: str) -> Cited[tuple[frozenset[str], ...]]:
    """The trainings that count as one another, from the groups of a list like `national/trainings.yaml`.

    Raises LawRefused with everything that is wrong, each at its group (`equivalents.0.names`).
    """
    if not isinstance(raw, list) or not raw:
        raise refused(file, (problem(file, "equivalents", "kosong", "missing"),))
    found: list[Problem] = []
    seen: set[str] = set()
    for number, group in enumerate(raw):
        found += _group_problems(group, f"equivalents.{number}", seen, file)
    if not found:
        try:
            cited: Cited[tuple[frozenset[str], ...]] = _EQUIVALENCE.validate_python(
                exact(trainings_value(raw))
            )
        except ValidationError as error:
            for each in error.errors():
                what = what_is_wrong(each)
                found.append(problem(file, f"equivalents.{each['loc'][0]}", what.id, what.en))
        else:
            return cited
    raise refused(file, tuple(found))


def _group_problems(group: object, path: str, seen: set[str], file: str) -> Iterator[Problem]:
    """What is wrong with one group of names; `seen` are the names of the groups before it."""
    if not isinstance(group, Mapping) or not _named(group.get("names")):
        yield problem(file, f"{path}.names", "kosong", "missing")
        return
    names = [normalise(str(name)) for name in group["names"]]
    if set(names) == {names[0]}:  # one alone is equal to nothing
        yield problem(
            file,
            f"{path}.names",
            "harus memuat sedikitnya dua nama yang berbeda",
            "less than two different names",
        )
    if twice := sorted(seen & set(names)):
        said = ", ".join(twice)
        yield problem(
            file, f"{path}.names", f"memuat nama yang ada di kelompok lain: {said}", f"in two groups: {said}"
        )
    seen.update(names)
    for part, wrong in (
        ("basis", not _said(group.get("basis"))),
        (_DAY, type(group.get(_DAY)) is not date),
        ("trust", group.get("trust") not in set(Trust)),
    ):
        if wrong:
            yield problem(file, f"{path}.{part}", "kosong atau tidak sah", "missing or impossible")


def _said(text: object) -> bool:
    """Whether a text says something, in one language for both or in each."""
    if isinstance(text, Mapping):
        return all(isinstance(text.get(lang), str) and text[lang].strip() for lang in LANGUAGES)
    return isinstance(text, str) and bool(text.strip())


def trainings_value(groups: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Equivalent trainings as a value of law; the weakest trust mark of the groups is theirs."""
    marks = [Trust(group["trust"]) for group in groups]
    bases = [exact({"basis": group["basis"]})["basis"] for group in groups]
    return {
        "value": [sorted({normalise(str(name)) for name in group["names"]}) for group in groups],
        "unit": {"id": "kelompok nama pelatihan", "en": "groups of training names"},
        "basis": {lang: "; ".join(basis[lang] for basis in bases) for lang in LANGUAGES},
        _DAY: max(group[_DAY] for group in groups),
        "trust": max(marks, key=list(Trust).index),
    }


def _named(value: object) -> bool:
    return isinstance(value, list) and bool(value)
