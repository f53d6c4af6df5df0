"""What waits for somebody: versions to be checked or published, repeals and equivalent rubrics to be agreed to."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.standards.models import Repealing, RubricPair, Version
from selaras.web.ui.registry import Task


def tasks(asker: Asker) -> Sequence[Task]:
    """One line for each kind that waits, with how many."""
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
    if asker.may(Permission.PUBLISH_STANDARD):
        within = asker.in_instansi(Permission.PUBLISH_STANDARD, "version__instansi")
        repealings = Repealing.objects.filter(within, state=Repealing.State.OPEN).exclude(by=asker.user)
        pairs = RubricPair.objects.filter(within, since__isnull=True, version__state=Version.State.PUBLISHED)
        for title, rows, name in (
            (_("Usul pencabutan standar menunggu persetujuan"), repealings, "standards:prepared"),
            (_("Kesetaraan rubrik menunggu pengukuhan"), pairs.exclude(by=asker.user), "standards:pairs"),
        ):
            first = rows.first()
            if first:
                found.append(Task(title, rows.count(), reverse(name, args=[first.version_id])))
    return found
