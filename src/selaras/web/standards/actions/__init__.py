"""Every write of this app."""

from __future__ import annotations

from selaras.web.standards.actions.checking import accept_findings, confirm_doubt, confirm_piece
from selaras.web.standards.actions.embedded import publish_embedded
from selaras.web.standards.actions.linking import choose_link, decide_link
from selaras.web.standards.actions.pairing import confirm_pair, decide_pair, withdraw_pair
from selaras.web.standards.actions.parts import remove_part
from selaras.web.standards.actions.publishing import discard, publish, send_back, submit
from selaras.web.standards.actions.receive import keep_reading, receive, refuse_reading
from selaras.web.standards.actions.repealing import agree_repeal, propose_repeal, refuse_repeal
from selaras.web.standards.actions.rows import add_row, correct_row, remove_row

__all__ = [
    "accept_findings",
    "add_row",
    "agree_repeal",
    "choose_link",
    "confirm_doubt",
    "confirm_pair",
    "confirm_piece",
    "correct_row",
    "decide_link",
    "decide_pair",
    "discard",
    "keep_reading",
    "propose_repeal",
    "publish",
    "publish_embedded",
    "receive",
    "refuse_reading",
    "refuse_repeal",
    "remove_part",
    "remove_row",
    "send_back",
    "submit",
    "withdraw_pair",
]
