"""What is wrong with a value of a policy file, in both languages: pydantic speaks only English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.errors import Text

# By the beginning of pydantic's type of error; the first that fits is used.
_KINDS = (
    ("missing", "tidak ada, padahal harus diisi"),
    ("extra_forbidden", "tidak dikenal"),
    ("unexpected_keyword_argument", "tidak dikenal"),
    ("enum", "bukan salah satu dari {expected}"),
    ("int", "harus berupa bilangan bulat"),
    ("fraction", "harus berupa bilangan atau pecahan, misalnya 0.8 atau 2/3"),
    ("date", "harus berupa tanggal tahun-bulan-hari, misalnya 2026-07-01"),
    ("bool", "harus true atau false"),
    ("string", "harus berupa teks"),
    ("dict", "harus berupa nama dan nilai"),
    ("dataclass", "harus berupa nama dan nilai"),
    ("list", "harus berupa daftar"),
    ("tuple", "harus berupa daftar"),
    ("set", "harus berupa daftar"),
    ("frozen_set", "harus berupa daftar"),
)
# What the core says of its own values.
_SAID = (
    ("a value of law needs its legal basis", "tidak menyebut dasar hukumnya"),
    (
        "importance or unmarked does not say the effect of",
        "pada importance atau unmarked tidak menyebut akibat",
    ),
)
_FALLBACK = "tidak dapat dipakai di sini"


def what_is_wrong(error: Mapping[str, Any]) -> Text:
    """One of pydantic's errors, to be read after the name of the place."""
    return Text(_bahasa(error), f"invalid: {error['msg']}")


def _bahasa(error: Mapping[str, Any]) -> str:
    context: Mapping[str, Any] = error.get("ctx") or {}
    said = str(context.get("error", ""))
    for english, bahasa in _SAID:
        if said.startswith(english):
            return bahasa + said.removeprefix(english)
    for kind, bahasa in _KINDS:
        if error["type"] == kind or error["type"].startswith(f"{kind}_"):
            return bahasa.format(expected=str(context.get("expected", "")).replace(" or ", " atau "))
    return _FALLBACK
