"""Addresses of publishing: for those who check, confirm and publish."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.standards.views import bringing, checking, deciding

urlpatterns: list[URLPattern | URLResolver] = [
    path("kelola/", bringing.manage, name="manage"),
    path("kelola/unggah/", bringing.upload, name="upload"),
    path("kelola/<int:pk>/", bringing.prepared, name="prepared"),
    path("kelola/<int:pk>/sumber/", bringing.source, name="source"),
    path("kelola/<int:pk>/bacaan.json", bringing.reading, name="reading"),
    path("kelola/<int:pk>/temuan/", checking.accept_findings, name="accept_findings"),
    path("kelola/<int:pk>/ajukan/", deciding.submit, name="submit"),
    path("kelola/<int:pk>/kembalikan/", deciding.send_back, name="send_back"),
    path("kelola/<int:pk>/buang/", deciding.discard, name="discard"),
    path("kelola/<int:pk>/terbitkan/", deciding.publish, name="publish"),
    path("kelola/<int:pk>/cabut/", deciding.repeal, name="repeal"),
    path("kelola/bagian/<int:pk>/", checking.piece, name="piece"),
    path("kelola/bagian/<int:pk>/sahkan/", checking.confirm_piece, name="confirm_piece"),
    path("kelola/bagian/<int:pk>/baris/<path:row>/", checking.row, name="row"),
    path("kelola/ragu/<int:pk>/", checking.confirm_doubt, name="confirm_doubt"),
    path("kelola/kaitan/<int:pk>/", checking.decide_link, name="decide_link"),
]
