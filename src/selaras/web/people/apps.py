"""Django's entry to this app."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Employees and everything recorded about them."""

    name = "selaras.web.people"

    def ready(self) -> None:
        """Tell the common pages what this app brings."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.jobs import periodic
        from selaras.web.people import accounts  # noqa: F401  # registers its background work
        from selaras.web.people.present import refresh_due
        from selaras.web.people.slips import clear_slips
        from selaras.web.people.telling import tell_written
        from selaras.web.ui import registry

        periodic.every("daily", refresh_due)
        periodic.every("hourly", clear_slips)

        registry.navigation(_("Pegawai"), "people:list", "users", 30, Permission.VIEW_PEOPLE)
        registry.navigation(_("Data saya"), "people:own", "user", 5, Permission.VIEW_OWN)
        registry.navigation(
            _("Akun pegawai"), "people:accounts", "id-card", 71, Permission.MANAGE_ACCOUNTS, group=1
        )
        registry.tasks(open_proposals)
        registry.figures(coverage)
        labels.register(
            {
                "people.add": _("Menambah pegawai"),
                "people.record": _("Mencatat bukti atau data pegawai"),
                "people.propose": _("Mengusulkan perbaikan data"),
                "people.proposal_accepted": _("Menerima usulan perbaikan"),
                "people.proposal_refused": _("Menolak usulan perbaikan"),
                "people.proposal_withdrawn": _("Menarik usulan perbaikan"),
                "people.equivalence": _("Mencatat kesetaraan rubrik"),
                "people.order_accounts": _("Meminta akun dan slip aktivasi satu unit"),
                "people.link_account": _("Menghubungkan pegawai dengan akunnya"),
                "people.fetch_slips": _("Mengunduh slip aktivasi"),
            }
        )
        labels.register_looks(
            {
                "profil": _("Profil"),
                "bukti": _("Bukti"),
                "riwayat": _("Riwayat"),
                "akses": _("Catatan akses"),
                "document": _("Dokumen"),
                "proposal": _("Usulan perbaikan"),
            }
        )
        labels.register_words({"people.record": tell_written})
        labels.register_pages({"people.person": "people:detail", "people.correction": "people:proposal"})


def open_proposals(asker: Any) -> Iterable[Any]:
    """Proposals that wait for an answer of the asker."""
    from django.urls import reverse

    from selaras.web.accounts.roles import Permission
    from selaras.web.people.models import Correction
    from selaras.web.ui.registry import Task

    if asker.may(Permission.DECIDE_CORRECTIONS):
        within = asker.within(Permission.DECIDE_CORRECTIONS, "person__unit__path")
        count = Correction.objects.filter(within, state=Correction.State.OPEN).count()
        yield Task(_("Usulan perbaikan data menunggu putusan"), count, reverse("people:proposals"))


def coverage(asker: Any) -> Iterable[Any]:
    """How many people there are within the scope, and how many have any competency result."""
    from django.db.models import Count, Q
    from django.urls import reverse

    from selaras.clock import today
    from selaras.web.accounts.roles import Permission
    from selaras.web.people.lists import rows
    from selaras.web.people.models import Person
    from selaras.web.ui.registry import Figure

    if not asker.paths(Permission.VIEW_PEOPLE):
        return
    people = rows(asker, Permission.VIEW_PEOPLE).filter(status=Person.Status.ACTIVE).order_by()
    counted = people.aggregate(
        everybody=Count("pk"),
        known=Count("pk", filter=Q(competencies_known__gt=0)),
        classless=Count("pk", filter=Q(position__isnull=False, position__job_class__isnull=True)),
    )
    url = reverse("people:list")
    yield Figure(_("Pegawai"), counted["everybody"], url, today())
    yield Figure(
        _("Belum ada hasil kompetensi"),
        counted["everybody"] - counted["known"],
        f"{url}?kompetensi=belum",
        today(),
    )
    yield Figure(_("Kelas jabatan belum ditetapkan"), counted["classless"], f"{url}?kelas=tanpa", today())
