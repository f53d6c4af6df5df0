"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.reports.views import bundles, profile, reports

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reports.reports, name="list"),
    path("unit/", reports.unit, name="unit"),
    path("merit/", reports.merit, name="merit"),
    path("merit/unduh/", reports.merit_file, name="merit_file"),
    path("profil/<int:pk>/", profile.profile, name="profile"),
    path("profil/banyak/", bundles.order, name="order"),
    path("profil/pilihan/", bundles.choose, name="chosen"),
    path("profil/banyak/<int:pk>/", bundles.bundle, name="bundle"),
    path("profil/banyak/<int:pk>/unduh/", bundles.fetch, name="fetch"),
]
