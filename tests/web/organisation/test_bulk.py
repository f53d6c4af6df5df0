"""Units and positions of an import."""

from __future__ import annotations

import time
from datetime import date

import pytest

from selaras.core.model import PositionType
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.organisation.actions import Wanted, ensure_positions, ensure_units
from selaras.web.organisation.errors import Refused
from selaras.web.organisation.models import Position, PositionPeriod, TitleDecision, Unit
from selaras.web.organisation.reading import core_positions
from tests.web.cast import AT, DAY, Cast

SINCE = date(2026, 6, 1)


def test_units_missing_are_added_below_their_parents_and_others_kept(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ANALYST]
    names = {
        "u-2": ("Seksi Satu", "u-1"),
        "u-1": ("Bidang Baru", "dumai-01"),
        "dumai-01": ("Nama lain di berkas", ""),
        "u-3": ("Tanpa induk", "tidak-ada"),
    }
    units = ensure_units(instansi=house.instansi, names=names, by=by, at=AT, since=SINCE)
    assert units["u-2"].path == f"{house.office.path}{units['u-1'].pk}/{units['u-2'].pk}/"
    assert units["dumai-01"] == house.office
    assert units["dumai-01"].name == "Dinas Perhubungan"
    assert units["u-3"].parent == house.root
    assert units["u-2"].periods.get().valid_from == SINCE
    entries = Entry.objects.count()
    assert ensure_units(instansi=house.instansi, names=names, by=by, at=AT, since=SINCE) == units
    assert Entry.objects.count() == entries


def test_units_that_are_each_others_parents_are_refused(cast: Cast) -> None:
    names = {"a": ("A", "b"), "b": ("B", "a")}
    with pytest.raises(Refused):
        ensure_units(instansi=cast.dumai.instansi, names=names, by=None, at=AT, since=SINCE)
    assert not Unit.objects.filter(code__in="ab").exists()


def test_the_same_code_in_two_instansi_is_two_units(cast: Cast) -> None:
    one, other = (
        ensure_units(instansi=house.instansi, names={"x": ("X", "")}, by=None, at=AT, since=SINCE)["x"]
        for house in (cast.dumai, cast.contoh)
    )
    assert one != other
    assert one.path.startswith(cast.dumai.root.path)
    assert other.path.startswith(cast.contoh.root.path)


def test_new_positions_take_the_class_confirmed_for_their_title_from_its_day(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ANALYST]
    for job_class, since in ((5, date(2021, 1, 1)), (6, date(2026, 6, 15)), (7, date(2027, 1, 1))):
        TitleDecision.objects.create(
            instansi=house.instansi,
            title_key="pengelola data",
            title="Pengelola Data",
            job_class=job_class,
            family="Pengelola",
            since=since,
            reason="SK",
            by=by,
            at=AT,
        )
    wanted = [
        Wanted("p-1", "dumai-01", "PENGELOLA  Data"),
        Wanted("p-2", "dumai-01", "Pengelola Data", job_class=4),
        Wanted("p-3", "", "Pengelola Data", type="functional"),
        Wanted("p-4", "dumai-02", "Pengemudi"),
    ]
    found = ensure_positions(instansi=house.instansi, positions=wanted, by=by, at=AT, since=SINCE)
    classes = [core_positions([found["p-1"]], day)[found["p-1"].pk].job_class for day in (SINCE, DAY)]
    assert classes == [5, 6]
    assert found["p-1"].job_class == Position.objects.get(code="p-1").job_class == 6
    assert [found[code].job_class for code in ("p-2", "p-3", "p-4")] == [4, None, None]
    assert found["p-1"].periods.count() == 3


def test_a_position_already_there_keeps_what_it_says(cast: Cast) -> None:
    house = cast.dumai
    wanted = Wanted(house.position.code, "dumai-02", "Lain", job_class=7, fields=("Hukum",))
    found = ensure_positions(instansi=house.instansi, positions=[wanted], by=None, at=AT, since=SINCE)
    assert found == {house.position.code: house.position}
    assert Position.objects.get(pk=house.position.pk).job_class == 5


def test_a_position_of_a_unit_that_is_not_there_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="tidak-ada"):
        ensure_positions(
            instansi=cast.dumai.instansi,
            positions=[Wanted("p", "tidak-ada", "Pengemudi")],
            by=None,
            at=AT,
            since=SINCE,
        )


def test_codes_and_titles_too_long_are_kept_apart(cast: Cast) -> None:
    house = cast.dumai
    codes = ["k" * 400 + "1", "k" * 400 + "2"]
    wanted = [Wanted(code, "", "Nama " * 100) for code in codes]
    found = ensure_positions(instansi=house.instansi, positions=wanted, by=None, at=AT, since=SINCE)
    again = ensure_positions(instansi=house.instansi, positions=wanted, by=None, at=AT, since=SINCE)
    assert found == again
    assert found[codes[0]] != found[codes[1]]
    assert all(len(position.title) <= 250 for position in found.values())


def test_the_engine_gets_what_stood_on_the_day(cast: Cast) -> None:
    position = cast.dumai.position
    found = core_positions(Position.objects.filter(pk=position.pk), DAY)[position.pk]
    assert (found.id, found.title, found.job_class) == (position.code, position.title, 5)
    assert (found.unit, found.region, found.type) == (
        "Bidang Lalu Lintas",
        "Kota Dumai",
        PositionType.EXECUTOR,
    )
    assert core_positions([position], date(2019, 12, 31)) == {}


def test_1500_units_and_positions_come_in_fast(cast: Cast) -> None:
    house = cast.dumai
    names = {f"u{n}": (f"Unit {n}", f"u{n // 10}" if n >= 10 else "") for n in range(1_500)}
    wanted = [Wanted(f"p{n}", f"u{n}", f"Pengelola {n % 300}") for n in range(1_500)]
    begin = time.process_time()
    ensure_units(instansi=house.instansi, names=names, by=None, at=AT, since=SINCE)
    ensure_positions(instansi=house.instansi, positions=wanted, by=None, at=AT, since=SINCE)
    seconds = time.process_time() - begin
    assert PositionPeriod.objects.filter(position__instansi=house.instansi).count() == 1_501
    assert seconds < 4, seconds  # aimed at 2 s on a quiet machine
