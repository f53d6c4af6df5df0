"""Choosing rows and doing something with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from selaras.errors import Text
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Permission, Role
from selaras.web.lists.bulk import Action
from selaras.web.lists.listing import listing_of
from selaras.web.people.models import Person
from tests.web.cast import AT, BEGAN, Cast, make_person

DONE: list[tuple[list[str], str]] = []


class Reason(forms.Form):
    """Why."""

    why = forms.CharField(label="Alasan")


def note(rows: Any, *, by: Any, at: Any, why: str) -> Text:
    """Remember for whom it was done."""
    DONE.append((sorted(rows.values_list("name", flat=True)), why))
    return Text("Sudah dicatat.", "Recorded.")


@pytest.fixture(autouse=True)
def actions() -> Iterator[None]:
    """The list of people with an action of its own."""
    listing = listing_of("people")
    assert listing
    before = listing.actions
    action = Action(key="uji", label="Catat", permission=Permission.EDIT_PEOPLE, run=note, form=Reason)
    object.__setattr__(listing, "actions", (action, *before))
    DONE.clear()
    yield
    object.__setattr__(listing, "actions", before)


def choose(client: Client, query: str = "", **said: Any) -> Any:
    """Post the boxes of a list."""
    return client.post(reverse("people:bulk"), {"aksi": "uji", "dari": f"people?{query}", **said})


def confirm(client: Client, preview: Any, **said: Any) -> Any:
    """Confirm what a preview shows."""
    these = preview.context["chosen"]
    boxes = {"id": list(these.ids)} if these.ids else {}
    given = {"dari": these.said, "semua": "1" if these.everything else "", "tetap": these.pin, **boxes}
    return client.post(
        reverse("people:bulk"), {"aksi": "uji", "yakin": "1", "why": "contoh", **given, **said}
    )


def test_rows_ticked_are_previewed_and_then_done(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    preview = choose(client, id=[cast.dumai.person.pk])
    assert preview.context["chosen"].number == 1
    assert not DONE
    assert confirm(client, preview).status_code == 302
    assert DONE == [(["Contoh Pegawai"], "contoh")]


def test_all_results_are_those_that_the_list_finds(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    preview = choose(client, "kelas=5", semua="1")
    assert preview.context["chosen"].number == 1
    preview = choose(client, semua="1")
    assert preview.context["chosen"].number == 2
    confirm(client, preview)
    assert DONE == [(["Contoh Orang Lain", "Contoh Pegawai"], "contoh")]


def test_forged_numbers_give_nobody_anything(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    foreign = cast.contoh.person.pk
    preview = choose(client, id=[foreign, cast.dumai.person.pk, "x", "9" * 30, "-1"])
    assert preview.context["chosen"].number == 1
    assert preview.context["chosen"].left_out == 1
    assert "19850101" not in preview.context["body"]
    alone = choose(client, id=[foreign])
    assert alone.status_code == 302
    confirm(client, preview, id=[foreign, cast.dumai.person.pk])
    assert DONE == [(["Contoh Pegawai"], "contoh")]


def test_who_may_only_look_can_do_nothing(cast: Cast) -> None:
    for role in (Role.HEAD, Role.SUPERVISOR, Role.EMPLOYEE):
        assert choose(cast.client(role), id=[cast.dumai.person.pk]).status_code == 403
    page = cast.client(Role.SUPERVISOR).get(reverse("people:list")).content.decode()
    assert 'name="aksi"' not in page
    page = cast.client(Role.HEAD).get(reverse("people:list")).content.decode()
    assert page.count('name="aksi"') == 1  # may take profiles along, and change nothing


def test_a_result_that_changed_since_the_preview_is_shown_again(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    preview = choose(client, semua="1")
    make_person("197001011990011009", "Contoh Baru", cast.dumai.section, None)
    again = confirm(client, preview)
    assert again.status_code == 200
    assert "berubah" in again.content.decode()
    assert not DONE
    confirm(client, again)
    assert len(DONE[0][0]) == 3


def test_a_form_with_a_mistake_comes_back_with_the_same_rows(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    preview = choose(client, semua="1")
    again = confirm(client, preview, why="")
    assert again.status_code == 200
    assert again.context["form"].errors
    assert again.context["chosen"].number == 2
    assert not DONE


def test_nothing_ticked_is_told(cast: Cast) -> None:
    response = client_follow(cast.client(Role.ANALYST))
    assert "Belum ada baris yang dipilih" in response.content.decode()


def client_follow(client: Client) -> Any:
    """Post without a box, and follow."""
    return client.post(reverse("people:bulk"), {"aksi": "uji", "dari": "people?"}, follow=True)


@pytest.mark.parametrize(
    "said", [{"aksi": "nonsense"}, {"dari": "nonsense?x"}, {"dari": ""}, {"dari": "people.x.y.z"}]
)
def test_what_is_no_list_or_action_does_not_exist(cast: Cast, said: dict[str, str]) -> None:
    given = {"aksi": "uji", "dari": "people?", "semua": "1", **said}
    status = cast.client(Role.ANALYST).post(reverse("people:bulk"), given).status_code
    assert status == (200 if said.get("dari", "").startswith("people") else 404)


def test_an_action_with_a_page_of_its_own_gets_the_choice_carried_along(cast: Cast) -> None:
    listing = listing_of("people")
    assert listing
    own = next((action for action in listing.actions if action.route), None)
    assert own
    response = cast.client(Role.ANALYST).post(
        reverse("people:bulk"), {"aksi": own.key, "dari": "people?kelas=5", "semua": "1"}
    )
    assert response["Location"].startswith(reverse(own.route))
    assert "semua=1" in response["Location"]


def test_people_who_left_are_not_among_all_results(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dumai.person.pk).update(status=Person.Status.LEFT)
    preview = choose(cast.client(Role.ANALYST), semua="1")
    assert preview.context["chosen"].number == 1


def test_who_may_edit_one_office_does_not_edit_the_own_record_elsewhere(cast: Cast) -> None:
    house = cast.dumai
    user = User.objects.create_user("dumai-analis-dinkes", None, name="Contoh Analis Dinkes")
    said = {"user": user, "instansi": house.instansi, "since": BEGAN, "granted_at": AT}
    Grant.objects.create(**said, unit=house.other_office, role=Role.ANALYST)
    Grant.objects.create(**said, unit=house.section, role=Role.EMPLOYEE)
    own = make_person("199009092015011009", "Contoh Diri Sendiri", house.section, None, user)
    client = Client()
    client.force_login(user)
    assert own.name in client.get(reverse("people:list")).content.decode()
    preview = choose(client, semua="1")
    assert preview.context["chosen"].keys == [house.stranger.pk]
