"""The file as it came, and the workbook of what failed."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.imports.views.scope import found
from selaras.web.uploads.serve import serve


@require_GET
@requires(Permission.IMPORT)
def original(request: AskedRequest, pk: int) -> HttpResponse:
    """The file as its owner sent it."""
    return cast("HttpResponse", serve(found(request, pk).upload))


@require_GET
@requires(Permission.IMPORT)
def rejects(request: AskedRequest, pk: int) -> HttpResponse:
    """Their own rows that failed, each with what is wrong."""
    batch = found(request, pk)
    if batch.rejects is None:
        raise Http404
    return cast("HttpResponse", serve(batch.rejects))
