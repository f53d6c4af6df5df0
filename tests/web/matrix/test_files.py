"""Nobody takes a verdict out of scope along: every list of the application, whatever run or unit is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver, reverse

from selaras.web.accounts.roles import Role
from selaras.web.lists.listing import _listings as listings
from selaras.web.people.models import Person
from tests.web.cast import Cast
from tests.web.matrix.makers import FOREIGN_INSTANSI, FOREIGN_UNIT, OWN, Place, all_makers

_ = get_resolver().url_patterns  # lists are declared beside their addresses
PEOPLE = {"people", "answers", "map_people", "determinations"}


def _place(cast: Cast, name: str) -> Place:
    house = cast.contoh if name == FOREIGN_INSTANSI else cast.dumai
    unit = cast.dumai.other_office if name == FOREIGN_UNIT else house.section
    return Place(name, cast, house, unit, house.users[Role.ANALYST])


def test_the_lists_about_people_are_known() -> None:
    assert set(listings) >= PEOPLE


@pytest.mark.parametrize("key", sorted(listings))
def test_a_file_of_a_list_holds_nobody_out_of_scope_whatever_is_asked_for(key: str, cast: Cast) -> None:
    made: dict[str, dict[str, Any]] = {name: {} for name in (OWN, FOREIGN_UNIT, FOREIGN_INSTANSI)}
    for name, found in made.items():
        for what in ("answer", "determination"):
            found[what] = all_makers()[what](_place(cast, name))
    far = (cast.dumai.stranger, cast.contoh.person, cast.contoh.stranger)
    Person.objects.filter(pk__in=[person.pk for person in far]).update(name="Contoh Jauh")
    asked: list[dict[str, str]] = [{}]
    for name in made:
        asked.append({"penilaian": str(made[name]["answer"].run_id)})
        asked.append({"unit": str(_place(cast, name).unit.pk)})
    near, address = [], reverse(listings[key].name_of("export"))
    for given in asked:
        client = cast.client(Role.HEAD)
        answer: Any = client.post(address, {"sebagai": "csv"}, query_params=given)
        if answer.streaming:
            text = b"".join(answer.streaming_content).decode("utf-8-sig")
            near.append(cast.dumai.person.name in text)
            hidden = {"Contoh Jauh", *(person.nip for person in far)}
            assert not {each for each in hidden if each in text}, given
        else:
            assert answer.status_code in {302, 403}, given
    assert any(near) or key not in PEOPLE
