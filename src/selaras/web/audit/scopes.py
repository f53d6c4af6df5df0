"""Who asks, as this app sees it: accounts stand on the audit log, so that it cannot name their classes."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Q
from django.http import HttpRequest

# Values of accounts.roles.Permission (a test holds them together).
VIEW_OWN = "view_own"
VIEW_AUDIT = "view_audit"
VIEW_ACCESS = "view_access"


class Asks(Protocol):
    """What is needed of an `accounts.scopes.Asker`."""

    @property
    def user(self) -> Any:
        """The account."""

    @property
    def instansi(self) -> Any:
        """The government being worked in, or None."""

    @property
    def roles(self) -> frozenset[Any]:
        """The roles held."""

    def may(self, permission: Any) -> bool:
        """Whether it is allowed anywhere."""

    def within(self, permission: Any, field: str = ...) -> Q:
        """The condition for rows of units."""

    def in_instansi(self, permission: Any, field: str = ...) -> Q:
        """The condition for rows of the instansi as a whole."""


class AskedRequest(HttpRequest):
    """A request of somebody signed in."""

    asker: Asks
