"""The page on which a person checks a reading: whole, linked both ways, nothing loaded, nothing executed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from selaras.files.documents.lines import Lines
from selaras.files.review import review_page
from selaras.law import standard
from selaras.law.document import Document, of_text
from selaras.law.load import embedded_form

TEXT = """PERATURAN WALI KOTA CONTOH
NOMOR 7 TAHUN 2024
TENTANG
STANDAR <script>alert(1)</script> KOMPETENSI
Menimbang : a. bahwa "perlu" & penting;
Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG STANDAR KOMPETENSI.
Pasal 1
Peraturan ini mulai berlaku.
LAMPIRAN
STANDAR KOMPETENSI KELAS JABATAN 5
I. STANDAR KOMPETENSI
Kompetensi\tLevel\tDeskripsi\tIndikator
A. MANAJERIAL
1. Integritas\t1\tMampu\t1.1 Satu. 1.2 Dua.
II. PERSYARATAN JABATAN
Jenis Persyaratan\t\tUraian\tMutlak\tPenting\tPerlu
2. Pelatihan\tA. Manajerial\tPelatihan Dasar\t√\t√\t
"""


class Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        assert not {name for name in given if name.startswith("on")} | ({"src"} & given.keys())


def document() -> Document:
    return of_text(TEXT, "contoh.txt")


def page(language: str = "id") -> str:
    return review_page(standard.read(document()), document(), "en" if language == "en" else "id")


def test_every_doubt_is_linked_both_ways() -> None:
    form, seen = standard.read(document()), Seen(page())
    assert form.uncertain
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links} <= set(seen.ids)
    for number in range(1, len(form.uncertain) + 1):
        assert f"r{number}" in seen.ids
    assert any(link.startswith("#r") for link in seen.links)


def test_nothing_of_the_document_is_markup() -> None:
    seen = Seen(page())
    assert "script" not in seen.tags
    assert "&lt;script&gt;" in page()
    assert not re.search(r"(?:https?:)?//[a-z]|url\(|@import", page())


def test_both_languages_and_landmarks() -> None:
    assert '<html lang="id">' in page()
    assert "Yang dipahami" in page()
    assert "What was understood" in page("en")
    for tag in ("header", "main", "section", "h1", "h2"):
        assert tag in Seen(page()).tags


@pytest.mark.parametrize("word", ["Perwali Dumai 6/2023", "Integritas"])
def test_what_was_understood_is_shown(word: str) -> None:
    form = embedded_form("perwali-dumai-6-2023")
    assert word in review_page(form, document(), "id")


def test_merged_cells_are_as_wide_as_in_the_source_and_words_have_room() -> None:
    lines = Lines("contoh.docx")
    lines.row(["Jenis Persyaratan", "", "Uraian"], "tabel 1", 1, [2, 0, 1])
    lines.row(["1.", "Pendidikan", "Sarjana"], "tabel 1", 2, [1, 1, 1])
    source = lines.document("0" * 64)
    shown = review_page(embedded_form("perwali-dumai-6-2023"), source, "id")
    assert '<td colspan="2">Jenis Persyaratan</td><td>Uraian</td>' in shown
    narrow, wide = (int(width) for width in re.findall(r'<col width="(\d+)%">', shown)[:2])
    assert 2 * narrow < wide
