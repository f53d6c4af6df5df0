"""A dictionary of competencies as a document: synthetic, written for these tests; no text of it is from any real one."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.jobs.work import run_now, start
from selaras.web.standards import actions
from selaras.web.standards.actions.publishing import INDEX
from selaras.web.standards.models import Version
from tests.web.cast import AT, Cast
from tests.web.standards.act import bring, publish_confirmed

HEAD = """KEPUTUSAN WALI KOTA DUMAI
NOMOR 99 TAHUN 2024
TENTANG
KAMUS KOMPETENSI CONTOH SINTETIS UNTUK PENGUJIAN

WALI KOTA DUMAI,

Menimbang : a. bahwa naskah ini sintetis dan dibuat hanya untuk pengujian;
Mengingat : 1. Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;

MEMUTUSKAN:

Menetapkan : KEPUTUSAN TENTANG KAMUS KOMPETENSI CONTOH SINTETIS.
KESATU : Kamus kompetensi contoh tercantum dalam Lampiran.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.

Ditetapkan di Dumai
pada tanggal 1 Maret 2024
WALI KOTA DUMAI,

ttd

CONTOH NAMA

LAMPIRAN
KEPUTUSAN WALI KOTA DUMAI
NOMOR 99 TAHUN 2024
"""
ENTRIES = """KAMUS KOMPETENSI
A. KOMPETENSI MANAJERIAL
Nama Kompetensi : Integritas
Kode Kompetensi : M.01
Definisi : Contoh sintetis: berbuat sesuai nilai.
Level 1
Deskripsi : Contoh: bertindak sesuai nilai sendiri.
Indikator Perilaku :
1.1 Contoh: berkata jujur.
1.2 Contoh: menepati janji.
Level 2
Deskripsi : Contoh: mengingatkan rekan kerja.
Indikator Perilaku :
2.1 Contoh: menegur dengan santun.
2.2 Contoh: menjadi teladan sebaya.
Level 3
Deskripsi : Contoh: memastikan unitnya berintegritas.
Indikator Perilaku :
3.1 Contoh: menata pengawasan unit.
C. KOMPETENSI TEKNIS
Nama Kompetensi : Tata Naskah Kedinasan
Kode Kompetensi : T.12
Definisi : Contoh sintetis: menyusun naskah dinas.
Level 1
Deskripsi : Contoh: memahami bentuk naskah.
Indikator Perilaku :
1.1 Contoh: menyebutkan bentuk surat.
Level 2
Deskripsi : Contoh: menyusun naskah.
Indikator Perilaku :
2.1 Contoh: menulis surat tanpa salah.
"""
TEXT = HEAD + ENTRIES
ACT = "kepwali-dumai-99-2024"
STARTS = date(2024, 3, 1)


def checked(cast: Cast, text: str = TEXT) -> Version:
    """The dictionary brought by the analyst; its one likely tie said to be the same, everything else confirmed."""
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast, text, "kamus.txt")
    assert version.state == Version.State.REVIEW, version.refusal
    for piece in version.pieces.all():
        for doubt in piece.doubts.all():
            actions.confirm_doubt(doubt=doubt, note="Sesuai dokumen asli", by=analyst, at=AT)
    for link in version.links.all():
        actions.decide_link(link=link, decision="same", citation="Berita acara contoh", by=analyst, at=AT)
    for piece in version.pieces.all():
        actions.confirm_piece(piece=piece, by=analyst, at=AT)
    if version.lint_errors:
        actions.accept_findings(version=version, reason="Contoh sintetis", by=analyst, at=AT)
    return version


def published(cast: Cast, text: str = TEXT) -> Version:
    """The dictionary in force, found by the search."""
    version = checked(cast, text)
    actions.submit(version=version, by=cast.dumai.users[Role.ANALYST], at=AT)
    version = publish_confirmed(cast, version, version.effective_from or STARTS)
    run_now(start(INDEX, by=None, instansi=version.instansi, at=AT, version=version.pk))
    return version
