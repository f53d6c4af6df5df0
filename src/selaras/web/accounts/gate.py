"""What a view demands of who asks. Every view that is not public carries one of these."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker


class AskedRequest(HttpRequest):
    """A request of somebody signed in."""

    asker: Asker
    user: User


def requires(
    *permissions: Permission,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in who holds any of the permissions somewhere; what they see there, the query's scope decides.

    Without permissions: everybody who holds a role (an account without one is told whom to ask).
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: AskedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permissions and not any(request.asker.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return wrap
