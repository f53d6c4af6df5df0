"""A PDF is read by what it shows: lines, columns, ticks under their names; where that proves nothing, it is doubted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from selaras.core.model import Importance, RowKey
from selaras.files.documents import document_of
from selaras.files.documents.pdf import read_pdf
from selaras.law import standard
from selaras.law.form.table import RequirementEntry
from tests.files.documents.paper import NEED_XS, NEEDS, Page, act, annex_page, need_ys, needs_page, paper

MARKED = (RowKey.TRAINING_MANAGERIAL, RowKey.TRAINING_TECHNICAL, RowKey.EXPERIENCE)


def rows(path: Path) -> dict[RowKey, RequirementEntry]:
    form = standard.read(document_of(path))
    return {row.key: row for row in form.job_classes[0].requirements}


def marks(path: Path) -> list[Importance | str | None]:
    """The mark of each marked row, `?` for an uncertain one."""
    read = rows(path)
    return [read[key].importance if read[key].certain else "?" for key in MARKED]


def without_ticks() -> list[Sequence[str]]:
    return [NEEDS[0], *([*row[:3], "", "", ""] for row in NEEDS[1:])]


TRUE = [Importance.MUTLAK, Importance.PENTING, Importance.PERLU]
TICK_X = (445, 485, 525)  # the middle of each column of marks


def test_ruled_table_is_read_with_its_marks(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", act(), annex_page(), needs_page().grid(NEED_XS, need_ys(), NEEDS))
    form = standard.read(document_of(path))
    assert form.instrument.number == "7"
    assert form.instrument.title == "STANDAR KOMPETENSI JABATAN PELAKSANA"
    assert form.articles[0].text == "Peraturan ini mulai berlaku pada tanggal diundangkan."
    assert rows(path)[RowKey.PERFORMANCE].value == "Sesuai indikator kinerja"
    assert not [doubt for doubt in form.uncertain if "Kinerja Jabat" in doubt.quote]
    assert [skill.name for skill in form.job_classes[0].competencies] == ["Integritas"]
    assert [each.number for each in form.job_classes[0].competencies[0].indicators] == ["1.1", "1.2"]
    assert marks(path) == TRUE


def ticked(xs: Sequence[float], tick: str = "√", *, borders: bool = True, shift: float = 0) -> Page:
    """The requirement table with ticks set by x, vertically centred, on no line of text."""
    page = needs_page()
    ys = need_ys()
    if borders:
        page.grid(NEED_XS, ys, without_ticks())
    else:  # the three columns are parted in the header only
        page.grid((*NEED_XS[:4], NEED_XS[-1]), ys, [row[:3] for row in without_ticks()])
        for x, name in zip(NEED_XS[3:6], ("Mutlak", "Penting", "Perlu"), strict=True):
            page.line(x, ys[0], x, ys[1]).text(x + 2, ys[0] + 3, name, 8)
    for x, row in zip(xs, (3, 4, 6), strict=True):
        page.text(x + shift, ys[row] + 16, tick, 8)
    return page


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "v", "X"])
def test_a_tick_centred_between_the_lines_counts_by_its_column(tmp_path: Path, tick: str) -> None:
    assert marks(paper(tmp_path / "a.pdf", act(), annex_page(), ticked(TICK_X, tick))) == TRUE


def test_a_tick_without_borders_counts_by_the_names_above_it(tmp_path: Path) -> None:
    assert marks(paper(tmp_path / "a.pdf", act(), annex_page(), ticked(TICK_X, borders=False))) == TRUE


@pytest.mark.parametrize("borders", [True, False])
def test_a_tick_between_two_columns_is_uncertain(tmp_path: Path, borders: bool) -> None:
    between = (467, 507, 507)
    path = paper(tmp_path / "a.pdf", act(), annex_page(), ticked(between, borders=borders))
    assert marks(path) == ["?", "?", "?"]
    assert {"importance"} <= {doubt.code for doubt in standard.read(document_of(path)).uncertain}


@pytest.mark.parametrize("shift", [-38, -20, -8, 8, 20, 38])
@pytest.mark.parametrize("borders", [True, False])
def test_a_shifted_tick_is_never_silently_another_mark_than_what_it_stands_under(
    tmp_path: Path, shift: float, borders: bool
) -> None:
    """A tick wholly in another column is that column's mark; anywhere else it is uncertain or the column it is in."""
    path = paper(tmp_path / "a.pdf", act(), annex_page(), ticked(TICK_X, borders=borders, shift=shift))
    for x, mark in zip(TICK_X, marks(path), strict=True):
        left, right = x + shift, x + shift + 6
        inside = [
            name
            for name, low, high in zip(TRUE, NEED_XS[3:6], NEED_XS[4:7], strict=True)
            if low - 2 <= left and right <= high + 2
        ]
        assert mark == "?" or mark in inside or mark is None


