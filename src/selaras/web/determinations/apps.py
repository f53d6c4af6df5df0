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
            label=_("Penetapan"),
            url="determinations:list",
            icon="gavel",
            order=45,
            permissions=(Permission.DETERMINE, Permission.CONFIRM_DETERMINATION),
        )
        registry.tasks(waiting)
        registry.tasks(turned_down)
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


def waiting(asker: Any) -> Iterable[Any]:
    """Determinations that wait for a second person, made by others than the asker and not about them."""
    from django.urls import reverse

    from selaras.web.accounts.roles import Permission
    from selaras.web.determinations.reading import AWAITING, newest
    from selaras.web.ui.registry import Task

    if not asker.may(Permission.CONFIRM_DETERMINATION):
        return
    found = newest(asker, Permission.CONFIRM_DETERMINATION).filter(state=AWAITING)
    others = found.exclude(recorded_by=asker.user).exclude(person__user=asker.user)
    url = f"{reverse('determinations:list')}?keadaan={AWAITING}"
    yield Task(_("Penetapan menunggu konfirmasi orang kedua"), others.count(), url)


def turned_down(asker: Any) -> Iterable[Any]:
    """Determinations of the asker that another person turned down of late."""
    from django.urls import reverse

    from selaras.clock import now
    from selaras.web.accounts.roles import Permission
    from selaras.web.determinations.reading import REJECTED, newest
    from selaras.web.ui.registry import Task

    if not asker.may(Permission.DETERMINE):
        return
    found = newest(asker, Permission.DETERMINE).filter(state=REJECTED, recorded_at__gt=now() - TOLD_FOR)
    own = found.filter(corrects__recorded_by=asker.user)
    yield Task(
        _("Penetapan Anda tidak dilanjutkan"),
        own.count(),
        f"{reverse('determinations:list')}?keadaan={REJECTED}",
    )
