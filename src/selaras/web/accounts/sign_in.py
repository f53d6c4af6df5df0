"""Addresses of allauth's pages that are used here, by the names it knows them by. The others do not exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, path

from selaras.web.accounts.wholly import wholly

urlpatterns: list[URLPattern | URLResolver] = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/", account.password_change, name="account_change_password"),
    path("masuk/kode/", factor.authenticate, name="mfa_authenticate"),
    path("konfirmasi/kode/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("faktor-kedua/", factor.index, name="mfa_index"),
    path("faktor-kedua/pasang/", wholly(totp.activate_totp), name="mfa_activate_totp"),
    path("faktor-kedua/lepas/", wholly(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("faktor-kedua/cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "faktor-kedua/cadangan/baru/",
        wholly(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "faktor-kedua/cadangan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("perangkat/", sessions.list_usersessions, name="usersessions_list"),
]