def split_needs(at: int, *, header: bool, between: int = 0) -> list[Page]:
    """The table broken before row `at`, with pages of rows that carry no mark in between."""
    body = list(NEEDS)
    first = needs_page().grid(NEED_XS, need_ys(at), body[:at])
    rest = [body[0], *body[at:]] if header else body[at:]
    return [first, Page().grid(NEED_XS, need_ys(len(rest), 50), rest)]


@pytest.mark.parametrize(("above", "found"), [(14, "mutlak"), (3, "?"), (-2, "None")])
def test_a_tick_on_the_border_of_two_rows_is_uncertain(tmp_path: Path, above: float, found: str) -> None:
    ys = need_ys()
    page = needs_page().grid(NEED_XS, ys, without_ticks()).text(TICK_X[0], ys[4] - above, "√", 8)
    read = rows(paper(tmp_path / "a.pdf", act(), annex_page(), page))
    first, second = read[RowKey.TRAINING_MANAGERIAL], read[RowKey.TRAINING_TECHNICAL]
    assert found in (str(first.importance), "?")
    assert (first.certain and str(first.importance) == "mutlak") == (found == "mutlak")
    assert (second.certain and str(second.importance) == "mutlak") == (found == "None")


def test_a_tick_in_a_cell_that_rows_share_is_uncertain(tmp_path: Path) -> None:
    """Where no line parts the rows under the marks, the row that a tick means cannot be told."""
    ys, page = need_ys(), needs_page()
    for x in NEED_XS:
        page.line(x, ys[0], x, ys[-1])
    for at, y in enumerate(ys):
        page.line(NEED_XS[0], y, NEED_XS[3] if at in (4, 5) else NEED_XS[-1], y)
    for y, row in zip(ys, without_ticks(), strict=False):
        for x, text in zip(NEED_XS, row, strict=False):
            page.text(x + 2, y + 3, text, 8)
    page.text(TICK_X[0], ys[4] + 12, "√", 8)
    assert marks(paper(tmp_path / "a.pdf", act(), annex_page(), page))[:2] == ["?", "?"]


def test_a_font_that_says_it_hangs_low_moves_no_tick_into_the_next_row(tmp_path: Path) -> None:
    """Fonts of formulas, which word processors take for ticks, name the depth of their tallest sign."""
    path = paper(tmp_path / "a.pdf", act(), annex_page(), ticked(TICK_X))
    deep, count = re.subn(
        rb"/Descent -\d+[.\d]*",
        lambda found: b"/Descent -2222".ljust(len(found[0]))[: len(found[0])],
        path.read_bytes(),
    )
    assert count
    path.write_bytes(deep)
    assert marks(path) == TRUE


@pytest.mark.parametrize("header", [True, False])
def test_a_table_goes_on_over_the_page(tmp_path: Path, header: bool) -> None:
    path = paper(tmp_path / "a.pdf", act(), annex_page(), *split_needs(4, header=header))
    assert marks(path) == TRUE


def test_marks_far_from_any_header_are_uncertain(tmp_path: Path) -> None:
    """The names of the marks stand neither on this page nor on the one before."""
    pages = [
        needs_page().grid(NEED_XS, need_ys(2), NEEDS[:2]),
        Page().grid(NEED_XS, need_ys(1, 50), NEEDS[2:3]),
        Page().grid(NEED_XS, need_ys(6, 50), NEEDS[3:]),
    ]
    assert marks(paper(tmp_path / "a.pdf", act(), annex_page(), *pages)) == ["?", "?", "?"]


def test_other_columns_after_the_page_break_leave_the_marks_uncertain(tmp_path: Path) -> None:
    moved = (40, 140, 230, 400, 450, 500, 550)
    pages = [
        needs_page().grid(NEED_XS, need_ys(3), NEEDS[:3]),
        Page().grid(moved, need_ys(6, 50), NEEDS[3:]),
    ]
    assert marks(paper(tmp_path / "a.pdf", act(), annex_page(), *pages)) == ["?", "?", "?"]


def test_page_numbers_and_running_titles_leave_the_flow_but_are_kept(tmp_path: Path) -> None:
    pages = []
    for number, form in enumerate(("- 2 -", "(3)", "-4-", "5", "Halaman 6"), 2):
        page = Page().text(200, 20, "BERITA DAERAH KOTA CONTOH").text(290, 34, form)
        page.lines(60, 80, [f"Pasal {number}", f"Isi pasal ke-{number} yang tidak boleh bercampur."], 20)
        pages.append(page)
    first = Page().lines(60, 60, ACT_WITHOUT_END, step=22)
    read = read_pdf(paper(tmp_path / "a.pdf", first, *pages))
    assert "BERITA DAERAH" not in read.document.text
    assert [line.text for line in read.furniture][:2] == ["BERITA DAERAH KOTA CONTOH", "- 2 -"]
    assert len(read.furniture) == 10
    form = standard.read(read.document)
    assert [article.text for article in form.articles[1:]] == [
        f"Isi pasal ke-{number} yang tidak boleh bercampur." for number in range(2, 7)
    ]


