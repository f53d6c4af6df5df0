"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from selaras.web.lists.urls import addresses
from selaras.web.people.lists import PEOPLE

app_name = "people"

urlpatterns: list[URLPattern | URLResolver] = [
    *addresses(PEOPLE),
]
