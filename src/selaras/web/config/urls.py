"""Every address of the application, one line per app."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from selaras.web.accounts.admin import site
from selaras.web.config import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("selaras.web.ui.urls")),
    path("akun/", include("selaras.web.accounts.sign_in")),
    path("akun/", include("selaras.web.accounts.urls")),
    path(settings.SELARAS_ADMIN_PATH, site.urls),
    path("pekerjaan/", include("selaras.web.jobs.urls")),
    path("audit/", include("selaras.web.audit.urls")),
    path("standar/", include("selaras.web.standards.urls")),
    path("rancangan/", include("selaras.web.drafts.urls")),
    path("kebijakan/", include("selaras.web.policies.urls")),
    path("organisasi/", include("selaras.web.organisation.urls")),
    path("pegawai/", include("selaras.web.people.urls")),
    path("impor/", include("selaras.web.imports.urls")),
    path("cari/", include("selaras.web.lists.urls")),
    path("kesesuaian/", include("selaras.web.evaluations.urls")),
    path("penetapan/", include("selaras.web.determinations.urls")),
    path("keberatan/", include("selaras.web.objections.urls")),
    path("peta/", include("selaras.web.maps.urls")),
    path("laporan/", include("selaras.web.reports.urls")),
    path("api/v1/", api.urls),
]

handler400 = "selaras.web.ui.errors.refused"
