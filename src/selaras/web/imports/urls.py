"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.imports.views import files, log, review, steps

app_name = "imports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", log.show_log, name="list"),
    path("baru/", log.upload, name="upload"),
    path("templat/", log.template, name="template"),
    path("<int:pk>/", review.show, name="detail"),
    path("<int:pk>/kolom/", steps.columns, name="columns"),
    path("<int:pk>/periksa/", steps.check, name="check"),
    path("<int:pk>/putusan/", review.decide, name="decide"),
    path("<int:pk>/aturan/", review.rules, name="rules"),
    path("<int:pk>/simpan/", steps.commit, name="commit"),
    path("<int:pk>/batalkan/", steps.undo, name="undo"),
    path("<int:pk>/buang/", steps.discard, name="discard"),
    path("<int:pk>/berkas/", files.original, name="original"),
    path("<int:pk>/galat/", files.rejects, name="rejects"),
]
