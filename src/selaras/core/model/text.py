"""When two wordings are the same: normalised text and its fingerprint (specification §1)."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Levels are cells 0-5 of a file and of a page; which of them law uses is the standard's business.
TOP_OF_SCALE = 5

_SPACES = re.compile(r"\s+")
_AROUND_SLASH = re.compile(r"\s*/\s*")
# Residues of a text's extraction, not wording.
_INLINE_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|span)>")


def normalise(text: str) -> str:
    """Fold Unicode form, letter case, spacing (also around slashes) and inline markup: equal wordings compare equal."""
    folded = _INLINE_MARKUP.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _AROUND_SLASH.sub("/", _SPACES.sub(" ", folded)).strip()


def digest(*parts: str) -> str:
    """A short stable fingerprint of texts: 12 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
