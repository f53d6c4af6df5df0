"""Counting many answers once: a run never changes, so what was counted of it holds until people move.

Kept in the memory of the process, for runs large enough that counting takes longer than asking whether anybody moved.
A unit that was moved as a whole shows after two minutes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from django.db.models import Max

from selaras.web.maps.asked import Asked
from selaras.web.people.models import Person

V = TypeVar("V")
WORTH_KEEPING = 500  # people in the run
KEPT = 64
KEPT_SECONDS = 120.0

_kept: OrderedDict[tuple[Any, ...], tuple[float, Any]] = OrderedDict()
_lock = Lock()


def kept(about: Asked, what: tuple[Any, ...], make: Callable[[], V]) -> V:
    """What `make` counts of the answers asked about, from memory where nobody was touched since."""
    run = about.run
    if run is None or run.people < WORTH_KEEPING:
        return make()
    sql, params = about.answers.order_by().values("pk").query.sql_with_params()
    touched = Person.objects.filter(instansi=run.instansi).aggregate(last=Max("updated_at"))["last"]
    key = (run.pk, run.at, what, sql, str(params), touched)
    with _lock:
        found = _kept.get(key)
        if found and monotonic() - found[0] < KEPT_SECONDS:
            _kept.move_to_end(key)
            return found[1]  # type: ignore[no-any-return]
    value = make()
    with _lock:
        _kept[key] = (monotonic(), value)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return value
