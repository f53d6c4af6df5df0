"""Damaged texts: read, doubted or refused; never a crash and never a wrong mark that looks sure."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.core.model import Importance
from selaras.errors import DocumentRefused, LawRefused
from selaras.law import load
from selaras.law.document import SIZE_LIMIT, of_bytes, of_text
from selaras.law.form import Form
from selaras.law.reading.requirements import TICKS
from selaras.law.standard import read
from tests.law.texts import DUMAI, form_of, reasons

LINES = DUMAI.split("\n")
TABLE_LINES = [i for i, line in enumerate(LINES) if "\t" in line]
MARKED = [i for i in TABLE_LINES if "√" in LINES[i]]
MARK_ROWS = [
    i
    for i in TABLE_LINES
    if LINES[i].split("\t")[0][:2] in ("", "1.", "2.", "3.", "4.", "5.") and LINES[i].count("\t") == 5
]
TRUE = {
    (each.job_class, row.key): row.importance
    for each in form_of(DUMAI).job_classes
    for row in each.requirements
}


def with_line(index: int, line: str | None) -> str:
    return "\n".join([*LINES[:index], *([] if line is None else [line]), *LINES[index + 1 :]])


def assert_no_wrong_mark(form: Form, gone: bool = False) -> None:
    """A mark other than the true one is never sure; none at all is sure only if the row has none."""
    for each in form.job_classes:
        for row in each.requirements:
            true = TRUE.get((each.job_class, row.key))
            assert not row.certain or row.importance == true, (row, form.uncertain)
            assert row.certain or form.uncertain


@pytest.mark.parametrize("index", MARK_ROWS)
def test_a_lost_or_added_cell_never_moves_a_mark(index: int) -> None:
    line = LINES[index]
    for at in [i for i, character in enumerate(line) if character == "\t"]:
        assert_no_wrong_mark(form_of(with_line(index, line[:at] + line[at + 1 :])))
        assert_no_wrong_mark(form_of(with_line(index, line[:at] + "\t" + line[at:])))


@pytest.mark.parametrize("index", MARKED)
def test_a_lost_tick_is_doubted_and_not_read_as_no_mark(index: int) -> None:
    form = form_of(with_line(index, LINES[index].replace("√", "")))
    assert "importance_missing" in reasons(form)
    assert_no_wrong_mark(form)


@pytest.mark.parametrize("index", MARKED)
def test_two_ticks_or_a_strange_mark_are_doubted(index: int) -> None:
    for replacement in ("√\t√", "?", "ya"):
        form = form_of(with_line(index, LINES[index].replace("√", replacement)))
        assert "importance" in reasons(form)
        assert_no_wrong_mark(form)


@pytest.mark.parametrize("index", [i for i in TABLE_LINES if LINES[i].strip()])
def test_a_table_row_that_lost_its_tabs_is_never_silent(index: int) -> None:
    form = form_of(with_line(index, LINES[index].replace("\t", " ")))
    alone = sum(1 for cell in LINES[index].split("\t") if cell.strip()) == 1 and not LINES[index].startswith(
        "\t"
    )
    assert alone or form.uncertain


@pytest.mark.parametrize("names", ["Mutlak\tPerlu\t", "Penting\tPerlu\t", "Mutlak\tPenting\t"])
def test_with_the_name_of_a_mark_lost_the_others_may_have_moved(names: str) -> None:
    assert "Mutlak\tPenting\tPerlu" in DUMAI
    form = form_of(DUMAI.replace("Mutlak\tPenting\tPerlu", names))
    assert "importance" in reasons(form)
    assert_no_wrong_mark(form)
    assert not any(row.importance for each in form.job_classes for row in each.requirements if row.certain)


def test_a_shifted_row_cannot_be_evaluated() -> None:
    index = next(i for i in TABLE_LINES if LINES[i].startswith("\t\t\t1.3"))
    form = form_of(with_line(index, LINES[index][1:]))
    with pytest.raises(LawRefused) as refused:
        load.to_regulation(form)
    assert refused.value.problems[0].place.line == index + 1


MUTATION = st.sampled_from(["drop line", "double line", "swap lines", "drop", "insert", "cut"])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(MUTATION)
        line = lines[at]
        character = draw(st.integers(0, len(line)))
        if what == "drop line":
            lines[at : at + 1] = []
        elif what == "double line":
            lines.insert(at, line)
        elif what == "swap lines":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
        elif what == "drop":
            lines[at] = line[:character] + line[character + 1 :]
        elif what == "insert":
            lines[at] = (
                line[:character]
                + draw(st.text(st.sampled_from("\t <>√.1aI(Pasal"), max_size=4))
                + line[character:]
            )
        else:
            lines[at] = line[:character]
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_any_damage_gives_a_form_or_a_refusal_and_texts_stay_verbatim(text: str) -> None:
    try:
        form = read(of_text(text))
    except DocumentRefused:
        return
    for each in form.job_classes:
        for row in each.competencies:
            assert all(indicator.text in text for indicator in row.indicators)
        for need in each.requirements:
            assert need.value in text
            if need.importance is not None:
                line = text.split("\n")[(need.source.line or 0) - 1]
                assert any(cell.strip() in TICKS for cell in line.split("\t"))
    assert all(article.text in text for article in form.articles)
    assert Form.model_validate_json(form.model_dump_json()) == form
    try:
        load.to_regulation(form)
    except LawRefused as refused:
        assert refused.problems  # noqa: PT017


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_arbitrary_bytes_are_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(of_bytes(data, "x.txt"))
    assert refused.value.problems[0].place.file == "x.txt"
    assert refused.value.problems[0].remedy.id


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"PK\x03\x04abc", "not_text"),
        (b"%PDF-1.7", "not_text"),
        (b"abc\x00", "not_text"),
        ("Peraturan é".encode("latin-1"), "not_utf8"),
        (b"x" * (SIZE_LIMIT + 1), "too_large"),
        (b"Surat biasa\n", "no_regulation"),
        (b"PERATURAN BUPATI X\nTENTANG\nY\n", "no_number"),
        (b"PERATURAN BUPATI X\nNOMOR 1 TAHUN 2020\nTENTANG\n", "no_title"),
    ],
)
def test_what_is_no_regulation_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(of_bytes(data, "x.txt"))
    assert refused.value.problems[0].code == code


def test_not_utf8_names_line_and_character() -> None:
    with pytest.raises(DocumentRefused) as refused:
        of_bytes("satu\ndua é".encode("latin-1"), "x.txt")
    assert str(refused.value.problems[0].place) == "x.txt 2:5"


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(ending: str) -> None:
    other = read(of_bytes(("\ufeff" + DUMAI.replace("\n", ending)).encode(), "uji.txt"))
    assert other.model_dump(exclude={"source"}) == form_of(DUMAI).model_dump(exclude={"source"})


def test_a_cell_of_a_megabyte_is_read_in_reasonable_time() -> None:
    index = next(i for i in TABLE_LINES if LINES[i].startswith("12. Mengoperasikan mesin"))
    for filler in ("1.1 a ", "<p> ", "Peraturan Pemerintah ", "a " * 3, " " * 6):
        form_of(
            with_line(index, LINES[index].replace("1.1 Mampu", "1.1 " + filler * (1_000_000 // len(filler))))
        )


def test_importance_marks_are_the_three_of_the_law() -> None:
    assert {mark for mark in TRUE.values() if mark} == {Importance.MUTLAK, Importance.PENTING}
