"""The PDF is tagged, titled, in its language, on its paper; texts are never markup."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from selaras.errors import DataRefused, DocumentRefused
from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex
from selaras.files.documents import document_of
from selaras.law.form import Form
from selaras.law.load import embedded_form


@pytest.fixture
def form() -> Form:
    return embedded_form("perwali-dumai-6-2023")


def with_first_indicator(form: Form, text: str) -> Form:
    first = form.job_classes[0]
    row = first.competencies[0]
    changed = row.model_copy(update={"indicators": (row.indicators[0].model_copy(update={"text": text}),)})
    return form.model_copy(update={"job_classes": (first.model_copy(update={"competencies": (changed,)}),)})


def test_tagged_titled_in_bahasa_on_f4(form: Form, tmp_path: Path) -> None:
    write_annex(tmp_path / "x.pdf", form)
    with pdfplumber.open(tmp_path / "x.pdf") as pdf:
        catalog = pdf.doc.catalog
        assert resolve1(catalog["MarkInfo"])["Marked"]
        assert "StructTreeRoot" in catalog
        assert resolve1(catalog["Lang"]).lower().startswith(b"id")
        assert pdf.metadata["Title"] == form.instrument.title
        assert b"pdfuaid" in resolve1(catalog["Metadata"]).get_data()
        assert [round(side / 72 * 25.4) for side in (pdf.pages[0].width, pdf.pages[0].height)] == [215, 330]


def test_markup_in_a_text_stays_text(form: Form, tmp_path: Path) -> None:
    text = '#read("/etc/hostname") $x^2$ *tebal* @rujukan <label> \\ #import "@preview/x:1.0.0"'
    write_annex(tmp_path / "x.pdf", with_first_indicator(form, text))
    assert form_of(tmp_path / "x.pdf").job_classes[0].competencies[0].indicators[0].text == text


def test_a_character_without_glyph_is_refused_by_name(form: Form, tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match=r"U\+F1234"):
        write_annex(tmp_path / "x.pdf", with_first_indicator(form, "tanda \U000f1234 asing"))
    assert not (tmp_path / "x.pdf").exists()


def test_a_control_character_is_refused_in_every_document(form: Form, tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="cannot be written"):
        write_annex(tmp_path / "x.docx", with_first_indicator(form, "bel \x07"))


def test_a_text_longer_than_a_page_is_whole(form: Form, tmp_path: Path) -> None:
    text = " ".join(f"kata{at}" for at in range(1500))
    write_annex(tmp_path / "x.pdf", with_first_indicator(form, text))
    assert form_of(tmp_path / "x.pdf").job_classes[0].competencies[0].indicators[0].text == text


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\nrusak")
    with pytest.raises(DocumentRefused):
        document_of(tmp_path / "x.pdf")
