"""What waits for somebody: drafts to approve, drafts to hand over, drafts sent back, comments on one's own."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.drafts.models import Comment, Draft
from selaras.web.ui.registry import Task

State = Draft.State


def tasks(asker: Asker) -> Sequence[Task]:
    """One line for each, with how many wait."""
    if not asker.may(Permission.DRAFT_STANDARD) and not asker.may(Permission.APPROVE_DRAFT):
        return []
    page, found = reverse("drafts:index"), []
    me = asker.user
    if asker.may(Permission.APPROVE_DRAFT):
        waiting = Draft.objects.visible_to(asker, Permission.APPROVE_DRAFT)
        mine = waiting.filter(state=State.SUBMITTED).exclude(submitted_by=me).exclude(created_by=me)
        found.append(Task(_("Rancangan standar menunggu persetujuan"), mine.count(), page))
    if asker.may(Permission.DRAFT_STANDARD):
        drafts = Draft.objects.visible_to(asker, Permission.DRAFT_STANDARD)
        approved = drafts.filter(state=State.APPROVED)
        found.append(Task(_("Rancangan disetujui, menunggu nomor dan tanggalnya"), approved.count(), page))
        back = drafts.filter(state=State.OPEN, created_by=me).exclude(note="")
        found.append(Task(_("Rancangan Anda dikembalikan"), back.count(), page))
        comments = Comment.objects.filter(draft__in=drafts.filter(created_by=me), resolved_at__isnull=True)
        comments = comments.exclude(by=me).exclude(draft__state__in=[State.HANDED, State.DISCARDED])
        found.append(Task(_("Komentar pada rancangan Anda"), comments.count(), page))
    return found
