"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PoliciesConfig(AppConfig):
    """Evaluation policies and code lists as versions: edited by one person, approved by another, in force from a day."""

    name = "selaras.web.policies"

    def ready(self) -> None:
        """Let the database guard what is approved; put the policies into navigation, tasks, log and previews."""
        from selaras.web.audit import labels
        from selaras.web.policies import previews
        from selaras.web.policies.affecting import prepared
        from selaras.web.policies.guard import GUARD
        from selaras.web.policies.tasks import tasks
        from selaras.web.ui import registry

        registry.navigation(pgettext_lazy("menu", "Kebijakan"), "policies:index", "sliders-horizontal", 22)
        registry.tasks(tasks)
        labels.register(LABELS)
        labels.register_pages({"policies.version": "policies:draft"})
        previews.load(prepared)
        GUARD.keep(self)


LABELS = {
    "policies.begin": _("Memulai rancangan kebijakan atau daftar kode"),
    "policies.write": _("Mengubah rancangan kebijakan atau daftar kode"),
    "policies.replace": _("Mengganti isi rancangan kebijakan dengan berkas"),
    "policies.confirm": _("Mengonfirmasi tanda kepercayaan"),
    "policies.submit": _("Mengajukan kebijakan atau daftar kode"),
    "policies.send_back": _("Mengembalikan kebijakan untuk diperbaiki"),
    "policies.discard": _("Membatalkan rancangan kebijakan"),
    "policies.approve": _("Menyetujui kebijakan atau daftar kode"),
}
