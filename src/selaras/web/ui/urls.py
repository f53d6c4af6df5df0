"""Home, health, and what belongs to no other app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.ui import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
]
