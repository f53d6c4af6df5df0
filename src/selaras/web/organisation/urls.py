"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from selaras.web.lists.urls import addresses
from selaras.web.organisation.lists import POSITIONS, UNITS
from selaras.web.organisation.views import charts, mapping, positions, units, workbooks

app_name = "organisation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", charts.show, name="chart"),
    path("tabel/", charts.table, name="chart_table"),
    path("cabang/<int:pk>/", charts.branch, name="branch"),
    *addresses(UNITS, "unit/"),
    path("unit/saran/", units.suggest, name="suggest_units"),
    path("unit/<int:pk>/", units.detail, name="unit"),
    path("unit/<int:pk>/tambah/", units.add, name="unit_add"),
    path("unit/<int:pk>/ubah/", units.change, name="unit_change"),
    path("unit/<int:pk>/akhiri/", units.end, name="unit_end"),
    path("unit/<int:pk>/berlakukan/", units.resume, name="unit_resume"),
    path("unit/<int:pk>/jabatan/", positions.add, name="position_add"),
    *addresses(POSITIONS, "jabatan/"),
    path("jabatan/<int:pk>/", positions.detail, name="position"),
    path("jabatan/<int:pk>/ubah/", positions.change, name="position_change"),
    path("jabatan/<int:pk>/akhiri/", positions.end, name="position_end"),
    path("jabatan/<int:pk>/berlakukan/", positions.resume, name="position_resume"),
    path("pemetaan/", mapping.show, name="mapping"),
    path("pemetaan/pratinjau/", mapping.preview, name="mapping_preview"),
    path("pemetaan/simpan/", mapping.confirm, name="mapping_confirm"),
    path("pemetaan/unduh/", workbooks.titles_template, name="titles_template"),
    path("pemetaan/<int:pk>/", mapping.title, name="title"),
    path("berkas/", workbooks.show, name="workbooks"),
    path("berkas/templat/", workbooks.template, name="template"),
    path("berkas/<int:pk>/", workbooks.preview, name="workbook"),
    path("berkas/<int:pk>/simpan/", workbooks.commit, name="workbook_commit"),
]
