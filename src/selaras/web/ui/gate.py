"""What a view demands of who asks. Every view that is not public carries this."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def requires(*permissions: Any) -> Callable[[View], View]:
    """Let in who holds any of the permissions somewhere; what they see there, the query's scope decides.

    Without permissions: everybody who holds a role (an account without one is told whom to ask).
    """

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if permissions and not any(request.asker.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return wrap
