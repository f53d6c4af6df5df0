"""Positions in the browser: what they say, from when to when, and what was known of it when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras.clock import now
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.organisation.actions import change_position, end_position, resume_position, version
from selaras.web.organisation.errors import Refused, Stale
from selaras.web.organisation.models import Position
from tests.web.cast import AT, Cast

FULL = {
    "title": "Pengelola Data",
    "new_title": "Penelaah Teknis Kebijakan",
    "type": "executor",
    "job_class": "7",
    "family": "Pengelola",
    "official_code": "K-1",
    "urusan": "Perhubungan",
    "needed": "3",
    "fields_accepted": "Hukum\n\n  Ilmu   Komputer \nHukum",
    "trainings": "",
    "since": "01-06-2026",
    "reason": "SK 2/2026",
}


def change(client: Client, position: Position, **data: Any) -> Any:
    base = {
        "title": position.title,
        "type": "executor",
        "job_class": "5",
        "family": position.family,
        "needed": "2",
    }
    given = base | {
        "unit": position.unit.code,
        "since": "01-06-2026",
        "reason": "SK",
        "seen": version(position),
    }
    return client.post(reverse("organisation:position_change", args=[position.pk]), given | data)


def test_a_position_is_added_with_everything_said_of_it(cast: Cast) -> None:
    client, address = (
        cast.client(Role.ANALYST),
        reverse("organisation:position_add", args=[cast.dumai.office.pk]),
    )
    for _ in range(2):
        assert client.post(address, FULL | {"token": "b" * 32}).status_code == 302
    position = Position.objects.get(title="Pengelola Data")
    assert (position.job_class, position.needed, position.new_title) == (7, 3, "Penelaah Teknis Kebijakan")
    assert position.fields == ["Hukum", "Ilmu Komputer"]
    assert position.trainings is None
    assert position.periods.get().said() == position.said()
    assert Entry.objects.filter(action="organisation.add_position").count() == 1


def test_a_class_for_some_days_leaves_those_before_and_after(cast: Cast) -> None:
    position = cast.dumai.position
    answer = change(
        cast.client(Role.ANALYST), position, job_class="6", since="01-01-2026", until="31-03-2026"
    )
    assert answer.status_code == 302
    classes = [
        position.periods.on(day).get().job_class
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1))
    ]
    assert classes == [5, 6, 6, 5]
    position.refresh_from_db()
    assert position.job_class == 5
    entry = Entry.objects.get(action="organisation.change_position")
    assert entry.before == {"job_class": 5}
    assert entry.after["job_class"] == 6


def test_nothing_changed_is_no_entry(cast: Cast) -> None:
    assert change(cast.client(Role.ANALYST), cast.dumai.position).status_code == 302
    assert not Entry.objects.filter(action="organisation.change_position").exists()


def test_the_second_editor_is_told_and_the_first_change_stands(cast: Cast) -> None:
    client, position = cast.client(Role.ANALYST), cast.dumai.position
    seen = version(position)
    assert change(client, position, needed="4").status_code == 302
    answer = change(client, position, needed="9", seen=seen)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Sekarang tercatat" in page
    assert page.count("<tr>") == 2  # the head, and the one field that differs
    with pytest.raises(Stale):
        change_position(
            position=position,
            said={"needed": 9},
            since=date(2026, 6, 1),
            reason="x",
            seen=seen,
            by=cast.dumai.users[Role.ANALYST],
            at=AT,
        )


def test_the_page_answers_what_stood_on_a_day_as_known_on_another(cast: Cast) -> None:
    client, position = cast.client(Role.ANALYST), cast.dumai.position
    change(client, position, title="Pengadministrasi Umum", since="01-01-2022")
    address = reverse("organisation:position", args=[position.pk])
    page = client.get(address).content.decode()
    assert "dicatat" in page
    assert "diganti" in page
    asked = client.get(address, {"per": "01-06-2023"}).context
    assert asked["period"].title == "Pengadministrasi Umum"
    known = (now() - timedelta(days=1)).strftime("%d-%m-%Y")
    asked = client.get(address, {"per": "01-06-2023", "diketahui": known}).context
    assert asked["period"].title == "Pengadministrasi Perkantoran"
    assert client.get(address, {"per": "01-06-2019"}).context["period"] is None
    assert client.get(address, {"per": "bukan tanggal"}).status_code == 200


def test_a_position_ends_only_when_nobody_holds_it(cast: Cast) -> None:
    position, by = cast.dumai.position, cast.dumai.users[Role.ANALYST]
    said: dict[str, Any] = {"reason": "SK", "by": by, "at": AT}
    with pytest.raises(Refused, match="still held by 1"):
        end_position(position=position, last_day=date(2026, 6, 30), **said)
    cast.dumai.person.position = None
    cast.dumai.person.save()
    end_position(position=position, last_day=date(2026, 6, 30), **said)
    position.refresh_from_db()
    assert position.ended
    resume_position(position=position, since=date(2026, 7, 1), **said)
    position.refresh_from_db()
    assert not position.ended


def test_a_position_goes_to_a_unit_of_its_own_instansi_only(cast: Cast) -> None:
    client, position = cast.client(Role.ANALYST), cast.dumai.position
    assert "Tidak ada yang bernama seperti itu" in change(client, position, unit="contoh-01").content.decode()
    with pytest.raises(Refused):
        change_position(
            position=position,
            said={"unit": cast.contoh.office},
            since=date(2026, 6, 1),
            reason="x",
            by=cast.dumai.users[Role.ANALYST],
            at=AT,
        )
    assert change(client, position, unit="dumai-02").status_code == 302
    position.refresh_from_db()
    assert position.unit == cast.dumai.other_office


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("job_class", "0"),
        ("job_class", "tujuh"),
        ("needed", "-1"),
        ("title", ""),
        ("type", "x"),
        ("until", "01-01-2020"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(cast: Cast, field: str, value: str) -> None:
    answer = change(cast.client(Role.ANALYST), cast.dumai.position, **{field: value})
    assert answer.status_code == 200
    assert f'id="id_{field}_errors"' in answer.content.decode()


def test_filters_of_the_list(cast: Cast) -> None:
    house, client = cast.dumai, cast.client(Role.ANALYST)
    address = reverse("organisation:positions")
    for query, found in (
        ({"unit": house.office.pk}, True),
        ({"unit": house.other_office.pk}, False),
        ({"unit": cast.contoh.office.pk}, False),
        ({"kelas": "5"}, True),
        ({"kelas": "belum"}, False),
        ({"isi": "lowong"}, True),
        ({"isi": "lebih"}, False),
        ({"jenis": "functional"}, False),
        ({"keadaan": "berakhir"}, False),
    ):
        page = client.get(address, query).content.decode()
        assert ("Pengadministrasi Perkantoran" in page) is found, query


def test_a_field_left_alone_does_not_carry_its_present_value_into_the_past(cast: Cast) -> None:
    client, position = cast.client(Role.ANALYST), cast.dumai.position
    change(client, position, job_class="6", since="01-01-2025")
    change(client, position, title="Nama Dulu", job_class="6", since="01-01-2022")
    said = [position.periods.on(date(year, 6, 1)).get() for year in (2021, 2023, 2025)]
    assert [(period.title, period.job_class) for period in said] == [
        ("Pengadministrasi Perkantoran", 5),
        ("Nama Dulu", 5),
        ("Nama Dulu", 6),
    ]
    position.refresh_from_db()
    change(client, position, job_class="6", since="01-01-2021")  # nothing edited: all of it since then
    assert position.periods.on(date(2021, 6, 1)).get().job_class == 6
