"""What the linter finds in a draft, row by row, and which errors somebody answers for.

Kept in memory by content: the same text is never linted twice.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from selaras.clock import today
from selaras.core.model import RowKey
from selaras.errors import Text
from selaras.files.annex.settings import PLACEHOLDER, row_labels
from selaras.files.draft import words
from selaras.law.form import Form
from selaras.law.form.table import DictionaryEntry
from selaras.law.lint import Finding, Weight, lint
from selaras.web.drafts.composing import Content, form_of
from selaras.web.drafts.contents import label_of
from selaras.web.drafts.entries import requirement_entry
from selaras.web.drafts.models import Change, Part, Row
from selaras.web.drafts.paper import laid_out
from selaras.web.standards import reading
from selaras.web.standards.dictionaries import reference

KEPT = 64  # drafts whose findings stay in memory
_found: OrderedDict[str, tuple[Found, ...]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """One finding at a row. `also`: other rows it is about.

    `reason`, `by` and `at`: why somebody lets an error stand, who and when; only for these very words.
    """

    row: int
    rule: str
    weight: str
    heuristic: bool
    quote: str
    message: Text
    advice: Text
    also: tuple[int, ...] = ()
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def key(self) -> str:
        """What names it: it is another one as soon as its row says something else."""
        said = f"{self.row}\n{self.rule}\n{self.quote}\n{self.message.id}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def error(self) -> bool:
        """Whether it must be mended, or answered for, before the draft is submitted."""
        return self.weight == Weight.ERROR and not self.reason

    @property
    def accepted(self) -> bool:
        """Whether it is an error that somebody answers for."""
        return self.weight == Weight.ERROR and bool(self.reason)


def findings_of(content: Content) -> tuple[Found, ...]:
    """Every finding at a row of the draft, gravest first, then in reading order."""
    found = _found_in(content)
    if not any(each.error for each in found):
        return found
    answered = {change.after["accepted"]: change for change in accepted(content)}
    return tuple(_answered(each, answered.get(each.key)) for each in found)


def accepted(content: Content) -> Iterable[Change]:
    """Who let which error stand, the latest last."""
    rows = Change.objects.filter(draft=content.draft, verb=Change.Verb.ACCEPT)
    return rows.select_related("by").order_by("pk")


def _answered(found: Found, change: Change | None) -> Found:
    return replace(found, reason=change.why, by=change.by.name, at=change.at) if change else found


def _found_in(content: Content) -> tuple[Found, ...]:
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
    found += _unread(content, reading.form_of(base) if base else None)
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


def _unread(content: Content, base: Form | None) -> list[Found]:
    """Requirements whose words nobody can be evaluated by; with words of the standing act that can."""
    return [
        Found(
            row=row.pk,
            rule="unread",
            weight=Weight.ERROR,
            heuristic=False,
            quote=row.data["value"],
            message=Text(
                f"“{row.data['value']}” tidak dapat dibaca sebagai {label_of(row.section, row.data)}: "
                "pegawai tidak akan dapat dinilai pada persyaratan ini.",
                f"“{row.data['value']}” cannot be read as {label_of(row.section, row.data)}: "
                "nobody can be evaluated on this requirement.",
            ),
            advice=_as_standing(row, {part.pk: part for part in content.parts}, base),
        )
        for row in content.every
        if row.section == Row.Section.REQUIREMENT and row.data["value"]
        if requirement_entry(row.data, "", None).parsed.demand == "unread"
    ]


def _as_standing(row: Row, parts: Mapping[int, Part], base: Form | None) -> Text:
    own = parts[row.part_id or 0].job_class or 0
    for standard in sorted(base.job_classes if base else (), key=lambda each: abs(each.job_class - own)):
        for need in standard.requirements:
            if need.key == row.data["key"] and need.parsed.demand not in ("unread", "nothing"):
                said = f"{standard.citation}: “{need.value}”"
                return Text(f"Tulis misalnya seperti {said}.", f"Write it, for example, as {said}.")
    return Text("Ambil teks yang serupa dari standar lain.", "Take a similar text from another standard.")


def _of_the_template(finding: Finding) -> bool:
    """Whether it speaks of a placeholder, or of a label that nobody writes."""
    quote = " ".join(finding.spot.quote.split())
    labels = {label for key in RowKey for label in row_labels(key)}
    blank = " ".join(words()["blanks"]["consideration"].split())
    return PLACEHOLDER in quote or quote in labels or (quote.endswith("]") and blank.endswith(quote))


def _key(content: Content, dictionary: Sequence[DictionaryEntry]) -> str:
    said = {
        "rows": [[row.pk, row.data] for row in content.every],
        "parts": [[part.pk, part.subject] for part in content.parts],
        "base": content.draft.base.digest if content.draft.base else "",
        "dictionary": [entry.model_dump(mode="json") for entry in dictionary],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
