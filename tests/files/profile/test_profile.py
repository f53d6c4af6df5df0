"""A printed profile: the engine's sentences, the cells that assessors know, on as many pages as it takes, readable aloud."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pdfplumber
import pytest

from selaras.core.evaluate import evaluate
from selaras.core.explain import explain
from selaras.core.model import (
    CompetencyRow,
    Evidence,
    Indicator,
    Kind,
    Person,
    Rubric,
    Standard,
)
from selaras.core.verdict import Verdict
from selaras.errors import Language, Text
from selaras.files.profile.content import Subject, profile
from selaras.files.profile.press import Press
from selaras.files.profile.rows import level_shown, state_of
from selaras.law.words import words
from tests.cast import (
    APPOINTMENT,
    BUDI,
    CLERK,
    EVERYBODY,
    JOKO,
    MEASURED,
    ON,
    RINI,
    SARI,
    TONO,
    WATI,
    standard_of,
    verdict_of,
)

PRESS = Press("profile")
LONG = "Contoh Siti Nurhalizawatiningsihkusumadewantiprameswari " * 3
UNICODE = "Contoh Ñuñez-Øye Żółć Şahîn Lê Thị Hồng Đặng"


def subject(verdict: Verdict, name: str = "", *, synthetic: bool = True) -> Subject:
    """Whose profile it is."""
    return Subject(
        nip=verdict.person,
        name=name or verdict.name,
        unit="Bidang Lalu Lintas",
        instansi="Pemerintah Kota Contoh",
        purpose=Text("Pengangkatan", "Appointment"),
        synthetic=synthetic,
        engine="0",
    )


def printed(verdict: Verdict, name: str = "", language: Language = "id", paper: str = "a4") -> bytes:
    """The profile as PDF."""
    return PRESS.pdf(profile(verdict, subject(verdict, name), words(), language), paper)


def pages(content: bytes) -> list[str]:
    """The text of each page, in the order in which it is read."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        texts = [page.extract_text(use_text_flow=True) for page in document.pages]
    return [re.sub(r"\s+", " ", text.replace("\u200b", "")) for text in texts]


def with_competencies(number: int) -> Standard:
    """A standard of so many competencies of several levels."""
    base = standard_of(5)
    rows = tuple(
        CompetencyRow(
            kind=Kind.TECHNICAL if n > 8 else Kind.MANAGERIAL,
            number=str(n),
            name=f"Kompetensi nomor {n} dengan nama yang agak panjang",
            description="",
            rubric=Rubric(f"T.{n}", n % 5 + 1, (Indicator("1", f"indikator {n}"),)),
            citation=base.citation,
        )
        for n in range(1, number + 1)
    )
    return replace(base, competencies=rows)


def measured(standard: Standard, levels: dict[str, int]) -> Person:
    """Rini with a result for some competencies of a standard."""
    evidence = tuple(
        Evidence(
            id=row.code,
            since=MEASURED,
            rubric=row.rubric,
            source="internal_panel",
            assessors=2,
            level=levels[row.code],
        )
        for row in standard.competencies
        if row.code in levels
    )
    return replace(RINI, evidence=evidence)


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["id", "en"])
def test_everybodys_profile_says_every_sentence_of_the_engine(who: Person, language: Language) -> None:
    verdict = verdict_of(who)
    text = " ".join(pages(printed(verdict, language=language)))
    explanation = explain(verdict, words())
    said = [explanation.verdict, *explanation.arithmetic, *(step.text for step in explanation.steps)]
    for sentence in (*said, *(each for each in (explanation.then,) if each)):
        assert sentence[language] in text
    for row in verdict.rows:
        reason = explanation.lines and next(
            line.text[language] for line in explanation.lines if line.row is row.row
        )
        assert str(reason).rpartition(" — ")[2] in text


def test_the_file_is_tagged_has_a_title_and_a_language() -> None:
    content = printed(verdict_of(SARI), language="en")
    assert b"pdfuaid:part>1<" in content
    assert b"/MarkInfo" in content
    assert b"/Lang (en)" in content
    with pdfplumber.open(io.BytesIO(content)) as document:
        assert document.metadata["Title"] == "Profile of competencies and fit with the position – Contoh Sari"


