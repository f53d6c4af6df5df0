"""Keys: shown once, kept as a hash, scoped, ended, limited, on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras import clock
from selaras.clock import today
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.keys_actions import issue_key, revoke_key
from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Permission, Role
from selaras.web.audit.models import Access, Entry
from tests.web.api.keys import key_for, program
from tests.web.cast import AT, Cast

LIST = "/api/v1/standards"


def test_an_administrator_makes_a_key_that_is_shown_once(cast: Cast) -> None:
    client = cast.client(Role.ADMIN)
    said = {
        "name": "Contoh dasbor",
        "owner": cast.dumai.users[Role.INTEGRATOR].pk,
        "unit": cast.dumai.office.code,
        "scopes": ["view_verdicts"],
        "expires_on": f"{today() + timedelta(days=90):%d-%m-%Y}",
        "per_minute": 60,
    }
    page = client.post(reverse("accounts:key_add"), said)
    [key] = ApiKey.objects.all()
    text = str(page.context["text"])
    assert text in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert text.startswith(f"slr_{key.prefix}_")
    assert text.split("_", 2)[2] not in str(ApiKey.objects.values().get())
    listed = client.get(reverse("accounts:keys")).content.decode()
    assert key.prefix in listed
    assert text not in listed
    assert program(text).get(LIST).status_code == 200
    entry = Entry.objects.get(action="accounts.issue_key")
    assert entry.after["prefix"] == key.prefix
    assert text not in str(entry.after)
    again = client.post(reverse("accounts:key_add"), said)  # a form sent twice makes no second key
    assert again.status_code == 422
    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"unit": "contoh-01"}, "a unit of another instansi"),
        ({"expires_on": "31-12-2999"}, "longer than a year"),
        ({"expires_on": "01-01-2020"}, "in the past"),
        ({"scopes": ["edit_people"]}, "a scope that no key has"),
        ({"owner": 0}, "nobody"),
        ({"per_minute": 0}, "no request at all"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_key_is_refused(cast: Cast, given: dict[str, Any], why: str) -> None:
    said = {
        "name": "Contoh",
        "owner": cast.dumai.users[Role.INTEGRATOR].pk,
        "unit": cast.dumai.office.code,
        "scopes": [],
        "expires_on": f"{today():%d-%m-%Y}",
        "per_minute": 60,
    }
    assert cast.client(Role.ADMIN).post(reverse("accounts:key_add"), said | given).status_code == 422, why
    assert not ApiKey.objects.exists()


def test_a_key_needs_an_owner_who_integrates_for_its_unit(cast: Cast) -> None:
    with pytest.raises(AccountsRefused):
        issue_key(
            unit=cast.dumai.office,
            owner=cast.dumai.users[Role.ANALYST],
            name="Contoh",
            scopes=(),
            expires_on=today(),
            by=cast.dumai.users[Role.ADMIN],
            at=clock.now(),
        )
    with pytest.raises(AccountsRefused):  # nor is it issued by somebody who manages no keys there
        issue_key(
            unit=cast.contoh.office,
            owner=cast.contoh.users[Role.INTEGRATOR],
            name="Contoh",
            scopes=(),
            expires_on=today(),
            by=cast.dumai.users[Role.ADMIN],
            at=clock.now(),
        )


def test_without_a_key_or_with_a_wrong_one_the_answer_is_a_problem(cast: Cast) -> None:
    _key, text = key_for(cast.dumai)
    for headers, code in (
        ({}, "no_key"),
        ({"Authorization": "Basic abc"}, "no_key"),
        ({"Authorization": "Bearer "}, "no_key"),
        ({"Authorization": f"Bearer {text}x"}, "bad_key"),
        ({"Authorization": "Bearer slr_00000000_x"}, "bad_key"),
        ({"Authorization": f"Bearer {'slr_' * 100}"}, "bad_key"),
        ({"Authorization": "Bearer slr_é_é"}, "bad_key"),
    ):
        answer = Client(headers=headers).get(LIST)
        assert answer.status_code == 401, headers
        said = answer.json()
        assert said["code"] == code
        assert set(said) == {"status", "code", "what", "remedy", "fields"}
        assert said["what"]["id"] != said["what"]["en"]
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing(cast: Cast) -> None:
    for role in Role:
        assert cast.client(role).get(LIST).status_code == 401


def test_a_revoked_key_opens_nothing_from_that_moment(cast: Cast) -> None:
    key, text = key_for(cast.dumai)
    client = cast.client(Role.ADMIN)
    page = client.post(reverse("accounts:key_revoke", args=[key.pk]), {"why": "Contoh: hilang"})
    assert page.status_code == 302
    answer = program(text).get(LIST)
    assert (answer.status_code, answer.json()["code"]) == (401, "ended_key")
    assert Entry.objects.get(action="accounts.revoke_key").why == "Contoh: hilang"
    with pytest.raises(AccountsRefused):
        revoke_key(key=key, why="lagi", by=cast.dumai.users[Role.ADMIN], at=clock.now())


def test_a_key_ends_with_its_last_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    key, text = key_for(cast.dumai)
    ApiKey.objects.filter(pk=key.pk).update(expires_on=today())
    assert program(text).get(LIST).status_code == 200
    ApiKey.objects.filter(pk=key.pk).update(expires_on=today() - timedelta(days=1))
    assert program(text).get(LIST).json()["code"] == "ended_key"


@pytest.mark.parametrize("ends", ["role", "account"])
def test_a_key_ends_with_its_owners_role_or_account(cast: Cast, ends: str) -> None:
    owner = cast.dumai.users[Role.INTEGRATOR]
    _key, text = key_for(cast.dumai)
    if ends == "role":
        Grant.objects.filter(user=owner).update(revoked_at=AT)
    else:
        owner.is_active = False
        owner.save()
    assert program(text).get(LIST).json()["code"] == "ended_key"


def test_a_key_without_the_scope_is_told_so(cast: Cast) -> None:
    _key, none = key_for(cast.dumai, scopes=())
    _key, verdicts = key_for(cast.dumai, scopes=(Permission.VIEW_VERDICTS,))
    person = f"/api/v1/people/{cast.dumai.person.pk}/verdict"
    assert program(none).get(LIST).status_code == 200  # standards are for everybody
    for address in (person, "/api/v1/runs"):
        assert program(none).get(address).json()["code"] == "out_of_scope"
    asked = {"nip": cast.dumai.person.nip}
    answer = program(verdicts).post("/api/v1/verdicts", asked, "application/json")
    assert answer.json()["code"] == "out_of_scope"
    said = program(verdicts).get(person).json()
    assert said["person"]["pk"] == cast.dumai.person.pk
    assert said["person"]["nip"] is said["person"]["name"] is None


def test_the_share_of_a_minute_is_counted_exactly(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _key, text = key_for(cast.dumai, per_minute=3)
    moment = AT.replace(year=today().year)
    monkeypatch.setattr(clock, "now", lambda: moment)
    ApiKey.objects.update(expires_on=date(2999, 1, 1))
    Grant.objects.update(granted_at=moment)
    answers = [program(text).get(LIST) for _ in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1].json()["code"] == "too_many"
    moment += timedelta(minutes=1)
    assert program(text).get(LIST).status_code == 200


def test_guessing_is_slowed_down_and_never_holds_up_a_right_key(cast: Cast) -> None:
    _key, text = key_for(cast.dumai)
    codes = [program("slr_00000000_x").get(LIST).status_code for _ in range(125)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert program(text).get(LIST).status_code == 200


def test_who_was_looked_at_by_a_program_is_on_record(cast: Cast) -> None:
    _key, text = key_for(cast.dumai)
    for _ in range(2):
        program(text).get(f"/api/v1/people/{cast.dumai.person.pk}/verdict")
    [seen] = Access.objects.all()
    assert (seen.person, seen.what, seen.by_role) == (cast.dumai.person, "api", "integrator")
    key = ApiKey.objects.get()
    assert key.last_used_at is not None
    own = cast.client(Role.EMPLOYEE).get(reverse("people:tab", args=[cast.dumai.person.pk, "akses"]))
    assert "Integrator" in own.content.decode()


def test_no_nip_stands_in_an_address_of_the_api(cast: Cast) -> None:
    _key, text = key_for(cast.dumai)
    schema = program(text).get("/api/v1/openapi.json").json()
    named = [
        parameter["name"]
        for methods in schema["paths"].values()
        for said in methods.values()
        for parameter in said.get("parameters", [])
    ]
    assert "nip" not in named
