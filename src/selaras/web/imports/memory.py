"""How an instansi mapped the columns of a file before: files with the same headers are read alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from selaras.files.people.guide import Recognised
from selaras.web.accounts.models import Instansi
from selaras.web.imports.models import ColumnMemory

Columns = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A layout and what was said about its headers."""

    layout: str
    columns: Columns


def remember(instansi: Instansi, seen: Recognised, layout: str, columns: Columns) -> None:
    """Keep a mapping for the next file with these headers."""
    said: dict[str, Any] = {"layout": layout, "columns": columns}
    ColumnMemory.objects.update_or_create(instansi=instansi, headers=seen.headers, defaults={"columns": said})


def recall(instansi: Instansi, readings: Iterable[Recognised]) -> Remembered | None:
    """What was said about a file with the headers of one of these readings, or None."""
    for seen in readings:
        kept = ColumnMemory.objects.filter(instansi=instansi, headers=seen.headers).first()
        if kept and seen.tables:
            return Remembered(kept.columns["layout"], kept.columns["columns"])
    return None
