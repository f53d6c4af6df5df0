"""Peta jabatan: figures per unit and subtree, in two queries however large."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.record import record
from selaras.web.organisation.actions import (
    Wanted,
    change_position,
    change_unit,
    ensure_positions,
    ensure_units,
)
from selaras.web.organisation.chart import Tally, chart
from selaras.web.organisation.models import Position
from selaras.web.organisation.past import Past
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.web.cast import AT, DAY, Cast, make_person, position

SINCE = date(2026, 1, 1)


def fill(cast: Cast, number: int) -> None:
    """Units ten below each, one position each."""
    instansi = cast.dumai.instansi
    names = {f"u{n}": (f"Unit {n}", f"u{n // 10}" if n >= 10 else "") for n in range(number)}
    ensure_units(instansi=instansi, names=names, by=None, at=AT, since=SINCE)
    wanted = [Wanted(f"p{n}", f"u{n}", f"Pengelola {n % 90}", needed=1 + n % 3) for n in range(number)]
    ensure_positions(instansi=instansi, positions=wanted, by=None, at=AT, since=SINCE)


def test_figures_are_summed_from_below_and_a_surplus_hides_no_vacancy(cast: Cast) -> None:
    house = cast.dumai
    full = position(house.office, "Pengemudi", 5)  # needs 2
    for number in range(3):
        make_person(f"19950303201503200{number}", f"Contoh {number}", house.office, full)
    gone = make_person("199503032015032009", "Contoh Pindah", house.office, full)
    gone.status = "left"
    gone.save()
    unknown = position(house.section, "Juru", None)
    Position.objects.filter(pk=unknown.pk).update(needed=None)
    root = chart(asker_of(house.users[Role.ANALYST], None, DAY))[0]
    assert root.unit == house.root
    assert root.whole == Tally(positions=3, needed=4, filled=4, vacant=1, over=1, unknown=1)
    assert not root.whole.undetermined
    assert Tally(positions=2, filled=3, unknown=2).undetermined
    office = next(child for child in root.children if child.unit == house.office)
    assert office.own == Tally(positions=1, needed=2, filled=3, vacant=0, over=1, unknown=0)
    assert (office.whole.full_share, office.whole.over_share) == (60, 20)
    assert [node.unit for node in root.walk()] == [
        house.root,
        house.other_office,
        house.section,
        house.office,
    ] or len(list(root.walk())) == 4


def test_a_head_sees_the_subtree_of_the_own_office(cast: Cast) -> None:
    house = cast.dumai
    roots = chart(asker_of(house.users[Role.HEAD], None, DAY))
    assert [root.unit for root in roots] == [house.office]
    client = cast.client(Role.HEAD)
    assert client.get(reverse("organisation:chart"), {"unit": house.root.pk}).status_code == 404
    assert client.get(reverse("organisation:branch", args=[house.other_office.pk])).status_code == 404


def test_1500_positions_take_as_many_queries_as_fifteen(cast: Cast) -> None:
    asker = asker_of(cast.dumai.users[Role.ANALYST], None, DAY)
    counts: list[int] = []
    for number in (15, 1_500):
        fill(cast, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            begin = time.process_time()
            roots = chart(asker)
            seconds = time.process_time() - begin
        counts.append(len(queries))
    assert counts == [2, 2]
    assert roots[0].whole.positions == 1_501
    assert seconds < 1, seconds


@pytest.mark.parametrize("page", ["chart", "chart_table", "positions", "units", "mapping"])
def test_a_page_over_1500_positions_is_small_and_takes_few_queries(
    cast: Cast, page: str, client: Any
) -> None:
    client = cast.client(Role.ANALYST)
    address = reverse(f"organisation:{page}")
    client.get(address)
    fill(cast, 1_500)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    assert len(queries) <= 20, len(queries)
    assert len(response.content) < 150_000


def test_the_table_shows_the_figures_of_the_tree(cast: Cast) -> None:
    fill(cast, 40)
    client = cast.client(Role.ANALYST)
    tree = client.get(reverse("organisation:chart")).context
    table = client.get(reverse("organisation:chart_table")).context
    assert tree["total"] == table["total"]
    assert len(table["page"].object_list) == 44
    branch = client.get(reverse("organisation:branch", args=[cast.dumai.office.pk]))
    assert "Bidang Lalu Lintas" in branch.content.decode()
    assert "<html" not in branch.content.decode()


def test_what_stood_on_a_past_day_stays_answerable(cast: Cast, django_assert_max_num_queries: Any) -> None:
    house = cast.dumai
    drivers, clerks = (
        position(house.office, "Pengemudi", 5),
        position(house.office, "Juru", 5),
    )  # each needs 2
    who = make_person("199503032015032000", "Contoh", house.office, None)
    held = {"person": who, "kind": Kind.POSITION, "by": None}
    for since, post in ((date(2022, 1, 1), drivers), (date(2026, 6, 1), clerks)):
        record_entry(since=since, data={"code": post.code}, position=post, at=AT, **held)
    by = {"by": house.users[Role.ANALYST], "at": AT, "reason": "Contoh"}
    change_unit(unit=house.office, name="Dinas Lama Bernama Baru", since=DAY, **by)
    change_position(position=drivers, said={"needed": 9}, since=DAY, **by)

    client, page = cast.client(Role.ANALYST), reverse("organisation:chart")
    asked = {"unit": house.office.pk, "per": "01-05-2026"}
    now = client.get(page, {"unit": house.office.pk})
    with django_assert_max_num_queries(20):
        past = client.get(page, asked)
    figures = {each.title: (each.needed, each.filled) for each in past.context["positions"]}
    assert (figures["Pengemudi"], figures["Juru"]) == ((2, 1), (2, 0))
    assert {each.title: each.needed for each in now.context["positions"]}["Pengemudi"] == 9
    assert past.context["node"].unit.name == "Dinas Perhubungan"
    assert "Dinas Lama Bernama Baru" in now.content.decode()
    assert "keadaan 01-05-2026" in past.content.decode()
    assert "per=01-05-2026" in past.content.decode(), "links keep the day"
    branch = client.get(reverse("organisation:branch", args=[house.office.pk]), asked)
    assert [each.filled for each in branch.context["positions"]].count(1) == 1

    before = client.get(page, asked | {"diketahui": "01-01-2020"})
    assert "Tidak ada unit yang tercatat berlaku" in before.content.decode()
    table = client.get(reverse("organisation:chart_table"), {"per": "01-05-2026"})
    assert table.context["total"].filled == past.context["total"].filled
    assert client.get(page, {"per": "kemarin"}).context["asking"].errors["per"]


def test_who_had_left_by_a_day_holds_nothing_on_it(cast: Cast) -> None:
    house = cast.dumai
    post, who = (
        position(house.office, "Pengemudi", 5),
        make_person("199503032015032000", "C", house.office, None),
    )
    said = {"kind": Kind.POSITION, "since": date(2022, 1, 1), "data": {"code": post.code}, "position": post}
    record_entry(person=who, by=None, at=AT, **said)
    with transaction.atomic():
        record("people.status", who, by=None, at=AT, instansi=house.instansi, after={"status": "left"})
    asker = asker_of(house.users[Role.ANALYST], house.instansi.pk, DAY)
    filled = [
        {each.pk: each.filled for each in Past(asker, day).positions_of(house.office)}[post.pk]  # type: ignore[attr-defined]
        for day in (DAY - timedelta(days=30), DAY + timedelta(days=1))
    ]
    assert filled == [1, 0]
