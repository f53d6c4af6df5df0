"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.lists.urls import addresses
from selaras.web.people.lists import PEOPLE
from selaras.web.people.views import accounts, bulk, entries, proposals, record

app_name = "people"

urlpatterns: list[URLPattern | URLResolver] = [
    *addresses(PEOPLE),
    path("saya/", record.own, name="own"),
    path("akun/", accounts.accounts, name="accounts"),
    path("akun/slip/<int:pk>/", accounts.slips, name="slips"),
    path("catat/", bulk.bulk_entry, name="bulk_entry"),
    path("usulan/", proposals.proposals, name="proposals"),
    path("usulan/<int:pk>/", proposals.proposal, name="proposal"),
    path("usulan/<int:pk>/tarik/", proposals.take_back, name="take_back"),
    path("usulan/<int:pk>/dokumen/", proposals.proposal_document, name="proposal_document"),
    path("saran-jabatan/", entries.suggest_positions, name="suggest_positions"),
    path("<int:pk>/", record.detail, name="detail"),
    path("<int:pk>/catat/<slug:kind>/", entries.add, name="add"),
    path("<int:pk>/usul/<slug:kind>/", entries.propose_entry, name="propose"),
    path("<int:pk>/catatan/<int:entry_pk>/perbaiki/", entries.correct, name="correct"),
    path("<int:pk>/catatan/<int:entry_pk>/tarik/", entries.withdraw, name="withdraw"),
    path("<int:pk>/catatan/<int:entry_pk>/dokumen/", record.document, name="document"),
    path("<int:pk>/<slug:tab>/", record.detail, name="tab"),
]
