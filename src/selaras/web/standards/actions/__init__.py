"""Every write of this app."""

from __future__ import annotations

from selaras.web.standards.actions.checking import (
    accept_findings,
    confirm_doubt,
    confirm_piece,
    correct_row,
    decide_link,
)
from selaras.web.standards.actions.embedded import publish_embedded
from selaras.web.standards.actions.publishing import discard, publish, repeal, send_back, submit
from selaras.web.standards.actions.receive import keep_reading, receive, refuse_reading

__all__ = [
    "accept_findings",
    "confirm_doubt",
    "confirm_piece",
    "correct_row",
    "decide_link",
    "discard",
    "keep_reading",
    "publish",
    "publish_embedded",
    "receive",
    "refuse_reading",
    "repeal",
    "send_back",
    "submit",
]
