"""What codes are called: competencies, positions, requirement rows. One look-up a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selaras.clock import today
from selaras.core.model import Regulation
from selaras.law.words import words
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.models import Position
from selaras.web.people.models import Entry, Kind
from selaras.web.people.telling import language
from selaras.web.standards.reading import in_force


def regulations_of(instansi: Instansi) -> tuple[Regulation, ...]:
    """The regulations in force for this instansi today."""
    return in_force(instansi, today())


def names_for(entries: Sequence[Entry], instansi: Instansi) -> Mapping[str, str]:
    """Names for the codes that these entries mention. A query for competencies and one for positions, where any are."""
    kinds = {entry.kind for entry in entries}
    found: dict[str, str] = {}
    if Kind.COMPETENCY in kinds:
        found |= {
            row.code: row.name
            for law in regulations_of(instansi)
            for standard in law.standards
            for row in standard.competencies
        }
    if Kind.DETERMINATION in kinds:
        found |= {key: text[language()] for key, text in words().texts["row"].items()}
    codes = {
        code
        for entry in entries
        if (code := entry.data.get("code" if entry.kind == Kind.POSITION else "position"))
    }
    if codes:
        rows = Position.objects.filter(instansi=instansi, code__in=codes)
        found |= {
            code: f"{title}, {unit}" for code, title, unit in rows.values_list("code", "title", "unit__name")
        }
    return found
