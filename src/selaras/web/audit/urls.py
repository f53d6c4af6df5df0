"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.audit import views

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.entry_list, name="list"),
    path("<int:pk>/", views.entry_detail, name="detail"),
    path("akses/", views.access_list, name="access"),
    path("siapa-melihat/", views.who_looked, name="who_looked"),
]
