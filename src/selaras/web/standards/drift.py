"""A form against the dictionary in force: the linter's rules of drift, for texts that stand in no document yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from selaras.law.document import of_text
from selaras.law.form import Form
from selaras.law.form.piece import Source
from selaras.law.form.table import ClassStandard, CompetencyEntry, DictionaryEntry, PositionStandard
from selaras.law.lint.catalogue import rule_texts
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Finding, Hit, Spot
from selaras.law.lint.registry import RULES
from selaras.law.reading.words import shown
from selaras.web.accounts.models import Instansi
from selaras.web.standards.dictionaries import reference

RULES_OF_DRIFT = (
    "dictionary-name",
    "dictionary-level",
    "dictionary-description",
    "dictionary-indicator",
    "dictionary-indicator-missing",
)


@dataclass(frozen=True, slots=True)
class Drift:
    """One finding, and the row of the form it is about: `job_classes/0`, `competencies/3`."""

    standard: str
    row: str
    finding: Finding


def findings_of_form(form: Form, instansi: Instansi, on: date) -> tuple[Drift, ...]:
    """Where the standards of a form differ from the dictionary that holds for an instansi on a day, in their order."""
    return drifts(form, reference(instansi, on))


def drifts(form: Form, dictionary: Sequence[DictionaryEntry]) -> tuple[Drift, ...]:
    """Where the standards of a form differ from a dictionary; nothing without one."""
    if not dictionary:
        return ()
    sheet = _Sheet()
    written = form.model_copy(
        update={
            "job_classes": tuple(
                sheet.standard(each, f"job_classes/{i}") for i, each in enumerate(form.job_classes)
            ),
            "position_standards": tuple(
                sheet.standard(each, f"position_standards/{i}")
                for i, each in enumerate(form.position_standards)
            ),
        }
    )
    draft = Draft(of_text("\n".join(sheet.lines)), written, dictionary)
    found = list(_found(draft, sheet))
    return tuple(each for _line, each in sorted(found, key=lambda pair: pair[0]))


@dataclass
class _Sheet:
    """The texts of a form as lines, and the row that each line is of."""

    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)

    def standard(
        self, entry: ClassStandard | PositionStandard, path: str
    ) -> ClassStandard | PositionStandard:
        """A standard with its rows placed on lines of the sheet."""
        head = self._line(entry.citation, path, "")
        rows = [self._row(row, path, f"competencies/{i}") for i, row in enumerate(entry.competencies)]
        return entry.model_copy(update={"source": head, "competencies": tuple(rows), "requirements": ()})

    def _row(self, row: CompetencyEntry, path: str, at: str) -> CompetencyEntry:
        name, description = shown(row.name), shown(row.description)
        source = self._line(f"{name}\t{description}", path, at)
        indicators = tuple(
            each.model_copy(update={"text": text, "source": self._line(text, path, at)})
            for each in row.indicators
            if (text := shown(each.text))
        )
        update = {"name": name, "description": description, "indicators": indicators, "source": source}
        return row.model_copy(update=update)

    def _line(self, text: str, path: str, at: str) -> Source:
        self.lines.append(text)
        self.rows.append((path, at))
        return Source(line=len(self.lines), character=1)


def _found(draft: Draft, sheet: _Sheet) -> Iterator[tuple[int, Drift]]:
    for rule in RULES_OF_DRIFT:
        for each in RULES[rule](draft):
            line = draft.place(each.at).line or 1
            standard, row = sheet.rows[line - 1]
            yield line, Drift(standard, row, _finding(draft, rule, each))


def _finding(draft: Draft, rule: str, each: Hit) -> Finding:
    text = rule_texts()[rule]
    values = {"quote": each.at.flat, **each.values}
    return Finding(
        rule=text.id,
        severity=text.severity,
        heuristic=text.heuristic or each.heuristic,
        spot=Spot(each.at.text, draft.place(each.at)),
        message=text.message.format(**values),
        advice=text.advice.format(**values),
    )
