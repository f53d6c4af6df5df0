"""Finding answers by what a row of theirs says. On PostgreSQL by containment of JSON, on SQLite by its text.

About 20 ms over 5,000 answers of 12 cells (`bench runs`), and nothing more to store; a table of cells was not tried.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from selaras.core.verdict import Status
from selaras.web.evaluations.models import Answer, Move

STATUSES = (Status.NOT_MET, Status.UNDETERMINED, Status.MET, Status.NOT_REQUIRED)


def having_state(found: QuerySet[Answer], key: str, state: str) -> QuerySet[Answer]:
    """Answers in which a competency has a state; “none”: those whose standard does not ask for it."""
    if state == "none":
        asked = _saying(found, "cells", [key]) & ~_saying(found, "cells", [key, "none"])
        return _texts(found).exclude(asked)
    return _texts(found).filter(_saying(found, "cells", [key, state]))


def having_row(found: QuerySet[Answer], key: str) -> QuerySet[Answer]:
    """Answers whose standard has a row."""
    return _texts(found).filter(_saying(found, "rows", [key]))


def having_reason(found: QuerySet[Answer], reason: str, key: str = "") -> QuerySet[Answer]:
    """Answers in which some row, or the row of a key, has a reason; without a key also that of the whole."""
    if key:
        said = Q(pk__in=())
        for status in STATUSES:
            said |= _saying(found, "rows", [key, str(status), reason])
        return _texts(found).filter(said)
    if _json(found):
        return found.filter(Q(rows__contains=[[reason]]) | Q(reason=reason))
    return _texts(found).filter(Q(rows_text__contains=f", {json.dumps(reason)}]") | Q(reason=reason))


def having_moved(found: QuerySet[Move], key: str) -> QuerySet[Move]:
    """Moves in which a row differs."""
    if _json(found):
        return found.filter(rows__contains=[[key]])
    return found.alias(rows_text=Cast("rows", TextField())).filter(
        rows_text__contains=f"[{json.dumps(key)}, "
    )


def _saying(found: QuerySet[Answer], column: str, words: Sequence[str]) -> Q:
    """That one of the lists in the column begins with some words."""
    if _json(found):
        return Q(**{f"{column}__contains": [list(words)]})
    return Q(**{f"{column}_text__contains": f"[{json.dumps(list(words))[1:-1]}"})


def _texts(found: QuerySet[Answer]) -> QuerySet[Answer]:
    if _json(found):
        return found
    return found.alias(cells_text=Cast("cells", TextField()), rows_text=Cast("rows", TextField()))


def _json(found: QuerySet[Any]) -> bool:
    return connections[found.db].vendor == "postgresql"
