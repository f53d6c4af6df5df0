"""Which versions in preparation an address may name, and who may begin one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import is_root
from selaras.web.policies.models import Version, VersionQuerySet

EDIT, APPROVE = Permission.EDIT_POLICY, Permission.APPROVE_POLICY


def prepared(request: AskedRequest, *permissions: Permission) -> VersionQuerySet:
    """What is being prepared in the instansi, for those who hold any of the permissions at its root."""
    within = Q(pk__in=())
    for permission in permissions:
        within |= request.asker.in_instansi(permission)
    return Version.objects.filter(within).in_preparation()


def version_or_404(request: AskedRequest, pk: int, *permissions: Permission) -> Version:
    """A version by its key, decided or not; else 404."""
    within = Q(pk__in=())
    for permission in permissions:
        within |= request.asker.in_instansi(permission)
    rows = Version.objects.filter(within).select_related(
        "instansi", "began_by", "edited_by", "submitted_by", "approved_by"
    )
    return get_object_or_404(rows, pk=pk)


def draft_of(request: AskedRequest, owner: Instansi | None, subject: str) -> Version | None:
    """What is being prepared of a policy or list, for those who may see it."""
    if owner is None or owner != request.asker.instansi:
        return None
    return prepared(request, EDIT, APPROVE).filter(instansi=owner, subject=subject).first()


def may_edit(request: AskedRequest) -> bool:
    """Whether the asker may prepare versions for the instansi worked in."""
    return any(is_root(path) for path in request.asker.paths(EDIT))


def instansi_of(request: AskedRequest) -> Instansi:
    """The instansi worked in, for those who may prepare versions for it."""
    if request.asker.instansi is None or not may_edit(request):
        raise PermissionDenied
    return request.asker.instansi
