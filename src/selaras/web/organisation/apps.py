"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationConfig(AppConfig):
    """Units and positions, dated; which class a title has."""

    name = "selaras.web.organisation"

    def ready(self) -> None:
        """Put the pages into the navigation, the search and the log, and let planned changes take effect on their day."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.jobs import periodic
        from selaras.web.organisation import finding
        from selaras.web.organisation.actions.present import refresh_at
        from selaras.web.ui import registry

        registry.navigation(
            _("Peta jabatan"), "organisation:chart", "network", 40, Permission.VIEW_ORGANISATION
        )
        registry.navigation(
            pgettext_lazy("daftar", "Jabatan"),
            "organisation:positions",
            "briefcase",
            41,
            Permission.VIEW_ORGANISATION,
        )
        registry.navigation(
            _("Pemetaan jabatan"), "organisation:mapping", "list-checks", 42, Permission.CONFIRM_MAPPING
        )
        registry.search(
            key="positions", label=pgettext_lazy("daftar", "Jabatan"), find=finding.positions, order=20
        )
        registry.search(key="units", label=_("Unit"), find=finding.units, order=30)
        registry.tasks(finding.open_titles)
        periodic.every("hourly", refresh_at)  # what is planned for a day holds within its first hour
        labels.register(LABELS)
        labels.register_pages(
            {"organisation.unit": "organisation:unit", "organisation.position": "organisation:position"}
        )


LABELS = {
    "organisation.add_unit": _("Menambah unit"),
    "organisation.add_units": _("Menambah unit dari berkas"),
    "organisation.change_unit": _("Mengubah unit"),
    "organisation.end_unit": _("Mengakhiri unit"),
    "organisation.resume_unit": _("Memberlakukan lagi unit"),
    "organisation.add_position": _("Menambah jabatan"),
    "organisation.add_positions": _("Menambah jabatan dari berkas"),
    "organisation.change_position": _("Mengubah jabatan"),
    "organisation.end_position": _("Mengakhiri jabatan"),
    "organisation.resume_position": _("Memberlakukan lagi jabatan"),
    "organisation.confirm_titles": _("Menetapkan kelas nama jabatan"),
    "organisation.bring_workbook": _("Mengunggah buku kerja unit dan jabatan"),
    "organisation.commit_workbook": _("Menyimpan isi buku kerja unit dan jabatan"),
}
