"""Home, language, theme, and what belongs to no other app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.ui import gallery, language, theme, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("bahasa/", language.choose, name="set_language"),
    path("tema/", theme.choose, name="theme"),
    path("gaya/", gallery.show, name="gallery"),
]
