"""From the words of a Kompetensi row to the rubric it was measured with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from selaras.core.model import Regulation, Rubric, normalise
from selaras.errors import Text
from selaras.files.cells import Wrong, numbers_of
from selaras.files.report import brief, brief_code, nearest
from selaras.law.lists import core_competencies


class Rubrics:
    """Every rubric of the regulations, found by (standard, class, competency).

    A standard is named by its regulation's id or short name, or by its own id; a competency by its code or any
    of its names. Without a class the rubric must be the same in all classes.
    """

    def __init__(self, regulations: Iterable[Regulation]) -> None:
        self._rubrics: dict[tuple[str, int | None], dict[str, set[Rubric]]] = {}
        self._names: dict[str, str] = {}
        aliases = {core.code: core.aliases for core in core_competencies()}
        for regulation in regulations:
            act = regulation.instrument
            for standard in regulation.standards:
                names = (act.id, act.short, standard.id)
                self._names.update({normalise(name): act.id for name in names})
                for row in standard.competencies:
                    words = {normalise(word) for word in (row.code, row.name, *aliases.get(row.code, ()))}
                    self._add(names, standard.applies_to.job_class, words, row.rubric)
        self._found: dict[tuple[str, int | None, str], Rubric | Wrong] = {}
        self._results: dict[tuple[str, str, str], Mapping[str, bool]] = {}

    def _add(self, names: Iterable[str], job_class: int | None, words: set[str], rubric: Rubric) -> None:
        for name in {normalise(name) for name in names}:
            for key in {(name, job_class), (name, None)}:
                known = self._rubrics.setdefault(key, {})
                for word in words:
                    known.setdefault(word, set()).add(rubric)

    def classes(self, standard: str) -> str:
        """The classes of a standard that have competencies, for a message."""
        found = {key[1] for key in self._rubrics if key[0] == normalise(standard) and key[1] is not None}
        return ", ".join(str(job_class) for job_class in sorted(found, reverse=True))

    def find(self, standard: str, job_class: int | None, competency: str) -> Rubric:
        """The rubric meant. Raises Wrong whose `field` value names the part that does not fit."""
        key = (standard, job_class, competency)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(standard, job_class, competency)
        if isinstance(found, Wrong):
            raise found.again()  # kept, because a wrong word often stands in every row
        return found

    def _find(self, standard: str, job_class: int | None, competency: str) -> Rubric | Wrong:
        name = normalise(standard)
        if name not in self._names:
            allowed = ", ".join(sorted(set(self._names.values()))) or "–"
            return Wrong("standard_unknown", field="standard", value=brief_code(standard), allowed=allowed)
        known = self._rubrics.get((name, job_class))
        if known is None:
            return Wrong(
                "class_without_standard", field="job_class", value=job_class, allowed=self.classes(standard)
            )
        rubrics = known.get(normalise(competency))
        if not rubrics:
            near = nearest(competency, known) if len(competency) < 100 else Text("", "")
            value = brief(competency) if near.id else brief_code(competency)
            return Wrong("competency_unknown", field="competency", value=value, near=near)
        if len(rubrics) > 1:
            return Wrong("competency_ambiguous", field="job_class", allowed=self.classes(standard))
        return next(iter(rubrics))

    def results(self, rubric: Rubric, met: str, failed: str) -> Mapping[str, bool]:
        """Indicator key → met?, from the two columns of numbers. Shared between rows that say the same."""
        key = (rubric.id, met, failed)
        found = self._results.get(key)
        if found is None:
            found = self._results[key] = _results(rubric, met, failed)
        return found


def _results(rubric: Rubric, met: str, failed: str) -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    for value, verdict, column in ((met, True, "met"), (failed, False, "failed")):
        for number in numbers_of(value):
            keys = {
                indicator.key for indicator in rubric.indicators if indicator.number.rstrip(".") == number
            }
            if not keys:
                allowed = "; ".join(indicator.number for indicator in rubric.indicators)
                raise Wrong("indicator_unknown", field=column, value=brief(number), allowed=allowed)
            if len(keys) > 1:
                raise Wrong("indicator_ambiguous", field=column, value=number)
            (key,) = keys
            if key in found:
                raise Wrong("indicator_twice", field=column, value=number)
            found[key] = verdict
    return MappingProxyType(found)
