"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.jobs, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/batalkan/", views.cancel, name="cancel"),
]
