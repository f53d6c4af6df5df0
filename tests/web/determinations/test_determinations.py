"""Determinations: made by one, confirmed by another; of two that decide at once, one does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from selaras.core.model import RowKey
from selaras.core.policy import Purpose
from selaras.core.verdict import Outcome
from selaras.errors import UsageError
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.models import Access
from selaras.web.audit.models import Entry as Logged
from selaras.web.determinations.actions import confirm, determine, reject, revoke
from selaras.web.determinations.apps import tasks
from selaras.web.determinations.reading import (
    AWAITING,
    CONFIRMED,
    REJECTED,
    REVOKED,
    WITHDRAWN,
    newest,
    state_of,
)
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.people.models import Entry, Kind, Person
from tests.web.cast import AT, DAY, Cast, make_cast
from tests.web.evaluations.people import like_rini

FIELD = RowKey.EDUCATION_FIELD


def made(cast: Cast, **said: Any) -> Entry:
    """The analyst finds the field relevant."""
    given: dict[str, Any] = {
        "person": cast.dumai.person,
        "row": FIELD,
        "finding": True,
        "position": "",
        "since": DAY,
        "reason": "bidang serumpun",
        "document_name": "ND 12/2026",
        "by": cast.dumai.users[Role.ANALYST],
        "at": AT,
    }
    return determine(**given | said)


def confirmed(cast: Cast, entry: Entry) -> Entry:
    """The competent official confirms."""
    return confirm(entry=entry, by=cast.dumai.users[Role.AUTHORITY], at=AT)


def outcome(who: Person, on: date = DAY) -> Outcome:
    return verdict_of(who, question(who.instansi, Purpose.APPOINTMENT, on)).outcome


def test_a_determination_decides_only_after_another_person_confirmed_it(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    assert outcome(who) is Outcome.UNDETERMINED
    entry = made(cast, person=who)
    assert outcome(who) is Outcome.UNDETERMINED
    confirmed(cast, entry)
    assert outcome(who) is Outcome.ELIGIBLE
    assert outcome(who, DAY - timedelta(days=1)) is Outcome.UNDETERMINED


def test_revoked_it_still_counts_for_the_days_before(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    later = AT + timedelta(days=30)
    entry = confirmed(cast, made(cast, person=who))
    ended = revoke(
        entry=entry,
        on=DAY + timedelta(days=20),
        reason="ijazah keliru",
        by=cast.dumai.users[Role.ANALYST],
        at=later,
    )
    assert state_of(ended) == REVOKED
    assert outcome(who, DAY + timedelta(days=10)) is Outcome.ELIGIBLE
    assert outcome(who, DAY + timedelta(days=30)) is Outcome.UNDETERMINED


def test_its_author_does_not_confirm_it_under_any_name(cast: Cast) -> None:
    entry = made(cast)
    with pytest.raises(UsageError):
        confirm(entry=entry, by=cast.dumai.users[Role.ANALYST], at=AT)
    named = cast.dumai.users[Role.AUTHORITY]
    Entry.objects.filter(pk=entry.pk).update(data=entry.data | {"by": f"  {named.name.upper()}"})
    with pytest.raises(UsageError):
        confirm(entry=entry, by=named, at=AT)
    assert not Entry.objects.exclude(data__confirmed_by="").exists()


def test_nobody_determines_or_confirms_about_themselves(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    entry = made(cast)
    Person.objects.filter(pk=cast.dumai.person.pk).update(user=analyst)
    with pytest.raises(UsageError):
        made(cast, row=RowKey.EXPERIENCE)
    Person.objects.filter(pk=cast.dumai.person.pk).update(user=cast.dumai.users[Role.AUTHORITY])
    with pytest.raises(UsageError):
        confirmed(cast, entry)
    client = cast.client(Role.AUTHORITY)
    assert client.post(reverse("determinations:confirm", args=[entry.pk])).status_code == 403


def test_the_same_sent_twice_is_recorded_once(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    url = reverse("determinations:new", args=[cast.dumai.person.pk, FIELD])
    sent = {
        "finding": "1",
        "position": "*",
        "since": "01-07-2026",
        "reason": "serumpun",
        "document_name": "ND 1",
    }
    first = client.post(url, sent)
    assert first.status_code == 302
    again = client.post(url, sent)
    assert again.status_code == 200
    assert "menunggu orang kedua" in again.content.decode()
    assert Entry.objects.filter(kind=Kind.DETERMINATION).count() == 1


def test_what_was_settled_meanwhile_is_not_settled_again(cast: Cast) -> None:
    entry = made(cast)
    confirmed(cast, entry)
    acts: list[Callable[[], Any]] = [
        lambda: confirmed(cast, entry),
        lambda: reject(entry=entry, reason="x", by=cast.dumai.users[Role.AUTHORITY], at=AT),
        lambda: revoke(entry=entry, on=DAY, reason="x", by=cast.dumai.users[Role.AUTHORITY], at=AT),
    ]
    for act in acts:
        with pytest.raises(UsageError):
            act()
    assert Entry.objects.filter(kind=Kind.DETERMINATION).count() == 2


@pytest.mark.parametrize(
    "said",
    [{"since": DAY + timedelta(days=1)}, {"since": DAY, "finding": False}],
    ids=["to come", "contrary"],
)
def test_one_of_tomorrow_or_against_another_of_the_day_is_refused(cast: Cast, said: dict[str, Any]) -> None:
    confirmed(cast, made(cast))
    with pytest.raises(UsageError):
        made(cast, **said)


def test_turned_down_with_a_reason_its_author_is_told(cast: Cast) -> None:
    entry = made(cast)
    client = cast.client(Role.AUTHORITY)
    url = reverse("determinations:reject", args=[entry.pk])
    assert client.post(url, {"tolak-reason": " "}).status_code == 400
    assert client.post(url, {"tolak-reason": "ijazah belum terlampir"}).status_code == 302
    last = Entry.objects.get(corrects=entry)
    assert state_of(last) == REJECTED
    page = cast.client(Role.ANALYST).get(reverse("determinations:detail", args=[entry.pk])).content.decode()
    assert "ijazah belum terlampir" in page
    analyst = asker_of(cast.dumai.users[Role.ANALYST], cast.dumai.instansi.pk, DAY)
    assert [task.count for task in tasks(analyst)] == [0, 1]


def test_its_author_takes_it_back_which_is_no_rejection(cast: Cast) -> None:
    entry = made(cast)
    last = reject(entry=entry, reason="salah baris", by=cast.dumai.users[Role.ANALYST], at=AT)
    assert state_of(last) == WITHDRAWN
    made(cast)  # and may record it anew


def test_who_may_confirm_finds_it_among_the_tasks_its_author_does_not(cast: Cast) -> None:
    made(cast)
    counts = {
        role: [task.count for task in tasks(asker_of(cast.dumai.users[role], cast.dumai.instansi.pk, DAY))]
        for role in (Role.ANALYST, Role.AUTHORITY, Role.HEAD)
    }
    assert counts == {Role.ANALYST: [0, 0], Role.AUTHORITY: [1, 0], Role.HEAD: []}


def test_the_list_tells_where_each_has_come_to_within_the_scope(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    confirmed(cast, made(cast))
    made(cast, row=RowKey.EXPERIENCE)
    made(cast, person=cast.dumai.stranger)
    asker = asker_of(cast.dumai.users[Role.ANALYST], cast.dumai.instansi.pk, DAY)
    states = newest(asker, Permission.VIEW_PEOPLE).order_by("pk").values_list("state", flat=True)
    assert list(states) == [CONFIRMED, AWAITING, AWAITING]
    client = cast.client(Role.HEAD)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("determinations:list")).content.decode()
    assert "Contoh Pegawai" in page
    assert "Contoh Orang Lain" not in page
    waiting_only = client.get(reverse("determinations:list"), {"keadaan": AWAITING}).content.decode()
    assert "Pengalaman kerja" in waiting_only


def test_every_step_is_in_the_audit_trail_and_every_look_in_the_access_log(cast: Cast) -> None:
    entry = confirmed(cast, made(cast))
    revoke(entry=entry, on=DAY, reason="keliru", by=cast.dumai.users[Role.AUTHORITY], at=AT)
    actions = list(Logged.objects.order_by("number").values_list("action", flat=True))
    wanted = ["determinations.new", "determinations.confirm", "determinations.revoke"]
    assert [action for action in actions if action.startswith("determinations")] == wanted
    cast.client(Role.HEAD).get(reverse("determinations:detail", args=[entry.pk]))
    assert Access.objects.filter(person=cast.dumai.person, what="penetapan").exists()


def test_a_row_that_law_decides_is_not_open_to_judgement(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    for row, status in ((FIELD, 200), (RowKey.EDUCATION_LEVEL, 404), ("nothing", 404)):
        url = reverse("determinations:new", args=[cast.dumai.person.pk, row])
        assert client.get(url).status_code == status


def test_the_employee_reads_the_own_determination_and_changes_nothing(cast: Cast) -> None:
    entry = made(cast)
    client = cast.client(Role.EMPLOYEE)
    page = client.get(reverse("determinations:detail", args=[entry.pk]))
    assert page.status_code == 200
    assert "Konfirmasi penetapan" not in page.content.decode()
    assert client.post(reverse("determinations:confirm", args=[entry.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_confirm_or_turn_down_at_once_exactly_one_does() -> None:
    cast = make_cast()
    entry = made(cast)
    by = cast.dumai.users[Role.AUTHORITY]
    won: list[str] = []
    gate = threading.Barrier(8)

    def act(number: int) -> None:
        try:
            gate.wait(30)
            if number % 2:
                confirm(entry=entry, by=by, at=AT)
            else:
                reject(entry=entry, reason="x", by=by, at=AT)
            won.append("one")
        except UsageError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == ["one"]
    assert Entry.objects.filter(kind=Kind.DETERMINATION).count() == 2
