"""A draft of class 4 as tests begin it, and the texts that make it whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.drafts import actions
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.models import Draft, Row
from selaras.web.standards.models import Version
from tests.web.cast import AT, Cast, House

STARTS = date(2026, 9, 1)
BASES = [
    "Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;",
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara (Lembaran Negara Republik Indonesia "
    "Tahun 2023 Nomor 141, Tambahan Lembaran Negara Republik Indonesia Nomor 6897);",
]
REASON = (
    "bahwa jabatan pelaksana kelas jabatan 4 memerlukan standar kompetensi agar pengangkatannya dapat dinilai"
)
TECHNICAL = {
    "Mengemudikan Ambulans": [
        "Mampu memeriksa kelayakan kendaraan ambulans sebelum bertugas.",
        "Mampu mengemudikan ambulans dengan selamat menurut peraturan lalu lintas.",
        "Mampu memilih rute tercepat ke fasilitas kesehatan.",
    ],
    "Pertolongan Pertama": [
        "Mampu membantu memindahkan pasien dengan aman.",
        "Mampu memberikan pertolongan pertama sebelum petugas kesehatan tiba.",
        "Mampu menjaga kebersihan perlengkapan pertolongan pertama.",
    ],
    "Perawatan Kendaraan": [
        "Mampu merawat kendaraan secara berkala.",
        "Mampu mencatat kerusakan kendaraan dalam buku kendaraan.",
        "Mampu melaporkan kebutuhan suku cadang kepada atasan.",
    ],
}
VALUES: dict[str, tuple[str, str | None]] = {
    "education.level": ("SMA/Setara", None),
    "education.field": ("Bidang ilmu yang relevan dengan jabatan", None),
    "training.managerial": ("Pelatihan Dasar", "mutlak"),
    "training.technical": ("Pelatihan mengemudi sesuai dengan jabatan", "penting"),
    "training.functional": ("-", None),
    "experience": ("Memiliki pengalaman kerja sesuai dengan jabatannya", "penting"),
    "rank": ("Pengatur Muda (II/a) – Penata Muda (III/a)", None),
    "performance": ("Sesuai dengan indikator kinerja individu yang telah ditetapkan", None),
}


def drafter(cast: Cast, house: House | None = None) -> User:
    """Who writes."""
    return (house or cast.dumai).users[Role.ANALYST]


def second(cast: Cast) -> User:
    """Who approves and publishes."""
    return cast.dumai.users[Role.AUTHORITY]


def standing(cast: Cast) -> Version:
    """The published Perwali."""
    rows = Version.objects.published().filter(act__act_id="perwali-dumai-6-2023")
    return rows.get(instansi=cast.dumai.instansi, number=1)


def skeleton(cast: Cast, *classes: int) -> Draft:
    """A draft begun from the skeleton; class 4 alone unless others are named."""
    wanted = [Wanted("skeleton", each) for each in classes or (4,)]
    return actions.begin(
        instansi=cast.dumai.instansi,
        title="Standar kelas 4",
        base=standing(cast),
        wanted=wanted,
        by=drafter(cast),
        at=AT,
    )


def rows_of(draft: Draft, section: str) -> list[Row]:
    """Rows of a section as they stand."""
    return list(draft.rows.filter(section=section, removed=False))


def written(row: Row, by: User, at: datetime = AT, **said: Any) -> Row:
    """Fields of a row, written upon what stands."""
    return actions.save_row(row=row, version=row.version, written={**row.data, **said}, by=by, at=at)


def fill(draft: Draft, by: User, at: datetime = AT) -> Draft:
    """Everything that a draft from the skeleton still needs."""
    (head,) = rows_of(draft, "act")
    written(head, by, at, reason=REASON, bases=BASES, checked=True)
    technical = [row for row in rows_of(draft, "competency") if not row.data["name"]]
    texts = list(TECHNICAL.items())
    for at_, row in enumerate(technical):
        name, indicators = texts[at_ % len(texts)]
        said = {
            "name": name,
            "level": 1,
            "description": f"Mampu menjalankan {name.lower()} sesuai dengan tugas",
        }
        written(row, by, at, **said, indicators=indicators)
    for row in rows_of(draft, "requirement"):
        value, mark = VALUES[row.data["key"]]
        written(row, by, at, value=value, importance=mark)
    draft.refresh_from_db()
    return draft


def approved(cast: Cast) -> Draft:
    """Filled, submitted by the drafter, approved by the second person."""
    draft = fill(skeleton(cast), drafter(cast))
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    return actions.approve(draft=draft, by=second(cast), at=AT)


def handed(cast: Cast, starts: date = STARTS) -> Version:
    """Approved, signed, handed over."""
    return actions.hand_over(
        draft=approved(cast),
        number="12",
        enacted_on=starts - timedelta(days=14),
        effective_from=starts,
        by=drafter(cast),
        at=AT,
    )
