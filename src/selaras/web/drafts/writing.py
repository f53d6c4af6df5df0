"""What a row's form sends → the row's data; and what its small buttons do to the list of indicators or bases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from selaras.core.model import TOP_OF_SCALE, Importance
from selaras.web.drafts.errors import refused
from selaras.web.drafts.models import Row
from selaras.web.whole import whole

LONGEST = 4000  # letters of one text
MOST = 40  # texts of one list
LISTS = {Row.Section.COMPETENCY: "indicators", Row.Section.ACT: "bases"}
TEXTS = {
    Row.Section.COMPETENCY: ("name", "description"),
    Row.Section.REQUIREMENT: ("value",),
    Row.Section.ACT: ("title", "reason", "type", "issuer", "region", "province", "place"),
}
_STEP = re.compile(r"(up|down|remove)-(\d{1,3})")


def written(section: str, posted: QueryDict) -> dict[str, Any]:
    """The fields that were sent; one that was not sent is not touched. Raises Refused for what cannot be."""
    said: dict[str, Any] = {name: posted[name] for name in TEXTS[Row.Section(section)] if name in posted}
    if "level" in posted:
        said["level"] = _level(str(posted["level"]))
    if "importance" in posted:
        said["importance"] = _importance(str(posted["importance"]))
    if section == Row.Section.ACT and "bases" in posted:
        said["checked"] = "checked" in posted
    name = LISTS.get(Row.Section(section))
    if name and name in posted:
        said[name] = posted.getlist(name)
    for value in said.values():
        _fits(value)
    return said


def rearranged(section: str, said: dict[str, Any], step: str) -> dict[str, Any]:
    """The fields after a press on “tambah”, “naikkan”, “turunkan” or “hapus” beside a list; else as they are."""
    name = LISTS.get(Row.Section(section))
    if not name or name not in said:
        return said
    texts = list(said[name])
    found = _STEP.fullmatch(step)
    if step == "add":
        texts.append("")
    elif found and int(found[2]) < len(texts):
        at = int(found[2])
        if found[1] == "remove":
            del texts[at]
        else:
            other = at + (1 if found[1] == "down" else -1)
            if 0 <= other < len(texts):
                texts[at], texts[other] = texts[other], texts[at]
    else:
        return said
    return {**said, name: texts, "numbers": None}


def version_of(posted: Mapping[str, str]) -> int:
    """The version that the form was opened with; 0, which nothing has, when it does not say."""
    return whole(posted.get("version", ""))


def _level(text: str) -> int | None:
    if not text.strip():
        return None
    if 1 <= (level := whole(text.strip())) <= TOP_OF_SCALE:
        return level
    raise refused(
        f"“{text[:20]}” bukan level kompetensi.",
        f"“{text[:20]}” is no level of a competency.",
        f"Pilih 1 sampai {TOP_OF_SCALE}.",
        f"Choose 1 to {TOP_OF_SCALE}.",
    )


def _importance(text: str) -> str | None:
    if not text:
        return None
    if text in set(Importance):
        return text
    raise refused(
        f"“{text[:20]}” bukan tingkat penting.",
        f"“{text[:20]}” is no mark of importance.",
        "Pilih mutlak, penting, atau perlu.",
        "Choose mutlak, penting or perlu.",
    )


def _fits(value: Any) -> None:
    texts = value if isinstance(value, list) else [value]
    if len(texts) > MOST or any(isinstance(each, str) and len(each) > LONGEST for each in texts):
        raise refused(
            f"Satu isian memuat paling banyak {LONGEST} huruf, satu daftar paling banyak {MOST} baris.",
            f"One field holds at most {LONGEST} letters, one list at most {MOST} lines.",
            "Persingkat, atau pecah menjadi beberapa baris.",
            "Shorten it, or split it into several rows.",
        )
