"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.drafts.views import (
    beginning,
    deciding,
    editing,
    files,
    history,
    reading,
    rows,
    taking,
    talking,
)

app_name = "drafts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.index, name="index"),
    path("mulai/", beginning.begin, name="begin"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/tambah/", beginning.add_part, name="add_part"),
    path("<int:pk>/naskah/", editing.act, name="act"),
    path("<int:pk>/riwayat/", history.history, name="history"),
    path("<int:pk>/komentar/", talking.comment, name="comment"),
    path("<int:pk>/ajukan/", deciding.submit, name="submit"),
    path("<int:pk>/kembalikan/", deciding.send_back, name="send_back"),
    path("<int:pk>/setujui/", deciding.approve, name="approve"),
    path("<int:pk>/batalkan/", deciding.discard, name="discard"),
    path("<int:pk>/sesuaikan/", deciding.adapted, name="adapted"),
    path("<int:pk>/serahkan/", deciding.hand_over, name="hand_over"),
    path("<int:pk>/berkas/<slug:what>.<slug:kind>", files.file, name="file"),
    path("bagian/<int:pk>/", editing.part, name="part"),
    path("bagian/<int:pk>/tambah/", rows.add, name="add_row"),
    path("bagian/<int:pk>/ambil/", taking.take, name="take"),
    path("bagian/<int:pk>/keluarkan/", beginning.drop_part, name="drop_part"),
    path("baris/<int:pk>/", rows.save, name="save"),
    path("baris/<int:pk>/pindah/", rows.move, name="move"),
    path("baris/<int:pk>/hapus/", rows.remove, name="remove"),
    path("baris/<int:pk>/biarkan/", talking.accept, name="accept"),
    path("baris/<int:pk>/pulihkan/", rows.restore, name="restore"),
    path("komentar/<int:pk>/selesai/", talking.resolve, name="resolve"),
]
