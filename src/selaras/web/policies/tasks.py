"""What waits for somebody: versions to be approved, versions that came back."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.policies.actions.deciding import had_a_hand
from selaras.web.policies.models import Version
from selaras.web.ui.registry import Task


def tasks(asker: Asker) -> Sequence[Task]:
    """One line for each of the two, with how many wait. One query each."""
    found = []
    if asker.may(Permission.APPROVE_POLICY):
        rows = Version.objects.visible_to(asker, Permission.APPROVE_POLICY)
        waiting = [
            version
            for version in rows.filter(state=Version.State.SUBMITTED).defer("content", "confirmations")
            if asker.user.pk not in had_a_hand(version)
        ]
        found.append(Task(_("Kebijakan atau daftar kode menunggu persetujuan"), len(waiting), _to(waiting)))
    if asker.may(Permission.EDIT_POLICY):
        rows = Version.objects.visible_to(asker, Permission.EDIT_POLICY)
        back = list(rows.filter(state=Version.State.DRAFT).exclude(note="").defer("content", "confirmations"))
        found.append(Task(_("Rancangan kebijakan dikembalikan untuk diperbaiki"), len(back), _to(back)))
    return found


def _to(versions: Sequence[Version]) -> str:
    """The page of the only one, else the list."""
    if len(versions) == 1:
        return reverse("policies:draft", args=[versions[0].pk])
    return reverse("policies:index")
