"""Every write of an import."""

from selaras.web.imports.actions.decide import decide, decide_all, set_rules
from selaras.web.imports.actions.receive import map_columns, receive
from selaras.web.imports.actions.steps import check, commit, discard, undo
from selaras.web.imports.actions.take_in import take_in

__all__ = [
    "check",
    "commit",
    "decide",
    "decide_all",
    "discard",
    "map_columns",
    "receive",
    "set_rules",
    "take_in",
    "undo",
]
