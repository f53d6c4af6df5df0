"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationsConfig(AppConfig):
    """Who meets which standard."""

    name = "selaras.web.evaluations"

    def ready(self) -> None:
        """Register the background work, and what the common pages show of this app."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.evaluations import comparing, holding, work  # noqa: F401  # register themselves
        from selaras.web.evaluations.guard import GUARD
        from selaras.web.policies.previews import AFFECTED as POLICIES
        from selaras.web.standards.previews import AFFECTED as STANDARDS
        from selaras.web.ui import registry

        registry.navigation(_("Kesesuaian"), "evaluations:list", "badge-check", 40, Permission.VIEW_VERDICTS)
        labels.register(LABELS)
        labels.register_looks({"kesesuaian": _("Kesesuaian")})
        labels.register_pages({"evaluations.run": "evaluations:run"})
        STANDARDS.register(holding.of_version)
        POLICIES.register(holding.of_content)
        GUARD.keep(self)


LABELS = {
    "evaluations.run": _("Menjalankan penilaian kesesuaian"),
    "evaluations.resume": _("Melanjutkan penilaian kesesuaian"),
    "evaluations.compare": _("Membandingkan dua penilaian"),
    "evaluations.affected": _("Menghitung siapa yang terdampak"),
}
