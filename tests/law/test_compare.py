"""What a comparison says, and what it never assumes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.model import Importance, RowKey
from selaras.law.compare import compare, compare_standards
from selaras.law.comparison import Change, StandardChange
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, CompetencyEntry
from selaras.law.load import embedded_form
from selaras.law.wording import wording


@pytest.fixture
def dumai() -> Form:
    return embedded_form("perwali-dumai-6-2023")


def of_class(form: Form, number: int) -> ClassStandard:
    return next(each for each in form.job_classes if each.job_class == number)


def with_row(standard: ClassStandard, of: str, **update: object) -> ClassStandard:
    rows = [row.model_copy(update=update) if row.code == of else row for row in standard.competencies]
    return standard.model_copy(update={"competencies": tuple(rows)})


def row(standard: ClassStandard, code: str) -> CompetencyEntry:
    return next(each for each in standard.competencies if each.code == code)


def competency(found: StandardChange, code: str):  # type: ignore[no-untyped-def]
    return next(each for each in found.competencies if each.code == code)


def test_a_form_is_the_same_as_itself(dumai: Form) -> None:
    assert compare(dumai, dumai).same


def test_class_6_and_5_differ_as_the_annex_prints_them(dumai: Form) -> None:
    found = compare_standards(of_class(dumai, 6), of_class(dumai, 5))
    changes = {each.code: each.change for each in found.competencies}
    assert [code for code, change in changes.items() if change is Change.ADDED] == ["mengoperasikan-mesin"]
    assert sum(change is Change.REMOVED for change in changes.values()) == 5
    assert changes["tata-naskah-dinas"] is changes["aplikasi-komputer"] is Change.CHANGED
    assert competency(found, "tata-naskah-dinas").rubric_stays is False
    assert sum(each.rubric_stays is True for each in found.competencies) == 9
    assert {each.key for each in found.requirements if each.change is not Change.SAME} == {
        RowKey.EDUCATION_LEVEL,
        RowKey.RANK,
    }


def test_spacing_is_respelt_and_its_rubric_stays(dumai: Form) -> None:
    found = compare_standards(of_class(dumai, 7), of_class(dumai, 6))
    teamwork = competency(found, "M.2")
    assert teamwork.change is Change.RESPELT
    assert teamwork.rubric_stays
    assert ("insert", "") not in teamwork.indicators[0].words


def test_a_level_changes_the_rubric(dumai: Form) -> None:
    old = of_class(dumai, 5)
    found = competency(compare_standards(old, with_row(old, "M.1", level=2)), "M.1")
    assert found.rubric_stays is False
    assert [(each.field, each.before, each.after) for each in found.fields] == [("level", "1", "2")]


def test_a_number_alone_is_a_move(dumai: Form) -> None:
    old = of_class(dumai, 5)
    found = competency(compare_standards(old, with_row(old, "M.1", number="4")), "M.1")
    assert found.change is Change.MOVED
    assert found.rubric_stays


def test_a_reworded_indicator_is_changed_not_removed_and_added(dumai: Form) -> None:
    old = of_class(dumai, 5)
    first, *rest = row(old, "M.1").indicators
    reworded = first.model_copy(update={"text": first.text.replace("berkata", "berbicara")})
    found = competency(compare_standards(old, with_row(old, "M.1", indicators=(*rest, reworded))), "M.1")
    assert [each.change for each in found.indicators] == [Change.SAME, Change.SAME, Change.CHANGED]
    assert ("delete", "berkata") in found.indicators[2].words
    assert ("insert", "berbicara") in found.indicators[2].words


def test_a_renamed_competency_is_suggested_never_merged(dumai: Form) -> None:
    old = of_class(dumai, 5)
    new = with_row(old, "mengoperasikan-mesin", name="Pengoperasian mesin", code="pengoperasian-mesin")
    found = compare_standards(old, new)
    assert [(each.before, each.after) for each in found.renamed] == [
        ("Mengoperasikan mesin", "Pengoperasian mesin")
    ]
    assert {each.change for each in found.competencies if "mesin" in each.code} == {
        Change.ADDED,
        Change.REMOVED,
    }


def test_an_importance_is_a_change_of_the_requirement(dumai: Form) -> None:
    old = of_class(dumai, 5)
    rows = [
        r.model_copy(update={"importance": Importance.PERLU}) if r.key is RowKey.EXPERIENCE else r
        for r in old.requirements
    ]
    found = compare_standards(old, old.model_copy(update={"requirements": tuple(rows)}))
    changed = [each for each in found.requirements if each.change is not Change.SAME]
    assert [(each.key, each.fields[0].before, each.fields[0].after) for each in changed] == [
        (RowKey.EXPERIENCE, "penting", "perlu")
    ]


def test_a_class_that_vanishes_is_removed(dumai: Form) -> None:
    less = dumai.model_copy(update={"job_classes": dumai.job_classes[:2]})
    assert [each.change for each in compare(dumai, less).standards] == [
        Change.SAME,
        Change.SAME,
        Change.REMOVED,
    ]
    assert [each.change for each in compare(less, dumai).standards][-1] is Change.ADDED


_TEXT = st.text("ab /.1\n", max_size=30)


@given(_TEXT, _TEXT)
def test_wording_gives_both_texts_back(before: str, after: str) -> None:
    found = wording(before, after)
    assert "".join(text for op, text in found if op != "insert") == before
    assert "".join(text for op, text in found if op != "delete") == after
