"""How cited values of law stand in a document, and what is said where they are wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.errors import LawRefused, Place, Problem, Text

REMEDY = Text(
    "Bandingkan dengan kebijakan bawaan `appointment` (docs/how-to/menilai-pegawai.md, bagian 6).",
    "Compare with the embedded policy `appointment` (docs/how-to/menilai-pegawai.md, section 6).",
)
_WORDED = ("unit", "basis", "title")


def exact(value: Any) -> Any:
    """YAML's floats as texts, so that 0.8 becomes 4/5 and not the nearest binary number; one text for two languages."""
    if isinstance(value, float):
        return str(value)
    if isinstance(value, Mapping):
        return {
            key: {"id": item, "en": item} if key in _WORDED and isinstance(item, str) else exact(item)
            for key, item in value.items()
        }
    return [exact(item) for item in value] if isinstance(value, list) else value


def problem(file: str, path: str, what_id: str, what_en: str) -> Problem:
    """One thing wrong at a path of a document; the texts go on after the name of the place."""
    text = Text(f"“{path}” {what_id}.", f"“{path}” is {what_en}.")
    return Problem("policy.invalid", Place(file=file, column=path), text, REMEDY)


def refused(file: str, problems: tuple[Problem, ...]) -> LawRefused:
    """The refusal of a whole document."""
    return LawRefused(
        Text(f"Kebijakan {file} tidak dapat dipakai.", f"Policy {file} cannot be used."), REMEDY, problems
    )
