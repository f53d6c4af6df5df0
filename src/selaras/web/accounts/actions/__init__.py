"""Every write of accounts."""

from __future__ import annotations

from selaras.web.accounts.actions.activation import activate_account
from selaras.web.accounts.actions.codes import Slip, issue_codes
from selaras.web.accounts.actions.grants import code_ended, grant_role, revoke_grant
from selaras.web.accounts.actions.making import NewAccount, make_accounts, move_accounts
from selaras.web.accounts.actions.state import (
    choose_language,
    close_account,
    end_sessions,
    open_account,
    reset_second_factor,
)

__all__ = [
    "NewAccount",
    "Slip",
    "activate_account",
    "choose_language",
    "close_account",
    "code_ended",
    "end_sessions",
    "grant_role",
    "issue_codes",
    "make_accounts",
    "move_accounts",
    "open_account",
    "reset_second_factor",
    "revoke_grant",
]
