"""What waits for somebody: versions to be checked, versions to be published."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.standards.models import Version
from selaras.web.ui.registry import Task


def tasks(asker: Asker) -> Sequence[Task]:
    """One line for each of the two, with how many wait."""
    found = []
    waiting = (
        (
            Permission.CONFIRM_STANDARD,
            Version.State.REVIEW,
            _("Versi standar menunggu diperiksa dan disahkan"),
        ),
        (Permission.PUBLISH_STANDARD, Version.State.CONFIRMED, _("Versi standar menunggu diterbitkan")),
    )
    for permission, state, title in waiting:
        if asker.may(permission):
            number = Version.objects.visible_to(asker, permission).filter(state=state).count()
            found.append(Task(title, number, reverse("standards:manage")))
    return found
