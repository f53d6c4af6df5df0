"""Every write of this app."""

from __future__ import annotations

from selaras.web.drafts.actions.beginning import Wanted, adapted, add_parts, begin, drop_part
from selaras.web.drafts.actions.deciding import approve, discard, hand_over, hands_of, send_back, submit
from selaras.web.drafts.actions.editing import (
    add_competency,
    add_requirement,
    move_row,
    remove_row,
    restore_row,
    save_row,
    take,
)
from selaras.web.drafts.actions.talking import accept, comment, resolve

__all__ = [
    "Wanted",
    "accept",
    "adapted",
    "add_competency",
    "add_parts",
    "add_requirement",
    "approve",
    "begin",
    "comment",
    "discard",
    "drop_part",
    "hand_over",
    "hands_of",
    "move_row",
    "remove_row",
    "resolve",
    "restore_row",
    "save_row",
    "send_back",
    "submit",
    "take",
]
