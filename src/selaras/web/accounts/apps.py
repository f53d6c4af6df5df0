"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Instansi, users, roles and scopes: who may do what, where, until when."""

    name = "selaras.web.accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        """Listen to sign-ins, and bring the pages into the navigation."""
        from selaras.web.accounts import language, trail
        from selaras.web.accounts.deeds import DEEDS
        from selaras.web.accounts.roles import Permission
        from selaras.web.audit import labels
        from selaras.web.ui import registry

        labels.register(DEEDS)

        trail.listen()
        language.listen()
        registry.navigation(
            _("Akun"), "accounts:list", "users-round", 80, Permission.MANAGE_ACCOUNTS, group=1
        )
        registry.navigation(_("Peran"), "accounts:grants", "user-cog", 81, Permission.MANAGE_GRANTS, group=1)
        registry.navigation(_("Kunci API"), "accounts:keys", "key-round", 82, Permission.MANAGE_KEYS, group=1)
