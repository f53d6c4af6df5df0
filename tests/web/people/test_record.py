"""The record page: what stands, what is recorded, corrected, proposed — and by whom it may be."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from selaras.errors import UsageError
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Access
from selaras.web.people.actions import record_entry
from selaras.web.people.bulk import record_for_all
from selaras.web.people.models import Correction, Entry, Kind, Person
from tests.web.cast import AT, BEGAN, DAY, Cast, make_person, position

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _rank(cast: Cast, code: str = "II/b") -> Entry:
    return record_entry(
        person=cast.dumai.person, kind=Kind.RANK, since=date(2024, 4, 1), data={"rank": code}, by=None, at=AT
    )


@pytest.mark.parametrize("tab", ["profil", "bukti", "riwayat"])
def test_an_analyst_reads_every_tab_of_a_record(cast: Cast, tab: str) -> None:
    _rank(cast)
    response = cast.client(Role.ANALYST).get(reverse("people:tab", args=[cast.dumai.person.pk, tab]))
    assert response.status_code == 200
    assert "Contoh Pegawai" in response.content.decode()


def test_looking_at_a_record_is_noted_and_the_employee_sees_who_looked(cast: Cast) -> None:
    cast.client(Role.ANALYST).get(reverse("people:detail", args=[cast.dumai.person.pk]))
    assert Access.objects.filter(person=cast.dumai.person).count() == 1
    page = cast.client(Role.EMPLOYEE).get(reverse("people:tab", args=[cast.dumai.person.pk, "akses"]))
    assert "Contoh Analis SDM" in page.content.decode()


def test_a_colleague_does_not_see_who_looked(cast: Cast) -> None:
    page = cast.client(Role.SUPERVISOR).get(reverse("people:tab", args=[cast.dumai.person.pk, "akses"]))
    assert page.status_code == 404


def test_sanctions_are_shown_to_analysts_and_to_oneself_and_hidden_from_superiors(cast: Cast) -> None:
    data = {"degree": "light", "sanction": "Contoh teguran", "until": None}
    record_entry(
        person=cast.dumai.person, kind=Kind.DISCIPLINE, since=date(2025, 1, 1), data=data, by=None, at=AT
    )
    for role, shown in (
        (Role.ANALYST, True),
        (Role.EMPLOYEE, True),
        (Role.SUPERVISOR, False),
        (Role.HEAD, False),
    ):
        for tab in ("bukti", "riwayat"):
            page = cast.client(role).get(reverse("people:tab", args=[cast.dumai.person.pk, tab]))
            assert ("Contoh teguran" in page.content.decode()) is shown, (role, tab)


def test_an_analyst_records_a_rank_with_its_document(cast: Cast) -> None:
    form = {
        "since": "01-04-2024",
        "rank": "II/b",
        "document_name": "SK Contoh 1/2024",
        "document": SimpleUploadedFile("sk.pdf", PDF),
        "version": "1",
    }
    client = cast.client(Role.ANALYST)
    response = client.post(reverse("people:add", args=[cast.dumai.person.pk, "rank"]), form)
    assert response.status_code == 302, response.content.decode()
    entry = Entry.objects.get(person=cast.dumai.person)
    assert (entry.data, entry.document_name) == ({"rank": "II/b"}, "SK Contoh 1/2024")
    served = client.get(reverse("people:document", args=[cast.dumai.person.pk, entry.pk]))
    assert b"".join(served) == PDF if served.streaming else served.content == PDF


def test_two_people_at_one_record_the_second_is_told_and_sees_what_the_first_did(cast: Cast) -> None:
    _rank(cast)
    form = {"since": "01-04-2024", "level": "S-1", "field": "Contoh", "version": "1", "seen": "0"}
    url = reverse("people:add", args=[cast.dumai.person.pk, "education"])
    client = cast.client(Role.ANALYST)
    page = client.post(url, form)
    assert page.status_code == 200
    assert "baru saja diubah orang lain" in page.content.decode()
    assert "Pengatur Muda Tk. I (II/b)" in page.content.decode()
    assert 'name="version" value="2"' in page.content.decode()
    assert client.post(url, form | {"version": "2"}).status_code == 302


def test_two_people_at_one_entry_the_second_loses_nothing(cast: Cast) -> None:
    first = _rank(cast)
    client, pk = cast.client(Role.ANALYST), cast.dumai.person.pk
    url = reverse("people:correct", args=[pk, first.pk])
    read = {"version": "2", "seen": str(first.pk)}  # both opened the form now
    assert client.post(url, read | {"since": "01-04-2024", "rank": "II/a"}).status_code == 302
    told = client.post(url, read | {"since": "01-04-2024", "rank": "II/c", "reason": "salah baca"})
    assert "baru saja diubah orang lain" in told.content.decode()
    assert "Pengatur Muda (II/a)" in told.content.decode()
    assert 'value="II/c" selected' in told.content.decode()
    assert "salah baca" in told.content.decode()
    again = {"since": "01-04-2024", "rank": "II/c", "version": "3", "reason": "salah baca"}
    assert client.post(url, again).status_code == 302
    standing = Entry.objects.get(person=pk, corrected_by=None)
    assert (standing.data["rank"], standing.corrects.data["rank"]) == ("II/c", "II/a")
    for page in ("correct", "withdraw"):  # from an old page one comes to what stands
        came = client.get(reverse(f"people:{page}", args=[pk, first.pk]))
        assert came["Location"] == reverse("people:correct", args=[pk, standing.pk])
    client.post(reverse("people:withdraw", args=[pk, standing.pk]), {"reason": "bukan pegawai ini"})
    assert client.get(url)["Location"] == reverse("people:tab", args=[pk, "riwayat"])


def test_a_correction_that_changes_nothing_is_not_recorded(cast: Cast) -> None:
    first = _rank(cast)
    client, pk = cast.client(Role.ANALYST), cast.dumai.person.pk
    same = {"since": "01-04-2024", "rank": "II/b", "version": "2"}
    page = client.post(reverse("people:correct", args=[pk, first.pk]), same)
    assert "Tidak ada isian yang berubah" in page.content.decode()
    assert Entry.objects.filter(person=pk).count() == 1


def test_the_same_form_sent_twice_is_recorded_once(cast: Cast) -> None:
    form = {"since": "01-04-2024", "rank": "II/b", "version": "1"}
    client = cast.client(Role.ANALYST)
    url = reverse("people:add", args=[cast.dumai.person.pk, "rank"])
    client.post(url, form)
    client.post(url, form)
    assert Entry.objects.filter(person=cast.dumai.person).count() == 1


def test_a_correction_and_a_withdrawal_stay_readable_in_the_history(cast: Cast) -> None:
    first = _rank(cast)
    client, pk = cast.client(Role.ANALYST), cast.dumai.person.pk
    client.post(
        reverse("people:correct", args=[pk, first.pk]),
        {"since": "01-04-2024", "rank": "II/a", "reason": "salah ketik"},
    )
    second = Entry.objects.get(corrects=first)
    client.post(reverse("people:withdraw", args=[pk, second.pk]), {"reason": "bukan pegawai ini"})
    page = client.get(reverse("people:tab", args=[pk, "riwayat"])).content.decode()
    assert page.count("Golongan") + page.count("golongan") >= 3
    assert "salah ketik" in page
    assert "bukan pegawai ini" in page
    cast.dumai.person.refresh_from_db()
    assert cast.dumai.person.rank == ""


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_every_kind_of_entry_has_a_form(cast: Cast, kind: str) -> None:
    assert (
        cast.client(Role.ANALYST).get(reverse("people:add", args=[cast.dumai.person.pk, kind])).status_code
        == 200
    )


def test_a_result_is_recorded_by_its_indicators(cast: Cast) -> None:
    client, url = cast.client(Role.ANALYST), reverse("people:add", args=[cast.dumai.person.pk, "competency"])
    form = client.get(url).context["form"]
    rubric = next(rubric for each in form.rubrics.values() for _name, rubric in each)
    shown = client.get(url, {"rubric": rubric.id})
    assert rubric.indicators[0].text in shown.content.decode()
    filled = {
        "since": "14-03-2026",
        "rubric": rubric.id,
        "source": "internal_panel",
        "assessors": "2",
        "level": "",
    }
    ratings = {f"indicator-{each.key}": "1" for each in rubric.indicators}
    assert client.post(url, filled | ratings).status_code == 302
    entry = Entry.objects.get(person=cast.dumai.person)
    assert set(entry.data["indicators"].values()) == {True}
    cast.dumai.person.refresh_from_db()
    assert cast.dumai.person.competencies_known == 1


def test_a_result_needs_either_a_level_or_indicators(cast: Cast) -> None:
    client, url = cast.client(Role.ANALYST), reverse("people:add", args=[cast.dumai.person.pk, "competency"])
    form = client.get(url).context["form"]
    rubric = next(rubric for each in form.rubrics.values() for _name, rubric in each)
    page = client.post(url, {"since": "14-03-2026", "rubric": rubric.id, "source": "internal_panel"})
    assert "Isi tingkat yang dicapai" in page.content.decode()


def test_an_employee_proposes_and_an_analyst_accepts(cast: Cast) -> None:
    pk = cast.dumai.person.pk
    form = {
        "since": "01-06-2010",
        "level": "D-III",
        "field": "Manajemen",
        "reason": "ijazah belum tercatat",
        "document": SimpleUploadedFile("ijazah.pdf", PDF),
    }
    cast.client(Role.EMPLOYEE).post(reverse("people:propose", args=[pk, "education"]), form)
    proposal = Correction.objects.get()
    analyst = cast.client(Role.ANALYST)
    assert "ijazah belum tercatat" in analyst.get(reverse("people:proposals")).content.decode()
    assert analyst.get(reverse("people:proposal", args=[proposal.pk])).status_code == 200
    analyst.post(
        reverse("people:proposal", args=[proposal.pk]), {"putusan": "terima", "answer": "ijazah sah"}
    )
    cast.dumai.person.refresh_from_db()
    assert cast.dumai.person.education == "D-III"
    assert Entry.objects.get().origin == f"correction:{proposal.pk}"


def test_an_answer_needs_a_reason_and_the_employee_reads_it(cast: Cast) -> None:
    pk = cast.dumai.person.pk
    form = {"since": "01-06-2010", "level": "D-III", "field": "", "reason": "contoh"}
    cast.client(Role.EMPLOYEE).post(reverse("people:propose", args=[pk, "education"]), form)
    url = reverse("people:proposal", args=[Correction.objects.get().pk])
    analyst = cast.client(Role.ANALYST)
    analyst.post(url, {"putusan": "tolak", "answer": ""})
    assert Correction.objects.get().state == "open"
    analyst.post(url, {"putusan": "tolak", "answer": "ijazah tidak terbaca"})
    page = cast.client(Role.EMPLOYEE).get(reverse("people:tab", args=[pk, "riwayat"]))
    assert "ijazah tidak terbaca" in page.content.decode()


def test_nobody_proposes_for_somebody_else(cast: Cast) -> None:
    url = reverse("people:propose", args=[cast.dumai.stranger.pk, "education"])
    assert cast.client(Role.EMPLOYEE).get(url).status_code == 404


def test_a_record_page_asks_the_database_the_same_number_of_questions_for_few_and_many_entries(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for month in range(1, 13):
        record_entry(
            person=cast.dumai.person,
            kind=Kind.RANK,
            since=date(2020, month, 1),
            data={"rank": "II/a"},
            by=None,
            at=AT,
        )
    client = cast.client(Role.ANALYST)
    client.get(reverse("people:detail", args=[cast.dumai.person.pk]))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("people:tab", args=[cast.dumai.person.pk, "riwayat"]))


def _analyst_of_the_office(cast: Cast) -> tuple[Client, Person]:
    """An analyst of one office, employed in it; and their own record."""
    house = cast.dumai
    user = User.objects.create_user("dumai-analis-dishub", None, name="Contoh Analis Dishub")
    for role in (Role.ANALYST, Role.EMPLOYEE):
        Grant.objects.create(
            user=user,
            instansi=house.instansi,
            unit=house.office,
            role=role,
            since=BEGAN,
            granted_at=AT,
        )
    client = Client()
    client.force_login(user)
    return client, make_person("199009092015011009", "Contoh Diri", house.section, house.position, user)


def test_an_analyst_proposes_for_the_own_record_as_everybody_does(cast: Cast) -> None:
    client, own = _analyst_of_the_office(cast)
    sanction = {"degree": "light", "sanction": "Contoh teguran", "until": None}
    entry = record_entry(
        person=own, kind=Kind.DISCIPLINE, since=date(2025, 1, 1), data=sanction, by=None, at=AT
    )
    page = client.get(reverse("people:detail", args=[own.pk])).content.decode()
    assert reverse("people:add", args=[own.pk, "rank"]) not in page
    rank = {"since": "01-04-2024", "rank": "II/b", "version": "1"}
    assert client.post(reverse("people:add", args=[own.pk, "rank"]), rank).status_code == 403
    withdraw = reverse("people:withdraw", args=[own.pk, entry.pk])
    assert client.post(withdraw, {"reason": "tidak enak"}).status_code == 403
    with pytest.raises(UsageError):
        record_entry(person=own, kind=Kind.RANK, since=DAY, data={"rank": "II/b"}, by=own.user, at=AT)
    everybody = Person.objects.filter(pk__in=(own.pk, cast.dumai.person.pk))
    training = {"kind": "technical", "name": "Contoh", "passed": True}
    said = {"kind": Kind.TRAINING, "since": DAY, "data": training, "reason": "uji", "document_name": ""}
    with pytest.raises(UsageError):
        record_for_all(people=everybody, **said, by=own.user, at=AT)
    assert Entry.objects.filter(person=own).count() == 1


def test_a_bulk_entry_leaves_the_own_record_out_and_says_so(cast: Cast) -> None:
    client, own = _analyst_of_the_office(cast)
    address = f"{reverse('people:bulk_entry')}?dari=people?&semua=1&jenis=training"
    form = {"langkah": "lihat", "jenis": "training", "since": "01-04-2024", "kind": "technical"}
    page = client.post(address, form | {"name": "Contoh diklat", "reason": "uji"})
    assert own not in page.context["plan"].new
    assert cast.dumai.person in page.context["plan"].new
    assert "Data Anda sendiri tidak ikut" in page.content.decode()


def test_positions_beyond_the_own_units_are_neither_shown_nor_given(cast: Cast) -> None:
    client, _own = _analyst_of_the_office(cast)
    elsewhere = position(cast.dumai.other_office, "Contoh Jabatan Rahasia", 6)
    address = reverse("people:add", args=[cast.dumai.person.pk, "position"])
    offered = [
        client.get(reverse("people:suggest_positions"), {"code": title}).content.decode()
        for title in (cast.dumai.position.title, elsewhere.title)
    ]
    assert cast.dumai.position.code in offered[0]
    assert elsewhere.code not in offered[1]
    client.post(address, {"since": "01-04-2024", "code": elsewhere.code, "version": "1"})
    assert not Entry.objects.filter(position=elsewhere).exists()


@pytest.mark.parametrize("number", ["abc", "9" * 30, "-1", "²"])
def test_a_proposal_about_no_entry_at_all_is_a_new_one(cast: Cast, number: str) -> None:
    address = reverse("people:propose", args=[cast.dumai.person.pk, "rank"])
    assert cast.client(Role.EMPLOYEE).get(address, {"catatan": number}).status_code == 200


def test_a_position_is_named_by_its_title_and_one_that_is_ambiguous_is_asked_back(cast: Cast) -> None:
    post = position(cast.dumai.office, "Pengelola Data", 6)
    position(cast.dumai.other_office, "Pengelola Keuangan", 6)
    client, url = cast.client(Role.ANALYST), reverse("people:add", args=[cast.dumai.person.pk, "position"])
    page = client.post(url, {"since": "01-04-2024", "code": "pengelola"}).content.decode()
    assert "Ada beberapa yang cocok" in page
    assert client.post(url, {"since": "01-04-2024", "code": "Pengelola Data"}).status_code == 302
    cast.dumai.person.refresh_from_db()
    assert cast.dumai.person.position == post
    options = client.get(reverse("people:suggest_positions"), {"code": "pengel"}).content.decode()
    assert options.count("<option") == 2
