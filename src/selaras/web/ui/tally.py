"""How much waits for somebody, beside “Tugas saya” on every page: counted again after each thing they do.

Kept per session in the memory of the process, for half a minute: counting on every page would cost each of them
several queries.
"""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic

from django.http import HttpRequest

from selaras.web.ui import registry

KEPT_SECONDS = 30.0
KEPT_SESSIONS = 2_000
READING = {"GET", "HEAD", "OPTIONS"}

_kept: OrderedDict[tuple[str, int | None], tuple[float, int]] = OrderedDict()


def waiting(request: HttpRequest) -> int:
    """The number of things that wait for who asks; 0 for nobody."""
    asker = getattr(request, "asker", None)
    session = getattr(request, "session", None)
    if not asker or session is None:
        return 0
    key = (session.session_key or "", getattr(asker.instansi, "pk", None))
    found = _kept.get(key)
    if found and monotonic() - found[0] < KEPT_SECONDS:
        return found[1]
    return keep(request, sum(task.count for task in registry.tasks_of(asker)))


def keep(request: HttpRequest, count: int) -> int:
    """Remember a count just made."""
    asker = request.asker  # type: ignore[attr-defined]  # set by the accounts' middleware, which stands above
    key = (request.session.session_key or "", getattr(asker.instansi, "pk", None))
    _kept[key] = (monotonic(), count)
    _kept.move_to_end(key)
    while len(_kept) > KEPT_SESSIONS:
        _kept.popitem(last=False)
    return count


def forget(session_key: str) -> None:
    """Count anew at the next page of a session."""
    for key in [key for key in _kept if key[0] == session_key]:
        del _kept[key]
