"""Which imports an address may name."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from selaras.web.accounts.gate import AskedRequest
from selaras.web.imports.models import Import


def found(request: AskedRequest, pk: int) -> Import:
    """The import, if the asker may see it; else 404."""
    scoped = Import.objects.visible_to(request.asker).select_related(
        "upload", "instansi", "by", "committed_by", "job", "rejects"
    )
    return get_object_or_404(scoped, pk=pk)
