"""Nobody reads a verdict out of scope through the API: every operation × every kind of key × near and far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Permission, Role
from selaras.web.audit.models import Access
from selaras.web.dated import lay
from selaras.web.evaluations.models import Answer, Run
from selaras.web.organisation.models import PositionPeriod, Unit
from selaras.web.people.models import Person
from tests.web.api.keys import key_for, program
from tests.web.cast import AT, DAY, Cast, House
from tests.web.cast import position as make_position
from tests.web.matrix.routes import all_routes

FAR = ("other_unit", "other_instansi")


@dataclass
class World:
    """The cast with a run of each root and of each office, and who is near for a key of the first office."""

    cast: Cast
    whole: dict[str, Run]
    office: dict[str, Run]


@pytest.fixture
def world(cast: Cast) -> World:
    whole, office = {}, {}
    for name, house in (("dumai", cast.dumai), ("contoh", cast.contoh)):
        whole[name] = _run(house, house.root, [house.person, house.stranger])
        office[name] = _run(house, house.office, [house.person])
        office[f"{name}-other"] = _run(house, house.other_office, [house.stranger])
    return World(cast, whole, office)


def _run(house: House, unit: Unit, people: list[Person]) -> Run:
    run = Run.objects.create(
        instansi=house.instansi,
        unit=unit,
        on=DAY,
        purpose=str(Purpose.APPOINTMENT),
        engine="0",
        by=house.users[Role.ANALYST],
        at=AT,
    )
    for person in people:
        Answer.objects.create(
            run=run,
            person=person,
            unit=person.unit,
            outcome="undetermined",
            rows=[["rank", "undetermined", "no_evidence"]],
        )
    Run.objects.filter(pk=run.pk).update(finished=True, people=len(people))
    run.refresh_from_db()
    return run


def _person(client: Client, person: Person) -> Any:
    return client.get(f"/api/v1/people/{person.pk}/verdict")


def _by_nip(client: Client, person: Person) -> Any:
    return client.post("/api/v1/verdicts", {"nip": person.nip}, "application/json")


@pytest.mark.parametrize("ask", [_person, _by_nip])
def test_a_verdict_is_given_within_the_keys_unit_only(
    world: World, ask: Callable[[Client, Person], Any]
) -> None:
    cast = world.cast
    _key, text = key_for(cast.dumai, cast.dumai.office)
    client = program(text)
    assert ask(client, cast.dumai.person).status_code == 200
    for far in (cast.dumai.stranger, cast.contoh.person, cast.contoh.stranger):
        answer = ask(client, far)
        assert answer.status_code == 404
        assert far.name not in answer.content.decode()
    _key, text = key_for(cast.dumai)  # of the whole agency: everybody of it, nobody else
    assert ask(program(text), cast.dumai.stranger).status_code == 200
    assert ask(program(text), cast.contoh.person).status_code == 404
    assert set(Access.objects.values_list("person", flat=True)) == {
        cast.dumai.person.pk,
        cast.dumai.stranger.pk,
    }


def test_everything_wrong_is_named_at_once_in_words(world: World) -> None:
    _key, text = key_for(world.cast.dumai)
    client, address = program(text), f"/api/v1/people/{world.cast.dumai.person.pk}/verdict"

    def wrong(answer: Any) -> dict[str, tuple[str, str]]:
        assert answer.status_code == 422
        return {each["place"]: (each["what"]["id"], each["what"]["en"]) for each in answer.json()["fields"]}

    assert wrong(client.get(address, {"pada": "2026-01-01"})) == {"query.pada": ("tidak dikenal", "unknown")}
    asked = {"purpose": "apa", "on": "01-07-2026", "position": "abc", "pada": "1"}
    assert set(wrong(client.get(address, asked))) == {f"query.{name}" for name in asked}
    said = wrong(client.get("/api/v1/positions", {"on": "kemarin", "job_class": "0", "limit": "501"}))
    assert said == {
        "query.on": (
            "harus berupa tanggal tahun-bulan-hari, misalnya 2026-07-01",
            "must be a date as 2026-07-01",
        ),
        "query.job_class": ("paling kecil 1", "must be at least 1"),
        "query.limit": ("paling besar 500", "must be at most 500"),
    }
    posted = client.post("/api/v1/verdicts", {"nip": "1990", "z": 1}, "application/json")
    assert wrong(posted) == {
        "body.nip": ("harus 18 angka", "must be 18 digits"),
        "body.z": ("tidak dikenal", "unknown"),
    }
    broken = client.post("/api/v1/verdicts", '{"nip": ', "application/json")
    assert (broken.status_code, broken.json()["code"]) == (400, "unreadable")
    assert "JSON" in broken.json()["what"]["id"]


def test_a_position_of_another_agency_is_none(world: World) -> None:
    cast = world.cast
    _key, text = key_for(cast.dumai)
    address = f"/api/v1/people/{cast.dumai.person.pk}/verdict"
    assert program(text).get(address, {"position": cast.contoh.position.pk}).status_code == 404
    answer = program(text).get(address, {"position": cast.dumai.position.pk})
    assert answer.json()["held"] is False


def test_positions_are_those_of_the_keys_unit_as_they_stood_on_the_day(world: World) -> None:
    house, other = world.cast.dumai, world.cast.contoh
    held = house.position
    elsewhere = make_position(house.other_office, "Perawat", 8)
    near = make_position(house.office, "Analis Kebijakan", 6)
    said = PositionPeriod.objects.get(position=near).said() | {"job_class": 7}
    with transaction.atomic():
        lay(PositionPeriod(position=near, valid_from=DAY, recorded_at=AT, **said), at=AT)
    _key, text = key_for(house, house.office)
    client = program(text)

    def listed(**given: Any) -> list[int]:
        return [each["pk"] for each in client.get("/api/v1/positions", given).json()["positions"]]

    assert listed() == [held.pk, near.pk]
    assert listed(on="2026-06-30", job_class=6) == [near.pk]
    assert not listed(on="2019-12-31") + listed(on="2026-06-30", job_class=7)
    assert listed(job_class=7) == listed(after=held.pk) == [near.pk]
    assert listed(unit=house.section.pk) == [held.pk]
    for far in (house.other_office, house.root, other.office):
        assert client.get("/api/v1/positions", {"unit": far.pk}).status_code == 404
    page = client.get("/api/v1/positions", {"limit": 1}).json()
    assert page["next"] == held.pk
    [first] = page["positions"]
    assert (first["code"], first["unit"]["code"]) == (held.code, house.section.code)
    asked = {"position": first["pk"]}
    assert (
        client.get(f"/api/v1/people/{house.person.pk}/verdict", asked).json()["position"]["code"]
        == first["code"]
    )
    _key, whole = key_for(house)
    everything = program(whole).get("/api/v1/positions").json()["positions"]
    assert {each["pk"] for each in everything} == {held.pk, near.pk, elsewhere.pk}


def test_runs_and_answers_are_those_of_the_keys_unit(world: World) -> None:
    cast = world.cast
    _key, text = key_for(cast.dumai, cast.dumai.office)
    client = program(text)
    listed = client.get("/api/v1/runs").json()["runs"]
    far = [world.office["dumai-other"], *(world.whole["contoh"], world.office["contoh"])]
    assert not {each["pk"] for each in listed} & {run.pk for run in far}
    assert world.office["dumai"].pk in {each["pk"] for each in listed}
    for run in listed:
        # Also of a run of the whole agency only one's own part is shown.
        answers = client.get(f"/api/v1/runs/{run['pk']}/answers").json()["answers"]
        assert {each["person"]["pk"] for each in answers} == {cast.dumai.person.pk}
        assert run["people"] == 1
        assert run["counts"] == {"undetermined": 1}
    for run in far:
        assert client.get(f"/api/v1/runs/{run.pk}").status_code == 404
        assert client.get(f"/api/v1/runs/{run.pk}/answers").status_code == 404


def test_answers_come_in_pages_and_each_person_is_noted_once(world: World) -> None:
    cast = world.cast
    _key, text = key_for(cast.dumai)
    address = f"/api/v1/runs/{world.whole['dumai'].pk}/answers"
    seen: list[str] = []
    after: int | None = 0
    while after is not None:
        page = program(text).get(address, {"limit": 1, "after": after}).json()
        seen += [each["person"]["nip"] for each in page["answers"]]
        after = page["next"]
    assert sorted(seen) == sorted([cast.dumai.person.nip, cast.dumai.stranger.nip])
    program(text).get(address)
    assert Access.objects.filter(what="api").count() == 2
    assert not program(text).get(address, {"outcome": "eligible"}).json()["answers"]


def test_names_are_left_out_for_a_key_that_may_not_see_people(world: World) -> None:
    _key, text = key_for(world.cast.dumai, scopes=(Permission.VIEW_VERDICTS,))
    body = program(text).get(f"/api/v1/runs/{world.whole['dumai'].pk}/answers").content.decode()
    for person in (world.cast.dumai.person, world.cast.dumai.stranger):
        assert person.nip not in body
        assert person.name not in body


def test_every_operation_refuses_every_key_that_should_not(world: World) -> None:
    """Walked over the URLconf: an operation added later is asked too."""
    cast = world.cast
    _key, near = key_for(cast.dumai, cast.dumai.office)
    _key, bare = key_for(cast.dumai, scopes=())
    routes = [route for route in all_routes() if route.name.startswith("api:")]
    public = {"api:standards", "api:standard", "api:unknown", "api:api-root", "api:openapi"}
    assert {route.name for route in routes} >= public
    asked = 0
    for route in routes:
        if route.name in public:
            continue
        for place in FAR:
            address = reverse(route.name, kwargs=_parts(world, route.name, place))
            data: Any = {"nip": _far(world, place).nip}
            for client, wanted in (
                (Client(), {401}),
                (program("slr_00000000_x"), {401}),
                (program(bare), {403}),
                (
                    program(near),
                    {404} if _parts(world, route.name, place) or "verdicts" in route.name else {200},
                ),
            ):
                post = route.name == "api:verdicts"
                answer = client.post(address, data, "application/json") if post else client.get(address)
                assert answer.status_code in wanted, (route.name, place, answer.status_code)
                assert _far(world, place).nip not in answer.content.decode()
                asked += 1
    assert asked >= 4 * 2 * 6


def _far(world: World, place: str) -> Person:
    return world.cast.dumai.stranger if place == "other_unit" else world.cast.contoh.person


def _parts(world: World, route: str, place: str) -> dict[str, int]:
    run = world.office["dumai-other"] if place == "other_unit" else world.office["contoh"]
    return {
        "api:person_verdict": {"pk": _far(world, place).pk},
        "api:run": {"pk": run.pk},
        "api:answers": {"pk": run.pk},
    }.get(route, {})


def test_a_standard_of_another_agency_is_none(cast: Cast) -> None:
    _key, dumai = key_for(cast.dumai)
    _key, contoh = key_for(cast.contoh)
    [entry] = program(dumai).get("/api/v1/standards").json()["standards"]
    assert program(dumai).get(f"/api/v1/standards/{entry['pk']}").status_code == 200
    assert program(contoh).get("/api/v1/standards").json()["standards"] == []
    assert program(contoh).get(f"/api/v1/standards/{entry['pk']}").status_code == 404


def test_a_standard_is_the_public_one(cast: Cast) -> None:
    _key, text = key_for(cast.dumai)
    [entry] = program(text).get("/api/v1/standards").json()["standards"]
    whole = program(text).get(f"/api/v1/standards/{entry['pk']}").json()
    public = Client().get(entry["data"]).json()
    assert whole["standard"] == public["standard"]
    for name, value in entry.items():
        if name != "pk":
            assert public[name] == value, name
    assert program(text).get("/api/v1/standards", {"on": "2000-01-01"}).json()["standards"] == []
