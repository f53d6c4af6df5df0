"""PDF pages for tests: texts and ruling lines set anywhere, in points from the top left; made with typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typst

WIDTH, HEIGHT = 595, 842


class Page:
    """One page to be filled."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 10) -> Page:
        """Set one line with its top left corner at x, y."""
        self.marks.append(
            f"#place(dx: {x}pt, dy: {y}pt, text(size: {size}pt, {json.dumps(text, ensure_ascii=False)}))"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a thin line."""
        self.marks.append(f"#place(line(start: ({x0}pt, {y0}pt), end: ({x1}pt, {y1}pt), stroke: 0.5pt))")
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], step: float = 14, size: float = 10) -> Page:
        """Set lines one under the other."""
        for at, text in enumerate(texts):
            self.text(x, y + at * step, text, size)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Page:
        """A fully ruled table, its texts in the upper left of their cells."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for at, part in enumerate(text.split("\n") if text else []):
                    self.text(x + 2, y + 3 + at * 11, part, 8)
        return self


def paper(path: Path, *pages: Page, creator: str = "") -> Path:
    """Write the pages."""
    head = f'#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n#set text(font: "DejaVu Sans", hyphenate: false)\n'
    body = "\n#pagebreak()\n".join("\n".join(page.marks) for page in pages)
    path.write_bytes(typst.compile((head + body).encode()))
    return path


ACT = (
    "WALI KOTA CONTOH",
    "PROVINSI RIAU",
    "PERATURAN WALI KOTA CONTOH",
    "NOMOR 7 TAHUN 2024",
    "TENTANG",
    "STANDAR KOMPETENSI JABATAN PELAKSANA",
    "DENGAN RAHMAT TUHAN YANG MAHA ESA",
    "WALI KOTA CONTOH,",
    "Menimbang : a. bahwa perlu standar;",
    "Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;",
    "MEMUTUSKAN:",
    "Menetapkan : PERATURAN WALI KOTA TENTANG STANDAR KOMPETENSI JABATAN PELAKSANA.",
    "BAB I",
    "KETENTUAN UMUM",
    "Pasal 1",
    "Peraturan ini mulai berlaku pada tanggal diundangkan.",
    "Ditetapkan di Contoh",
    "pada tanggal 2 Januari 2024",
    "WALI KOTA CONTOH,",
    "ttd",
    "NAMA ORANG",
)
NEEDS = (
    ("Jenis Persyaratan", "", "Uraian", "Mutlak", "Penting", "Perlu"),
    ("1. Pendidikan", "A. Jenjang", "SMA/Setara", "", "", ""),
    ("", "B. Bidang Ilmu", "Bidang ilmu yang relevan dengan jabatan", "", "", ""),
    ("2. Pelatihan", "A. Manajerial", "Pelatihan Dasar", "√", "", ""),
    ("", "B. Teknis", "Diklat sesuai jabatan", "", "√", ""),
    ("", "C. Fungsional", "-", "", "", ""),
    ("3. Pengalaman kerja", "", "Memiliki pengalaman kerja sesuai jabatannya", "", "", "√"),
    ("4. Pangkat", "", "I/a – II/b", "", "", ""),
    ("5. Indikator Kinerja Jabatan", "", "Sesuai indikator kinerja", "", "", ""),
)
NEED_XS = (40, 140, 230, 430, 470, 510, 550)
SKILLS = (
    ("Kompetensi", "Level", "Deskripsi", "Indikator Kompetensi"),
    ("A. MANAJERIAL", "", "", ""),
    (
        "1. Integritas",
        "1",
        "Mampu bertindak sesuai nilai",
        "1.1 Bertingkah laku sesuai.\n1.2 Melaksanakan peraturan.",
    ),
)
SKILL_XS = (40, 150, 190, 340, 550)


def act() -> Page:
    """The first page: an act, line by line."""
    return Page().lines(60, 60, ACT, step=22)


def annex_page() -> Page:
    """The head of an annex with the competency table of class 5."""
    page = Page().lines(
        60, 40, ("LAMPIRAN", "STANDAR KOMPETENSI KELAS JABATAN 5", "I. STANDAR KOMPETENSI"), 20
    )
    return page.grid(SKILL_XS, (110, 130, 150, 190), SKILLS)


def needs_page() -> Page:
    """The heading of the requirement table; the table is for the test to set."""
    return Page().text(60, 60, "II. PERSYARATAN JABATAN")


def need_ys(rows: int = len(NEEDS), top: float = 100) -> tuple[float, ...]:
    """Borders of rows 30 points high."""
    return tuple(top + 30 * i for i in range(rows + 1))
