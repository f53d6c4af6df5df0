"""What codes are called: competencies, positions, requirement rows. One look-up a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def names_for(entries: Iterable[Entry], instansi: Instansi) -> Mapping[str, str]:
    """Names for the codes that these entries mention. One query, or none."""
    found = {
        row.code: row.name
        for law in regulations_of(instansi)
        for standard in law.standards
        for row in standard.competencies
    }
    found |= {key: text[language()] for key, text in words().texts["row"].items()}
    codes = {
        code
        for entry in entries
        if (code := entry.data.get("code" if entry.kind == Kind.POSITION else "position"))
    }
    if codes:
        rows = Position.objects.filter(instansi=instansi, code__in=codes).select_related("unit")
        found |= {each.code: f"{each.title}, {each.unit.name}" for each in rows}
    return found
