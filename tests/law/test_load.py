"""The schema, the JSON form, and what is refused on the way to the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from selaras.core.model import Unread
from selaras.errors import DocumentRefused, LawRefused, UsageError
from selaras.law import load
from selaras.law.schema import check, schema_text, standard_schema
from tests.law.texts import BUPATI, DUMAI, form_of

ID = "perwali-dumai-6-2023"
PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "standard.schema.json"


def as_json() -> dict[str, Any]:
    data: dict[str, Any] = load.embedded_form(ID).model_dump(mode="json")
    return data


def test_published_schema_is_the_one_in_use() -> None:
    assert PUBLISHED.read_text("utf-8") == schema_text()
    Draft202012Validator.check_schema(standard_schema())


def test_form_as_json_fits_the_schema_and_comes_back_the_same() -> None:
    data = as_json()
    assert check(data) == load.embedded_form(ID)
    assert (data["instrument"]["in_force_from"], data["instrument"]["id"]) == ("2023-02-01", ID)


def test_embedded_instruments_are_found_by_id() -> None:
    assert ID in load.embedded_ids()
    assert load.regulation(ID) is load.regulation(ID)


def test_text_and_json_files_give_the_same_regulation(tmp_path: Path) -> None:
    text, data = tmp_path / "a.txt", tmp_path / "a.json"
    text.write_text(DUMAI, encoding="utf-8")
    data.write_text(json.dumps(as_json()), encoding="utf-8")
    assert load.regulation(text) == load.regulation(str(data)) == load.regulation(ID)


def test_unknown_name_lists_what_exists() -> None:
    with pytest.raises(UsageError, match=ID):
        load.regulation("tidak-ada")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused):
        load.regulation(tmp_path)


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (("job_classes", 0, "competencies", 2, "level"), 9, "$.job_classes[0].competencies[2].level"),
        (
            ("job_classes", 1, "requirements", 2, "importance"),
            "harus",
            "$.job_classes[1].requirements[2].importance",
        ),
        (
            ("job_classes", 1, "requirements", 6, "parsed", "low", "code"),
            5,
            "$.job_classes[1].requirements[6].parsed.low.code",
        ),
        (("instrument", "in_force_from"), "2023-02-30", "$.instrument.in_force_from"),
        (("instrument", "coba"), 1, "$.instrument"),
        (("articles",), "x", "$.articles"),
    ],
)
def test_every_violation_is_named_with_its_path(path: tuple[Any, ...], value: Any, shown: str) -> None:
    data = as_json()
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    data["instrument"]["year"] = "dua ribu"
    with pytest.raises(LawRefused) as refused:
        check(data, "a.json")
    places = [problem.place.sheet for problem in refused.value.problems]
    assert shown in places
    assert "$.instrument.year" in places


def refusal(data: dict[str, Any]) -> list[str]:
    with pytest.raises(LawRefused) as refused:
        load.to_regulation(check(data))
    return [problem.code for problem in refused.value.problems]


def test_a_changed_indicator_contradicts_its_rubric() -> None:
    data = as_json()
    data["job_classes"][0]["competencies"][0]["indicators"][0]["text"] = "Lain."
    assert refusal(data) == ["rubric"]
    data["job_classes"][0]["competencies"][0]["rubric"] = None
    load.to_regulation(check(data))


def test_contradictions_are_all_reported_together() -> None:
    data = as_json()
    seven, six = data["job_classes"][:2]
    seven["competencies"][1] = seven["competencies"][0]
    six["requirements"][0]["parsed"]["minimum"] = "S-9"
    six["requirements"][6]["parsed"]["low"]["code"] = "IV/e"
    data["job_classes"][2]["job_class"] = 6
    assert refusal(data) == ["standard", "value", "value", "standard_twice"]


def test_a_standard_with_an_unread_level_cannot_be_used() -> None:
    assert "competency" in refusal(
        form_of(DUMAI.replace("2. Kerjasama\t1", "2. Kerjasama\t?")).model_dump(mode="json")
    )


def test_without_a_day_of_effect_nothing_is_evaluated() -> None:
    data = as_json()
    data["instrument"]["in_force_from"] = None
    assert refusal(data) == ["in_force"]


def test_an_uncertain_mark_becomes_a_demand_that_nobody_meets_by_guessing() -> None:
    form = form_of(BUPATI.replace("Pelatihan Kepemimpinan\t\t✓\t", "Pelatihan Kepemimpinan\t✓\t"))
    row = load.to_regulation(form).standards[0].requirements[2]
    assert isinstance(row.demand, Unread)
    assert row.importance is None
    assert form.job_classes[0].requirements[2].certain is False


def test_damaged_json_is_refused_with_a_remedy(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for text in ("{", "[" * 100_000, "\x00"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(LawRefused):
            load.regulation(file)
