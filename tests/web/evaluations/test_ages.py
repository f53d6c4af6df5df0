"""Ages of evidence, and when it ends: sorted by days, the rule from the policy."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from selaras import clock
from selaras.core.facts import add_years
from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.evaluations.ages import a_year_before, age_of, extent_of, latest_ending
from selaras.web.evaluations.endings import endings, rule_of
from selaras.web.evaluations.models import Run
from selaras.web.people.models import Entry
from selaras.web.reports.unit_report import unit_report
from tests.web.cast import AT, DAY, Cast
from tests.web.maps.made import INTEGRITY, TEAM, answer, cell, finish, make_run

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(1, 9))
def test_the_last_day_that_ends_by_a_day_is_the_last(by: date, years: int) -> None:
    found = latest_ending(by, years)
    assert add_years(found, years) <= by
    assert add_years(found + timedelta(days=1), years) > by


@pytest.mark.parametrize(
    ("state", "measured", "reason", "age"),
    [
        ("equal", "2026-07-01", "level_reached", "baru"),
        ("below", "2025-07-02", "level_below", "baru"),
        ("equal", "2025-07-01", "level_reached", "lama"),
        ("missing", None, "expired", "kedaluwarsa"),
        ("missing", None, "no_evidence", "belum"),
        ("missing", None, "conflicting", "lain"),
        ("missing", "2026-01-01", "partly_rated", "lain"),
        ("none", None, "printed_dash", None),
    ],
)
def test_evidence_has_an_age_on_the_runs_day(
    state: str, measured: str | None, reason: str, age: str | None
) -> None:
    assert age_of(state, measured, reason, a_year_before(DAY)) == age


def test_how_much_somebody_has_goes_by_what_is_asked_for() -> None:
    assert extent_of(["baru", "lama"]) == "lengkap"
    assert extent_of(["baru", "belum"]) == "sebagian"
    assert extent_of(["kedaluwarsa", "belum"]) == "sebagian"
    assert extent_of(["belum", "belum"]) == "tanpa"
    assert extent_of([]) is None


def test_evidence_ends_after_the_years_of_the_policy(cast: Cast) -> None:
    run = make_run(cast.dumai)
    years = rule_of(run, DAY).of("pns")
    assert years is not None

    def measured(last: date) -> date:
        return last.replace(year=last.year - years)

    for last in (
        DAY - timedelta(days=1),
        DAY,
        DAY + timedelta(days=30),
        DAY + timedelta(days=180),
        DAY + timedelta(days=181),
    ):
        answer(run, cast.dumai.section, [cell(INTEGRITY, "equal", measured(last))])
    finish(run)
    found = endings(run.answers.all(), run, DAY)
    assert [(each.until - DAY).days for each in found] == [0, 30, 180]
    assert len(endings(run.answers.all(), run, DAY, 30)) == 2


def test_a_certificates_own_last_day_counts_where_it_is_earlier(cast: Cast) -> None:
    run = make_run(cast.dumai)
    day, ends = date(2026, 3, 1), DAY + timedelta(days=10)
    who = answer(run, cast.dumai.section, [cell(INTEGRITY, "equal", day), cell(TEAM, "equal", day)]).person
    said = {"source": "accredited_centre", "level": 1, "indicators": None, "assessors": None}
    for code, until in (("M.1", ends), ("M.2", None)):
        data = said | {
            "rubric": f"{code}@1:0123456789ab",
            "valid_until": until.isoformat() if until else None,
        }
        entry = Entry.objects.create(
            person=who, kind="competency", since=day, data=data, origin="test", recorded_at=AT, known_on=day
        )
    Run.objects.filter(pk=run.pk).update(read_up_to=entry.pk)
    finish(Run.objects.get(pk=run.pk))
    run.refresh_from_db()
    Entry.objects.create(  # what came later, the run did not read
        person=who,
        kind="competency",
        since=day,
        data=said | {"rubric": "M.2@1:0123456789ab", "valid_until": ends.isoformat()},
        origin="test",
        recorded_at=AT,
        known_on=day,
    )
    assert [(each.key, each.until) for each in endings(run.answers.all(), run, DAY)] == [(INTEGRITY, ends)]


def test_map_and_report_give_the_same_number_for_the_same_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    assert clock.today() == DAY
    run = make_run(cast.dumai)
    years = rule_of(run, DAY).of("pns") or 0
    for left in (0, 20, 180, 181):
        last = DAY + timedelta(days=left)
        answer(run, cast.dumai.section, [cell(INTEGRITY, "equal", last.replace(year=last.year - years))] * 2)
    finish(run)
    client, user = cast.client(Role.HEAD), cast.dumai.users[Role.HEAD]
    *_, (days, people, results, _url, last) = client.get(reverse("maps:index")).context["expiring"]
    told = unit_report(
        asker_of(user, cast.dumai.instansi.pk, DAY), cast.dumai.office, Purpose.APPOINTMENT
    ).report
    table = next(each for each in told.tables if each.key == "expiring")
    assert (people, results) == (3, len(table.rows)) == (3, 6)
    assert table.note == (
        f"Dihitung dari tanggal data, {DAY:%d-%m-%Y}: {results} hasil milik {people} pegawai habis berlaku dalam "
        f"{days} hari, sampai {last:%d-%m-%Y}."
    )


def test_the_page_counts_from_today_and_leads_to_exactly_those_people(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 1, 3, tzinfo=AT.tzinfo))
    run = make_run(cast.dumai)
    on = clock.today()
    years = rule_of(run, on).of("pns") or 0
    soon = on + timedelta(days=20)
    answer(
        run,
        cast.dumai.section,
        [
            cell(INTEGRITY, "equal", soon.replace(year=soon.year - years)),
            cell(TEAM, "equal", date(2026, 5, 1)),
        ],
        name="Contoh Segera",
    )
    answer(run, cast.dumai.section, [cell(INTEGRITY, "equal", date(2026, 5, 1))], name="Contoh Nanti")
    finish(run)
    client = cast.client(Role.HEAD)
    html = client.get(reverse("maps:expiring")).content.decode()
    assert "Contoh Segera" in html
    assert "Contoh Nanti" not in html
    listed = client.get(reverse("maps:list"), {"penilaian": str(run.pk), "habis": "30"}).content.decode()
    assert "Contoh Segera" in listed
    assert "Contoh Nanti" not in listed
    for key, said in ((INTEGRITY, True), (TEAM, False)):  # a competency's figure leads to its own list
        of_one = {"penilaian": str(run.pk), "habis": "180", "kompetensi": key}
        assert ("Contoh Segera" in client.get(reverse("maps:list"), of_one).content.decode()) is said
    assert f"kompetensi={quote(INTEGRITY)}&amp;habis=180" in html
