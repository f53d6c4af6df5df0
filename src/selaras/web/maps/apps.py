"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapsConfig(AppConfig):
    """The whole agency at a glance: people × competency, coverage, gaps, units side by side."""

    name = "selaras.web.maps"

    def ready(self) -> None:
        """Put the map into the navigation, and what each role needs first on the home page."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.maps.home import duties, own, unit
        from selaras.web.ui import registry

        registry.panels(own.panels)
        registry.panels(unit.panel)
        registry.panels(duties.chain)
        registry.panels(duties.accounts)

        registry.navigation(_("Peta kompetensi"), "maps:index", "map", 45, Permission.VIEW_FIGURES)
