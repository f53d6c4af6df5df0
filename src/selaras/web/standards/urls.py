"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from selaras.web.standards import urls_publish, urls_read

app_name = "standards"

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_read.urlpatterns,
    *urls_publish.urlpatterns,
    *urls_read.addressed,
]
