"""Django's entry to this app."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TOLD_FOR = timedelta(days=30)  # how long who determined is told that it was turned down


class DeterminationsConfig(AppConfig):
    """Where law leaves judgement: determined by a person, confirmed by another, revocable."""

    name = "selaras.web.determinations"

    def ready(self) -> None:
        """Tell the common pages what this app brings."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.ui import registry

        registry.navigation(
            _("Penetapan"),
            "determinations:list",
            "gavel",
            45,
            Permission.DETERMINE,
            Permission.CONFIRM_DETERMINATION,
        )
        registry.tasks(tasks)
        labels.register(
            {
                "determinations.new": _("Mencatat penetapan"),
                "determinations.confirm": _("Mengonfirmasi penetapan"),
                "determinations.reject": _("Menolak penetapan"),
                "determinations.take_back": _("Menarik penetapan sendiri"),
                "determinations.revoke": _("Mencabut penetapan"),
                "field.row": _("Persyaratan"),
                "field.finding": _("Memenuhi"),
                "field.of": _("Atas catatan"),
            }
        )
        labels.register_looks({"penetapan": _("Penetapan")})


def tasks(asker: Any) -> Iterable[Any]:
    """What waits for the asker as the second person, and what another turned down of theirs. One query."""
    from django.db.models import Count, Q
    from django.urls import reverse

    from selaras.clock import now
    from selaras.web.accounts.roles import Permission
    from selaras.web.determinations.reading import AWAITING, REJECTED, told
    from selaras.web.people.models import Entry, Kind
    from selaras.web.ui.registry import Task

    confirms, determines = asker.may(Permission.CONFIRM_DETERMINATION), asker.may(Permission.DETERMINE)
    if not (confirms or determines):
        return
    here = Q(person__instansi=asker.instansi)
    others = asker.within(Permission.CONFIRM_DETERMINATION, "person__unit__path") & Q(state=AWAITING)
    own = asker.within(Permission.DETERMINE, "person__unit__path") & Q(
        state=REJECTED, recorded_at__gt=now() - TOLD_FOR, corrects__recorded_by=asker.user
    )
    newest = Entry.objects.filter(here, kind=Kind.DETERMINATION, corrected_by__isnull=True)
    counted = told(newest).aggregate(
        waiting=Count("pk", filter=others & ~_by(asker)), down=Count("pk", filter=own)
    )
    url = f"{reverse('determinations:list')}?keadaan="
    yield Task(_("Penetapan menunggu konfirmasi orang kedua"), counted["waiting"], f"{url}{AWAITING}")
    yield Task(_("Penetapan Anda tidak dilanjutkan"), counted["down"], f"{url}{REJECTED}")


def _by(asker: Any) -> Any:
    """Made by the asker, or about them."""
    from django.db.models import Q

    return Q(recorded_by__isnull=False, recorded_by=asker.user) | Q(
        person__user__isnull=False, person__user=asker.user
    )
