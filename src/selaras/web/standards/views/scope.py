"""Which versions, parts, doubts and links an address may name."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import is_root
from selaras.web.standards.models import Doubt, Link, Piece, Version, VersionQuerySet

CHECK, DECIDE = Permission.CONFIRM_STANDARD, Permission.PUBLISH_STANDARD


def within(request: AskedRequest, *permissions: Permission, prefix: str = "") -> Q:
    """The condition for rows of the asker's instansi, by any of the permissions."""
    found = Q(pk__in=())
    for permission in permissions:
        found |= request.asker.in_instansi(permission, f"{prefix}instansi")
    return found


def versions(request: AskedRequest, *permissions: Permission) -> VersionQuerySet:
    """The versions that somebody may see who holds any of the permissions."""
    return Version.objects.get_queryset().filter(within(request, *permissions))


def version_or_404(request: AskedRequest, pk: int, *permissions: Permission) -> Version:
    """One of them; else 404."""
    rows = versions(request, *permissions).select_related(
        "act", "instansi", "source", "job", "uploaded_by", "confirmed_by", "published_by"
    )
    return get_object_or_404(rows, pk=pk)


def piece_or_404(request: AskedRequest, pk: int, *permissions: Permission) -> Piece:
    """A part of one of them; else 404."""
    rows = Piece.objects.filter(within(request, *permissions, prefix="version__"))
    return get_object_or_404(rows.select_related("version__act", "version__instansi", "confirmed_by"), pk=pk)


def doubt_or_404(request: AskedRequest, pk: int) -> Doubt:
    """An uncertain place that the asker may settle; else 404."""
    rows = Doubt.objects.filter(within(request, CHECK, prefix="piece__version__"))
    return get_object_or_404(rows, pk=pk)


def link_or_404(request: AskedRequest, pk: int) -> Link:
    """A link that the asker may decide; else 404."""
    return get_object_or_404(Link.objects.filter(within(request, CHECK, prefix="version__")), pk=pk)


def instansi_of(request: AskedRequest) -> Instansi:
    """The instansi worked in, for which the asker may check; nobody brings a standard to none."""
    asker = request.asker
    if asker.instansi is None or not any(is_root(path) for path in asker.paths(CHECK)):
        raise PermissionDenied
    return asker.instansi
