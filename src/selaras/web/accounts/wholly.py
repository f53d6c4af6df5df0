"""Views of packages that write, with the record of what they wrote: both or neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse


def wholly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run a POST of the view in one transaction. (Not a GET: on SQLite it would wait for every writer.)"""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return guarded
