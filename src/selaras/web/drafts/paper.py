"""The draft as lines of paper, so that the linter reads it like any regulation, and each line knows its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selaras.core.model import RowKey
from selaras.files.annex.blocks import class_heading, head_lines, position_heading
from selaras.files.annex.settings import kind_label, mark_labels, row_labels, settings
from selaras.law.document import Document, of_text
from selaras.law.form import Form
from selaras.law.form.head import Consideration, LegalBasis
from selaras.law.form.piece import Source
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    IndicatorEntry,
    PositionStandard,
    RequirementEntry,
)


@dataclass
class Paper:
    """Lines as they are written. `rows`: line → the key of the row it is of."""

    lines: list[str] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)

    def write(self, text: str, row: int | None = None) -> int:
        """Add a line; its number, from 1."""
        self.lines.append(text.replace("\n", " "))
        if row is not None:
            self.rows[len(self.lines)] = row
        return len(self.lines)

    def document(self, file: str) -> Document:
        """What was written, as the linter takes it."""
        return of_text("\n".join(self.lines), file)


def laid_out(form: Form, keys: Sequence[Sequence[int]], head: int, beside: Form | None) -> tuple[Paper, Form]:
    """A draft's form with the place of every text on paper, and the paper.

    `keys`: of each standard the keys of its rows, competencies first; `head`: the key of the act's own row. The
    standards of `beside` that the draft leaves alone follow, so that what belongs together is compared.
    """
    paper = Paper()
    act = form.instrument
    considerations = tuple(_consideration(paper, each, head) for each in act.considerations)
    bases = tuple(_basis(paper, each, head) for each in act.legal_bases)
    paper.write("")
    for line in head_lines(act, ""):
        paper.write(line, head if line == act.title else None)
    paper.write("")  # the title ends here
    every = iter(keys)
    classes = [_standard(paper, each, at, next(every)) for at, each in enumerate(form.job_classes, 1)]
    positions = [
        _standard(paper, each, at, next(every)) for at, each in enumerate(form.position_standards, 1)
    ]
    for other in _others(form, beside):
        classes.append(_standard(paper, other, len(classes) + 1, ()))
    laid = form.model_copy(
        update={
            "instrument": act.model_copy(update={"considerations": considerations, "legal_bases": bases}),
            "job_classes": tuple(classes),
            "position_standards": tuple(positions),
        }
    )
    return paper, laid


def _others(form: Form, beside: Form | None) -> Iterator[ClassStandard]:
    own = {each.job_class for each in form.job_classes}
    return (each for each in (beside.job_classes if beside and own else ()) if each.job_class not in own)


def _consideration(paper: Paper, entry: Consideration, head: int) -> Consideration:
    return entry.model_copy(update={"source": Source(line=paper.write(entry.text, head), character=1)})


def _basis(paper: Paper, entry: LegalBasis, head: int) -> LegalBasis:
    return entry.model_copy(update={"source": Source(line=paper.write(entry.text, head), character=1)})


def _standard(
    paper: Paper, entry: ClassStandard | PositionStandard, order: int, keys: Sequence[int]
) -> ClassStandard | PositionStandard:
    heading = (
        class_heading(entry, order) if isinstance(entry, ClassStandard) else position_heading(entry, order)
    )
    start = paper.write(heading.text)
    table = settings()["competencies"]
    paper.write(table["caption"])
    paper.write("\t".join(table["columns"]))
    waiting = iter([*keys, *([None] * (len(entry.competencies) + len(entry.requirements) - len(keys)))])
    kind = None
    competencies, requirements = [], []
    for row in entry.competencies:
        if row.kind is not kind:
            kind = row.kind
            paper.write(kind_label(kind) + "\t\t\t")
        competencies.append(_competency(paper, row, next(waiting)))
    paper.write(settings()["requirements"]["caption"])
    group = ""
    for need in entry.requirements:
        first = row_labels(RowKey(need.key))[0]
        requirements.append(_requirement(paper, need, next(waiting), opens=first != group))
        group = first
    return entry.model_copy(
        update={
            "competencies": tuple(competencies),
            "requirements": tuple(requirements),
            "source": Source(line=start, character=1),
        }
    )


def _competency(paper: Paper, entry: CompetencyEntry, key: int | None) -> CompetencyEntry:
    level = "" if entry.level is None else str(entry.level)
    line = 0
    indicators: list[IndicatorEntry] = []
    for at, each in enumerate(entry.indicators):
        before = f"{entry.number}. {entry.name}\t{level}\t{entry.description}\t" if at == 0 else "\t\t\t"
        number = f"{each.number} " if each.number else ""
        here = paper.write(f"{before}{number}{each.text}", key)
        line = line or here
        place = Source(line=here, character=len(before.replace("\n", " ")) + len(number) + 1)
        indicators.append(each.model_copy(update={"text": each.text.replace("\n", " "), "source": place}))
    line = line or paper.write(f"{entry.number}. {entry.name}\t{level}\t{entry.description}\t", key)
    said = {"name": entry.name.replace("\n", " "), "description": entry.description.replace("\n", " ")}
    return entry.model_copy(
        update={**said, "indicators": tuple(indicators), "source": Source(line=line, character=1)}
    )


def _requirement(paper: Paper, entry: RequirementEntry, key: int | None, *, opens: bool) -> RequirementEntry:
    group, part = row_labels(RowKey(entry.key))
    first = f"{entry.number}. {group}" if opens else ""
    letter = f"{entry.letter}. {part}" if entry.letter and part else part
    marks = "\t".join(settings()["mark"] if entry.importance is mark else "" for mark in mark_labels())
    label = first if first and not part else letter
    before = f"{first}\t" if part else ""
    line = paper.write(f"{before}{label}\t{entry.value}\t{marks}", key)
    place = Source(line=line, character=len(before) + 1)
    return entry.model_copy(update={"value": entry.value.replace("\n", " "), "source": place})
