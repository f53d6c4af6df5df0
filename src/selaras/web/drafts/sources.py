"""Where texts can be taken from: standards of any published version, and the dictionaries in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from selaras.core.model import RowKey
from selaras.files.annex.settings import row_labels
from selaras.web.accounts.models import Instansi
from selaras.web.drafts.actions.beginning import origin_of
from selaras.web.drafts.contents import KINDS, competency_of, requirement_of
from selaras.web.drafts.models import Row
from selaras.web.standards.dictionaries import entries
from selaras.web.standards.models import Piece, Version
from selaras.web.whole import whole

SHOWN = 80  # standards offered at once; a search narrows more
TEXTS = 120  # texts of one source shown at once
DICTIONARY = "kamus"


@dataclass(frozen=True, slots=True)
class Text:
    """One text that can be taken. `key` names it within its source."""

    key: str
    section: str
    label: str
    group: str
    level: int | None
    lines: Sequence[str]
    data: dict[str, Any]
    origin: dict[str, Any]


def standards(instansi: Instansi, sought: str = "") -> list[Piece]:
    """Standards of every published version of the instansi and the nation, newest versions first."""
    versions = Version.objects.used_by(instansi).published()
    rows = Piece.objects.filter(
        version__in=versions.values("pk"), kind__in=[Piece.Kind.CLASS, Piece.Kind.POSITION]
    )
    for word in sought.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(version__act__short__icontains=word))
    rows = rows.select_related("version__act__instansi").defer("version__form", "lines", "findings", "data")
    return list(rows.order_by("-version__effective_from", "-version", "order")[:SHOWN])


def standard(instansi: Instansi, pk: str) -> Piece | None:
    """One of them by its key."""
    versions = Version.objects.used_by(instansi).published()
    rows = Piece.objects.filter(
        version__in=versions.values("pk"), kind__in=[Piece.Kind.CLASS, Piece.Kind.POSITION]
    )
    return (
        rows.select_related("version__act__instansi")
        .defer("version__form", "lines")
        .filter(pk=whole(pk))
        .first()
    )


def has_dictionary(instansi: Instansi, on: date) -> bool:
    """Whether a dictionary is in force."""
    return bool(entries(instansi, on))


def texts(instansi: Instansi, source: str, on: date, sought: str = "") -> list[Text]:
    """The texts of a source that hold every word sought; an unknown source has none."""
    found = _of_dictionary(instansi, on) if source == DICTIONARY else _of_standard(standard(instansi, source))
    words = sought.casefold().split()[:8]
    return [each for each in found if all(word in _all(each) for word in words)]


def text(instansi: Instansi, source: str, key: str, on: date) -> Text | None:
    """One text of a source."""
    return next((each for each in texts(instansi, source, on) if each.key == key), None)


def _all(each: Text) -> str:
    return " ".join([each.label, *each.lines]).casefold()


def _of_standard(piece: Piece | None) -> Iterator[Text]:
    if piece is None:
        return
    for at, row in enumerate(piece.data["competencies"]):
        data = competency_of(row)
        yield Text(
            f"k{at}",
            Row.Section.COMPETENCY,
            data["name"],
            str(KINDS[row["kind"]]),
            data["level"],
            [data["description"], *data["indicators"]],
            data,
            origin_of(piece.version, piece.key, piece.data, row),
        )
    for at, row in enumerate(piece.data["requirements"]):
        data = requirement_of(row)
        label = " – ".join(filter(None, row_labels(RowKey(data["key"]))))
        origin = origin_of(piece.version, piece.key, piece.data, row)
        if data["value"]:
            yield Text(
                f"p{at}",
                Row.Section.REQUIREMENT,
                label,
                _("Persyaratan"),
                None,
                [data["value"]],
                data,
                origin,
            )


def _of_dictionary(instansi: Instansi, on: date) -> Iterator[Text]:
    for entry in entries(instansi, on):
        for level in entry.levels:
            indicators = [" ".join(each.text.split()) for each in level.indicators]
            description = " ".join(level.description.split())
            data: dict[str, Any] = {
                "code": entry.code,
                "kind": str(entry.kind),
                "name": entry.name,
                "level": level.level or None,
                "description": description,
                "indicators": indicators,
            }
            place = f"{entry.citation}, level {level.level}"
            yield Text(
                f"{entry.key}-{level.level}",
                Row.Section.COMPETENCY,
                entry.name,
                str(KINDS[entry.kind]),
                level.level,
                [description, *indicators],
                data,
                {"place": place, "url": entry.url, "data": data},
            )
