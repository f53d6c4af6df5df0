"""What standards rest on: addresses that nobody may take, no cookie for what is not there, the search filled afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from selaras.errors import DataRefused
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Role
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.standards import equivalents
from selaras.web.standards.actions.publishing import INDEX
from selaras.web.standards.models import Use, Version
from tests.web.cast import Cast
from tests.web.standards.act import bring, publish
from tests.web.standards.shelves import indexed, of_positions


@pytest.mark.parametrize("code", ["kelola", "cari", "bandingkan", "tampilan", "nasional"])
def test_no_instansi_takes_the_address_of_a_page(cast: Cast, code: str) -> None:
    with pytest.raises(DataRefused):
        Instansi.objects.create(code=code, name="X", region="X")
    with pytest.raises(ValidationError):
        Instansi(code=code, name="X", region="X").full_clean()


@pytest.mark.parametrize("url", ["/standar/tidak-ada/", "/standar/a/b/c/d/e/f/g/", "/standar/dumai/x/1/"])
def test_what_is_not_there_sets_no_cookie(cast: Cast, url: str) -> None:
    answer = Client().get(url)
    assert (answer.status_code, bool(answer.cookies)) == (404, False)
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(url.rstrip("/")).status_code == 301
    assert cast.client(Role.ANALYST).get(url).status_code == 404


def test_the_search_says_until_it_knows_a_new_version_and_its_kept_copy_is_asked_anew(cast: Cast) -> None:
    indexed()
    url = "/standar/cari/?q=menilai"
    publish(cast, bring(cast), date(2026, 8, 1))
    Version.objects.on(date(2026, 8, 1))
    said: Any = Client().get(url)
    job = Job.objects.filter(kind=INDEX).latest("pk")
    waiting = "masih disiapkan untuk pencarian"
    assert waiting in said.content.decode()
    run_now(job)
    again = Client().get(url, headers={"if-none-match": said["ETag"]})
    assert again.status_code == 200
    assert waiting not in again.content.decode()


def test_pairs_of_an_act_of_many_positions_take_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    form = of_positions(120)
    for number, each in enumerate(form["position_standards"]):
        row = each["competencies"][0]
        words = [{**row["indicators"][0], "text": f"Contoh {number}"}]
        each["competencies"] = [{**row, "rubric": None, "indicators": words}, *each["competencies"][1:]]
    from tests.web.standards.shelves import publish as shelve

    version = shelve(cast.contoh.instansi, form, date(2024, 1, 1))
    assert Use.objects.filter(version=version, code="M.1").count() == 120
    assert len(equivalents.suggested(version)) == 119
    client = cast.client(Role.ANALYST, house=cast.contoh)
    client.get("/standar/")
    with django_assert_max_num_queries(20):
        assert client.get(f"/standar/kelola/{version.pk}/rubrik/").status_code == 200
