"""Versions in preparation, their parts, doubts and links."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.standards.models import Act, Doubt, Link, Piece, Repealing, RubricPair, Version
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


@maker("standard_named")
def make_named(place: Place) -> Version:
    """A version whose one competency no published version knows."""
    version = version_of(place)
    source = {"line": None, "character": None}
    row = {
        "code": "persuratan-resmi",
        "kind": "technical",
        "number": "9",
        "name": "Persuratan Resmi",
        "level": 1,
        "description": "Mampu menulis surat",
        "rubric": None,
        "indicators": [{"number": "9.1", "text": "Menulis surat", "computed": False, "source": source}],
        "citation": "",
        "source": source,
    }
    data = {
        "job_class": 5,
        "citation": "Lampiran",
        "competencies": [row],
        "requirements": [],
        "source": source,
    }
    kind = Piece.Kind.CLASS
    Piece.objects.create(version=version, order=1, kind=kind, key="kelas-5", title="Kelas 5", data=data)
    return version


@maker("dictionary")
def make_dictionary(place: Place) -> dict[str, object]:
    """The address of a published version that is a dictionary."""
    address = make_entry(place)
    return {name: value for name, value in address.items() if name != "part"}


@maker("dictionary_entry")
def make_entry(place: Place) -> dict[str, object]:
    """The address of an entry of a published dictionary, synthetic."""
    version = version_of(place)
    head = {
        "id": version.act.act_id if version.act else "",
        "type": "Kamus",
        "short": "Kamus Contoh",
        "issuer": "Contoh",
        "region": None,
        "number": "1",
        "year": 2025,
        "title": "KAMUS CONTOH",
    }
    indicator = {"number": "1.1", "text": "Contoh indikator"}
    entry = {
        "code": "M.1",
        "kind": "managerial",
        "name": "Integritas",
        "definition": "Contoh",
        "levels": [{"level": 1, "description": "Contoh level", "indicators": [indicator]}],
    }
    Piece.objects.create(
        version=version, order=0, kind="act", key="act", title="Kamus", data={"instrument": head}
    )
    Piece.objects.create(
        version=version, order=1, kind="dictionary", key="kamus-1", title="Integritas", data=entry
    )
    published(version)
    act_id = version.act.act_id if version.act else ""
    return {"instansi": place.house.instansi.code, "act": act_id, "number": 1, "part": "kamus-1"}


def published(version: Version) -> Version:
    """The version as a published one."""
    version.state, version.number, version.digest = Version.State.PUBLISHED, 1, f"{version.pk:064d}"
    version.effective_from, version.published_at = date(2025, 1, 1), AT
    version.save()
    return version


@maker("standard_pair")
def make_pair(place: Place) -> RubricPair:
    """What somebody said of two rubrics of a published version, waiting for a second person."""
    author = place.house.users[Role.UNIT_ADMIN]
    said = {"first": "x@1:000000000000", "second": "x@1:111111111111", "decision": "both", "code": "x"}
    version = published(version_of(place))
    return RubricPair.objects.create(
        version=version, name="X", citation="Berita acara", reason="Sama", by=author, at=AT, **said
    )


@maker("standard_repealing")
def make_repealing(place: Place) -> Repealing:
    """A repeal that somebody proposed."""
    author = place.house.users[Role.UNIT_ADMIN]
    version = published(version_of(place))
    return Repealing.objects.create(
        version=version, on=date(2027, 1, 1), basis="Perwali 1/2027", by=author, at=AT
    )
