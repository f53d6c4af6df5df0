"""The application's addresses, and the plain pages it is compared with."""

from __future__ import annotations

from django.urls import include, path

from bench.web_person import minimal
from bench.web_site import plain_list, plain_record, plain_search

urlpatterns = [
    path("plain/list/", plain_list),
    path("plain/search/", plain_search),
    path("plain/match/<int:pk>/", minimal),
    path("plain/record/<int:pk>/", plain_record),
    path("", include("selaras.web.config.urls")),
]
