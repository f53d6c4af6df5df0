"""What the linter finds in a draft, row by row. Kept in memory by content: the same text is never linted twice."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from selaras.clock import today
from selaras.core.model import RowKey
from selaras.errors import Text
from selaras.files.annex.settings import PLACEHOLDER, row_labels
from selaras.law.form.table import DictionaryEntry
from selaras.law.lint import Finding, Weight, lint
from selaras.web.drafts.composing import Content, form_of
from selaras.web.drafts.models import Part
from selaras.web.drafts.paper import laid_out
from selaras.web.standards import reading
from selaras.web.standards.dictionaries import reference

KEPT = 64  # drafts whose findings stay in memory
_found: OrderedDict[str, tuple[Found, ...]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """One finding at a row. `also`: other rows it is about."""

    row: int
    rule: str
    weight: str
    heuristic: bool
    quote: str
    message: Text
    advice: Text
    also: tuple[int, ...] = ()

    @property
    def error(self) -> bool:
        """Whether it must be mended before the draft is submitted."""
        return self.weight == Weight.ERROR


def findings_of(content: Content) -> tuple[Found, ...]:
    """Every finding at a row of the draft, gravest first, then in reading order."""
    dictionary = reference(content.draft.instansi, today())
    key = _key(content, dictionary)
    with _lock:
        if key in _found:
            _found.move_to_end(key)
            return _found[key]
    found = _linted(content, dictionary)
    with _lock:
        _found[key] = found
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return found


def by_row(found: Iterable[Found]) -> dict[int, list[Found]]:
    """Findings beside the row they concern."""
    rows: dict[int, list[Found]] = {}
    for each in found:
        rows.setdefault(each.row, []).append(each)
    return rows


def _linted(content: Content, dictionary: Sequence[DictionaryEntry]) -> tuple[Found, ...]:
    form, base = form_of(content), content.draft.base
    parts = sorted(content.parts, key=lambda part: part.kind != Part.Kind.CLASS)  # as the form has them
    keys = [[row.pk for row in (*content.competencies(part), *content.requirements(part))] for part in parts]
    paper, laid = laid_out(form, keys, content.head.pk, reading.form_of(base) if base else None)
    report = lint(paper.document(content.draft.title), laid, dictionary)
    found = []
    for finding in report.findings:
        rows = [paper.rows.get(spot.place.line or 0) for spot in (finding.spot, *finding.related)]
        own = list(dict.fromkeys(row for row in rows if row is not None))
        if own and not _of_the_template(finding):
            found.append(_found_at(finding, own))
    order = list(Weight)
    return tuple(sorted(found, key=lambda each: order.index(Weight(each.weight))))


def _found_at(finding: Finding, rows: Sequence[int]) -> Found:
    return Found(
        row=rows[0],
        rule=finding.rule,
        weight=str(finding.severity),
        heuristic=finding.heuristic,
        quote=finding.spot.quote,
        message=finding.message,
        advice=finding.advice,
        also=tuple(rows[1:]),
    )


def _of_the_template(finding: Finding) -> bool:
    """Whether it speaks of a placeholder, or of a label that nobody writes."""
    quote = " ".join(finding.spot.quote.split())
    labels = {label for key in RowKey for label in row_labels(key)}
    return PLACEHOLDER in quote or quote in labels


def _key(content: Content, dictionary: Sequence[DictionaryEntry]) -> str:
    said = {
        "rows": [[row.pk, row.data] for row in content.every],
        "parts": [[part.pk, part.subject] for part in content.parts],
        "base": content.draft.base.digest if content.draft.base else "",
        "dictionary": [entry.model_dump(mode="json") for entry in dictionary],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
