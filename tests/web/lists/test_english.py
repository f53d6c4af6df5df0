"""Lists in English."""

from __future__ import annotations

from django.urls import reverse

from selaras.web.accounts.roles import Role
from tests.web.cast import Cast


def test_the_list_and_its_files_speak_english_when_asked_to(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    client.cookies["django_language"] = "en"
    page = client.get(
        reverse("people:list"), {"kelas": 5}, headers={"Accept-Language": "en"}
    ).content.decode()
    for said in ("1</b> result", "Saved views", "Columns shown", "Clear all filters", "Choose the 1 result"):
        assert said in page
    file = client.post(
        reverse("people:export") + "?kolom=nama,nip", {"sebagai": "csv"}, headers={"Accept-Language": "en"}
    )
    assert "Downloaded by" in file.getvalue().decode("utf-8-sig")
