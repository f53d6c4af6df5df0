"""Addresses of this app. Those of versions are permanent: what a verdict cites today must be found in ten years."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from selaras.web.policies.subjects import Subject
from selaras.web.policies.views import confirming, deciding, preparing, reading

app_name = "policies"


class SubjectConverter:
    """A policy or list: one of `Subject`."""

    regex = "|".join(Subject.values)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return str(value)


register_converter(SubjectConverter, "policy_subject")

DRAFT = "rancangan/<int:pk>/"
OF = "<slug:instansi>/<policy_subject:subject>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.index, name="index"),
    path("rancangan/mulai/<policy_subject:subject>/", preparing.begin, name="begin"),
    path(DRAFT, preparing.draft, name="draft"),
    path(f"{DRAFT}tentang/", preparing.about, name="about"),
    path(f"{DRAFT}isi/<slug:part>/", preparing.part, name="part"),
    path(f"{DRAFT}konfirmasi/<str:key>/", confirming.confirm, name="confirm"),
    path(f"{DRAFT}berkas/", confirming.bring, name="bring"),
    path(f"{DRAFT}data.yaml", confirming.draft_document, name="draft_document"),
    path(f"{DRAFT}ajukan/", deciding.submit, name="submit"),
    path(f"{DRAFT}kembalikan/", deciding.send_back, name="send_back"),
    path(f"{DRAFT}buang/", deciding.discard, name="discard"),
    path(f"{DRAFT}setujui/", deciding.approve, name="approve"),
    path(OF, reading.subject, name="subject"),
    path(f"{OF}bandingkan/", reading.compare, name="compare"),
    path(f"{OF}<int:number>/", reading.version, name="version"),
    path(f"{OF}<int:number>/data.yaml", reading.document, name="document"),
    path(f"{OF}<int:number>/dokumen/<int:pk>/", reading.paper, name="paper"),
]
