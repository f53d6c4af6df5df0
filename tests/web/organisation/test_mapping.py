"""Pemetaan jabatan: titles confirmed in bulk, nothing inferred, every decision kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.organisation.models import Position, TitleDecision
from tests.web.cast import AT, BEGAN, Cast, make_person, position

DATA = {"job_class": "6", "since": "01-06-2026", "reason": "SK Kelas Jabatan", "document": "800/12/2026"}


@pytest.fixture
def posts(cast: Cast) -> dict[str, Position]:
    """Three positions of one title, spelt in two ways, and one of another; a title elsewhere."""
    house = cast.dumai
    made = {
        "office": position(house.office, "Pengelola Data", None),
        "section": position(house.section, "PENGELOLA  DATA", None),
        "other": position(house.other_office, "Pengelola Data", None),
        "driver": position(house.office, "Pengemudi", None),
        "foreign": position(cast.contoh.office, "Pengelola Data", None),
        "functional": position(house.office, "Pengelola Data Ahli", None),
    }
    for post in made.values():
        post.title_key = " ".join(post.title.casefold().split())
        post.save()
    Position.objects.filter(pk=made["functional"].pk).update(type="functional")
    for number in range(4):
        make_person(f"19950303201503200{number}", f"Contoh {number}", house.office, made["office"])
    return made


def send(client: Client, page: str, *titles: Position, **data: Any) -> Any:
    given = DATA | {"title": [title.pk for title in titles]} | data
    return client.post(reverse(f"organisation:{page}"), given)


def test_titles_stand_with_heads_and_candidates_and_nothing_is_chosen(
    cast: Cast, posts: dict[str, Position]
) -> None:
    response = cast.client(Role.ANALYST).get(reverse("organisation:mapping"))
    titles = {title.title.casefold(): title for title in response.context["titles"]}
    found = next(title for key, title in titles.items() if "data" in key)
    assert (found.positions, found.heads, found.units) == (3, 4, 3)
    assert found.candidates == (7, 6)
    assert titles["pengemudi"].candidates == (5, 3)
    assert not found.confirmed
    page = response.content.decode()
    assert "checked" not in page.split("<tbody>")[1].split("</tbody>")[0]
    assert '<option value="" selected>' in page
    assert "Kelas 4, 3, 1: belum ada standar." in page
    assert "Ahli" not in page  # functional positions have no class of an executor


def test_the_preview_says_how_many_and_changes_nothing(cast: Cast, posts: dict[str, Position]) -> None:
    response = send(cast.client(Role.ANALYST), "mapping_preview", posts["office"], posts["driver"])
    page = response.content.decode()
    assert "4 jabatan, 4 pegawai akan memakai kelas 6 mulai 01-06-2026." in page
    assert "nama jabatan disebut peraturan pada kelas lain" in page  # Pengemudi
    assert not TitleDecision.objects.exists()
    page = send(cast.client(Role.ANALYST), "mapping_preview", posts["driver"], job_class="4").content.decode()
    assert "Kelas 4: belum ada standar." in page
    page = send(
        cast.client(Role.ANALYST), "mapping_preview", posts["driver"], job_class="lain", other="9"
    ).content.decode()
    assert "Kelas 9 tidak disebut oleh peraturan" in page


def test_a_confirmation_reaches_every_position_of_the_title_and_no_other(
    cast: Cast, posts: dict[str, Position]
) -> None:
    send(cast.client(Role.ANALYST), "mapping_confirm", posts["office"])
    decision = TitleDecision.objects.get()
    assert (decision.title_key, decision.job_class, decision.family) == ("pengelola data", 6, "Pengelola")
    classes = {name: Position.objects.get(pk=post.pk).job_class for name, post in posts.items()}
    assert classes == {
        "office": 6,
        "section": 6,
        "other": 6,
        "driver": None,
        "foreign": None,
        "functional": None,
    }
    periods = posts["section"].periods
    assert periods.on(date(2026, 5, 31)).get().job_class is None
    assert periods.on(date(2026, 6, 1)).get().reason == "SK Kelas Jabatan (800/12/2026)"
    entry = Entry.objects.get(action="organisation.confirm_titles")
    assert entry.after["positions"] == 3


def test_sent_twice_it_is_one_decision(cast: Cast, posts: dict[str, Position]) -> None:
    client = cast.client(Role.ANALYST)
    for _ in range(2):
        assert send(client, "mapping_confirm", posts["office"]).status_code == 302
    assert TitleDecision.objects.count() == 1
    assert Entry.objects.filter(action="organisation.confirm_titles").count() == 1


def test_a_later_decision_holds_from_its_day_and_the_earlier_one_before(
    cast: Cast, posts: dict[str, Position]
) -> None:
    client = cast.client(Role.ANALYST)
    send(client, "mapping_confirm", posts["office"], since="01-01-2024")
    send(client, "mapping_confirm", posts["office"], job_class="7", since="01-01-2025")
    periods = posts["other"].periods
    classes = [periods.on(date(year, 6, 1)).get().job_class for year in (2023, 2024, 2025)]
    assert classes == [None, 6, 7]
    send(client, "mapping_confirm", posts["office"], job_class="kembali", since="01-01-2026")
    assert Position.objects.get(pk=posts["other"].pk).job_class is None
    page = client.get(reverse("organisation:title", args=[posts["office"].pk])).content.decode()
    assert page.count("800/12/2026") == 3
    assert "kembali belum ditetapkan" in page


def test_open_and_confirmed_titles_are_told_apart(cast: Cast, posts: dict[str, Position]) -> None:
    client, address = cast.client(Role.ANALYST), reverse("organisation:mapping")
    send(client, "mapping_confirm", posts["office"])

    def shown(**query: str) -> set[str]:
        return {title.key for title in client.get(address, query).context["titles"]}

    assert shown() == {"pengemudi", "pengadministrasi perkantoran"}
    assert shown(tampil="sudah") == {"pengelola data"}
    assert len(shown(tampil="semua")) == 3
    assert shown(tampil="semua", cari="GEMUDI") == {"pengemudi"}
    assert shown(tampil="<script>") == shown()


def test_forged_and_foreign_numbers_choose_nothing(cast: Cast, posts: dict[str, Position]) -> None:
    client = cast.client(Role.ANALYST)
    for titles in ([posts["foreign"].pk], ["0"], ["9" * 30], ["x"], ["١"], []):
        answer = client.post(reverse("organisation:mapping_confirm"), DATA | {"title": titles})
        assert answer.status_code == 200
    assert not TitleDecision.objects.exists()
    assert client.get(reverse("organisation:title", args=[posts["foreign"].pk])).status_code == 404


def test_who_stands_over_a_part_sees_and_does_not_decide_for_all(
    cast: Cast, posts: dict[str, Position]
) -> None:
    house = cast.dumai
    Grant.objects.create(
        user=house.users[Role.HEAD],
        instansi=house.instansi,
        unit=house.office,
        role=Role.ANALYST,
        since=BEGAN,
        granted_at=AT,
    )
    client = cast.client(Role.HEAD)
    page = client.get(reverse("organisation:mapping")).content.decode()
    assert "berlaku untuk seluruh instansi" in page
    assert send(client, "mapping_confirm", posts["office"]).status_code == 403
    assert send(client, "mapping_preview", posts["office"]).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"), [("job_class", ""), ("job_class", "8"), ("since", "kapan"), ("reason", "")]
)
def test_what_is_missing_is_asked_for(cast: Cast, posts: dict[str, Position], field: str, value: str) -> None:
    answer = send(cast.client(Role.ANALYST), "mapping_preview", posts["office"], **{field: value})
    assert answer.status_code == 200
    assert f'id="id_{field}_errors"' in answer.content.decode()
    assert f'value="{min(posts["office"].pk, posts["section"].pk)}" id="t' in answer.content.decode()
