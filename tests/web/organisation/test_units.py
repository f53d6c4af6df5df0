"""Units in the browser: added, renamed, moved, ended; two people at one unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras.clock import now, today
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.models import Entry
from selaras.web.organisation import finding
from selaras.web.organisation.actions import (
    add_unit,
    change_unit,
    end_unit,
    refresh_present,
    resume_unit,
    version,
)
from selaras.web.organisation.errors import Refused
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person
from tests.web.cast import AT, BEGAN, DAY, Cast

SINCE = date(2026, 6, 1)


def post(client: Client, page: str, unit: Unit, /, **data: Any) -> Any:
    address = reverse(f"organisation:{page}", args=[unit.pk])
    return client.post(address, {"since": "01-06-2026", "reason": "SK 1/2026"} | data)


def test_a_unit_is_added_once_though_the_form_is_sent_twice(cast: Cast) -> None:
    client, office = cast.client(Role.ANALYST), cast.dumai.office
    said = {"name": "Bidang Angkutan", "token": "0123456789abcdef0123456789abcdef"}
    first, second = (post(client, "unit_add", office, **said) for _ in range(2))
    unit = Unit.objects.get(name="Bidang Angkutan")
    assert first["location"] == second["location"] == reverse("organisation:unit", args=[unit.pk])
    assert unit.path == f"{office.path}{unit.pk}/"
    assert Entry.objects.filter(action="organisation.add_unit").count() == 1


def test_a_code_of_another_unit_is_refused_by_name(cast: Cast) -> None:
    client, house = cast.client(Role.ANALYST), cast.dumai
    page = post(client, "unit_add", house.office, name="X", code="dumai-02", token="a")
    assert "sudah dipakai oleh Dinas Kesehatan" in page.content.decode()


def test_moving_a_unit_moves_everything_below_and_who_sees_it(cast: Cast) -> None:
    house = cast.dumai
    post(cast.client(Role.ANALYST), "unit_add", house.section, name="Seksi", code="seksi", token="a")
    head = asker_of(house.users[Role.HEAD], None, today())
    assert Person.objects.visible_to(head).count() == 1
    answer = post(
        cast.client(Role.ANALYST),
        "unit_change",
        house.section,
        name="Bidang Lalu Lintas",
        parent="dumai-02",
        seen=version(house.section),
    )
    assert answer.status_code == 302
    seksi = Unit.objects.get(code="seksi")
    assert seksi.path == f"{house.other_office.path}{house.section.pk}/{seksi.pk}/"
    assert Person.objects.visible_to(head).count() == 0


def test_a_unit_never_stands_below_itself_not_even_later(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ANALYST]
    said: dict[str, Any] = {"reason": "uji", "by": by, "at": AT}
    with pytest.raises(Refused, match="stands below"):
        change_unit(unit=house.office, name=house.office.name, parent=house.section, since=SINCE, **said)
    later = SINCE + timedelta(days=400)
    change_unit(unit=house.other_office, name="Dinas Kesehatan", parent=house.section, since=later, **said)
    with pytest.raises(Refused, match="stands below"):
        change_unit(
            unit=house.office, name="Dinas Perhubungan", parent=house.other_office, since=SINCE, **said
        )
    with pytest.raises(Refused):
        change_unit(unit=house.section, name="x", parent=cast.contoh.office, since=SINCE, **said)
    with pytest.raises(Refused):
        end_unit(unit=house.root, last_day=SINCE, **said)


def test_a_change_planned_for_later_takes_effect_on_its_day(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ANALYST]
    later = today() + timedelta(days=30)
    change_unit(
        unit=house.section, name="Bidang Baru", parent=house.office, since=later, reason="x", by=by, at=now()
    )
    house.section.refresh_from_db()
    assert house.section.name == "Bidang Lalu Lintas"
    assert refresh_present(later - timedelta(days=1)) == 0
    assert refresh_present(later) == 1
    assert refresh_present(later) == 0
    house.section.refresh_from_db()
    assert house.section.name == "Bidang Baru"


def test_a_past_name_is_corrected_and_what_was_known_before_stays_answerable(cast: Cast) -> None:
    house, by, at = cast.dumai, cast.dumai.users[Role.ANALYST], now()
    change_unit(
        unit=house.section,
        name="Bidang Jalan",
        parent=house.office,
        since=date(2021, 1, 1),
        reason="x",
        by=by,
        at=at,
    )
    periods, day = house.section.periods, date(2022, 1, 1)
    assert periods.on(day).get().name == "Bidang Jalan"
    assert periods.on(day, at - timedelta(seconds=1)).get().name == "Bidang Lalu Lintas"
    assert periods.on(BEGAN).get().name == "Bidang Lalu Lintas"


def test_a_unit_with_something_in_it_does_not_end(cast: Cast) -> None:
    house, client = cast.dumai, cast.client(Role.ANALYST)
    data = {"last_day": "01-07-2026", "seen": version(house.section)}
    page = post(client, "unit_end", house.section, **data).content.decode()
    assert "masih memuat Pengadministrasi Perkantoran dan 1 pegawai setelah hari itu" in page
    assert "Pindahkan atau akhiri semuanya lebih dulu." in page


def test_an_empty_unit_ends_and_can_be_taken_up_again(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ANALYST]
    said: dict[str, Any] = {"reason": "SK", "by": by, "at": AT}
    unit = add_unit(parent=house.office, name="Sementara", code="s", since=SINCE, **said)
    end_unit(unit=unit, last_day=SINCE + timedelta(days=3), **said)
    unit.refresh_from_db()
    assert unit.ended
    with pytest.raises(Refused):
        end_unit(unit=unit, last_day=SINCE + timedelta(days=9), **said)
    with pytest.raises(Refused):
        add_unit(parent=unit, name="Di bawahnya", code="t", since=DAY, **said)
    resume_unit(unit=unit, since=DAY, **said)
    unit.refresh_from_db()
    assert not unit.ended
    assert not unit.periods.on(SINCE + timedelta(days=5)).exists()


def test_the_second_of_two_editors_is_told_and_shown_the_difference(cast: Cast) -> None:
    house, client = cast.dumai, cast.client(Role.ANALYST)
    seen = version(house.section)
    data: dict[str, Any] = {"parent": "dumai-01", "seen": seen}
    assert post(client, "unit_change", house.section, name="Bidang Satu", **data).status_code == 302
    answer = post(client, "unit_change", house.section, name="Bidang Dua", **data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bidang Satu" in page
    assert "Bidang Dua" in page
    assert version(house.section) in page
    again = post(
        client,
        "unit_change",
        house.section,
        name="Bidang Dua",
        parent="dumai-01",
        seen=version(house.section),
    )
    assert again.status_code == 302
    house.section.refresh_from_db()
    assert house.section.name == "Bidang Dua"


def test_a_parent_is_found_by_its_name_and_only_within_the_scope(cast: Cast) -> None:
    house, client = cast.dumai, cast.client(Role.ANALYST)
    data = {"name": "Bidang", "seen": version(house.section)}
    page = post(client, "unit_change", house.section, parent="Dinas", **data).content.decode()
    assert "Ada beberapa yang cocok" in page
    page = post(client, "unit_change", house.section, parent="contoh-01", **data).content.decode()
    assert "Tidak ada yang bernama seperti itu" in page
    assert post(client, "unit_change", house.section, parent="kesehatan", **data).status_code == 302


@pytest.mark.parametrize("day", ["31-02-2026", "besok", "01-01-0001", "01-01-9999", ""])
def test_a_day_that_is_none_is_refused_at_its_field(cast: Cast, day: str) -> None:
    answer = post(cast.client(Role.ANALYST), "unit_add", cast.dumai.office, name="X", since=day, token="a")
    assert answer.status_code == 200
    assert 'id="id_since_errors"' in answer.content.decode()


def test_suggestions_stay_within_the_scope(cast: Cast) -> None:
    page = cast.client(Role.ANALYST).get(reverse("organisation:suggest_units"), {"parent": "dinas"})
    assert page.content.decode().count("<option") == 2
    assert "contoh" not in page.content.decode()


def test_search_finds_units_and_positions_of_the_scope(cast: Cast) -> None:
    head = asker_of(cast.dumai.users[Role.HEAD], None, today())
    assert [hit.title for hit in finding.units(head, "bidang", 5)] == ["Bidang Lalu Lintas"]
    assert not finding.units(head, "kesehatan", 5)
    assert [hit.detail for hit in finding.positions(head, "perkantoran pengadm", 5)] == ["Bidang Lalu Lintas"]
    assert not finding.open_titles(head)
    analyst = asker_of(cast.dumai.users[Role.ANALYST], None, today())
    assert [task.count for task in finding.open_titles(analyst)] == [1]
