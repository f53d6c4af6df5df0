"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.lists.urls import addresses
from selaras.web.maps.lists import BEHIND
from selaras.web.maps.views import evidence, groups, overview, people

app_name = "maps"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="index"),
    path("orang/", people.people, name="people"),
    path("orang/<int:pk>/", people.cell, name="person"),
    path("orang/<int:pk>/<int:row>/", people.cell, name="cell"),
    path("perbandingan/", groups.groups, name="groups"),
    path("cakupan/", evidence.coverage, name="coverage"),
    path("habis-berlaku/", evidence.expiring, name="expiring"),
    *addresses(BEHIND, "daftar/"),
]