ACT_WITHOUT_END = (
    "PERATURAN WALI KOTA CONTOH",
    "NOMOR 7 TAHUN 2024",
    "TENTANG",
    "STANDAR KOMPETENSI",
    "Menimbang : a. bahwa perlu;",
    "Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023;",
    "MEMUTUSKAN:",
    "Menetapkan : PERATURAN WALI KOTA TENTANG STANDAR KOMPETENSI.",
    "Pasal 1",
    "Isi pasal pertama.",
)


def test_a_heading_on_top_of_every_page_is_no_running_title(tmp_path: Path) -> None:
    pages = [Page().text(60, 30, "STANDAR KOMPETENSI JABATAN").text(60, 90, f"isi {n}") for n in range(6)]
    assert read_pdf(paper(tmp_path / "a.pdf", *pages)).document.text.count("STANDAR KOMPETENSI JABATAN") == 6


def test_columns_side_by_side_do_not_interleave(tmp_path: Path) -> None:
    page = Page()
    for at, (left, right) in enumerate(
        (
            ("Diundangkan di Contoh", "WALI KOTA CONTOH,"),
            ("pada tanggal 2 Januari", "ttd"),
            ("SEKRETARIS,", "NAMA"),
        )
    ):
        page.text(60, 100 + 16 * at, left).text(350, 100 + 16 * at, right)
    texts = [line.text for line in read_pdf(paper(tmp_path / "a.pdf", page)).document.lines]
    assert texts == [
        "Diundangkan di Contoh",
        "pada tanggal 2 Januari",
        "SEKRETARIS,",
        "WALI KOTA CONTOH,",
        "ttd",
        "NAMA",
    ]


def test_a_label_and_its_value_stay_on_one_line(tmp_path: Path) -> None:
    page = Page()
    for at, label in enumerate(("Nama Jabatan", "Kelompok Jabatan", "Kode Jabatan")):
        page.text(60, 100 + 16 * at, label).text(200, 100 + 16 * at, f": nilai {at}")
    texts = [line.text for line in read_pdf(paper(tmp_path / "a.pdf", page)).document.lines]
    assert texts == ["Nama Jabatan : nilai 0", "Kelompok Jabatan : nilai 1", "Kode Jabatan : nilai 2"]


def test_a_hyphen_goes_only_where_the_document_proves_the_word(tmp_path: Path) -> None:
    wide = "Kata ini panjang sekali sampai ke tepi kanan halaman dan terpenggal pada kompe-"
    unknown = "Baris lain yang juga panjang sampai ke tepi kanan halaman lalu terpenggal tak-"
    page = Page().lines(40, 100, (wide, "tensi yang dimaksud.", "Standar kompetensi."), 13)
    page.lines(40, 200, (unknown, "dikenal di sini."), 13)
    read = read_pdf(paper(tmp_path / "a.pdf", page))
    assert "pada kompetensi yang dimaksud." in read.document.text
    assert "tak- dikenal" in read.document.text
    assert read.joints == (("kompe- tensi", "kompetensi"),)


def test_every_piece_names_its_page(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", act(), annex_page(), needs_page().grid(NEED_XS, need_ys(), NEEDS))
    document = document_of(path)
    for line in document.lines:
        assert document.text.split("\n")[(line.place.line or 0) - 1] == line.text.split("\n")[0]
    last = document.lines[-1].place
    assert (last.sheet, last.row) == ("hlm. 3, tabel 1", 9)


def test_a_page_turned_on_its_side_is_read(tmp_path: Path) -> None:
    import typst

    source = "#set page(width: 400pt, height: 600pt)\n#rotate(-90deg, reflow: true)[Lampiran yang ditidurkan di halaman]"
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode()))
    assert "Lampiran yang ditidurkan di halaman" in document_of(tmp_path / "a.pdf").text


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = paper(tmp_path / "a.pdf", *(Page().text(60, 90, f"isi halaman {n}") for n in range(4)))
    document_of(path, advance=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_range_of_pages_comes_with_the_act(tmp_path: Path) -> None:
    more = [Page().text(60, 90, f"halaman lampiran {n}") for n in range(4, 9)]
    path = paper(tmp_path / "a.pdf", act(), annex_page(), *more)
    text = document_of(path, pages=(5, 6)).text
    assert "PERATURAN WALI KOTA CONTOH" in text
    assert [f"lampiran {n}" in text for n in range(4, 9)] == [False, False, True, True, False]
