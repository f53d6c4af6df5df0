"""What cannot be done to a version, with the reason and the way out."""

from __future__ import annotations

from selaras.errors import SelarasError, Text


class Refused(SelarasError):
    """A step that the rules of versions do not allow."""


def refused(id: str, en: str, out_id: str, out_en: str) -> Refused:
    """A refusal from its sentences: what is wrong, then what to do, each in both languages."""
    return Refused(Text(id, en), Text(out_id, out_en))
