"""Where a statement comes from: instruments, places in them, and dated values with their legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from selaras.errors import Text

T_co = TypeVar("T_co", covariant=True)


class Trust(StrEnum):
    """How well a fact of law is known. Anything but READ and VERIFIED is shown as unverified."""

    READ = "R"
    VERIFIED = "V"
    SECONDARY = "2"
    UNVERIFIED = "U"

    @property
    def verified(self) -> bool:
        """True when the fact was read in the act itself or in another agency's public source."""
        return self in (Trust.READ, Trust.VERIFIED)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal act: in force from a day until it is superseded or repealed.

    `region` is the instansi it belongs to; None means the nation.
    `ended_on` is the first day on which it is no longer in force.
    """

    id: str
    type: str
    number: str
    year: int
    short: str
    title: str
    region: str | None
    in_force_from: date
    ended_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the act applies on the day `on`."""
        return self.in_force_from <= on and (self.ended_on is None or on < self.ended_on)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument, such as `Pasal 5` or `Lampiran I, bagian II angka 4`; `line` is in its source text."""

    instrument: Instrument
    place: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.instrument.short}, {self.place}" if self.place else self.instrument.short


@dataclass(frozen=True, slots=True)
class Cited(Generic[T_co]):
    """A value of law with its unit, legal basis, first day of effect and trust mark."""

    value: T_co
    unit: Text
    basis: Text
    effective_from: date
    trust: Trust

    def __post_init__(self) -> None:
        if not self.basis.id.strip():
            raise ValueError("a value of law needs its legal basis")
