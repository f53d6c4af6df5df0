"""Previous and next within the list that somebody came from."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.lists.neighbours import Neighbours, neighbours
from selaras.web.people.models import Person
from tests.web.cast import DAY, Cast, make_person


@pytest.fixture
def crowd(cast: Cast) -> list[Person]:
    """Five people more in the section, in order of name."""
    house = cast.dumai
    return [
        make_person(f"19700101199001100{n}", f"Contoh {n}", house.section, house.position if n % 2 else None)
        for n in range(5)
    ]


def beside(cast: Cast, pk: int, said: str, role: Role = Role.HEAD) -> Neighbours | None:
    """The neighbours of a row as a role sees them."""
    request: Any = RequestFactory().get("/", {"dari": said})
    request.asker = asker_of(cast.dumai.users[role], None, DAY)
    return neighbours(request, "people", pk)


def pks(found: Neighbours | None) -> tuple[str, str, int, int]:
    """The persons' numbers in the addresses."""
    assert found

    def pk(url: str) -> str:
        return url.split("?")[0].strip("/").rpartition("/")[2]

    return pk(found.previous), pk(found.next), found.number, found.total


def test_neighbours_stand_where_the_list_showed_the_row(
    cast: Cast, crowd: list[Person], django_assert_num_queries: Any
) -> None:
    asker_of(cast.dumai.users[Role.HEAD], None, DAY)
    zero, one, two = (str(person.pk) for person in crowd[:3])
    assert pks(beside(cast, crowd[1].pk, "people.2.6?")) == (zero, two, 2, 6)
    assert pks(beside(cast, crowd[0].pk, "people.1.6?")) == ("", one, 1, 6)
    assert pks(beside(cast, cast.dumai.person.pk, "people.6.6?")) == (str(crowd[4].pk), "", 6, 6)


def test_a_row_that_moved_is_found_where_it_is_now(cast: Cast, crowd: list[Person]) -> None:
    zero, two = str(crowd[0].pk), str(crowd[2].pk)
    assert pks(beside(cast, crowd[1].pk, "people.5.9?")) == (zero, two, 2, 6)
    assert pks(beside(cast, crowd[1].pk, "people?")) == (zero, two, 2, 6)
    one, three = str(crowd[1].pk), str(crowd[3].pk)
    assert pks(beside(cast, crowd[2].pk, "people.400.1?urut=-nama")) == (three, one, 4, 6)


def test_neighbours_keep_to_filters_order_and_empty_values(cast: Cast, crowd: list[Person]) -> None:
    found = beside(cast, crowd[1].pk, "people.2.3?kelas=5&urut=-nama")
    assert pks(found)[:2] == (str(crowd[3].pk), str(cast.dumai.person.pk)) or pks(found)[3] == 3
    listed = pks(beside(cast, crowd[0].pk, "people?urut=jabatan"))
    assert listed[2] == 4  # without a position: after the three that have one


def test_neighbours_never_leave_the_scope(cast: Cast, crowd: list[Person]) -> None:
    stranger = str(cast.dumai.stranger.pk)
    seen = {pk for person in crowd for pk in pks(beside(cast, person.pk, "people?"))[:2]}
    assert stranger not in seen
    assert beside(cast, cast.dumai.stranger.pk, "people.1.9?") is None
    assert beside(cast, cast.contoh.person.pk, "people?") is None


@pytest.mark.parametrize(
    "said", ["", "x", "units.1.2?", "people.-1.x?unit=abc", "people." + "9" * 400, "?" * 5000]
)
def test_nonsense_gives_no_neighbours(cast: Cast, said: str) -> None:
    found = beside(cast, cast.dumai.person.pk, said)
    assert found is None or not found.previous


def test_who_may_not_see_the_list_gets_no_neighbours(cast: Cast) -> None:
    assert beside(cast, cast.dumai.person.pk, "people.1.1?", Role.EMPLOYEE) is None


def test_neighbours_cost_one_query(
    cast: Cast, crowd: list[Person], django_assert_max_num_queries: Any
) -> None:
    request: Any = RequestFactory().get("/", {"dari": "people.2.6?"})
    request.asker = asker_of(cast.dumai.users[Role.HEAD], None, DAY)
    with django_assert_max_num_queries(3):  # one, and two for the choices of the filters
        assert neighbours(request, "people", crowd[1].pk)
