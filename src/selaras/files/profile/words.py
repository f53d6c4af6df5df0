"""The printed words of profiles, from `texts.yaml`; and how a file says that a character cannot be shown."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from selaras.core.words import fill
from selaras.errors import Text


@cache
def texts() -> dict[str, Text]:
    """All texts by code."""
    raw = yaml.safe_load(files("selaras.files.profile").joinpath("texts.yaml").read_text("utf-8"))
    return {code: Text(pair["id"], pair["en"]) for code, pair in raw.items()}


def text(code: str, /, **values: object) -> Text:
    """One text with its placeholders filled, dates and numbers as each language writes them."""
    return fill(texts()[code], **values) if values else texts()[code]
