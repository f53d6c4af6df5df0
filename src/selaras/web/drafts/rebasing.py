"""What a newer version says otherwise than the one that a part was begun upon, row by row, and where to take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selaras.law.wording import Wording
from selaras.web.drafts.composing import Content
from selaras.web.drafts.contents import competency_of, label_of, requirement_of
from selaras.web.drafts.entries import code_of
from selaras.web.drafts.models import Draft, Part, Row
from selaras.web.drafts.present import differences
from selaras.web.drafts.standing import moved, newest, pieces_of
from selaras.web.standards.models import Piece


@dataclass(frozen=True, slots=True)
class Newer:
    """One row that the newer version sets, changes or drops. `fields`: from the older version to it, word by word.

    `source` and `text` name what can be taken; empty where the newer version has the row no more. `touched`: the
    draft says something of its own there.
    """

    label: str
    fields: list[tuple[Any, Wording]]
    row: Row | None
    source: int
    text: str
    touched: bool


def newer(draft: Draft, content: Content) -> list[tuple[Part, list[Newer]]]:
    """The parts that another version changed since they were begun, with what is not yet as it says."""
    version = newest(draft.act) if draft.act else None
    parts = moved(draft)
    pieces = pieces_of(version) if version and parts else {}
    return [(part, list(_rows(content, part, pieces.get(part.subject)))) for part in parts]


def _rows(content: Content, part: Part, piece: Piece | None) -> Iterator[Newer]:
    before, now = _said(part.base), _said(piece.data if piece else {})
    own = {_key(row.section, row.data): row for row in content.rows.get(part.pk, ())}
    for key in [*now, *(key for key in before if key not in now)]:
        old, new, row = before.get(key), now.get(key), own.get(key)
        fields = differences(old[1] if old else None, new[1] if new else None)
        mine = row.data if row else None
        if not fields or (not new and not row) or (new and row and not differences(mine, new[1])):
            continue
        said = new or old
        yield Newer(
            label=label_of(key[0], said[1]) if said else "",
            fields=fields,
            row=row,
            source=piece.pk if piece and new else 0,
            text=new[0] if new else "",
            touched=bool(row and old and differences(old[1], mine)),
        )


def _said(data: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """Rows of a standard by what they are about: the name of the text within its source, and what it says."""
    found: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
    for letter, section, rows in (
        ("k", Row.Section.COMPETENCY, [competency_of(each) for each in data.get("competencies", ())]),
        ("p", Row.Section.REQUIREMENT, [requirement_of(each) for each in data.get("requirements", ())]),
    ):
        for at, row in enumerate(rows):
            found.setdefault(_key(section, row), (f"{letter}{at}", row))
    return found


def _key(section: str, data: Mapping[str, Any]) -> tuple[str, str]:
    return section, data["key"] if section == Row.Section.REQUIREMENT else code_of(data)
