"""The pages of the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from selaras.web.accounts.roles import Permission, Role
from selaras.web.audit import labels, periodic, scopes
from selaras.web.audit.models import Entry
from selaras.web.audit.record import record, sealed
from tests.web.audit.harm import run
from tests.web.audit.looks import look
from tests.web.cast import AT, Cast, House

NASTY = "<script>alert(1)</script>\r\nSet-Cookie: x=1"


def written(cast: Cast, house: House | None = None, **values: Any) -> Entry:
    """An entry of an instansi."""
    house = house or cast.dumai
    said: dict[str, Any] = {"before": {"title": "Lama"}, "after": {"title": "Baru"}, "why": "alasan"} | values
    return record(
        values.pop("action", "test.write"),
        house.position,
        by=house.users[Role.ANALYST],
        at=said.pop("at", AT),
        instansi=house.instansi,
        **{name: value for name, value in said.items() if name in ("before", "after", "why")},
    )


def test_the_permissions_are_those_of_the_accounts() -> None:
    assert Permission.VIEW_AUDIT == scopes.VIEW_AUDIT
    assert Permission.VIEW_ACCESS == scopes.VIEW_ACCESS
    assert Permission.VIEW_OWN == scopes.VIEW_OWN


def test_an_auditor_reads_what_was_done_in_plain_words(cast: Cast) -> None:
    entry = written(cast)
    for address in ("/audit/", f"/audit/{entry.number}/"):
        page = cast.client(Role.AUDITOR).get(address)
        assert page.status_code == 200
        assert "nama jabatan: Lama" in page.text or "nama jabatan</th><td>Lama</td><td>Baru" in page.text
        assert cast.dumai.users[Role.ANALYST].name in page.text
        assert "jabatan " in page.text
        assert "01-07-2026 10.00 WIB" in page.text


def test_another_instansi_s_entries_are_not_there(cast: Cast) -> None:
    own, foreign = written(cast), written(cast, cast.contoh)
    client = cast.client(Role.AUDITOR)
    assert [each.entry.pk for each in client.get("/audit/").context["entries"]] == [own.pk]
    assert client.get(f"/audit/{foreign.number}/").status_code == 404
    assert client.get("/audit/999/").status_code == 404
    assert client.get("/audit/99999999999999999999/").status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.ADMIN}))
def test_who_may_not_read_the_log_is_refused(cast: Cast, role: Role) -> None:
    entry = written(cast)
    for address in ("/audit/", f"/audit/{entry.number}/", "/audit/akses/"):
        assert cast.client(role).get(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("action=test.write", 3),
        ("since=2026-07-02", 2),
        ("until=2026-07-01", 1),
        ("since=2026-07-02&until=2026-07-02", 1),
        ("since=02-07-2026", 2),
        ("kind=organisation.position", 3),
        ("kind=people.person", 0),
        ("by={by}", 3),
        ("by=0", 3),
        ("subject=people.person:1", 0),
        ("since=9999-12-31", 0),
        ("until=9999-12-31", 3),
        ("page=x", 3),
    ],
)
def test_the_log_is_filtered(cast: Cast, query: str, found: int) -> None:
    labels.register({"test.write": "Menguji"})
    for day in range(3):
        written(cast, at=AT + timedelta(days=day))
    page = cast.client(Role.AUDITOR).get(f"/audit/?{query.format(by=cast.dumai.users[Role.ANALYST].pk)}")
    assert page.context["page"].paginator.count == found


@pytest.mark.parametrize(
    "query", ["since=kemarin", "since=2026-07-02&until=2026-07-01", "by=abc", "subject=" + "x" * 99]
)
def test_a_wrong_filter_is_told_in_its_place(cast: Cast, query: str) -> None:
    written(cast)
    page = cast.client(Role.AUDITOR).get(f"/audit/?{query}")
    assert page.status_code == 200
    assert page.context["form"].errors
    assert 'role="alert"' in page.text


def test_names_with_markup_are_shown_as_they_are_written(cast: Cast) -> None:
    user = cast.dumai.users[Role.ANALYST]
    user.name = NASTY
    user.save()
    cast.dumai.person.name = NASTY
    cast.dumai.person.save()
    entry = written(cast, after={NASTY: NASTY, "title": [NASTY, {NASTY: NASTY}]}, why=NASTY)
    look(cast)
    client = cast.client(Role.AUDITOR)
    for address in ("/audit/", f"/audit/{entry.number}/", f"/audit/?by={user.pk}", "/audit/akses/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text
        assert not page.cookies.get("x")
    assert "&lt;script&gt;" in cast.client(Role.EMPLOYEE).get("/audit/siapa-melihat/").text


def test_restricted_content_is_not_in_the_log(cast: Cast) -> None:
    entry = written(cast, before=None, after=sealed({"tingkat": "berat"}))
    page = cast.client(Role.ADMIN).get(f"/audit/{entry.number}/")
    assert "isi dirahasiakan" in page.text
    assert "berat" not in page.text.split("<main")[1]


def test_the_page_says_how_an_entry_stands_in_the_chain(cast: Cast) -> None:
    first, _second = written(cast), written(cast)
    client = cast.client(Role.AUDITOR)
    page = client.get(f"/audit/{first.number}/")
    assert page.context["links"].whole
    assert "Rantai belum pernah diperiksa" in page.text
    periodic.daily(AT)
    assert "Rantai utuh" in client.get("/audit/").text
    run("UPDATE audit_entry SET why = 'lain' WHERE number = %s", first.number)
    periodic.daily(AT)
    page = client.get(f"/audit/{first.number}/")
    assert "Isi tidak cocok dengan sidiknya" in page.text
    assert "Catatan 1 diubah" in page.text
    assert "1 temuan" in client.get("/audit/").text


def test_damaged_content_is_shown_and_not_stumbled_over(cast: Cast) -> None:
    entry = written(cast)
    run("UPDATE audit_entry SET after = %s, before = %s, subject = %s", '{"x', "[1]", "nothing.at:all")
    for address in ("/audit/", f"/audit/{entry.number}/"):
        assert cast.client(Role.AUDITOR).get(address).status_code == 200


def test_the_list_takes_as_many_queries_for_fifty_entries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = cast.client(Role.AUDITOR)
    for _ in range(60):
        written(cast)
    look(cast)
    with django_assert_max_num_queries(12):
        client.get("/audit/")
    with django_assert_max_num_queries(14):
        client.get("/audit/30/")
    with django_assert_max_num_queries(10):
        client.get("/audit/akses/")


def test_both_languages_are_there(cast: Cast) -> None:
    entry = written(cast)
    client = cast.client(Role.AUDITOR)
    client.cookies["django_language"] = "en"
    assert "Audit log" in client.get("/audit/", headers={"accept-language": "en"}).text
    assert "Before" in client.get(f"/audit/{entry.number}/", headers={"accept-language": "en"}).text


@pytest.mark.parametrize(
    "value", [None, True, 3, 1.5, "2026-07-01", "2026-07-01T03:00:00Z", [], [1, None], {"a": 1}]
)
def test_every_kind_of_value_has_words(db: None, value: Any) -> None:
    assert labels.readable(value)
