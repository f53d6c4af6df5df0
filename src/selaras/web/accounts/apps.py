"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Instansi, users, roles and scopes: who may do what, where, until when."""

    name = "selaras.web.accounts"
