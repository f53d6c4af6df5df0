"""Addresses of publishing: for those who check, confirm and publish."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.standards.views import bringing, checking, deciding, linking, pairing, parts, rows

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
    path("kelola/bagian/<int:pk>/hapus/", parts.remove, name="remove_part"),
    path("kelola/bagian/<int:pk>/tambah/<slug:what>/", rows.add, name="add_row"),
    path("kelola/bagian/<int:pk>/hapus/<path:row>/", rows.remove, name="remove_row"),
    path("kelola/bagian/<int:pk>/baris/<path:row>/", rows.row, name="row"),
    path("kelola/ragu/<int:pk>/", checking.confirm_doubt, name="confirm_doubt"),
    path("kelola/kaitan/<int:pk>/", linking.decide_link, name="decide_link"),
    path("kelola/<int:pk>/kaitan/", linking.new_ones, name="new_ones"),
    path("kelola/<int:pk>/kaitan/pilih/", linking.choose, name="choose_link"),
    path("kelola/<int:pk>/rubrik/", pairing.pairs, name="pairs"),
    path("kelola/rubrik/<int:pk>/kukuhkan/", pairing.confirm_pair, name="confirm_pair"),
    path("kelola/rubrik/<int:pk>/tarik/", pairing.withdraw_pair, name="withdraw_pair"),
    path("kelola/pencabutan/<int:pk>/", deciding.decide_repeal, name="decide_repeal"),
]
