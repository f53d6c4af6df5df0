"""Home: what each role needs first."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Check
from selaras.web.people.models import Person
from tests.web.cast import AT, Cast
from tests.web.maps.made import INTEGRITY, TEAM, answer, cell, finish, make_run


def home(cast: Cast, role: Role) -> str:
    """The home page of a role."""
    page = cast.client(role).get(reverse("home"))
    assert page.status_code == 200
    return page.content.decode()


def test_an_employee_sees_one_calm_page_about_themselves(cast: Cast) -> None:
    html = home(cast, Role.EMPLOYEE)
    for words in (
        "Tugas saya",
        "Saya dan standar jabatan saya",
        "Langkah berikutnya",
        "Kelengkapan data saya",
        "Pangkat/golongan belum dicatat.",
        "Siapa yang melihat data saya",
        "Belum ada yang membuka data Anda",
    ):
        assert words in html
    assert html.index("Tugas saya</h2>") < html.index("Saya dan standar jabatan saya")
    assert "Minta Analis SDM mencatat" in html or "Usulkan catatan" in html
    assert "<li>Catat " not in html
    assert "sekilas" not in html
    assert "Contoh Orang Lain" not in html


def test_an_employee_sees_who_looked(cast: Cast) -> None:
    cast.client(Role.ANALYST).get(reverse("people:detail", args=[cast.dumai.person.pk]))
    assert cast.dumai.users[Role.ANALYST].name in home(cast, Role.EMPLOYEE)


def test_the_verdict_at_home_is_that_of_the_page(cast: Cast) -> None:
    html = home(cast, Role.EMPLOYEE)
    page = (
        cast.client(Role.EMPLOYEE)
        .get(reverse("evaluations:person", args=[cast.dumai.person.pk]))
        .content.decode()
    )
    assert 'class="verdict verdict-un' in html
    assert 'class="verdict verdict-un' in page


def test_a_head_sees_the_unit_small_and_nobody_elses(cast: Cast) -> None:
    run = make_run(cast.dumai)
    answer(run, cast.dumai.section, [cell(INTEGRITY, "below"), cell(TEAM, "equal")], outcome="not_eligible")
    answer(run, cast.dumai.other_office, [cell(TEAM, "below")], outcome="not_eligible")
    finish(run)
    html = home(cast, Role.HEAD)
    assert "Dinas Perhubungan sekilas" in html
    assert "Integritas" in html
    assert "Kerjasama" not in html
    assert "Bukti yang segera habis berlaku" in html
    whole = home(cast, Role.ANALYST)
    assert "Kota Dumai sekilas" in whole
    assert "Kerjasama" in whole


def test_before_the_first_run_home_says_how_it_begins(cast: Cast) -> None:
    assert "Jalankan penilaian untuk melihat" in home(cast, Role.ANALYST)
    assert "setelah analis SDM menjalankan" in home(cast, Role.HEAD)


def test_an_auditor_sees_whether_the_chain_is_whole(cast: Cast) -> None:
    assert "Rantai belum pernah diperiksa" in home(cast, Role.AUDITOR)
    Check.objects.create(at=AT, entries=7, batches=0, seals=1, found=0)
    assert "Rantai utuh" in home(cast, Role.AUDITOR)
    assert "Keutuhan jejak audit" not in home(cast, Role.HEAD)


def test_an_admin_sees_how_accounts_stand(cast: Cast) -> None:
    html = home(cast, Role.UNIT_ADMIN)
    assert "sudah aktif" in html
    assert f"{reverse('accounts:list')}?keadaan=aktif" in html
    assert "Buka daftar akun" not in home(cast, Role.ANALYST)


def test_the_national_role_reads_figures_at_home_and_no_names(cast: Cast) -> None:
    run = make_run(cast.dumai)
    for _ in range(6):
        answer(run, cast.dumai.section, [cell(INTEGRITY, "below")], outcome="not_eligible")
    finish(run)
    html = home(cast, Role.NATIONAL)
    assert "Kota Dumai sekilas" in html
    assert "/kesesuaian/hasil/" not in html
    assert "Contoh Peta" not in html


def test_every_home_opens_in_both_languages_and_costs_little(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    run = make_run(cast.dumai)
    answer(
        run, cast.dumai.section, [cell(INTEGRITY, "below")], outcome="not_eligible", person=cast.dumai.person
    )
    finish(run)
    for role in Role:
        client = cast.client(role)
        client.get("/")
        with django_assert_max_num_queries(28):
            assert client.get("/").status_code == 200
        assert client.get("/", headers={"accept-language": "en"}).status_code == 200
    assert Person.objects.count() == 4
