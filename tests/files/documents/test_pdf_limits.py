"""What no regulation is gets refused in words, quickly and in little memory; nothing is executed or fetched."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from selaras.errors import DocumentRefused, UsageError
from selaras.files.documents import document_of, limits
from selaras.law import standard
from tests.files.documents.paper import Page, paper


def refusal(path: Path) -> str:
    """The code of the refusal, which says where and what to do."""
    start = time.process_time()  # of this process: another one's load is not the reader's fault
    with pytest.raises(DocumentRefused) as caught:
        document_of(path)
    assert time.process_time() - start < 20
    (problem,) = caught.value.problems
    assert str(path) in str(problem.place)
    for text in (problem.what, problem.remedy):
        assert text.id
        assert text.en
    return problem.code


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first being the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def page_of(content: bytes, *more: bytes, resources: bytes = b"<<>>", packed: bool = False) -> bytes:
    """A PDF of one page with this content stream."""
    body = zlib.compress(content) if packed else content
    kind = b"/Filter/FlateDecode" if packed else b""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>" % resources,
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), kind, body),
        *more,
    )


IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    b"stream\n\x00\nendstream"
)


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "pindai.pdf"
    path.write_bytes(page_of(b"q 595 0 0 842 0 0 cm /I Do Q", IMAGE, resources=b"<</XObject<</I 5 0 R>>>>"))
    with pytest.raises(DocumentRefused) as caught:
        document_of(path)
    assert caught.value.problems[0].code == "no_text"
    assert "OCR" in caught.value.problems[0].remedy.id
    assert "Word" in caught.value.problems[0].remedy.id


def test_an_empty_page_is_refused_as_without_text(tmp_path: Path) -> None:
    path = tmp_path / "kosong.pdf"
    path.write_bytes(page_of(b""))
    assert refusal(path) == "no_text"


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(2 << 30)  # sparse: takes no room
    start = time.monotonic()
    assert refusal(path) == "too_large"
    assert time.monotonic() - start < 1


def test_a_password_is_named(tmp_path: Path) -> None:
    locked = pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>").replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4"
        b"/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    )
    (tmp_path / "a.pdf").write_bytes(locked)
    assert refusal(tmp_path / "a.pdf") == "password"
    (tmp_path / "a.docx").write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(tmp_path / "a.docx") == "password"
    (tmp_path / "a.doc").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600)
    assert refusal(tmp_path / "a.doc") == "old_word"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_off_is_refused_or_read_but_never_crashes(tmp_path: Path, share: float) -> None:
    whole = paper(tmp_path / "a.pdf", Page().text(60, 60, "Pasal 1 berlaku.")).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: int(len(whole) * share)])
    word = docx.Document()
    word.add_paragraph("Pasal 1")
    word.save(str(tmp_path / "a.docx"))
    packed = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "b.docx").write_bytes(packed[: int(len(packed) * share)])
    assert refusal(tmp_path / "b.docx") == "damaged"
    if share < 0.5:
        refusal(tmp_path / "b.pdf")


def test_a_page_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(b"0 0 m 1 1 l S\n" * 500_000, packed=True))
    assert refusal(path) == "bomb"


def test_a_stream_that_expands_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(b" " * 200_000_000, packed=True))
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "bomb"


def test_drawings_nested_in_drawings_are_refused(tmp_path: Path) -> None:
    """The billion laughs of PDF: each form draws the next ten times."""
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length 60>>stream\n%s\nendstream"
        % (6 + at, b"/F Do " * 10)
        for at in range(12)
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(b"/F Do", *forms, IMAGE, resources=b"<</XObject<</F 5 0 R>>>>"))
    assert refusal(path) in ("bomb", "damaged")


def word_with(path: Path, parts: dict[str, bytes], drop: tuple[str, ...] = ()) -> Path:
    """A Word file with parts added or replaced."""
    word = docx.Document()
    word.add_paragraph("PERATURAN")
    inside = io.BytesIO()
    word.save(inside)
    with zipfile.ZipFile(inside) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in drop:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/hostname">')


@pytest.mark.parametrize(
    "xml", [LAUGHS, OUTSIDE, LAUGHS.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")]
)
def test_declared_entities_are_refused(tmp_path: Path, xml: bytes) -> None:
    assert refusal(word_with(tmp_path / "a.docx", {"word/document.xml": xml})) == "entities"


def test_macros_are_refused(tmp_path: Path) -> None:
    assert refusal(word_with(tmp_path / "a.docx", {"word/vbaProject.bin": b"\x00"})) == "macros"


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame"])
def test_parts_outside_the_file_are_refused(tmp_path: Path, kind: str) -> None:
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://contoh.invalid/x.dotm" TargetMode="External"/></Relationships>'
    )
    path = word_with(tmp_path / "a.docx", {"word/_rels/settings.xml.rels": relations.encode()})
    assert refusal(path) == "external"


def test_a_link_in_the_text_is_no_reason_to_refuse(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("PERATURAN")
    word.part.relate_to(
        "https://jdih.contoh.invalid", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    word.save(str(tmp_path / "a.docx"))
    assert document_of(tmp_path / "a.docx").lines[0].text == "PERATURAN"


def test_a_word_bomb_is_refused(tmp_path: Path) -> None:
    bomb = b"<w:document>" + b" " * (130 << 20)
    path = word_with(tmp_path / "a.docx", {"word/document.xml": bomb})
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "bomb"


def test_an_endless_table_is_refused(tmp_path: Path) -> None:
    rows = b"<w:tr/>" * (limits.ROWS_LIMIT + 100)
    xml = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>'
        + rows
        + b"</w:tbl></w:body></w:document>"
    )
    assert refusal(word_with(tmp_path / "a.docx", {"word/document.xml": xml})) == "endless_table"


def test_another_office_file_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refusal(tmp_path / "a.docx") == "not_word"


def test_a_file_that_is_no_regulation_is_refused(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", Page().text(60, 60, "Resep rendang: daging, santan, cabai dan sabar."))
    with pytest.raises(DocumentRefused) as caught:
        standard.read(document_of(path))
    assert caught.value.problems[0].code == "no_regulation"


@pytest.mark.parametrize("pages", [(0, 1), (3, 2), (5, 9)])
def test_a_range_the_file_does_not_have_is_a_usage_error(tmp_path: Path, pages: tuple[int, int]) -> None:
    path = paper(tmp_path / "a.pdf", Page().text(60, 60, "satu"), Page().text(60, 60, "dua"))
    with pytest.raises(UsageError):
        document_of(path, pages=pages)


def test_pages_of_a_text_file_are_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PERATURAN", "utf-8")
    with pytest.raises(UsageError):
        document_of(tmp_path / "a.txt", pages=(1, 2))


def test_symbol_fonts_keep_their_character(tmp_path: Path) -> None:
    """A tick of Wingdings is U+F0FC, as word processors put it."""
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/FirstChar 252/LastChar 252/Widths[891]/Encoding/WinAnsiEncoding>>"
    path = tmp_path / "a.pdf"
    content = b"BT /W 10 Tf 72 700 Td (" + b"\xfc" * 30 + b") Tj ET"
    path.write_bytes(page_of(content, font, resources=b"<</Font<</W 5 0 R>>>>"))
    assert document_of(path).lines[0].text.strip("\uf0fc ") == ""
    assert "\uf0fc" in document_of(path).text


@pytest.mark.parametrize(
    "font",
    [
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/X/W[0 99999999999 500]>>]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
    ],
)
def test_a_font_that_claims_more_characters_than_there_are_is_damage_not_a_bill(
    tmp_path: Path, font: bytes
) -> None:
    """Found by fuzzing: a width table from 0 to 99 999 999 999 took all the memory there was."""
    codes = b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
    path = tmp_path / "huruf.pdf"
    path.write_bytes(
        page_of(
            b"BT /F 12 Tf (Pasal 1) Tj ET",
            b"<</Length %d>>stream\n%s\nendstream" % (len(codes), codes),
            resources=b"<</Font<</F %s>>>>" % font,
        )
    )
    assert refusal(path) == "damaged"
