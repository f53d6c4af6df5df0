"""Every page of units and positions, in both languages, within its scope."""

from __future__ import annotations

import pytest
from django.urls import reverse

from selaras.web.accounts.roles import Role
from tests.web.cast import Cast

PLAIN = ("chart", "chart_table", "units", "positions", "mapping", "workbooks")
OF_UNIT = ("unit", "unit_add", "unit_change", "unit_end", "unit_resume", "position_add", "branch")
OF_POSITION = ("position", "position_change", "position_end", "position_resume", "title")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_for_an_analyst(cast: Cast, language: str) -> None:
    client = cast.client(Role.ANALYST)
    addresses = [reverse(f"organisation:{name}") for name in PLAIN]
    addresses += [reverse(f"organisation:{name}", args=[cast.dumai.section.pk]) for name in OF_UNIT]
    addresses += [reverse(f"organisation:{name}", args=[cast.dumai.position.pk]) for name in OF_POSITION]
    for address in addresses:
        response = client.get(address, headers={"accept-language": language})
        assert response.status_code == 200, address
        assert len(response.content) < 150_000


@pytest.mark.parametrize("name", [*OF_UNIT, *OF_POSITION])
def test_what_is_of_another_instansi_is_not_there(cast: Cast, name: str) -> None:
    thing = cast.contoh.section if name in OF_UNIT else cast.contoh.position
    assert cast.client(Role.ANALYST).get(reverse(f"organisation:{name}", args=[thing.pk])).status_code == 404


def test_a_head_sees_the_own_office_only_and_changes_nothing(cast: Cast) -> None:
    client = cast.client(Role.HEAD)
    page = client.get(reverse("organisation:chart")).content.decode()
    assert "Dinas Perhubungan" in page
    assert "Dinas Kesehatan" not in page
    other = reverse("organisation:unit", args=[cast.dumai.other_office.pk])
    assert client.get(other).status_code == 404
    assert client.get(reverse("organisation:unit_change", args=[cast.dumai.office.pk])).status_code == 403
    page = client.get(reverse("organisation:unit", args=[cast.dumai.office.pk])).content.decode()
    assert "Tambah unit" not in page


def test_a_name_of_markup_is_shown_as_text(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    evil = "<script>alert(1)</script>"
    client.post(
        reverse("organisation:unit_add", args=[cast.dumai.office.pk]),
        {"name": evil, "since": "01-07-2026", "reason": evil, "token": "a" * 32},
    )
    for name in ("chart", "chart_table", "units"):
        page = client.get(reverse(f"organisation:{name}"), {"unit": cast.dumai.office.pk}).content.decode()
        assert evil not in page
        assert "&lt;script&gt;" in page
