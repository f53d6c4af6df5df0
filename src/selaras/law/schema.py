"""The JSON Schema of the machine-readable form, and checking a JSON document against it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from selaras.errors import LawRefused, Place, Problem, Text
from selaras.law.form import Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_REMEDY = Text(
    "Perbaiki bagian yang disebut; susunannya ditampilkan oleh `selaras standard schema`.",
    "Mend the places named; `selaras standard schema` prints the expected shape.",
)


@cache
def standard_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the form."""
    body = Form.model_json_schema()
    return {
        "$schema": DIALECT,
        "title": "Selaras: a competency-standard regulation as data",
        **{key: value for key, value in body.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as it is published: indented JSON, one final line end."""
    return json.dumps(standard_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def check(data: object, file: str = "") -> Form:
    """JSON content → Form. Raises LawRefused naming every violation with its path (`$.job_classes[0].level`)."""
    validator = Draft202012Validator(standard_schema(), format_checker=FormatChecker(["date"]))
    problems = tuple(_problem(error, file) for error in _deepest(validator.iter_errors(data)))
    if problems:
        raise refused(file, problems)
    return Form.model_validate_json(json.dumps(data))


def refused(file: str, problems: tuple[Problem, ...]) -> LawRefused:
    """The refusal of a machine-readable standard with all its problems."""
    what = Text(
        f"Standar dalam bentuk data ini tidak dapat dipakai ({len(problems)} masalah).",
        f"This machine-readable standard cannot be used ({len(problems)} problems).",
    )
    return LawRefused(what, _REMEDY, problems)


def _deepest(errors: Iterable[ValidationError]) -> list[ValidationError]:
    """For a choice of shapes, the errors of the shape that was meant instead of "matches none"."""
    found: list[ValidationError] = []
    for error in errors:
        meant = [each for each in error.context or () if _meant(each, error)]
        found += _deepest(meant) if meant else [error]
    return sorted(found, key=lambda each: [str(step) for step in each.absolute_path])


def _meant(nested: ValidationError, error: ValidationError) -> bool:
    """Whether a nested error belongs to the shape that the `demand` of the entry names."""
    if not isinstance(error.instance, dict) or "demand" not in error.instance:
        return False
    shapes: Any = error.validator_value if error.validator == "oneOf" else []
    shape = shapes[int(nested.schema_path[0])] if shapes else {}
    name = str(shape.get("$ref", "")).rsplit("/", 1)[-1]
    definition = standard_schema()["$defs"].get(name, {})
    return bool(definition.get("properties", {}).get("demand", {}).get("const") == error.instance["demand"])


def _problem(error: ValidationError, file: str) -> Problem:
    message = error.message if len(error.message) <= 300 else error.message[:300] + "…"
    return Problem(
        "schema",
        Place(file=file, sheet=error.json_path),
        Text(f"Tidak sesuai skema: {message}", f"Does not fit the schema: {message}"),
        _REMEDY,
    )
