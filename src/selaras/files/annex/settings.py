"""Template settings of the annex, from `files/data/annex.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from selaras.core.model import Importance, Kind, RowKey
from selaras.files.layout import content

MAKER = "selaras-lampiran-1"  # in a file's keywords: this layout, whose reader knows where each text begins

PLACEHOLDER = "[isi"  # how a text begins that waits to be filled in; it is read back as nothing
UNMARKED = (
    RowKey.EDUCATION_LEVEL,
    RowKey.EDUCATION_FIELD,
    RowKey.RANK,
    RowKey.PERFORMANCE,
)  # never carry a mark

_BLANK = re.compile(r"^\[isi\b[^\]]*\]$")


def is_blank(text: str) -> bool:
    """Whether a text is the placeholder of a draft (`[isi …]`)."""
    return bool(_BLANK.match(text))


@cache
def settings() -> dict[str, Any]:
    """All settings, as the YAML file has them."""
    found: dict[str, Any] = content("annex.yaml")
    return found


def kind_label(kind: Kind) -> str:
    """The heading row of a kind of competency: `A. MANAJERIAL`."""
    return str(settings()["competencies"]["kinds"][kind.value])


def mark_labels() -> dict[Importance, str]:
    """Names of the importance columns in printed order."""
    return {Importance(key): name for key, name in settings()["requirements"]["marks"].items()}


def row_labels(key: RowKey) -> tuple[str, str]:
    """Group and part of a requirement row: (`Pendidikan`, `Jenjang`); no part for rows that have none."""
    group, _, part = key.value.partition(".")
    labels = settings()["requirements"]
    return str(labels["groups"][group]), str(labels["parts"][part]) if part else ""


def row_keys() -> dict[tuple[str, str], RowKey]:
    """The inverse of `row_labels`, letter case folded."""
    return {(group.casefold(), part.casefold()): key for key in RowKey for group, part in [row_labels(key)]}
