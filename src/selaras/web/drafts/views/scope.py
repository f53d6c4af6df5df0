"""Which drafts, parts, rows and comments an address may name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from selaras.web.accounts.gate import AskedRequest
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import is_root
from selaras.web.drafts.models import Comment, Draft, DraftQuerySet, Part, Row

WRITE, DECIDE = Permission.DRAFT_STANDARD, Permission.APPROVE_DRAFT
WITH = ("instansi", "act", "base", "version", "created_by", "submitted_by", "approved_by", "noted_by")


def drafts(request: AskedRequest, *permissions: Permission) -> DraftQuerySet:
    """The drafts that somebody may see who holds any of the permissions."""
    return Draft.objects.visible_to(request.asker, *permissions)


def draft_or_404(request: AskedRequest, pk: int, *permissions: Permission) -> Draft:
    """One of them; else 404."""
    rows = drafts(request, *permissions).select_related(*WITH).defer("base__form", "version__form")
    return get_object_or_404(rows, pk=pk)


def part_or_404(request: AskedRequest, pk: int, *permissions: Permission) -> Part:
    """A part of one of them; else 404."""
    rows = Part.objects.filter(draft__in=drafts(request, *permissions))
    part = get_object_or_404(rows, pk=pk)
    part.draft = draft_or_404(request, part.draft_id, *permissions)
    return part


def row_or_404(request: AskedRequest, pk: int) -> Row:
    """A row that the asker may write; else 404."""
    rows = Row.objects.filter(draft__in=drafts(request, WRITE)).select_related("part", "draft", "by")
    return get_object_or_404(rows, pk=pk)


def comment_or_404(request: AskedRequest, pk: int) -> Comment:
    """A comment on one of them; else 404."""
    rows = Comment.objects.filter(draft__in=drafts(request, WRITE, DECIDE)).select_related("row")
    return get_object_or_404(rows, pk=pk)


def instansi_of(request: AskedRequest) -> Instansi:
    """The instansi worked in, for which the asker may draft; nobody drafts for none."""
    asker = request.asker
    if asker.instansi is None or not any(is_root(path) for path in asker.paths(WRITE)):
        raise PermissionDenied
    return asker.instansi


def told(request: HttpRequest, text: Any) -> None:
    """Say on the next page what was done."""
    messages.success(request, str(text))
