"""What an operation of the API demands of the key, and the request it then gets."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer
from pydantic import BaseModel

from selaras import clock
from selaras.web.accounts.keys_asking import KeyAsker, asker_of_key, key_of, seconds_to_wait
from selaras.web.accounts.keys_problem import (
    BAD_KEY,
    ENDED_KEY,
    NO_KEY,
    OUT_OF_SCOPE,
    TOO_MANY,
    UNKNOWN,
    UNREADABLE,
    Trouble,
)
from selaras.web.accounts.roles import Permission

GUESSES = 60  # wrong keys a minute from one address; a right one is never held up by them


class KeyRequest(HttpRequest):
    """A request of a program with a key."""

    asker: KeyAsker


class Bearer(HttpBearer):
    """`Authorization: Bearer slr_…`. A session in the browser opens nothing here."""

    def __call__(self, request: HttpRequest) -> Any:
        """The asker; raises Trouble (401, 429)."""
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise refused("no_key", NO_KEY)
        return self.authenticate(request, token.strip())

    def authenticate(self, request: HttpRequest, token: str) -> KeyAsker:
        """Who asks with this token."""
        at = clock.now()
        key = key_of(token)
        if key is None:
            if guessed(request, int(at.timestamp()) // 60) > GUESSES:
                raise Trouble(429, "too_many", *TOO_MANY, headers={"Retry-After": "60"})
            raise refused("bad_key", BAD_KEY)
        asker = asker_of_key(key, at)
        if asker is None:
            raise refused("ended_key", ENDED_KEY)
        if wait := seconds_to_wait(key, at):
            raise Trouble(429, "too_many", *TOO_MANY, headers={"Retry-After": str(wait)})
        request.asker = asker  # type: ignore[attr-defined]
        return asker


def guessed(request: HttpRequest, minute: int) -> int:
    """How many wrong keys came from this address within the minute, this one included."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a server that hears no address (a socket) counts all such together
        address = ""
    address = hashlib.sha256(address.encode()).hexdigest()[:32]
    name = f"api-guess:{minute}:{address}"
    cache.add(name, 0, 120)
    try:
        return int(cache.incr(name))
    except ValueError:  # swept out meanwhile
        return 1


def refused(code: str, said: Any) -> Trouble:
    """401, naming how a key is shown."""
    return Trouble(401, code, *said, headers={"WWW-Authenticate": 'Bearer realm="Selaras"'})


def needs(request: HttpRequest, *permissions: Permission, takes: type[BaseModel] | None = None) -> KeyAsker:
    """The asker of a request whose key holds all of these. Raises Trouble (403).

    `takes`: what may stand behind the “?”. The router ignores what it does not know; a slip must not become another
    question, so that it is refused here (422).
    """
    known = takes.model_fields if takes else ()
    if strange := [name for name in request.GET if name not in known]:
        wrong = [(f"query.{name[:80]}", UNKNOWN) for name in strange]
        raise Trouble(422, "unusable", *UNREADABLE, wrong=wrong)
    asker: KeyAsker = request.asker  # type: ignore[attr-defined]
    if not all(asker.may(permission) for permission in permissions):
        raise Trouble(403, "out_of_scope", *OUT_OF_SCOPE)
    return asker
