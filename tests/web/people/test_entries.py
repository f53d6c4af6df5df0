"""What is recorded about a person, and what lists and the engine make of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from selaras.errors import DataRefused, UsageError
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry as Logged
from selaras.web.people.actions import NewEntry, keep_rubrics, record_entry, record_many
from selaras.web.people.errors import Stale
from selaras.web.people.facts import fact_of
from selaras.web.people.load import persons
from selaras.web.people.models import Entry, Kind, Person
from selaras.web.people.present import refresh_due
from tests.cast import RINI
from tests.web.cast import AT, DAY, Cast


def test_a_recorded_rank_shows_in_the_list_and_reaches_the_engine(cast: Cast) -> None:
    who = cast.dumai.person
    record_entry(person=who, kind=Kind.RANK, since=date(2024, 4, 1), data={"rank": "II/b"}, by=None, at=AT)
    who.refresh_from_db()
    assert (who.rank, who.version) == ("II/b", 2)
    (person,) = persons(Person.objects.filter(pk=who.pk), DAY)
    assert person.ranks[0].rank.code == "II/b"
    assert person.ranks[0].known_from == date(2026, 7, 1)


def test_a_correction_replaces_what_it_corrects_and_leaves_it_readable(cast: Cast) -> None:
    who = cast.dumai.person
    first = record_entry(
        person=who, kind=Kind.RANK, since=date(2024, 4, 1), data={"rank": "II/b"}, by=None, at=AT
    )
    record_entry(
        person=who,
        kind=Kind.RANK,
        since=date(2024, 4, 1),
        data={"rank": "II/a"},
        corrects=first,
        by=None,
        at=AT,
    )
    who.refresh_from_db()
    assert who.rank == "II/a"
    assert Entry.objects.filter(person=who, kind=Kind.RANK).count() == 2


def test_an_entry_is_corrected_only_once(cast: Cast) -> None:
    who = cast.dumai.person
    first = record_entry(
        person=who, kind=Kind.RANK, since=date(2024, 4, 1), data={"rank": "II/b"}, by=None, at=AT
    )
    again = {
        "person": who,
        "kind": Kind.RANK,
        "since": date(2024, 4, 1),
        "corrects": first,
        "by": None,
        "at": AT,
    }
    record_entry(data={"rank": "II/a"}, **again)
    with pytest.raises(UsageError, match="corrected already"):
        record_entry(data={"rank": "II/c"}, **again)


def test_who_writes_over_a_newer_version_is_told(cast: Cast) -> None:
    who = cast.dumai.person
    rank = {"person": who, "kind": Kind.RANK, "since": date(2024, 4, 1), "by": None, "at": AT}
    record_entry(data={"rank": "II/b"}, expected_version=1, **rank)
    with pytest.raises(Stale) as raised:
        record_entry(data={"rank": "II/c"}, expected_version=1, **rank)
    assert raised.value.version == 2
    assert Entry.objects.filter(person=who).count() == 1


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.RANK, {"rank": "V/a"}),
        (Kind.RANK, {"rank": "II/a", "more": 1}),
        (Kind.COMPETENCY, {"rubric": "M.1@1:x", "source": "internal_panel"}),
        (Kind.TRAINING, {"kind": "managerial", "name": ""}),
    ],
)
def test_data_that_do_not_fit_their_kind_are_refused_with_the_place(
    cast: Cast, kind: Kind, data: dict[str, object]
) -> None:
    with pytest.raises(DataRefused) as raised:
        record_entry(person=cast.dumai.person, kind=kind, since=DAY, data=data, by=None, at=AT)
    assert raised.value.problems


def test_what_is_restricted_stands_in_the_log_only_as_a_fingerprint(cast: Cast) -> None:
    data = {"degree": "heavy", "sanction": "Contoh hukuman", "until": None}
    why = {"reason": "Contoh pelanggaran berat", "by": None, "at": AT}
    record_entry(person=cast.dumai.person, kind=Kind.DISCIPLINE, since=DAY, data=data, **why)
    logged = Logged.objects.get(action="people.record")
    said = f"{logged.after} {logged.why}"
    assert "digest" in said
    for word in ("Contoh hukuman", "Contoh pelanggaran", "discipline", "heavy", DAY.isoformat()):
        assert word not in said


def test_what_the_engine_reads_can_be_written_down_and_read_again(cast: Cast) -> None:
    original = RINI
    who = cast.dumai.person
    facts = [
        fact_of(entry)
        for entry in (*original.ranks, *original.educations, *original.trainings, *original.evidence)
    ]
    keep_rubrics(entry.rubric for entry in original.evidence)
    record_many(
        rows=[
            NewEntry(person=who, kind=f.kind, since=f.since, data=f.data, known_on=f.known_on) for f in facts
        ],
        origin="test",
        by=None,
        at=AT,
    )
    (read,) = persons(Person.objects.filter(pk=who.pk), DAY)
    assert [entry.rank for entry in read.ranks] == [entry.rank for entry in original.ranks]
    assert [(entry.rubric, entry.level, entry.indicators) for entry in read.evidence] == [
        (entry.rubric, entry.level, entry.indicators) for entry in original.evidence
    ]


def test_what_begins_tomorrow_is_shown_from_tomorrow(cast: Cast) -> None:
    who = cast.dumai.person
    tomorrow = AT.date() + timedelta(days=1)
    record_entry(person=who, kind=Kind.RANK, since=tomorrow, data={"rank": "II/c"}, by=None, at=AT)
    who.refresh_from_db()
    assert who.rank == ""
    refresh_due(AT + timedelta(days=1))
    who.refresh_from_db()
    assert who.rank == "II/c"


def test_an_auditor_reads_what_was_recorded_in_the_words_of_the_record(cast: Cast) -> None:
    first = record_entry(
        person=cast.dumai.person,
        kind=Kind.RANK,
        since=date(2024, 4, 1),
        data={"rank": "II/b"},
        by=None,
        at=AT,
    )
    page = cast.client(Role.AUDITOR).get(reverse("audit:list")).content.decode()
    assert f"Pengatur Muda Tk. I (II/b) · sejak 01-04-2024 · catatan {first.pk}" in page
