"""Regulation texts for tests: the embedded one, and small ones of other places, kinds and layouts."""

from __future__ import annotations

from importlib.resources import files

from selaras.law.document import of_text
from selaras.law.form import Form
from selaras.law.standard import read

DUMAI = files("selaras.law").joinpath("data", "perwali-dumai-6-2023", "source.txt").read_text("utf-8")

BUPATI = """BUPATI SINGKAWANG TIMUR
PROVINSI KALIMANTAN BARAT

PERATURAN BUPATI SINGKAWANG TIMUR
NOMOR 41 TAHUN 2021

TENTANG

STANDAR KOMPETENSI JABATAN
PELAKSANA

DENGAN RAHMAT TUHAN YANG MAHA ESA

BUPATI SINGKAWANG TIMUR,

Menimbang : a. bahwa perlu;
b. bahwa perlu menetapkan Peraturan Bupati.
Mengingat : 1. Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG STANDAR KOMPETENSI JABATAN PELAKSANA.

BAB I
KETENTUAN UMUM

Bagian Kesatu
Umum

Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Bupati adalah Bupati Singkawang Timur.

Pasal 2
(1) Jabatan diklasifikasikan ke dalam kelas jabatan 9 dan 8.
(2) Kelompok jabatan kelas jabatan 9 (sembilan) meliputi:
a. Analis;
b. Penata Arsip; dan
c. Pranata.

Pasal 3
Peraturan Bupati ini mulai berlaku sejak tanggal 1 Juli 2022.

Ditetapkan di Singkawang
pada tanggal 30 Desember 2021

BUPATI SINGKAWANG TIMUR,

ttd

SITI RAHMA

LAMPIRAN
PERATURAN BUPATI SINGKAWANG TIMUR
NOMOR 41 TAHUN 2021

A. STANDAR KOMPETENSI JABATAN KELAS JABATAN 9

I. STANDAR KOMPETENSI
No\tKompetensi\tLevel\tDeskripsi\tIndikator Kompetensi
A. Manajerial\t\t\t\t
1.\tIntegritas\t2\tMampu mengingatkan\t2.1. Mengingatkan rekan. 2.2. Menjaga versi 3.5 Beta tetap benar.
B. Sosial Kultural\t\t\t\t
2.\tPerekat Bangsa\t2\tAktif\t2.1 Menghargai.
C. Teknis\t\t\t\t
3.\tKearsipan\t3\tMenata arsip\t3.1 Menata.
\t\t\t\t3.2 Menyimpan.
II. PERSYARATAN JABATAN
Jenis Persyaratan\t\tUraian\tTingkat pentingnya\t\t
\t\t\tMutlak\tPenting\tPerlu
1. Pendidikan\tA. Jenjang\tS-1/D-IV\t\t\t
\tB. Bidang Ilmu\tHukum, Administrasi Negara\t\t\t
2. Pelatihan\tA. Manajerial\tPelatihan Kepemimpinan\t\t✓\t
\tB. Teknis\tDiklat Kearsipan atau Bimtek Kearsipan\tV\t\t
\tC. Fungsional\t-\t\t\t
3. Pengalaman kerja\t\tPengalaman paling sedikit 2 (dua) tahun\t\t\tx
4. Pangkat\t\tPenata Muda Tingkat I (III/b) s.d. Pembina (IV/a)\t\t\t
5. Indikator Kinerja Jabatan\t\tSesuai perjanjian kinerja\t\t\t
"""

DECREE = """KEPUTUSAN GUBERNUR JAMBI
NOMOR : 061 - 255 TAHUN 2020
TENTANG
STANDAR KOMPETENSI JABATAN
GUBERNUR JAMBI,
Menimbang : bahwa perlu menetapkan standar.
Mengingat : 1. Peraturan Daerah Provinsi Jambi Nomor 8 Tahun 2016 tentang Perangkat Daerah (Lembaran Daerah Provinsi Jambi Tahun 2016 Nomor 8);
MEMUTUSKAN:
Menetapkan :
KESATU : Standar kompetensi jabatan sebagaimana tercantum dalam Lampiran.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Jambi
pada tanggal 3 Maret 2020
GUBERNUR JAMBI,
ttd
FULAN
LAMPIRAN KEPUTUSAN GUBERNUR JAMBI
NOMOR : 061 - 255 TAHUN 2020
Nama Jabatan\t: Arsiparis Muda
Kelompok Jabatan : Fungsional
Urusan Pemerintahan :
Kearsipan
Kode Jabatan : 12.3
I. IKHTISAR JABATAN
Melaksanakan tugas kearsipan.
II. STANDAR KOMPETENSI
Kompetensi\tLevel\tDeskripsi\tIndikator
A. Manajerial\t\t\t
1. Integritas\t3\tMampu memastikan\t3.1 Memastikan.
III. PERSYARATAN JABATAN
Jenis Persyaratan\t\tUraian\tMutlak\tPenting\tPerlu
1. Pendidikan\tA. Jenjang\tDiploma III\t\t\t
4. Pangkat\t\tPenata (III/d) – Pembina (IV/a)\t\t\t
"""


def form_of(text: str) -> Form:
    """Read a text."""
    return read(of_text(text, "uji.txt"))


def reasons(form: Form) -> set[str]:
    """Codes of what is uncertain."""
    return {each.code for each in form.uncertain}
