"""Reading policies and lists: by anybody signed in, each value with basis, day and mark; past days; two versions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from django.test import Client

from selaras.web.accounts.roles import Role
from selaras.web.policies.reading import base
from selaras.web.policies.subjects import Subject
from tests.web.cast import Cast
from tests.web.policies.documents import approved

FIRST, LATER = date(2026, 3, 1), date(2026, 6, 1)


def text(client: Client, url: str, **said: Any) -> str:
    answer = client.get(url, said)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


@pytest.mark.parametrize("subject", Subject)
def test_what_comes_with_the_program_is_shown_as_the_first_version(cast: Cast, subject: Subject) -> None:
    page = text(cast.client(Role.EMPLOYEE), f"/kebijakan/dumai/{subject}/0/")
    assert "bawaan program" in page
    assert "Dasar hukum:" in page
    assert "berlaku mulai" in page


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.INTEGRATOR, Role.NATIONAL])
def test_everybody_with_a_role_reads(cast: Cast, role: Role) -> None:
    client = cast.client(role)
    assert "Pengangkatan" in text(client, "/kebijakan/")
    assert "belum diverifikasi" in text(client, "/kebijakan/bawaan/appointment/0/")


def test_the_first_page_tells_what_held_on_a_past_day(cast: Cast) -> None:
    approved(cast.dumai, "appointment", FIRST, 1, validity_years=2)
    approved(cast.dumai, "appointment", LATER, 2, validity_years=1)
    client = cast.client(Role.HEAD)
    said = {
        day: text(client, "/kebijakan/", tanggal=day) for day in ("28-02-2026", "01-03-2026", "01-06-2026")
    }
    links = [
        "/kebijakan/dumai/appointment/0/",
        "/kebijakan/dumai/appointment/1/",
        "/kebijakan/dumai/appointment/2/",
    ]
    for page, link in zip(said.values(), links, strict=True):
        assert f'href="{link}"' in page
    assert client.get("/kebijakan/", {"tanggal": "kapan"}).status_code == 400


def test_a_replaced_version_keeps_its_address_and_names_its_successor(cast: Cast) -> None:
    approved(cast.dumai, "appointment", FIRST, 1, validity_years=2)
    approved(cast.dumai, "appointment", LATER, 2, validity_years=1)
    page = text(cast.client(Role.HEAD), "/kebijakan/dumai/appointment/1/")
    assert "2 tahun" in page
    assert "Diganti versi berikutnya sejak 01-06-2026" in page
    assert "2026-02" in page
    assert "2026-01" in text(cast.client(Role.ADMIN, cast.contoh), "/kebijakan/dumai/appointment/")


def test_two_versions_are_compared_value_by_value(cast: Cast) -> None:
    approved(cast.dumai, "appointment", FIRST, 1, validity_years=2)
    page = text(cast.client(Role.ANALYST), "/kebijakan/dumai/appointment/bandingkan/", a=0, b=1)
    assert "1 nilai berbeda." in page
    assert "3 tahun" in page
    assert "2 tahun" in page


def test_unverified_bases_are_marked_and_counted(cast: Cast) -> None:
    page = text(cast.client(Role.EMPLOYEE), "/kebijakan/dumai/appointment/0/")
    assert "9 nilai dasar hukumnya belum diverifikasi" in page
    assert page.count("dasar hukum belum diverifikasi") == 9


def test_a_version_is_given_as_yaml_that_the_reader_of_law_takes(cast: Cast) -> None:
    answer = cast.client(Role.EMPLOYEE).get("/kebijakan/dumai/mapping/0/data.yaml")
    raw = yaml.safe_load(answer.content)
    assert raw["purpose"] == "mapping"
    assert raw["values"].keys() == base("mapping").content["values"].keys()


@pytest.mark.parametrize(
    "path", ["dumai/appointment/9/", "tidak-ada/appointment/0/", "dumai/appointment/0/dokumen/1/"]
)
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    assert cast.client(Role.ADMIN).get(f"/kebijakan/{path}").status_code == 404


def test_the_first_page_costs_few_queries_however_many_versions(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number, subject in enumerate(("appointment", "mapping", "movement", "development"), 1):
        approved(cast.dumai, subject, FIRST, number)
    client = cast.client(Role.ADMIN)
    text(client, "/kebijakan/")
    with django_assert_max_num_queries(14):
        text(client, "/kebijakan/")
