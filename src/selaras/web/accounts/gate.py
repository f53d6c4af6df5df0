"""What a view demands of who asks, and the request it then gets."""

from __future__ import annotations

from django.http import HttpRequest

from selaras.web.accounts.models import User
from selaras.web.accounts.scopes import Asker
from selaras.web.ui.gate import requires

__all__ = ["AskedRequest", "requires"]


class AskedRequest(HttpRequest):
    """A request of somebody signed in."""

    asker: Asker
    user: User
