"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    """Standards in the browser: published, read, compared."""

    name = "selaras.web.standards"

    def ready(self) -> None:
        """Let the database guard what is published; put the standards into the navigation and the search."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.standards import reserved, work  # noqa: F401  # registers its work
        from selaras.web.standards.guard import GUARD
        from selaras.web.standards.tasks import tasks
        from selaras.web.standards.views.read_search import hits
        from selaras.web.ui import registry

        registry.navigation(_("Standar"), "standards:index", "scale", 20)
        registry.search(key="standards", label=_("Standar"), find=hits, order=40)

        registry.navigation(
            _("Kelola standar"),
            "standards:manage",
            "stamp",
            43,
            Permission.CONFIRM_STANDARD,
            Permission.PUBLISH_STANDARD,
        )
        registry.tasks(tasks)
        labels.register(LABELS)
        labels.register_pages({"standards.version": "standards:prepared"})
        reserved.guard_codes()
        GUARD.keep(self)


LABELS = {
    "standards.upload": _("Mengunggah dokumen standar"),
    "standards.read": _("Selesai membaca dokumen standar"),
    "standards.refuse": _("Menolak dokumen standar"),
    "standards.confirm_doubt": _("Menetapkan tempat yang belum pasti"),
    "standards.correct": _("Memperbaiki bacaan standar"),
    "standards.add_row": _("Menambah baris yang terlewat"),
    "standards.remove_row": _("Menghapus baris yang tidak ada pada naskah"),
    "standards.remove_part": _("Menghapus bagian yang tidak ada pada naskah"),
    "standards.confirm_piece": _("Mengesahkan bagian standar"),
    "standards.decide_link": _("Memutus kaitan kompetensi"),
    "standards.decide_pair": _("Memutus kesetaraan rubrik"),
    "standards.confirm_pair": _("Mengukuhkan kesetaraan rubrik"),
    "standards.withdraw_pair": _("Menarik putusan kesetaraan rubrik"),
    "standards.accept_findings": _("Mencatat alasan menerima temuan"),
    "standards.submit": _("Menyerahkan standar untuk diterbitkan"),
    "standards.send_back": _("Mengembalikan standar untuk diperiksa"),
    "standards.discard": _("Membatalkan versi standar"),
    "standards.publish": _("Menerbitkan standar"),
    "standards.publish_embedded": _("Menerbitkan standar bawaan"),
    "standards.propose_repeal": _("Mengusulkan pencabutan standar"),
    "standards.refuse_repeal": _("Menolak usul pencabutan standar"),
    "standards.end": _("Mengakhiri berlakunya standar"),
}
