"""A decree of 1,000 pages with 1,000 position standards as PDF: pages a second and peak memory of reading it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from bench.measure import Line, Measured, Report, apart, stopwatch

PAGES = 1_000  # one position a page: identity, competencies, requirements with ticks
MEMORY_LIMIT = 600  # MB
_PATH = Path(tempfile.gettempdir(), f"selaras-bench-{PAGES}.pdf")
_HEAD = (
    "WALI KOTA CONTOH",
    "PERATURAN WALI KOTA CONTOH",
    "NOMOR 7 TAHUN 2024",
    "TENTANG",
    "STANDAR KOMPETENSI JABATAN PELAKSANA",
    "Menimbang : a. bahwa perlu standar;",
    "Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;",
    "MEMUTUSKAN:",
    "Menetapkan : PERATURAN WALI KOTA TENTANG STANDAR KOMPETENSI JABATAN PELAKSANA.",
    "Pasal 1",
    "Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.",
    "Ditetapkan di Contoh",
    "pada tanggal 2 Januari 2024",
    "WALI KOTA CONTOH,",
    "ttd",
    "NAMA ORANG",
)
_SOURCE = """
#set page(width: 215mm, height: 330mm, margin: 20mm)
#set text(font: "DejaVu Serif", size: 8pt)
#for line in json(bytes(sys.inputs.head)) [#line #parbreak()]
#for n in range(int(sys.inputs.positions)) {
  pagebreak()
  if n == 0 [LAMPIRAN #parbreak()]
  [Nama Jabatan : Pengelola Urusan Nomor #(n + 1) #parbreak() Kelompok Jabatan : Pelaksana #parbreak() Kode Jabatan : J.#(n + 1) #parbreak() I. STANDAR KOMPETENSI]
  table(columns: (40mm, 15mm, 50mm, 70mm), [Kompetensi], [Level], [Deskripsi], [Indikator Kompetensi],
    table.cell(colspan: 4)[A. MANAJERIAL],
    ..range(8).map(k => ([#(k + 1). #("Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik", "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan").at(k)], [1],
      [Mampu melaksanakan tugas sesuai nilai dan norma dalam kapasitas pribadi], [1.1 Melaksanakan tugas nomor #n dengan baik. \\ 1.2 Menyelesaikan pekerjaan tepat waktu. \\ 1.3 Melaporkan hasil kepada atasan.])).flatten())
  [II. PERSYARATAN JABATAN]
  table(columns: (35mm, 35mm, 55mm, 17mm, 17mm, 17mm), [Jenis Persyaratan], [], [Uraian], [Mutlak], [Penting], [Perlu],
    [1. Pendidikan], [A. Jenjang], [D-III], [], [], [], [], [B. Bidang Ilmu], [Bidang ilmu yang relevan dengan jabatan], [], [], [],
    [2. Pelatihan], [A. Manajerial], [Pelatihan Dasar], [√], [], [], [], [B. Teknis], [Diklat sesuai jabatan], [], [√], [],
    [], [C. Fungsional], [-], [], [], [], [3. Pengalaman kerja], [], [Memiliki pengalaman kerja sesuai jabatannya], [], [], [√],
    [4. Pangkat], [], [II/c – III/a], [], [], [], [5. Indikator Kinerja Jabatan], [], [Sesuai indikator kinerja], [], [], [])
}
"""


def make(positions: int) -> Measured:
    """Set the decree, once; in a process of its own, whose memory the readers must not inherit."""
    with stopwatch() as measured:
        if not _PATH.exists():
            inputs = {"head": json.dumps(_HEAD), "positions": str(positions)}
            _PATH.write_bytes(typst.compile(_SOURCE.encode(), sys_inputs=inputs))
    return measured


def read_all(first: int, last: int) -> Measured:
    """Read a range of pages into a form; the facts say what was read."""
    from selaras.core.model import Importance
    from selaras.files.documents import document_of
    from selaras.law import standard

    with stopwatch() as measured:
        form = standard.read(document_of(_PATH, pages=(first, last)))
    rows = [row for each in form.position_standards for row in each.requirements]
    measured.facts = {
        "positions": len(form.position_standards),
        "marks": sum(row.importance is not None and row.certain for row in rows),
        "mutlak": sum(row.importance is Importance.MUTLAK for row in rows),
        "blocking": sum(doubt.blocking for doubt in form.uncertain),
    }
    return measured


def run() -> Report:
    """Make the decree, read all of it and a tenth of it, each in a process of its own."""
    apart(make, PAGES - 1)
    whole = apart(read_all, 1, PAGES)
    part = apart(read_all, PAGES // 2, PAGES // 2 + PAGES // 10 - 1)
    facts = whole.facts
    lines = (
        Line(
            "read a decree",
            f"{PAGES:,} pages",
            whole.seconds,
            whole.peak_mb,
            f"{PAGES / whole.seconds:.1f} pages/s",
        ),
        Line(
            "--pages, a tenth",
            f"{PAGES // 10:,} pages",
            part.seconds,
            part.peak_mb,
            f"{PAGES / 10 / part.seconds:.1f} pages/s",
        ),
    )
    met = "met" if whole.peak_mb < MEMORY_LIMIT else "MISSED"
    return Report(
        title="Reading a PDF of 1,000 pages",
        scope="From the file to the machine-readable form: one position standard a page, two ruled tables each.",
        lines=lines,
        findings=(
            f"{facts['positions']} positions, {facts['marks']} certain marks, {facts['blocking']} blocking doubts.",
            f"Peak memory under {MEMORY_LIMIT} MB: {met} ({whole.peak_mb:.0f} MB).",
        ),
    )
