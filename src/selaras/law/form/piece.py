"""What every entry of the machine-readable form shares: frozen, no unknown fields, a place in the source."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """Base of every entry: immutable; a field that the schema does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """Where an entry stands in the source: line and character, both counted from 1."""

    line: int | None = Field(default=None, ge=1)
    character: int | None = Field(default=None, ge=1)


class Origin(Entry):
    """The source document: its file name and the sha256 of its bytes."""

    file: str = ""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class Uncertain(Entry):
    """Something that could not be read with certainty: a person must look at the place.

    `blocking`: the standards must not be used before a person has mended the form and removed this entry.
    """

    code: str = ""
    source: Source
    reason: str = Field(min_length=1, description="In Bahasa Indonesia")
    reason_en: str = ""
    quote: str = ""
    blocking: bool = False