def test_pages_are_numbered_and_carry_digest_name_and_the_word_synthetic() -> None:
    verdict = verdict_of(BUDI)
    said = profile(verdict, subject(verdict), words(), "id")
    found = pages(PRESS.pdf(said))
    assert len(found) == 2
    for number, text in enumerate(found, 1):
        assert f"halaman {number} dari 2" in text
        assert said["digest"] in text
        assert "Contoh Budi" in text
        assert "DATA SINTETIS" in text


def test_a_real_persons_profile_does_not_say_synthetic() -> None:
    verdict = verdict_of(RINI)
    said = profile(verdict, subject(verdict, synthetic=False), words(), "id")
    assert "sintetis" not in " ".join(pages(PRESS.pdf(said))).casefold()


def test_the_digest_covers_what_is_said_and_nothing_else() -> None:
    def of(who: Person, on: date = ON) -> str:
        verdict = verdict_of(who, on=on)
        return str(profile(verdict, subject(verdict), words(), "id")["digest"])

    assert of(RINI) == of(RINI)
    assert len({of(RINI), of(SARI), of(RINI, date(2026, 7, 2))}) == 3


def test_the_cells_are_those_of_the_engine() -> None:
    rows = {row.key: row for row in verdict_of(SARI).rows}
    below, equal = rows["competency:M.5"], rows["competency:M.1"]
    above = next(row for row in verdict_of(RINI).rows if row.key == "competency:M.2")
    missing = verdict_of(BUDI).rows[0]
    shown = [
        (state_of(each, each.row), level_shown(each, each.row)) for each in (below, equal, above, missing)
    ]  # type: ignore[arg-type]
    assert shown == [("below", 0), ("equal", 1), ("above", 2), ("missing", 1)]


def test_the_required_cell_is_shaded_and_the_result_marked() -> None:
    with pdfplumber.open(io.BytesIO(printed(verdict_of(RINI)))) as document:
        page = document.pages[0]
        shaded = [rect for rect in page.rects if rect["fill"] and rect["width"] < 25 and rect["height"] > 12]
        marks = [char for char in page.chars if char["text"] == "X" and char["size"] > 8]
    assert len(shaded) == 12
    inside = [
        char
        for char in marks
        if any(
            rect["x0"] < char["x0"] < rect["x1"] and rect["top"] < char["top"] < rect["bottom"]
            for rect in shaded
        )
    ]
    assert len(marks) == 12
    assert len(inside) == 11  # M.2 is above: its mark stands beside the shade


def test_forty_competencies_take_more_pages_with_the_head_repeated() -> None:
    standard = with_competencies(40)
    who = measured(standard, {f"T.{n}": (n + 1) % 6 for n in range(1, 31)})
    verdict = evaluate(who, standard, APPOINTMENT, ON, position=CLERK)
    found = pages(printed(verdict))
    assert len(found) >= 3
    assert all(f"Kompetensi nomor {n} dengan" in " ".join(found) for n in range(1, 41))
    assert sum("Bukti dan alasan" in text for text in found) >= 2


@pytest.mark.parametrize("who", [JOKO, TONO, WATI], ids=["no standard", "not covered", "no class"])
def test_without_a_standard_one_page_says_why_and_what_to_do(who: Person) -> None:
    verdict = verdict_of(who)
    (text,) = pages(printed(verdict))
    assert explain(verdict, words()).verdict.id in text
    assert "I. Kompetensi" not in text
    assert ("tidak ada yang berlaku" in text) is (who is not TONO)  # who is not covered lacks no standard


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("name", [LONG, "Contoh" + "x" * 150, UNICODE], ids=["long", "one word", "unicode"])
def test_names_of_any_kind_stay_on_the_paper(name: str, paper: str) -> None:
    content = printed(verdict_of(RINI), name, paper=paper)
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            assert all(char["x0"] > 0 and char["x1"] < page.width for char in page.chars)
    assert "".join(name.split()) in pages(content)[0].replace(" ", "")  # it may go over several lines
    assert b"pdfuaid:part>1<" in content


def test_a_script_without_a_font_keeps_nobody_from_the_profile() -> None:
    content = printed(verdict_of(RINI), "Contoh \U00012000\U00012001")
    assert content.startswith(b"%PDF")
    assert b"pdfuaid" not in content  # it no longer claims what it does not keep
    assert b"/MarkInfo" in content


def test_markup_in_a_name_is_only_text() -> None:
    name = "#panic(1) *Contoh* $x$ \\ [a] @preview"
    assert name in " ".join(pages(printed(verdict_of(RINI), name)))
