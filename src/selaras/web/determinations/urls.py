"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.determinations import views
from selaras.web.determinations.lists import DETERMINATIONS
from selaras.web.lists.urls import addresses

app_name = "determinations"

urlpatterns: list[URLPattern | URLResolver] = [
    *addresses(DETERMINATIONS),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/konfirmasi/", views.confirm, name="confirm"),
    path("<int:pk>/tolak/", views.reject, name="reject"),
    path("<int:pk>/cabut/", views.revoke, name="revoke"),
    path("pegawai/<int:pk>/<str:row>/", views.new, name="new"),
]
