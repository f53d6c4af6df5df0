"""The parts of a content that forms show and write one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.web.policies.content import digest_of
from selaras.web.policies.items import FRAME, GROUPS, ROWS, VALUES, with_exemptions
from selaras.web.policies.subjects import Subject

FRAME_PARTS = ("basis", "effective_from")


def parts(subject: str) -> tuple[str, ...]:
    """The parts of a subject, in the order of its forms."""
    if Subject(subject).is_policy:
        return (*VALUES, ROWS)
    return (GROUPS,) if subject == Subject.TRAININGS else (FRAME,)


def part_of(content: Mapping[str, Any], part: str) -> Any:
    """What a part says, as JSON holds it."""
    if part == ROWS:
        return {name: content.get(name) for name in (ROWS, "variants")}
    if part == GROUPS:
        return content.get(GROUPS)
    if part == FRAME:
        return {name: content.get(name) for name in FRAME_PARTS}
    return content.get("values", {}).get(part)


def with_part(content: Mapping[str, Any], part: str, value: Any) -> dict[str, Any]:
    """The content with another value for a part; rows that do not apply are given as a list of `Exempt`."""
    if part == ROWS:
        return with_exemptions(content, value)
    if part == GROUPS:
        return {**content, GROUPS: value}
    if part == FRAME:
        return {**content, **{name: value[name] for name in FRAME_PARTS}}
    return {**content, "values": {**content.get("values", {}), part: value}}


def seen(content: Mapping[str, Any], part: str) -> str:
    """What names a part as it stands: a form carries it, so that nobody overwrites another's writing."""
    return digest_of({part: part_of(content, part)})
