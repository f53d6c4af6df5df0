"""The search over everything."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from tests.web.cast import Cast, make_person


def test_one_letter_is_asked_to_become_two(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    for sought in ("", " ", "c", "\x00c"):
        response = client.get(reverse("lists:search"), {"q": sought})
        assert response.status_code == 200
        assert not response.context["groups"]
        assert "dua huruf" in response.content.decode()


@pytest.mark.parametrize(
    "sought", ["%", "__", "%%%", "'; --", "\\\\", "<script>", "x" * 5000, "\x00\x00ab", "﷽"]
)
def test_odd_text_is_only_text(cast: Cast, sought: str) -> None:
    response = cast.client(Role.ANALYST).get(reverse("lists:search"), {"q": sought})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    people = [group for group in response.context["groups"] if group.key == "people"]
    assert not people


def test_the_palette_gets_links_and_no_page(cast: Cast) -> None:
    response = cast.client(Role.ANALYST).get(
        reverse("lists:search"), {"q": "contoh"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert "<html" not in page
    assert page.count("<a ") >= 2
    assert "no-store" in response["Cache-Control"]


def test_nothing_found_is_said(cast: Cast) -> None:
    page = cast.client(Role.ANALYST).get(reverse("lists:search"), {"q": "zzzz"}).content.decode()
    assert "Tidak ada yang cocok" in page


def test_pages_are_found_by_their_names_by_who_may_open_them(cast: Cast) -> None:
    def urls(role: Role) -> list[str]:
        response = cast.client(role).get(reverse("lists:search"), {"q": "pegawai"})
        return [hit.url for group in response.context["groups"] if group.key == "pages" for hit in group.hits]

    assert reverse("people:list") in urls(Role.ANALYST)
    assert reverse("people:list") not in urls(Role.EMPLOYEE)


def test_more_hits_than_fit_are_told(cast: Cast) -> None:
    for n in range(8):
        make_person(f"19700101199001100{n}", f"Contoh Banyak {n}", cast.dumai.section, None)
    response = cast.client(Role.ANALYST).get(
        reverse("lists:search"), {"q": "banyak"}, headers={"HX-Request": "true"}
    )
    assert response.context["groups"][0].more


def test_a_stranger_is_sent_to_the_sign_in(db: None) -> None:
    assert Client().get(reverse("lists:search"), {"q": "contoh"}).status_code == 302
