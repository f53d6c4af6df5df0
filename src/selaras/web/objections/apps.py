"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObjectionsConfig(AppConfig):
    """An employee objects to a line of the own verdict; an analyst answers by a day."""

    name = "selaras.web.objections"
    verbose_name = _("Keberatan")

    def ready(self) -> None:
        """Tell the common pages what this app brings."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.objections.deeds import DEEDS
        from selaras.web.objections.tasks import tasks
        from selaras.web.ui import registry

        registry.navigation(
            _("Keberatan"),
            "objections:list",
            "message-square-warning",
            45,
            Permission.ANSWER_OBJECTION,
            Permission.VIEW_RESTRICTED,
            Permission.OBJECT,
        )
        registry.navigation(
            _("Tenggat keberatan"), "objections:days", "timer", 83, Permission.EDIT_POLICY, group=1
        )
        registry.tasks(tasks)
        labels.register(DEEDS)
        labels.register_looks({"keberatan": _("Keberatan")})
        labels.register_pages({"objections.objection": "objections:detail"})
