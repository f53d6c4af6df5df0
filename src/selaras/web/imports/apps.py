"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Files reconciled with what is recorded, never over it."""

    name = "selaras.web.imports"

    def ready(self) -> None:
        """Register the background work, the navigation and the tasks."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.imports import (
            jobs,  # noqa: F401  # registers its work
            telling,
        )
        from selaras.web.imports.tasks import tasks
        from selaras.web.ui import registry

        registry.navigation(_("Impor"), "imports:list", "file-up", 50, Permission.IMPORT)
        registry.tasks(tasks)
        labels.register(LABELS)
        counts = ("imports.checked", "imports.committed", "imports.undone")
        labels.register_words(dict.fromkeys(counts, telling.tell_counts))
        labels.register_words(dict.fromkeys(("imports.decide", "imports.decide_all"), telling.tell_decision))
        labels.register_words({"imports.rules": telling.tell_rules})
        labels.register_looks({"impor": _("Perbandingan dengan berkas impor")})
        labels.register_pages({"imports.import": "imports:detail"})


LABELS = {
    "imports.receive": _("Menerima berkas impor"),
    "imports.map_columns": _("Memetakan kolom berkas"),
    "imports.check": _("Memeriksa berkas impor"),
    "imports.checked": _("Selesai memeriksa berkas impor"),
    "imports.refuse": _("Menolak berkas impor"),
    "imports.decide": _("Memutus pertentangan impor"),
    "imports.decide_all": _("Memutus semua pertentangan impor"),
    "imports.rules": _("Mengubah aturan impor"),
    "imports.step": _("Menjalankan langkah impor"),
    "imports.commit": _("Mulai menyimpan impor"),
    "imports.committed": _("Selesai menyimpan impor"),
    "imports.undo": _("Mulai membatalkan impor"),
    "imports.undone": _("Selesai membatalkan impor"),
    "imports.discard": _("Membuang impor"),
    "people.status": _("Mengubah status pegawai"),
}
