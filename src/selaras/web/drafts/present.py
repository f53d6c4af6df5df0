"""Rows as the pages show them: number, what is missing, findings, comments, and whether a taken text is still verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.model import RowKey
from selaras.files.annex.settings import UNMARKED
from selaras.law.lint import Weight
from selaras.law.wording import Wording, wording
from selaras.web.drafts.composing import Content
from selaras.web.drafts.contents import KINDS, label_of, missing
from selaras.web.drafts.findings import Found
from selaras.web.drafts.models import Comment, Part, Row

FIELDS = {
    "name": _("Nama"),
    "level": _("Level"),
    "description": _("Deskripsi"),
    "indicators": _("Indikator"),
    "value": _("Uraian"),
    "importance": _("Tingkat penting"),
    "title": _("Judul"),
    "reason": _("Alasan pada Menimbang"),
    "bases": _("Dasar hukum pada Mengingat"),
    "checked": _("Dasar hukum sudah diperiksa"),
    "type": _("Jenis peraturan"),
    "issuer": _("Pejabat yang menetapkan"),
    "region": _("Daerah"),
    "province": _("Provinsi"),
    "place": _("Tempat penetapan"),
}
UNSHOWN = ("code", "kind", "numbers", "key")


@dataclass(frozen=True)
class ShownRow:
    """One row beside what is said of it."""

    row: Row
    number: str
    label: str
    missing: Sequence[Promise]
    errors: Sequence[Found] = ()
    warnings: Sequence[Found] = ()
    notes: Sequence[Found] = ()
    accepted: Sequence[Found] = ()
    comments: Sequence[Comment] = field(default_factory=tuple)

    @property
    def pk(self) -> int:
        """The row's key."""
        return self.row.pk

    @property
    def data(self) -> Mapping[str, Any]:
        """What it says."""
        found: Mapping[str, Any] = self.row.data
        return found

    @property
    def indicators(self) -> list[tuple[int, str, str]]:
        """Place, number as it will be printed, and text of each indicator."""
        texts = self.row.data["indicators"]
        level = self.row.data["level"] or 1
        numbers = self.row.data.get("numbers") or [f"{level}.{at}" for at in range(1, len(texts) + 1)]
        return [(at, numbers[at], text) for at, text in enumerate(texts)]

    @property
    def markable(self) -> bool:
        """Whether rows of its kind carry a mark of importance."""
        return RowKey(self.row.data["key"]) not in UNMARKED

    @property
    def verbatim(self) -> bool:
        """Whether a taken text still says what its source says."""
        taken = self.row.origin.get("data") or {}
        return bool(taken) and all(self.row.data.get(name) == value for name, value in taken.items())

    @property
    def open_comments(self) -> int:
        """How many comments wait."""
        return sum(each.resolved_at is None for each in self.comments)

    @property
    def unfolded(self) -> bool:
        """Whether it asks for attention: folded otherwise, so that a page of fourteen is one of the two in work."""
        return bool(self.missing or self.errors or self.open_comments)


@dataclass(frozen=True)
class Group:
    """Competencies of one kind."""

    kind: str
    title: Promise
    rows: Sequence[ShownRow]


@dataclass(frozen=True)
class Tally:
    """How far a part has come."""

    part: Part | None
    rows: int
    whole: int
    errors: int
    warnings: int
    comments: int


def shown_rows(
    rows: Sequence[Row], found: Mapping[int, Sequence[Found]], comments: Mapping[int, Sequence[Comment]]
) -> list[ShownRow]:
    """Rows of one section in printed order, numbered through."""
    return [
        _shown(row, str(at), found.get(row.pk, ()), comments.get(row.pk, ()))
        for at, row in enumerate(rows, 1)
    ]


def grouped(rows: Sequence[ShownRow]) -> list[Group]:
    """Competencies by kind; a kind without any is shown, so that one can be added."""
    return [
        Group(str(kind), title, [row for row in rows if row.data["kind"] == kind])
        for kind, title in KINDS.items()
    ]


def comments_by_row(comments: Iterable[Comment]) -> dict[int, list[Comment]]:
    """Comments beside the row they are about; 0: about the whole."""
    found: dict[int, list[Comment]] = {}
    for each in comments:
        found.setdefault(each.row_id or 0, []).append(each)
    return found


def tally(part: Part | None, rows: Sequence[ShownRow]) -> Tally:
    """Figures of a part."""
    return Tally(
        part,
        len(rows),
        sum(not row.missing for row in rows),
        sum(len(row.errors) for row in rows),
        sum(len(row.warnings) for row in rows),
        sum(row.open_comments for row in rows),
    )


def rows_of(content: Content, part: Part) -> list[Row]:
    """Competencies, then requirements."""
    return [*content.competencies(part), *content.requirements(part)]


def differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[tuple[Any, Wording]]:
    """The fields that differ, each word by word."""
    old, new = before or {}, after or {}
    names = [name for name in {**old, **new} if name not in UNSHOWN and old.get(name) != new.get(name)]
    return [(FIELDS.get(name, name), wording(_text(old.get(name)), _text(new.get(name)))) for name in names]


def _shown(row: Row, number: str, found: Sequence[Found], comments: Sequence[Comment]) -> ShownRow:
    weights = {weight: [each for each in found if each.weight == weight] for weight in Weight}
    return ShownRow(
        row=row,
        number=number,
        label=label_of(row.section, row.data),
        missing=missing(row.section, row.data),
        errors=[each for each in weights[Weight.ERROR] if each.error],
        accepted=[each for each in weights[Weight.ERROR] if each.accepted],
        warnings=weights[Weight.WARNING],
        notes=weights[Weight.INFO],
        comments=comments,
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    return "" if value is None else str(value)
