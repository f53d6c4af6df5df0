"""The list of people: who is in it, what it is filtered by, how it is found."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.people.models import Person
from tests.web.cast import Cast, make_person, position

MOST_QUERIES = 13


def names(client: Client, query: str = "") -> list[str]:
    """The names a list shows, in order."""
    response = client.get(reverse("people:list") + query)
    assert response.status_code == 200, response
    page = response.context["page"]
    return [row[1] for row in page.object_list]


def test_an_analyst_lists_everybody_of_the_own_instansi(cast: Cast) -> None:
    assert names(cast.client(Role.ANALYST)) == ["Contoh Orang Lain", "Contoh Pegawai"]


def test_a_head_lists_the_own_office_and_what_is_below_it(cast: Cast) -> None:
    assert names(cast.client(Role.HEAD)) == ["Contoh Pegawai"]


def test_an_employee_has_no_list_of_people(cast: Cast) -> None:
    assert cast.client(Role.EMPLOYEE).get(reverse("people:list")).status_code == 403


def test_somebody_not_signed_in_is_sent_to_the_sign_in(cast: Cast) -> None:
    response = Client().get(reverse("people:list"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_a_filter_by_unit_reaches_what_is_below_it(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    assert names(client, f"?unit={cast.dumai.office.pk}") == ["Contoh Pegawai"]
    assert names(client, f"?unit={cast.dumai.other_office.pk}") == ["Contoh Orang Lain"]


def test_a_unit_of_another_instansi_is_no_choice_and_shows_nobody(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    response = client.get(reverse("people:list"), {"unit": cast.contoh.office.pk})
    assert response.status_code == 200
    assert "tidak terbaca" in response.content.decode()
    assert not response.context["page"].paginator.count


@pytest.mark.parametrize(
    "query",
    [
        "unit=x",
        "unit=99999999999999999999999",
        "kelas=abc",
        "kelas='; drop table",
        "golongan_dari=Z/z",
        "posisi=abc",
        "posisi=99999999999999999999999999",
        "jabatan=%00",
        "pendidikan=%F0",
    ],
)
def test_a_filter_that_says_nonsense_gives_a_message(cast: Cast, query: str) -> None:
    response = cast.client(Role.ANALYST).get(f"{reverse('people:list')}?{query}")
    assert response.status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "9" * 5000, "1e9", "٣"])
def test_a_page_that_does_not_exist_shows_the_nearest_one(cast: Cast, page: str) -> None:
    assert len(names(cast.client(Role.ANALYST), f"?halaman={page}")) == 2


@pytest.mark.parametrize(
    "query",
    ["?urut=nonsense", "?urut=-", "?kolom=password,,x", "?per=7", "?tampilan=-1", "?tampilan=" + "9" * 60],
)
def test_a_state_that_says_nonsense_is_as_if_it_were_unsaid(cast: Cast, query: str) -> None:
    assert len(names(cast.client(Role.ANALYST), query)) == 2


def test_every_column_can_be_sorted_by_in_both_directions(cast: Cast) -> None:
    from selaras.web.people.lists import PEOPLE

    client = cast.client(Role.ANALYST)
    for column in PEOPLE.columns:
        there = names(client, f"?urut={column.key}&kolom={column.key}")
        back = names(client, f"?urut=-{column.key}&kolom={column.key}")
        assert sorted(there) == sorted(back) == ["Contoh Orang Lain", "Contoh Pegawai"]


def test_filters_ask_for_class_rank_education_employment_and_what_is_missing(cast: Cast) -> None:
    house = cast.dumai
    unsettled = position(house.office, "Pengelola Data", None)
    full = make_person("197001011990011009", "Contoh Lengkap", house.office, unsettled)
    Person.objects.filter(pk=full.pk).update(
        rank="III/b",
        rank_order=10,
        education="S-1",
        education_order=7,
        employment="pns",
        competencies_known=3,
    )
    client = cast.client(Role.ANALYST)
    only = ["Contoh Lengkap"]
    assert names(client, "?kelas=tanpa") == only
    assert names(client, "?kelas=5") == ["Contoh Pegawai"]
    assert names(client, "?golongan_dari=III/a&golongan_sampai=III/d") == only
    assert names(client, "?golongan_dari=III/c") == []
    assert names(client, "?golongan_dari=I") == []  # a rank of the other scale
    assert names(client, "?pendidikan=S-1") == only
    assert names(client, "?kepegawaian=pns") == only
    assert names(client, "?kompetensi=sebagian") == only
    assert len(names(client, "?kompetensi=belum")) == 2
    assert names(client, "?kompetensi=lengkap") == []
    assert names(client, "?jabatan=pengelola") == only
    assert names(client, f"?posisi={unsettled.pk}") == only
    assert names(client, "?tanpa=jabatan") == ["Contoh Orang Lain"]
    assert names(client, "?tanpa=kelas") == only
    assert len(names(client, "?tanpa=golongan")) == 2
    assert names(client, "?tanpa=akun") == ["Contoh Lengkap", "Contoh Orang Lain"]


def test_competency_data_is_complete_when_the_standard_of_the_class_is_covered(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dumai.person.pk).update(competencies_known=12)
    client = cast.client(Role.ANALYST)
    assert names(client, "?kompetensi=lengkap") == ["Contoh Pegawai"]
    assert names(client, "?kompetensi=sebagian") == []


def test_who_left_is_shown_when_asked_for(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dumai.person.pk).update(status=Person.Status.LEFT)
    client = cast.client(Role.ANALYST)
    assert names(client) == ["Contoh Orang Lain"]
    assert names(client, "?status=left") == ["Contoh Pegawai"]
    assert len(names(client, "?status=semua")) == 2


@pytest.mark.parametrize(
    "sought", ["pegawai", "PEGAWAI contoh", "19900101", "19900101 2015", "1990010120150110"]
)
def test_people_are_found_by_words_of_their_name_and_the_start_of_their_nip(cast: Cast, sought: str) -> None:
    person = cast.dumai.person
    client = cast.client(Role.ANALYST)
    assert names(client, f"?cari={sought}") == [person.name]
    response = client.get(reverse("lists:search"), {"q": sought})
    assert person.name in response.content.decode()


def test_search_finds_nobody_out_of_scope(cast: Cast) -> None:
    for role, found in (
        (Role.ANALYST, True),
        (Role.HEAD, False),
        (Role.EMPLOYEE, False),
        (Role.ADMIN, False),
    ):
        response = cast.client(role).get(reverse("lists:search"), {"q": "Contoh Orang Lain"})
        assert response.status_code == 200
        hits = [
            hit.title for group in response.context["groups"] if group.key == "people" for hit in group.hits
        ]
        assert hits == (["Contoh Orang Lain"] if found else []), role
    other = cast.client(Role.ANALYST, cast.contoh).get(reverse("lists:search"), {"q": "1990"})
    assert not [group for group in other.context["groups"] if group.key == "people"]


@pytest.mark.parametrize("size", [50, 500])
def test_the_list_costs_the_same_queries_however_many_people_there_are(
    cast: Cast, size: int, django_assert_max_num_queries: object
) -> None:
    crowd(cast, size)
    client = cast.client(Role.ANALYST)
    client.get(reverse("home"))  # counts what waits, once in half a minute
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        response = client.get(reverse("people:list"), {"per": 50, "cari": "contoh", "kelas": 5})

    assert len(response.content) < 150_000
    assert response.context["page"].paginator.count == size + 1


def crowd(cast: Cast, size: int) -> None:
    """Many people with long names in one section."""
    house = cast.dumai
    Person.objects.bulk_create(
        Person(
            instansi=house.instansi,
            nip=f"{10**17 + n}",
            name=f"Contoh Nama Yang Panjang Sekali Nomor {n:05}, S.Kom., M.T.",
            unit=house.section,
            position=house.position,
            position_since=date(2020, 1, 1),
            rank="III/a",
            rank_order=9,
            education="S-1",
            education_order=7,
            employment="pns",
            updated_at=house.person.updated_at,
        )
        for n in range(size)
    )
