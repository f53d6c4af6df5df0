"""Pages that belong to no app."""

from __future__ import annotations

from django.test import Client

from tests.web.cast import Cast


def test_the_gallery_is_there_for_superadmins_alone(cast: Cast, client: Client) -> None:
    assert client.get("/gaya/").status_code == 404
    client.force_login(cast.superadmin)
    assert client.get("/gaya/").status_code == 200
