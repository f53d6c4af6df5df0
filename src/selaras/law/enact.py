"""Form → Regulation: every entry becomes a value of the core, checked against the code lists and itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from selaras.core.citation import Citation, Instrument
from selaras.core.model import (
    CompetencyRow,
    Demand,
    Indicator,
    Regulation,
    Requirement,
    Rubric,
    Selector,
    Standard,
    Unread,
)
from selaras.errors import Place, Problem, Text
from selaras.law.demand import demand_of
from selaras.law.form import Form
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    Parsed,
    PositionStandard,
    RequirementEntry,
)
from selaras.law.reading.words import slug
from selaras.law.schema import refused

# "Pengangkatan … dilakukan setelah memenuhi … standar kompetensi": the article that makes appointment conditional
_GATE = re.compile(
    r"\bpengangkatan\b.{0,300}\b(?:dilakukan|dilaksanakan|dapat)\b.{0,60}\b(?:setelah|apabila|jika|dalam\s+hal)\s+(?:\w+\s+){0,3}?memenuhi\b.{0,300}\bstandar\s+kompetensi\b",
    re.IGNORECASE | re.DOTALL,
)

_REMEDY = Text(
    "Perbaiki entri ini dalam bentuk JSON standar, lalu pakai berkas JSON itu.",
    "Mend this entry in the standard's JSON form, then use that JSON file.",
)


class Enactment:
    """Turns one form into a regulation and gathers every contradiction on the way."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.problems: list[Problem] = []
        self.instrument = self._instrument()

    def problem(self, code: str, path: str, what: Text, remedy: Text = _REMEDY) -> None:
        """Note a contradiction at a path of the form."""
        self.problems.append(Problem(code, Place(file=self.form.source.file, sheet=path), what, remedy))

    def _instrument(self) -> Instrument | None:
        head = self.form.instrument
        if head.in_force_from is None:
            what = Text("Tanggal mulai berlaku tidak diketahui.", "The day of entry into force is unknown.")
            self.problem("in_force", "$.instrument.in_force_from", what)
            return None
        return Instrument(
            id=head.id,
            type=head.type,
            number=head.number,
            year=head.year,
            short=head.short or f"{head.type} {head.number}/{head.year}",
            title=head.title,
            region=head.region,
            in_force_from=head.in_force_from,
        )

    def doubts(self) -> None:
        """Blocking doubts are problems: a standard with a lost row must not pass anyone."""
        for index, doubt in enumerate(self.form.uncertain):
            if doubt.blocking:
                remedy = Text(
                    "Periksa dokumen asli, perbaiki bentuk JSON-nya, lalu hapus entri uncertain ini.",
                    "Check the original, mend the JSON form, then remove this uncertain entry.",
                )
                place = Place(self.form.source.file, f"$.uncertain[{index}]", line=doubt.source.line)
                reason = Text(doubt.reason, doubt.reason_en or doubt.reason)
                self.problems.append(Problem(doubt.code or "uncertain", place, reason, remedy))

    def standards(self) -> tuple[Standard, ...]:
        """The standards of classes, then those of positions."""
        if self.instrument is None:
            return ()
        found: list[Standard] = []
        for i, each in enumerate(self.form.job_classes):
            id_ = f"{self.instrument.id}/kelas-{each.job_class}"
            found += self._standard(id_, each, Selector(job_class=each.job_class), f"$.job_classes[{i}]")
        for i, one in enumerate(self.form.position_standards):
            asked = one.applies_to
            name = " ".join(filter(None, (asked.title, asked.code, asked.unit, asked.urusan)))
            id_ = f"{self.instrument.id}/{slug(name)}"
            selector = Selector(
                job_class=asked.job_class,
                title=asked.title,
                code=asked.code,
                unit=asked.unit,
                urusan=asked.urusan,
            )
            found += self._standard(id_, one, selector, f"$.position_standards[{i}]")
        ids = [each.id for each in found]
        for twice in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            what = Text(f"Standar {twice} ada lebih dari satu.", f"Standard {twice} exists more than once.")
            self.problem("standard_twice", "$", what)
        return tuple(found)

    def _standard(
        self, id_: str, entry: ClassStandard | PositionStandard, selector: Selector, path: str
    ) -> Iterable[Standard]:
        if self.instrument is None:
            return
        rows = [
            self._competency(row, entry.citation, f"{path}.competencies[{i}]")
            for i, row in enumerate(entry.competencies)
        ]
        needs = [
            self._requirement(row, entry.citation, f"{path}.requirements[{i}]")
            for i, row in enumerate(entry.requirements)
        ]
        try:
            yield Standard(
                id=id_,
                instrument=self.instrument,
                applies_to=selector,
                competencies=tuple(row for row in rows if row),
                requirements=tuple(need for need in needs if need),
                citation=Citation(self.instrument, entry.citation, entry.source.line),
            )
        except ValueError as error:
            self.problem("standard", path, Text(f"Standar bertentangan: {error}", f"Contradictory: {error}"))

    def _competency(self, row: CompetencyEntry, above: str, path: str) -> CompetencyRow | None:
        if self.instrument is None:
            return None
        if row.level is None or not row.indicators:
            what = Text(
                f"Level atau indikator kompetensi {row.name} tidak diketahui.",
                f"Level or indicators of competency {row.name} are unknown.",
            )
            self.problem("competency", path, what)
            return None
        rubric = Rubric(
            row.code, row.level, tuple(Indicator(each.number, each.text) for each in row.indicators)
        )
        if row.rubric not in (None, rubric.id):
            what = Text(
                f"Rubrik {row.rubric} tidak sesuai dengan isinya ({rubric.id}).",
                f"Rubric {row.rubric} does not fit its content ({rubric.id}).",
            )
            self.problem("rubric", f"{path}.rubric", what)
        place = row.citation or f"{above}, angka {row.number}"
        citation = Citation(self.instrument, place, row.source.line)
        return CompetencyRow(row.kind, row.number, row.name, row.description, rubric, citation)

    def _requirement(self, row: RequirementEntry, above: str, path: str) -> Requirement | None:
        if self.instrument is None:
            return None
        demand = self._demand(row.parsed, f"{path}.parsed") if row.certain else Unread()
        place = row.citation or f"{above}, {row.key}"
        return Requirement(
            row.key, row.value, row.importance, demand, Citation(self.instrument, place, row.source.line)
        )

    def _demand(self, parsed: Parsed, path: str) -> Demand:
        try:
            return demand_of(parsed)
        except (KeyError, ValueError) as error:
            what = Text(f"Nilai ini bertentangan: {error}", f"This value is contradictory: {error}")
            self.problem("value", path, what)
            return Unread()

    def gate(self) -> Citation | None:
        """The article that makes appointment conditional on the standard."""
        for article in self.form.articles:
            if self.instrument and _GATE.search(article.text):
                return Citation(self.instrument, article.place, article.source.line)
        return None

    def families(self) -> dict[int, tuple[str, ...]]:
        """Families per class in printed order, doubles included."""
        found: dict[int, tuple[str, ...]] = {}
        for each in self.form.job_families:
            found[each.job_class] = found.get(each.job_class, ()) + each.names
        return found


def to_regulation(form: Form) -> Regulation:
    """A form → Regulation.

    Raises LawRefused with every contradiction: blocking doubts, no day of entry into force, unknown levels,
    rubrics that do not fit their content, unknown codes, competencies or rows twice in one standard.
    """
    enactment = Enactment(form)
    enactment.doubts()
    standards = enactment.standards()
    if enactment.problems or enactment.instrument is None:
        raise refused(form.source.file, _each_once(enactment.problems))
    return Regulation(
        instrument=enactment.instrument,
        standards=standards,
        families=enactment.families(),
        classes_without_standard=form.classes_without_standard,
        gate=enactment.gate(),
    )


def _each_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
