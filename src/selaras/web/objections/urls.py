"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.objections.views import answering, raising, reading

app_name = "objections"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.index, name="list"),
    path("tenggat/", answering.days, name="days"),
    path("baru/<int:pk>/<str:key>/", raising.new, name="new"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/dokumen/", reading.document, name="document"),
    path("<int:pk>/putusan/<int:step>/", reading.verdict, name="verdict"),
    path("<int:pk>/jawab/", answering.give, name="answer"),
    path("<int:pk>/putusan-baru/", answering.keep, name="renew"),
    path("<int:pk>/tarik/", raising.take_back, name="withdraw"),
    path("<int:pk>/dibaca/", raising.take_note, name="read"),
]
