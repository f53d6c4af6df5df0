"""A slip kept by the browser alone until it is printed: encrypted, for a quarter of an hour. Nothing is stored."""

from __future__ import annotations

import json
from datetime import datetime

from cryptography.fernet import InvalidToken

from selaras.web.accounts.actions.codes import Slip
from selaras.web.accounts.keys import lock

PURPOSE = "slip ticket"
SECONDS = 900


def ticket_of(slip: Slip) -> str:
    """What the page carries so that the slip can be printed."""
    said = [slip.user_id, slip.nip, slip.name, slip.unit_name, slip.code, slip.until.isoformat()]
    return lock(PURPOSE).encrypt(json.dumps(said).encode()).decode()


def slip_of(ticket: str, user_id: int) -> Slip | None:
    """The slip of an account; None when the ticket is old, of another account, or not ours."""
    try:
        said = json.loads(lock(PURPOSE).decrypt(ticket.encode(), ttl=SECONDS))
    except InvalidToken:
        return None
    kept_for, nip, name, unit_name, code, until = said
    if kept_for != user_id:
        return None
    return Slip(user_id, nip, name, unit_name, code, datetime.fromisoformat(until))
