"""Amending acts, annexes alone, decrees in layout tables, dictionaries: hand-written, as offices write them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from selaras.cli.job import question
from selaras.core.model import Importance, Kind, RowKey
from selaras.files.documents import document_of
from selaras.law import load
from selaras.law.form import Form
from selaras.law.standard import read
from tests.law.texts import BUPATI, DECREE, form_of, reasons

AMENDING = """PERATURAN WALI KOTA DUMAI
NOMOR : 9 TAHUN 2024
TENTANG
PERUBAHAN KEDUA ATAS PERATURAN WALI KOTA DUMAI NOMOR 6 TAHUN 2023 TENTANG STANDAR KOMPETENSI JABATAN PELAKSANA
WALI KOTA DUMAI,
Menimbang : bahwa perlu diubah.
Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG PERUBAHAN KEDUA.
Pasal I
Beberapa ketentuan dalam Peraturan Wali Kota Dumai Nomor 6 Tahun 2023 diubah sebagai berikut:
1. Ketentuan Pasal 9 diubah sehingga berbunyi sebagai berikut:
Pasal 9
(1) Kelompok jabatan kelas jabatan 4 (empat) meliputi:
a. Pengemudi Ambulan; dan
b. Operator.
2. Di antara Pasal 9 dan Pasal 10 disisipkan 1 (satu) pasal, yakni Pasal 9A sehingga berbunyi sebagai berikut:
Pasal 9A
Standar ditinjau setiap tahun.
3. Pasal 4 huruf b dihapus.
4. Ketentuan dalam Lampiran II diubah sehingga menjadi sebagaimana tercantum dalam Lampiran Peraturan ini.
Pasal II
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Dumai
pada tanggal 2 Mei 2024
WALI KOTA DUMAI,
ttd
PAISAL
Diundangkan di Dumai
pada tanggal 3 Mei 2024
SEKRETARIS DAERAH,
ttd
INDRA
LAMPIRAN
"""


def test_an_amending_act_names_what_it_amends_and_changes() -> None:
    form = form_of(AMENDING)
    assert form.instrument.amends is not None
    assert (form.instrument.amends.type, form.instrument.amends.number, form.instrument.amends.year) == (
        "Peraturan Wali Kota Dumai",
        "6",
        2023,
    )
    assert [(each.number, each.label) for each in form.articles] == [("I", "Pasal"), ("II", "Pasal")]
    assert [(each.action, each.target) for each in form.changes] == [
        ("amended", "Pasal 9"),
        ("inserted", "Pasal 9A"),
        ("deleted", "Pasal 4 huruf b"),
        ("amended", "Lampiran II"),
    ]
    assert [article.number for each in form.changes for article in each.articles] == ["9", "9A"]
    assert form.job_families[0].names == ("Pengemudi Ambulan", "Operator")
    assert form.classes_without_standard == (4,)
    assert str(form.instrument.in_force_from) == "2024-05-03"
    assert "numbering" not in reasons(form)


def test_definitions_in_one_sentence_are_read_one_by_one() -> None:
    one = "Dalam Peraturan ini yang dimaksud dengan: 1. Bupati adalah Bupati X. 2. Daerah adalah Kabupaten X."
    text = BUPATI.replace(
        "Dalam Peraturan Bupati ini yang dimaksud dengan:\n1. Bupati adalah Bupati Singkawang Timur.", one
    )
    form = form_of(text)
    assert [(each.number, each.term) for each in form.definitions] == [("1", "Bupati"), ("2", "Daerah")]
    assert all(each.text in text for each in form.definitions)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("PERATURAN MENTERI DALAM NEGERI\nREPUBLIK INDONESIA", "permen-dalam-negeri-41-2021"),
        ("PERATURAN BADAN KEPEGAWAIAN NEGARA", "perban-kepegawaian-negara-41-2021"),
        ("PERATURAN LEMBAGA ADMINISTRASI NEGARA", "perlem-administrasi-negara-41-2021"),
        ("PERATURAN GUBERNUR RIAU", "pergub-riau-41-2021"),
        ("PERATURAN WALI KOTA DUMAI", "perwali-dumai-41-2021"),
    ],
)
def test_acts_of_every_issuer_are_identified(title: str, id_: str) -> None:
    form = form_of(BUPATI.replace("PERATURAN BUPATI SINGKAWANG TIMUR\nNOMOR 41", f"{title}\nNOMOR : 41", 1))
    assert form.instrument.id == id_


def test_an_annex_alone_is_read_under_the_head_it_repeats() -> None:
    form = form_of(
        "LAMPIRAN KEPUTUSAN"
        + DECREE.partition("LAMPIRAN KEPUTUSAN")[2].replace(
            "TAHUN 2020\n", "TAHUN 2020\nTENTANG\nSTANDAR KOMPETENSI\n\n"
        )
    )
    assert form.instrument.id == "kepgub-jambi-061-255-2020"
    assert form.position_standards[0].applies_to.title == "Arsiparis Muda"
    assert {"annex_only", "in_force"} <= reasons(form)


def test_tables_without_any_head_are_read_and_the_act_is_asked_for() -> None:
    form = form_of(DECREE.partition("TAHUN 2020\nNama")[2].join(["Nama", ""]))
    assert [each.applies_to.title for each in form.position_standards] == ["Arsiparis Muda"]
    assert [each.code for each in form.uncertain if each.blocking][:2] == ["in_force", "head"]


def positions(*blocks: str) -> Form:
    """Positions under the decree's head, each with the decree's tables."""
    head, _, tables = DECREE.partition("Nama Jabatan\t: Arsiparis Muda\n")
    tables = tables.partition("Kode Jabatan : 12.3\n")[2]
    return form_of(head + "".join(block + tables for block in blocks))


def test_positions_of_one_title_are_told_apart_by_the_unit_above_them() -> None:
    form = positions(
        "A. DINAS KESEHATAN\nNama Jabatan : Arsiparis\n", "B. DINAS SOSIAL\nNama Jabatan : Arsiparis\n"
    )
    assert [each.applies_to.unit for each in form.position_standards] == ["DINAS KESEHATAN", "DINAS SOSIAL"]
    assert "position_twice" not in reasons(form)


def test_the_title_of_the_form_above_every_position_begins_no_table() -> None:
    title = "STANDAR KOMPETENSI JABATAN\nNama Jabatan : {}\n"
    form = positions(title.format("Arsiparis"), title.format("Pustakawan"))
    assert [each.applies_to.title for each in form.position_standards] == ["Arsiparis", "Pustakawan"]
    assert "table_outside" not in reasons(form)
    lost = positions(title.format("Arsiparis"), "STANDAR KOMPETENSI JABATAN\n")
    assert [each.blocking for each in lost.uncertain if each.code == "table_outside"]


def test_positions_that_nothing_tells_apart_are_doubted() -> None:
    form = positions("Nama Jabatan : Arsiparis\n", "Nama Jabatan : Arsiparis\n")
    assert [each.blocking for each in form.uncertain if each.code == "position_twice"] == [True, True]


def test_positions_under_the_heading_of_a_class_have_that_class() -> None:
    form = positions(
        "STANDAR KOMPETENSI KELAS JABATAN 7\nNama Jabatan : Arsiparis\n", "Nama Jabatan : Analis\n"
    )
    assert [each.applies_to.job_class for each in form.position_standards] == [7, None]
    assert form.job_classes == ()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2.1.Satu. 2.2.Dua.", [("2.1", "Satu."), ("2.2", "Dua.")]),
        ("2,1 Satu 2,2 Dua", [("2,1", "Satu"), ("2,2", "Dua")]),
        ("2.1Satu; 2.2Dua.", [("2.1", "Satu;"), ("2.2", "Dua.")]),
        ("a. Satu; b. Dua.", [("a", "Satu;"), ("b", "Dua.")]),
        ("<ul><li>Satu</li><li>Dua</li></ul>", [("", "Satu"), ("", "Dua")]),
        ("<p>2.1 <i>Satu</i>.</p><p>2.2 Dua.</p>", [("2.1", "<i>Satu</i>."), ("2.2", "Dua.")]),
        ("• 2.1 Satu • 2.2 Dua", [("2.1", "Satu"), ("2.2", "Dua")]),
        ("1) Satu; 2) Dua.", [("1", "Satu;"), ("2", "Dua.")]),
    ],
)
def test_indicators_in_every_form(cell: str, found: list[tuple[str, str]]) -> None:
    form = form_of(BUPATI.replace("2.1. Mengingatkan rekan. 2.2. Menjaga versi 3.5 Beta tetap benar.", cell))
    row = form.job_classes[0].competencies[0]
    assert [(each.number, each.text) for each in row.indicators] == found


def test_a_figure_that_may_be_the_next_number_is_doubted() -> None:
    form = form_of(BUPATI.replace("Menjaga versi 3.5 Beta tetap benar.", "Menjaga versi 2.3. Beta"))
    assert [each.blocking for each in form.uncertain if each.code == "indicator_numbers"] == [True]


DICTIONARY = """KAMUS KOMPETENSI
A. KOMPETENSI MANAJERIAL
Nama Kompetensi : Integritas
Kode Kompetensi : M.01
Definisi : Konsisten berperilaku selaras nilai.
Level 1
Deskripsi : Mampu bertindak sesuai nilai.
Indikator Perilaku :
1.1 Bertingkah laku jujur.
1.2 Melakukan tugas.
Level 2
Deskripsi : Mampu mengingatkan.
Indikator Perilaku :
2.1 Mengingatkan rekan.
C. KOMPETENSI TEKNIS
Nama Kompetensi\tPenataan Arsip
Kode Kompetensi\tT.12
Definisi\tMenata arsip.
Level\tDeskripsi\tIndikator Perilaku
1\tMemahami arsip\t1.1 Menjelaskan arsip.
\t\t1.2 Mengenali arsip.
2\tMenata arsip\t2.1 Menata arsip.
"""


def test_a_dictionary_in_paragraphs_and_tables() -> None:
    form = form_of(DICTIONARY)
    assert [(each.code, each.kind, each.name) for each in form.dictionary] == [
        ("M.1", Kind.MANAGERIAL, "Integritas"),
        ("T.12", Kind.TECHNICAL, "Penataan Arsip"),
    ]
    assert form.dictionary[0].definition == "Konsisten berperilaku selaras nilai."
    assert [
        [(level.level, level.description, [i.number for i in level.indicators]) for level in each.levels]
        for each in form.dictionary
    ] == [
        [(1, "Mampu bertindak sesuai nilai.", ["1.1", "1.2"]), (2, "Mampu mengingatkan.", ["2.1"])],
        [(1, "Memahami arsip", ["1.1", "1.2"]), (2, "Menata arsip", ["2.1"])],
    ]


def test_a_dictionary_in_one_wide_table() -> None:
    header = "No\tKode\tNama Kompetensi\tDefinisi\tLevel\tDeskripsi\tIndikator Perilaku\n"
    rows = "1.\tT.1\tPenataan Arsip\tMenata arsip.\t1\tMemahami\t1.1 Menjelaskan.\n\t\t\t\t2\tMenata\t2.1 Menata.\n"
    form = form_of("KAMUS KOMPETENSI TEKNIS\nC. TEKNIS\n" + header + rows)
    [entry] = form.dictionary
    assert (entry.code, entry.name, [level.level for level in entry.levels]) == (
        "T.1",
        "Penataan Arsip",
        [1, 2],
    )


def test_a_decree_in_word_with_layout_tables_and_national_form(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("KEPUTUSAN BUPATI X", "NOMOR : 6 TAHUN 2021", "TENTANG", "STANDAR KOMPETENSI", "BUPATI X,"):
        word.add_paragraph(text)
    table = word.add_table(0, 4)
    for row in (
        ("Menimbang", ":", "a.\nb.", "bahwa satu;\nbahwa dua."),
        ("Mengingat", ":", "1.", "Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph("MEMUTUSKAN:")
    table = word.add_table(0, 3)
    for row3 in (
        ("Menetapkan", ":", "KEPUTUSAN TENTANG STANDAR KOMPETENSI."),
        ("KESATU", ":", "Standar kompetensi tercantum dalam Lampiran."),
        ("KEDUA", ":", "Keputusan ini mulai berlaku pada tanggal ditetapkan."),
    ):
        for cell, text in zip(table.add_row().cells, row3, strict=True):
            cell.text = text
    table = word.add_table(1, 2)
    table.cell(0, 1).text = "Ditetapkan di X\npada tanggal 3 Maret 2021\nBUPATI X,\n\nttd\n\nFULAN"
    word.add_paragraph("LAMPIRAN I")
    grid = [
        "Nama Jabatan|: Kepala Dinas||||",
        "I. IKHTISAR JABATAN|||||",
        "Memimpin dinas.|||||",
        "II. STANDAR KOMPETENSI|||||",
        "Kompetensi|Level|Deskripsi|Indikator Kompetensi||",
        "A. Manajerial|||||",
        "1. Integritas|4|Menciptakan situasi|4.1 Menciptakan.\n4.2 Mendukung.||",
        "C. Teknis|||||",
        "1. Advokasi|4|Mengembangkan|4.1 Mengembangkan.||",
        "III. PERSYARATAN JABATAN|||||",
        "Jenis Persyaratan||Uraian|Tingkat Pentingnya Terhadap Jabatan||",
        "|||Mutlak|Penting|Perlu",
        "A. Pendidikan|1. Jenjang|Sarjana / Diploma IV|||",
        "B. Pelatihan|1. Manajerial|Pelatihan Kepemimpinan||\uf0fc|",
    ]
    table = word.add_table(0, 6)
    for line in grid:
        for cell, text in zip(table.add_row().cells, line.split("|"), strict=True):
            cell.text = text
    table = word.add_table(2, 2)
    table.cell(0, 1).text, table.cell(1, 1).text = "BUPATI X,\n\nttd", "FULAN"
    word.save(str(tmp_path / "sk.docx"))
    form = read(document_of(tmp_path / "sk.docx"))
    assert [(each.act, each.name) for each in form.instrument.signatures] == [
        ("enactment", "FULAN"),
        ("annex", "FULAN"),
    ]
    assert [each.text for each in form.instrument.considerations] == ["bahwa satu;", "bahwa dua."]
    assert form.instrument.signatory == "FULAN"
    assert [each.label for each in form.articles] == ["KESATU", "KEDUA"]
    [standard] = form.position_standards
    assert (standard.applies_to.title, standard.summary) == ("Kepala Dinas", "Memimpin dinas.")
    assert [each.citation for each in standard.competencies] == [
        "Lampiran I (Kepala Dinas), bagian II angka 1",
        "Lampiran I (Kepala Dinas), bagian II huruf C angka 1",
    ]
    need = next(row for row in standard.requirements if row.key is RowKey.TRAINING_MANAGERIAL)
    assert (need.importance, need.certain, need.citation) == (
        Importance.PENTING,
        True,
        "Lampiran I (Kepala Dinas), bagian III huruf B angka 1",
    )
    assert [each.code for each in form.uncertain if each.blocking] == []
    assert load.to_regulation(read(document_of(tmp_path / "sk.docx"))).standards


def test_automatic_numbers_of_word_are_read_and_marked(tmp_path: Path) -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="2.%1"/></w:lvl>'
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum w:abstractNumId="77" {nsdecls("w")}>{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num w:numId="78" {nsdecls("w")}><w:abstractNumId w:val="77"/></w:num>'))
    for text in ("Nama Jabatan : Analis", "I. STANDAR KOMPETENSI"):
        word.add_paragraph(text)
    table = word.add_table(3, 4)
    for cell, text in zip(
        table.rows[0].cells, ("Kompetensi", "Level", "Deskripsi", "Indikator"), strict=True
    ):
        cell.text = text
    table.cell(1, 0).text = "A. Manajerial"
    for at, text in enumerate(("1. Integritas", "2", "Mengingatkan")):
        table.cell(2, at).text = text
    cell = table.cell(2, 3)
    for paragraph, text in ((cell.paragraphs[0], "Satu."), (cell.add_paragraph(), "Dua.")):
        paragraph.add_run(text)
        place = '<w:ilvl w:val="0"/><w:numId w:val="78"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
    word.save(str(tmp_path / "x.docx"))
    form = read(document_of(tmp_path / "x.docx"))
    [row] = form.position_standards[0].competencies
    found = [(each.number, each.text, each.computed) for each in row.indicators]
    assert found == [("2.1", "Satu.", True), ("2.2", "Dua.", True)]
    assert [each.blocking for each in form.uncertain if each.code == "computed_numbers"] == [False]


def test_an_indicator_that_begins_like_a_heading_stays_an_indicator() -> None:
    text = BUPATI.replace(
        "\t\t\t\t3.2 Menyimpan.", "\t\t\t\tKelas jabatan 7 dilayani.\n\t\t\t\t3.2 Menyimpan."
    )
    form = form_of(text)
    assert [each.job_class for each in form.job_classes] == [9]
    assert [each.quote for each in form.uncertain if each.blocking] == ["Kelas jabatan 7 dilayani."]


@pytest.mark.parametrize("damage", [("Kelompok Jabatan : Fungsional", "Kelompok Jabtan : Fungsional")])
def test_a_misspelt_label_is_read_and_noted(damage: tuple[str, str]) -> None:
    form = form_of(DECREE.replace(*damage))
    assert form.position_standards[0].applies_to.group == "Fungsional"
    assert "spelling" in reasons(form)


def test_a_value_broken_in_mid_sentence_is_joined_and_a_lost_label_is_not_passed_over() -> None:
    value = "Pengalaman paling sedikit 2 (dua) tahun\t\t\tx"
    broken = form_of(BUPATI.replace(value, "Pengalaman paling\t\t\tx\n\t\tsedikit 2 (dua) tahun\t\t\t"))
    row = next(row for row in broken.job_classes[0].requirements if row.key is RowKey.EXPERIENCE)
    assert (row.value, row.importance) == ("Pengalaman paling\nsedikit 2 (dua) tahun", Importance.PERLU)
    assert [each.blocking for each in broken.uncertain if each.code == "joined_value"] == [False]
    lost = form_of(BUPATI.replace("4. Pangkat\t\tPenata Muda", "\t\tPenata Muda"))
    assert [each.blocking for each in lost.uncertain if each.code == "joined_value"] == [True]


def as_word(text: str, path: Path) -> None:
    """A text as a Word file: consecutive lines with tabs are one table."""
    word, table = docx.Document(), None
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            word.add_paragraph(line)
            table = None
            continue
        if table is None or len(table.columns) != len(cells):
            table = word.add_table(0, len(cells))
        for cell, part in zip(table.add_row().cells, cells, strict=True):
            cell.text = part
    word.save(str(path))


def test_an_act_in_word_reads_as_its_text_and_can_be_evaluated_with(tmp_path: Path) -> None:
    as_word(BUPATI, tmp_path / "perbup.docx")
    form, text = read(document_of(tmp_path / "perbup.docx")), form_of(BUPATI)
    assert form.uncertain == ()
    for part in ("instrument", "definitions", "articles", "job_families", "job_classes"):
        assert plain(form.model_dump(mode="json")[part]) == plain(text.model_dump(mode="json")[part])
    asked = question([str(tmp_path / "perbup.docx")], "appointment", None)
    assert [each.id for each in asked.regulations[0].standards] == ["perbup-singkawang-timur-41-2021/kelas-9"]


def plain(value: object) -> object:
    """Data without its places: another format has other lines."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != "source"}
    return [plain(each) for each in value] if isinstance(value, list) else value


def with_year(year: str) -> str:
    return DECREE.replace("NOMOR : 061 - 255 TAHUN 2020\nTENTANG", f"NOMOR : 061 - 255 TAHUN {year}\nTENTANG")


def test_a_year_with_letters_for_figures_is_read_and_named() -> None:
    form = form_of(with_year("2O20"))
    assert form.instrument.year == 2020
    assert ["2O20" in each.reason for each in form.uncertain if each.code == "repaired"] == [True]


def test_a_year_that_cannot_be_read_is_asked_for() -> None:
    form = form_of(with_year("20Z0"))
    assert [each.blocking for each in form.uncertain if each.code == "head"] == [True]


@pytest.mark.parametrize("empty", ["Kode Jabatan :\nJABATAN ARSIPARIS", "Kode Jabatan\t:\t\nJABATAN 1"])
def test_an_empty_code_does_not_take_the_next_line(empty: str) -> None:
    form = form_of(DECREE.replace("Kode Jabatan : 12.3", empty))
    assert form.position_standards[0].applies_to.code is None
    assert [each.blocking for each in form.uncertain if each.code == "text_outside"] == [False]
