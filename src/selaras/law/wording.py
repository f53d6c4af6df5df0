"""Two wordings, word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["keep", "delete", "insert"]
Wording = tuple[tuple[Op, str], ...]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def wording(before: str, after: str) -> Wording:
    """Stretches of text in reading order; all but the insertions give `before`, all but the deletions `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[Op, str]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("keep", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(("delete", "".join(old[i1:i2])))
        if j2 > j1:
            found.append(("insert", "".join(new[j1:j2])))
    return tuple(found)
