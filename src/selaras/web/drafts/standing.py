"""What stands of the act that a draft amends, and whether it moved on since the draft began."""

from __future__ import annotations

from typing import Any

from selaras.web.drafts.models import Draft, Part
from selaras.web.standards.models import Act, Piece, Version

STRIPPED = ("source", "citation", "rubric")  # where it is printed, not what it says


def newest(act: Act) -> Version | None:
    """The newest published version of an act, also when its day is still to come."""
    return Version.objects.published().filter(act=act).order_by("-number").first()


def pieces_of(version: Version) -> dict[str, Piece]:
    """Its standards by their subject."""
    rows = version.pieces.filter(kind__in=[Piece.Kind.CLASS, Piece.Kind.POSITION])
    return {subject_of(piece.kind, piece.data): piece for piece in rows.defer("lines", "findings")}


def subject_of(kind: str, data: dict[str, Any]) -> str:
    """What a standard is of: “kelas-5”, or the position by its title, code, unit and urusan."""
    from selaras.law.reading.words import slug

    if kind == Piece.Kind.CLASS:
        return f"kelas-{data['job_class']}"
    asked = data["applies_to"]
    said = " ".join(str(asked[name]) for name in ("title", "code", "unit", "urusan") if asked.get(name))
    return f"jabatan-{slug(said)}"[:100]


def moved(draft: Draft) -> list[Part]:
    """The parts whose standard was changed by another version since they were begun."""
    if draft.act is None:
        return []
    standing = newest(draft.act)
    if standing is None or standing.pk == draft.base_id:
        return []
    pieces = pieces_of(standing)
    return [
        part
        for part in draft.parts.all()
        if said(pieces[part.subject].data if part.subject in pieces else {}) != said(part.base)
    ]


def said(value: Any) -> Any:
    """What a standard says, without where it is printed."""
    if isinstance(value, dict):
        return {name: said(each) for name, each in value.items() if name not in STRIPPED}
    return [said(each) for each in value] if isinstance(value, list) else value
