"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    """Lists, saved views, exports and search."""

    name = "selaras.web.lists"

    def ready(self) -> None:
        """Make the background export known, and the pages findable."""
        from selaras.web.audit import labels
        from selaras.web.jobs import periodic
        from selaras.web.lists import keeping, search
        from selaras.web.lists.exports import background
        from selaras.web.ui import registry
        from selaras.web.uploads.orphans import remove_orphans

        labels.register(
            {
                "lists.export": _("Mengunduh daftar"),
                "lists.delete_files": _("Menghapus berkas unduhan yang lewat waktu"),
                "field.exports": _("unduhan"),
                "uploads.remove_orphans": _("Menghapus berkas tanpa catatan"),
                "lists.save_view": _("Menyimpan tampilan daftar"),
                "lists.delete_view": _("Menghapus tampilan daftar"),
                "lists.set_start": _("Memilih tampilan yang dibuka pertama"),
                "lists.choose_columns": _("Memilih kolom daftar"),
            }
        )
        periodic.every("daily", keeping.delete_old_files)
        periodic.every("daily", remove_orphans)  # here, for files and jobs do not know each other
        registry.search(key="pages", label=_("Halaman"), find=search.pages, order=90)
        self.work = background.write
