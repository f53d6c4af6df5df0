"""Who looked at whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from selaras import clock
from selaras.web.accounts.roles import Role
from selaras.web.audit import access, actions
from selaras.web.audit.models import Access, AccessBatch
from tests.web.audit.harm import kinds, run
from tests.web.audit.looks import look
from tests.web.cast import AT, Cast


def test_a_look_at_another_person_is_noted_and_at_oneself_is_not(cast: Cast) -> None:
    look(cast, Role.ANALYST)
    look(cast, Role.EMPLOYEE)
    seen = Access.objects.get()
    assert seen.by == cast.dumai.users[Role.ANALYST]
    assert seen.person == cast.dumai.person
    assert seen.by_role == "analyst"
    assert seen.instansi == cast.dumai.instansi


def test_turning_pages_is_one_look(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    at = AT
    monkeypatch.setattr(clock, "now", lambda: at)
    for _ in range(3):
        look(cast)
    look(cast, what="people.documents")
    look(cast, Role.HEAD)
    look(cast, person=cast.dumai.stranger)
    assert Access.objects.count() == 4
    at = AT + access.AGAIN_AFTER + timedelta(seconds=1)
    look(cast)
    assert Access.objects.count() == 5


def test_a_look_costs_two_queries_and_again_one(cast: Cast, django_assert_num_queries: Any) -> None:
    from tests.web.audit.looks import asker

    who = asker(cast, Role.ANALYST)
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            access.looked(asker=who, person=cast.dumai.person, what="people.record")


def test_views_are_chained_once_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "BATCH", 2)
    for each in range(5):
        look(cast, what=f"people.{each}")
    assert access.chain_batch(AT) == 5
    assert access.chain_batch(AT) == 0
    assert list(AccessBatch.objects.order_by("number").values_list("number", "views")) == [
        (1, 2),
        (2, 2),
        (3, 1),
    ]
    assert not Access.objects.filter(batch=None).exists()
    assert kinds() == []


@pytest.fixture
def views(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Five views in two batches, one not yet chained."""
    monkeypatch.setattr(access, "BATCH", 3)
    for each in range(5):
        look(cast, what=f"people.{each}")
    access.chain_batch(AT)
    look(cast, what="people.loose")
    return list(Access.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("which", [0, 2, 4, 5])
@pytest.mark.parametrize("column", ["by_name", "what", "at", "by_role", "hash"])
def test_a_changed_view_is_named(views: list[int], which: int, column: str) -> None:
    value = "2026-01-01 00:00:00+00" if column == "at" else "x"
    run(f"UPDATE audit_access SET {column} = %s WHERE id = %s", value, views[which])
    assert [str(first) for _, first, _ in kinds()] == [str(views[which])]


def test_a_removed_view_is_named(views: list[int]) -> None:
    run("DELETE FROM audit_access WHERE id = %s", views[1])
    assert kinds() == [("view", str(views[1]), 1)]


def test_a_view_moved_to_another_batch_is_named_in_both(views: list[int]) -> None:
    other = AccessBatch.objects.get(number=2).pk
    run("UPDATE audit_access SET batch_id = %s WHERE id = %s", other, views[1])
    assert kinds() == [("view", str(views[1]), 1), ("view", str(views[1]), 2)]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit_accessbatch SET views = 9 WHERE number = 1",
        "UPDATE audit_accessbatch SET members = members || ',999' WHERE number = 2",
        "UPDATE audit_accessbatch SET hash = 'x' WHERE number = 1",
        "UPDATE audit_accessbatch SET previous = 'x' WHERE number = 2",
        "UPDATE audit_accessbatch SET number = 7 WHERE number = 2",
        "UPDATE audit_access SET batch_id = NULL",
        "UPDATE audit_head SET number = 1 WHERE id = 2",
    ],
)
def test_a_changed_batch_is_found(views: list[int], harm: str) -> None:
    run(harm)
    assert kinds()


def test_a_cut_tail_of_batches_shows_in_the_seal(views: list[int]) -> None:
    actions.seal(at=AT)
    last, before = AccessBatch.objects.order_by("-number")[:2]
    run("DELETE FROM audit_access WHERE batch_id = %s", last.pk)
    run("DELETE FROM audit_accessbatch WHERE id = %s", last.pk)
    run("UPDATE audit_head SET number = %s, hash = %s WHERE id = 2", before.number, before.hash)
    assert kinds() == [("view", 2, 2)]


def test_an_employee_sees_who_looked_and_nothing_about_others(cast: Cast) -> None:
    look(cast, Role.ANALYST)
    look(cast, Role.HEAD, person=cast.dumai.stranger)
    page = cast.client(Role.EMPLOYEE).get("/audit/siapa-melihat/")
    assert page.status_code == 200
    assert cast.dumai.users[Role.ANALYST].name in page.text
    assert cast.dumai.users[Role.HEAD].name not in page.text


def test_the_access_log_stays_within_the_scope(cast: Cast) -> None:
    look(cast)
    for house, seen in ((cast.dumai, True), (cast.contoh, False)):
        page = cast.client(Role.AUDITOR, house).get("/audit/akses/")
        assert page.status_code == 200
        assert (cast.dumai.person.name in page.text.split("<tbody>")[-1]) is seen or not seen
        assert page.context["page"].paginator.count == int(seen)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("since=2026-07-01", 2),
        ("until=2026-06-30", 0),
        ("by={by}", 1),
        ("person={person}", 1),
        ("what=people.record", 0),
        ("person=0", 2),
        ("by=99999999999999999999999999", 2),
        ("since=kemarin", 2),
        ("since=2026-07-02&until=2026-07-01", 0),
        ("page=99", 2),
    ],
)
def test_the_access_log_is_filtered_and_wrong_filters_are_told(
    cast: Cast, query: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    look(cast, Role.ANALYST, what="people.documents")
    look(cast, Role.HEAD, cast.dumai.stranger, what="people.documents")
    values = {"by": cast.dumai.users[Role.ANALYST].pk, "person": cast.dumai.stranger.pk}
    page = signed_in(cast).get(f"/audit/akses/?{query.format(**values)}")
    assert page.status_code == 200
    if "what" not in query and "since=2026-07-02" not in query:
        assert page.context["page"].paginator.count == count


def signed_in(cast: Cast) -> Client:
    return cast.client(Role.AUDITOR)
