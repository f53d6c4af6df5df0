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
        from selaras.web.evaluations import work  # noqa: F401  # registers itself
        from selaras.web.ui import registry

        registry.navigation(
            label=_("Kesesuaian"),
            url="evaluations:list",
            icon="scale",
            order=40,
            permissions=(Permission.VIEW_VERDICTS,),
        )
        labels.register({"evaluations.run": _("Menjalankan penilaian kesesuaian")})
        labels.register_looks({"kesesuaian": _("Kesesuaian")})
        labels.register_pages({"evaluations.run": "evaluations:run"})
