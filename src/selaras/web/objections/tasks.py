"""What waits for somebody: answers to give, data to mend, answers to read; what is late, for the authority too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.roles import Permission, Role
from selaras.web.objections.models import Objection, State
from selaras.web.ui.registry import Task

UNREAD = (State.UPHELD, State.PARTLY, State.DISMISSED)


def tasks(asker: Any) -> Iterable[Task]:
    """“Tugas saya” of objections."""
    url = reverse("objections:list")
    if asker.may(Permission.ANSWER_OBJECTION):
        within = asker.within(Permission.ANSWER_OBJECTION, "person__unit__path")
        mine = Objection.objects.filter(within, instansi=asker.instansi).exclude(raised_by=asker.user)
        late = mine.overdue(today()).count()
        waiting = mine.filter(state=State.OPEN).count() - late
        yield Task(_("Keberatan lewat tenggat jawaban"), late, f"{url}?keadaan=lewat")
        yield Task(_("Keberatan pegawai menunggu jawaban"), waiting, f"{url}?keadaan=open")
        yield Task(
            _("Keberatan diterima, data belum diperbaiki"), mine.to_mend().count(), f"{url}?keadaan=perbaiki"
        )
    elif Role.AUTHORITY in asker.roles:
        within = asker.within(Permission.VIEW_RESTRICTED, "person__unit__path")
        late = Objection.objects.filter(within, instansi=asker.instansi).overdue(today()).count()
        yield Task(_("Keberatan pegawai belum dijawab sampai lewat tenggat"), late, f"{url}?keadaan=lewat")
    if asker.may(Permission.OBJECT):
        own = Objection.objects.filter(raised_by=asker.user, instansi=asker.instansi)
        unread = own.filter(state__in=UNREAD, read_at__isnull=True).count()
        yield Task(_("Jawaban atas keberatan Anda"), unread, f"{url}?keadaan=dijawab")
