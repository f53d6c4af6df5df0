"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.evaluations.lists import ANSWERS
from selaras.web.evaluations.moves import MOVES
from selaras.web.evaluations.views import affected, comparisons, person, run, runs
from selaras.web.lists.urls import addresses

app_name = "evaluations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", runs.runs, name="list"),
    path("<int:pk>/", run.run, name="run"),
    path("<int:pk>/lanjutkan/", runs.resume, name="resume"),
    path("<int:pk>/lagi/", runs.again, name="again"),
    path("banding/", comparisons.compare, name="compare"),
    path("banding/<int:pk>/", comparisons.comparison, name="comparison"),
    *addresses(MOVES, "berubah/"),
    path("berubah/<int:pk>/", comparisons.move, name="move"),
    path("terdampak/", affected.start, name="affected_start"),
    path("terdampak/<int:pk>/", affected.report, name="affected"),
    *addresses(ANSWERS, "hasil/"),
    path("hasil/<int:pk>/", person.answer, name="answer"),
    path("pegawai/<int:pk>/", person.person, name="person"),
    path("pegawai/<int:pk>/perhitungan/", person.sums, name="person_sums"),
    path("saran-jabatan/", person.suggest, name="suggest_positions"),
]
