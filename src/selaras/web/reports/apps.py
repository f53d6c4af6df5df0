"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What is printed and handed on: profiles, unit and agency reports, the evidence list of the merit index."""

    name = "selaras.web.reports"

    def ready(self) -> None:
        """Register the background work, and what the common pages show of this app."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.jobs import periodic
        from selaras.web.reports import bundling
        from selaras.web.ui import registry

        registry.navigation(_("Laporan"), "reports:list", "file-text", 48, Permission.EXPORT)
        labels.register(
            {
                "reports.order_bundle": _("Memesan profil pegawai dalam satu berkas"),
                "reports.fetch_bundle": _("Mengunduh profil pegawai dalam satu berkas"),
                "reports.take": _("Mengunduh laporan"),
                "reports.print_profile": _("Mencetak profil"),
                "field.digest": _("sidik isi"),
                "field.bundle": _("kumpulan profil"),
                "field.language": _("bahasa"),
            }
        )
        labels.register_looks({"profil": _("Profil (PDF)")})
        labels.register_pages({"reports.bundle": "reports:bundle"})
        periodic.every("daily", bundling.delete_lost_parts)
