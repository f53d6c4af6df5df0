"""Positions of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PositionType(StrEnum):
    """SIASN's jenis jabatan: 1 structural, 2 functional, 4 executor (pelaksana)."""

    STRUCTURAL = "structural"
    FUNCTIONAL = "functional"
    EXECUTOR = "executor"


@dataclass(frozen=True, slots=True)
class Position:
    """A position in an organisation. Its class is recorded, never inferred from its title.

    `fields` and `trainings` are the accepted fields of study and technical trainings; None: not listed.
    """

    id: str
    title: str
    region: str
    type: PositionType = PositionType.EXECUTOR
    job_class: int | None = None
    family: str | None = None
    code: str = ""
    unit: str = ""
    urusan: str = ""
    fields: tuple[str, ...] | None = None
    trainings: tuple[str, ...] | None = None
