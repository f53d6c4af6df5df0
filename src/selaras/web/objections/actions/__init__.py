"""Everything that is written about objections."""

from selaras.web.objections.actions.answering import answer, renew
from selaras.web.objections.actions.raising import acknowledge, object_to, withdraw
from selaras.web.objections.actions.time import days_of, set_days

__all__ = ["acknowledge", "answer", "days_of", "object_to", "renew", "set_days", "withdraw"]
