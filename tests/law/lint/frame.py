"""A small sound regulation whose parts examples replace; ` | ` stands for the edge of a table cell."""

from __future__ import annotations

from collections.abc import Mapping

from selaras.core.model import Kind
from selaras.law.document import Document, of_text
from selaras.law.form.table import DictionaryEntry, DictionaryLevel, IndicatorEntry
from selaras.law.lint import Report, lint
from selaras.law.standard import read

TITLE = "STANDAR KOMPETENSI JABATAN PELAKSANA DI LINGKUNGAN PEMERINTAH KABUPATEN TANAH LAUT"

SOUND = {
    "year": "2022",
    "considerations": """\
a. bahwa untuk menjamin profesionalisme pegawai perlu disusun standar kompetensi;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Peraturan Bupati tentang Standar Kompetensi Jabatan Pelaksana di Lingkungan Pemerintah Kabupaten Tanah Laut;
""",
    "bases": """\
1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
2. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587);
3. Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil (Lembaran Negara Republik Indonesia Tahun 2017 Nomor 63, Tambahan Lembaran Negara Republik Indonesia Nomor 6037);
""",
    "enacting": f"PERATURAN BUPATI TENTANG {TITLE}.",
    "opening": "Dalam Peraturan Bupati ini yang dimaksud dengan:",
    "definitions": """\
1. Bupati adalah Bupati Tanah Laut.
2. Jabatan Pelaksana adalah sekelompok jabatan yang berisi tugas pelayanan publik dan administrasi.
3. Kelas Jabatan adalah tingkatan jabatan menurut bobotnya.
4. Pegawai Negeri Sipil yang selanjutnya disingkat PNS adalah warga negara Indonesia yang diangkat secara tetap oleh pejabat pembina kepegawaian.
""",
    "articles": """\
Pasal 2

Standar kompetensi Jabatan Pelaksana menjadi dasar pengangkatan, pemindahan, dan pemberhentian PNS oleh Bupati.

Pasal 3

(1) Kompetensi manajerial terdiri atas:
a. integritas; dan
b. kerja sama.
(2) Kompetensi sosial kultural yaitu perekat bangsa.

Pasal 4

(1) Standar kompetensi Jabatan Pelaksana ditetapkan untuk Kelas Jabatan 7 (tujuh) meliputi Analis, Bendahara, dan Penata.
(2) Persyaratan jabatan untuk Kelas Jabatan sebagaimana dimaksud pada ayat (1) tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Peraturan Bupati ini.

Pasal 5

Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
""",
    "promulgated": "20 Mei {year}",
    "competencies": """\
A. Manajerial | | |
1. Integritas | 1 | Bertindak sesuai dengan nilai | 1.1 Bertindak jujur dalam tugas. 1.2 Menaati kode etik. 1.3 Menolak pemberian.
2. Kerja Sama | 1 | Berperan dalam kelompok kerja | 1.1 Mendukung keputusan tim. 1.2 Menghargai masukan. 1.3 Berbagi informasi.
B. Sosial Kultural | | |
3. Perekat Bangsa | 1 | Menerima kemajemukan | 1.1 Menghargai perbedaan pendapat. 1.2 Bergaul dengan siapa pun. 1.3 Bekerja dengan semua orang.
C. Teknis | | |
4. Pengelolaan Arsip | 1 | Mampu mengelola arsip | 1.1 Menata arsip. 1.2 Menyimpan arsip. 1.3 Meminjamkan arsip.
""",
    "requirements": """\
1. Pendidikan | A. Jenjang | Sarjana | | |
 | B. Bidang Ilmu | Akuntansi, Manajemen | | |
2. Pelatihan | A. Manajerial | Pelatihan Dasar | √ | |
 | B. Teknis | Pelatihan Pengelolaan Arsip | | √ |
 | C. Fungsional | - | | |
3. Pengalaman Kerja | | Paling singkat 2 (dua) tahun | | √ |
4. Pangkat | | Penata Muda (III/a) – Penata Tingkat I (III/d) | | |
5. Indikator Kinerja Jabatan | | Sesuai dengan sasaran kinerja pegawai | | |
""",
    "more": "",
}

ANNEX = """\
STANDAR KOMPETENSI JABATAN PELAKSANA KELAS JABATAN 7

IKHTISAR JABATAN
Melaksanakan tugas administrasi.

A. STANDAR KOMPETENSI | | |
Kompetensi | Level | Deskripsi | Indikator Kompetensi
{competencies}
B. PERSYARATAN JABATAN | | | | |
Jenis Persyaratan | | Uraian | Tingkat Penting terhadap Jabatan | |
 | | | Mutlak | Penting | Perlu
{requirements}
{more}"""

FRAME = """\
BUPATI TANAH LAUT
PROVINSI KALIMANTAN SELATAN

PERATURAN BUPATI TANAH LAUT
NOMOR 12 TAHUN {year}

TENTANG

{title}

DENGAN RAHMAT TUHAN YANG MAHA ESA

BUPATI TANAH LAUT,

Menimbang : {considerations}
Mengingat : {bases}
MEMUTUSKAN:

Menetapkan : {enacting}

BAB I KETENTUAN UMUM

Pasal 1

{opening}
{definitions}
BAB II STANDAR KOMPETENSI

{articles}
Ditetapkan di Pelaihari
pada tanggal 18 Mei {year}

BUPATI TANAH LAUT,

ttd

H. SUKAMTA

Diundangkan di Pelaihari
pada tanggal {promulgated}

SEKRETARIS DAERAH KABUPATEN TANAH LAUT,

ttd

DAHNIAL KIFLI

BERITA DAERAH KABUPATEN TANAH LAUT TAHUN {year} NOMOR 12

LAMPIRAN PERATURAN BUPATI TANAH LAUT
NOMOR 12 TAHUN {year}
TENTANG {title}

{annex}
"""


def regulation(parts: Mapping[str, object]) -> str:
    """The sound regulation with some parts replaced."""
    own = {key: str(value).rstrip("\n") + "\n" for key, value in {**SOUND, **parts}.items()}
    for key in ("year", "enacting", "opening", "promulgated"):
        own[key] = own[key].strip()
    own["promulgated"] = own["promulgated"].format(year=own["year"])
    annex = own.pop("annex", "") or ANNEX.format(**own)
    text = FRAME.format(**own, annex=_cells(annex), title=TITLE)
    return text.replace("\n\n\n", "\n\n")


def _cells(annex: str) -> str:
    lines = annex.split("\n")
    return "\n".join(
        "\t".join(cell.strip() for cell in line.split("|")) if "|" in line else line for line in lines
    )


def dictionary(row: str) -> tuple[DictionaryEntry, ...]:
    """`code|name|level|description|indicator|…` as a dictionary of one entry."""
    if not row:
        return ()
    code, name, level, description, *indicators = row.strip().split("|")
    entries = tuple(IndicatorEntry(number=f"{level}.{i}", text=text) for i, text in enumerate(indicators, 1))
    kind = Kind.MANAGERIAL
    levels = (DictionaryLevel(level=int(level), description=description, indicators=entries),)
    return (DictionaryEntry(code=code, kind=kind, name=name, definition="", levels=levels),)


def linted(parts: Mapping[str, object]) -> tuple[Document, Report]:
    """The regulation made of `parts`, and what the linter says."""
    parts = dict(parts)
    entries = dictionary(str(parts.pop("dictionary", "")))
    document = of_text(regulation(parts), "contoh.txt")
    return document, lint(document, read(document), entries)
