"""Addresses of this app. Those that allauth must know by its own names stand in `sign_in`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.accounts.views import accounts, activation, grants, keys, profile

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("aktivasi/", activation.activate, name="activate"),
    path("profil/", profile.show, name="profile"),
    path("instansi/", profile.choose_instansi, name="choose_instansi"),
    path("pengguna/", accounts.index, name="list"),
    path("pengguna/slip/", accounts.slips, name="slips"),
    path("pengguna/<int:pk>/", accounts.detail, name="detail"),
    path("pengguna/<int:pk>/kode/", accounts.issue_code, name="issue_code"),
    path("pengguna/<int:pk>/slip/", accounts.slip, name="slip"),
    path("pengguna/<int:pk>/faktor-kedua/", accounts.reset_second_factor, name="reset_second_factor"),
    path("pengguna/<int:pk>/tutup/", accounts.close, name="close"),
    path("pengguna/<int:pk>/buka/", accounts.reopen, name="reopen"),
    path("peran/", grants.index, name="grants"),
    path("peran/tambah/", grants.add, name="grant_add"),
    path("peran/<int:pk>/cabut/", grants.revoke, name="grant_revoke"),
    path("kunci/", keys.index, name="keys"),
    path("kunci/tambah/", keys.add, name="key_add"),
    path("kunci/<int:pk>/cabut/", keys.revoke, name="key_revoke"),
]
