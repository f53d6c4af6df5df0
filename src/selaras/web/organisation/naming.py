"""How titles and codes are compared and kept."""

from __future__ import annotations

from selaras.core.model import digest, normalise

NAME_LIMIT = 250  # letters of a name or title, the columns' size
UNIT_CODE_LIMIT = 80
POSITION_CODE_LIMIT = 160
REASON_LIMIT = 500


def title_key(title: str) -> str:
    """What two spellings of one title have in common: titles are confirmed once for all positions that carry them."""
    return normalise(title)[:NAME_LIMIT]


def stored_code(code: str, limit: int) -> str:
    """A code as it is kept: one that is too long (made of names, where a file has none) ends in its fingerprint."""
    code = code.strip()
    if len(code) <= limit:
        return code
    mark = digest(code)
    return f"{code[: limit - len(mark) - 1]}~{mark}"


def shortened(text: str, limit: int = NAME_LIMIT) -> str:
    """A name of a file, on one line; one longer than the column ends in `…`."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
