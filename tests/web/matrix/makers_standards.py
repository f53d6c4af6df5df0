"""Versions in preparation, their parts, doubts and links."""

from __future__ import annotations

from selaras.web.standards.models import Act, Doubt, Link, Piece, Version
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


def version_of(place: Place) -> Version:
    """A version that is being checked, of the instansi of the place."""
    act = Act.objects.create(
        instansi=place.house.instansi,
        act_id=f"perbup-contoh-{Act.objects.count()}-2025",  # a page after the other in one database
        kind="Peraturan Bupati",
        number="1",
        year=2025,
        short="Perbup Contoh 1/2025",
        title="STANDAR KOMPETENSI JABATAN CONTOH",
    )
    return Version.objects.create(
        instansi=place.house.instansi, act=act, state=Version.State.REVIEW, uploaded_at=AT, read_at=AT
    )


def piece_of(place: Place) -> Piece:
    """A standard with one doubtful row."""
    source = {"line": 7, "character": 1}
    row = {
        "key": "rank",
        "number": "",
        "letter": None,
        "value": "Pengatur (II/c)",
        "importance": None,
        "parsed": {"demand": "unread"},
        "certain": False,
        "citation": "",
        "source": source,
    }
    data = {
        "job_class": 5,
        "citation": "Lampiran",
        "competencies": [],
        "requirements": [row],
        "source": source,
    }
    return Piece.objects.create(
        version=version_of(place),
        order=1,
        kind=Piece.Kind.CLASS,
        key="kelas-5",
        title="Kelas Jabatan 5",
        rows=1,
        data=data,
        lines=[[7, "", ["Pangkat", "Pengatur (II/c)"]]],
        faults=1,
    )


@maker("standard_version")
def make_version(place: Place) -> Version:
    """A version of the instansi."""
    return piece_of(place).version


@maker("standard_piece")
def make_piece(place: Place) -> Piece:
    """A part of it."""
    return piece_of(place)


@maker("standard_doubt")
def make_doubt(place: Place) -> Doubt:
    """An uncertain place in it."""
    return Doubt.objects.create(piece=piece_of(place), reason_id="Pangkat tidak terbaca.", line=7)


@maker("standard_link")
def make_link(place: Place) -> Link:
    """A competency that seems renamed."""
    said = {"code": "pelayanan-baru", "name": "Pelayanan Baru", "earlier_code": "M.6", "likeness": 80}
    return Link.objects.create(version=version_of(place), earlier_name="Pelayanan Publik", **said)
