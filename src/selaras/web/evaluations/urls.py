"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.evaluations.lists import ANSWERS
from selaras.web.evaluations.views import person, runs
from selaras.web.lists.urls import addresses

app_name = "evaluations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", runs.runs, name="list"),
    path("<int:pk>/", runs.run, name="run"),
    *addresses(ANSWERS, "hasil/"),
    path("hasil/<int:pk>/", person.answer, name="answer"),
    path("pegawai/<int:pk>/", person.person, name="person"),
]
