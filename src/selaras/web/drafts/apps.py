"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    """Standards written in the browser: by several people, with the linter beside, submitted and approved."""

    name = "selaras.web.drafts"

    def ready(self) -> None:
        """Put drafts into the navigation, the tasks and the words of the audit trail."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.drafts.tasks import tasks
        from selaras.web.ui import registry

        registry.navigation(
            _("Rancangan standar"),
            "drafts:index",
            "file-pen-line",
            42,
            Permission.DRAFT_STANDARD,
            Permission.APPROVE_DRAFT,
        )
        registry.tasks(tasks)
        labels.register(LABELS)
        labels.register_pages({"drafts.draft": "drafts:detail"})


LABELS = {
    "drafts.begin": _("Memulai rancangan standar"),
    "drafts.part": _("Menambah standar ke rancangan"),
    "drafts.drop": _("Mengeluarkan standar dari rancangan"),
    "drafts.adapt": _("Menyesuaikan rancangan dengan versi terbaru"),
    "drafts.add": _("Menambah baris rancangan"),
    "drafts.take": _("Mengambil teks ke rancangan"),
    "drafts.edit": _("Mengubah baris rancangan"),
    "drafts.move": _("Memindahkan baris rancangan"),
    "drafts.remove": _("Menghapus baris rancangan"),
    "drafts.restore": _("Memulihkan baris rancangan"),
    "drafts.accept": _("Membiarkan galat dalam rancangan"),
    "drafts.comment": _("Mengomentari rancangan"),
    "drafts.resolve": _("Menyelesaikan komentar rancangan"),
    "drafts.submit": _("Mengajukan rancangan standar"),
    "drafts.send_back": _("Mengembalikan rancangan standar"),
    "drafts.approve": _("Menyetujui rancangan standar"),
    "drafts.discard": _("Membatalkan rancangan standar"),
    "drafts.hand_over": _("Menyerahkan rancangan untuk diterbitkan"),
    "standards.from_draft": _("Membuat versi standar dari rancangan"),
    "field.row": _("baris rancangan"),
    "field.what": _("perihal"),
    "field.indicators": _("indikator"),
    "field.importance": _("tingkat penting"),
    "field.value": _("uraian"),
    "field.bases": _("dasar hukum"),
    "field.checked": _("dasar hukum diperiksa"),
    "field.comment": _("komentar"),
    "field.text": _("teks"),
    "field.accepted": _("tanda temuan"),
}
