"""Every figure of the map is the length of the list behind it, within the scope of who looks."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.evaluations.celled import HasCell, Wanted
from selaras.web.evaluations.models import Answer
from selaras.web.people.models import Entry
from tests.web.cast import AT, Cast, position
from tests.web.maps.made import INTEGRITY, TEAM, answer, cell, finish, make_run, mapped, some

PAGES = ("maps:index", "maps:people", "maps:groups", "maps:coverage", "maps:expiring")
# A number that leads somewhere: with words for the ear behind it, or as “met/asked” in a square of groups.
LINKED = re.compile(
    r'<a href="(/(?:kesesuaian/hasil|peta/daftar)/\?[^"]+)">([\d.]+)(?:<span class="vh">[^<]*</span>|<small>\d+/(\d+)</small>)?</a>'
)
FOUND = re.compile(r"<b>([\d.]+)</b> hasil")


def linked(html: str) -> dict[str, int]:
    """Address → the figure that leads there."""
    return {unescape(url): int((of or number).replace(".", "")) for url, number, of in LINKED.findall(html)}


def length(client: Client, url: str) -> int:
    """How many rows a list has."""
    page = client.get(url)
    assert page.status_code == 200, url
    html = page.content.decode()
    if "Tidak ada yang cocok" in html:
        return 0
    found = FOUND.search(html)
    assert found, url
    return int(found[1].replace(".", ""))


@pytest.mark.parametrize("role", [Role.ANALYST, Role.HEAD])
def test_each_figure_is_the_length_of_the_list_behind_it(cast: Cast, role: Role) -> None:
    mapped(cast.dumai)
    client = cast.client(role)
    figures: dict[str, int] = {}
    for page in PAGES:
        figures |= linked(client.get(reverse(page)).content.decode())
    for way in ("kelas", "rumpun"):
        figures |= linked(client.get(reverse("maps:groups"), {"menurut": way}).content.decode())
    assert len(figures) > 40
    wrong = {url: (said, found) for url, said in figures.items() if said != (found := length(client, url))}
    assert not wrong


def test_figures_keep_the_filters_of_their_page(cast: Cast) -> None:
    mapped(cast.dumai)
    client = cast.client(Role.ANALYST)
    for given in (
        {"unit": cast.dumai.office.pk},
        {"kelas": "5"},
        {"kelas": "tanpa"},
        {"rumpun": "Pengadministrasi", "unit": cast.dumai.other_office.pk},
    ):
        figures = linked(client.get(reverse("maps:index"), given).content.decode())
        assert figures
        wrong = {
            url: (said, found) for url, said in figures.items() if said != (found := length(client, url))
        }
        assert not wrong


def test_a_head_sees_the_own_unit_and_what_is_below_it(cast: Cast) -> None:
    run = make_run(cast.dumai)
    answer(run, cast.dumai.section, [cell(INTEGRITY, "equal")], name="Contoh Dalam")
    answer(run, cast.dumai.other_office, [cell(INTEGRITY, "equal")], name="Contoh Luar")
    finish(run)
    client = cast.client(Role.HEAD)
    html = client.get(reverse("maps:people")).content.decode()
    assert "Contoh Dalam" in html
    assert "Contoh Luar" not in html
    assert "1 orang" in html
    assert "1 pegawai menurut" in client.get(reverse("maps:index")).content.decode()
    assert client.get(reverse("maps:index"), {"unit": cast.dumai.other_office.pk}).status_code == 404
    assert client.get(reverse("maps:index"), {"unit": cast.contoh.office.pk}).status_code == 404


def test_the_map_of_a_unit_comes_from_a_run_that_covers_it(cast: Cast) -> None:
    other = make_run(cast.dumai, unit=cast.dumai.other_office)
    answer(other, cast.dumai.other_office, [cell(INTEGRITY, "equal")])
    finish(other)
    client = cast.client(Role.HEAD)
    assert "Belum ada penilaian untuk unit" in client.get(reverse("maps:index")).content.decode()
    whole = make_run(cast.dumai)
    answer(whole, cast.dumai.section, [cell(INTEGRITY, "equal")])
    finish(whole)
    assert "1 pegawai menurut" in client.get(reverse("maps:index")).content.decode()


def test_without_a_run_an_analyst_is_led_to_one_and_a_head_told_who_starts_it(cast: Cast) -> None:
    for page in PAGES:
        assert "Jalankan penilaian</a>" in cast.client(Role.ANALYST).get(reverse(page)).content.decode()
        html = cast.client(Role.HEAD).get(reverse(page)).content.decode()
        assert "Analis SDM instansi dapat menjalankannya" in html
        assert "Jalankan penilaian</a>" not in html


def test_figures_tell_their_day_and_that_data_changed_since(cast: Cast) -> None:
    run = make_run(cast.dumai)
    who = answer(run, cast.dumai.section, [cell(INTEGRITY, "equal")]).person
    finish(run)
    client = cast.client(Role.HEAD)
    html = client.get(reverse("maps:coverage")).content.decode()
    assert "per 01-07-2026" in html
    assert "Data berubah sejak" not in html
    Entry.objects.create(
        person=who,
        kind="rank",
        since=date(2026, 7, 1),
        data={"rank": "III/a"},
        origin="test",
        recorded_at=AT,
        known_on=date(2026, 7, 1),
    )
    assert "Data berubah sejak 01-07-2026 10.00 WIB" in client.get(reverse("maps:coverage")).content.decode()


def test_who_stands_above_every_instansi_reads_figures_and_no_people(cast: Cast) -> None:
    run = make_run(cast.dumai)
    some(cast.dumai, run)
    answer(run, cast.dumai.section, [cell(INTEGRITY, "below")], name="Contoh Tersembunyi")
    finish(run)
    client = cast.client(Role.NATIONAL)
    for page in PAGES:
        answered = client.get(reverse(page))
        if page == "maps:people":
            assert answered.status_code == 404
            continue
        html = answered.content.decode()
        assert answered.status_code == 200
        assert "Contoh Peta" not in html
        assert "Contoh Tersembunyi" not in html
        assert "/kesesuaian/hasil/" not in html
        assert "/peta/daftar/" not in html
    assert client.get(reverse("maps:cell", args=[run.answers.all()[0].pk, 0])).status_code == 404


def test_few_people_are_not_told_apart_for_who_may_not_see_them(cast: Cast) -> None:
    mapped(cast.dumai)
    client = cast.client(Role.NATIONAL)
    html = client.get(reverse("maps:index"), {"unit": cast.dumai.other_office.pk}).content.decode()
    assert "Terlalu sedikit orang" in html
    assert '<svg class="stacked"' not in html
    compared = client.get(reverse("maps:groups")).content.decode()
    assert "Dinas Perhubungan</a>" in compared
    assert "Dinas Kesehatan</a>" not in compared
    assert "1 kelompok dengan kurang dari 5 orang" in compared


def test_the_list_behind_says_in_words_what_it_is_filtered_by(cast: Cast) -> None:
    run = make_run(cast.dumai)
    some(cast.dumai, run)
    finish(run)
    page = cast.client(Role.ANALYST).get(
        reverse("maps:list"),
        {"penilaian": run.pk, "kompetensi": INTEGRITY, "bukti": "lama", "langsung": cast.dumai.section.pk},
    )
    html = page.content.decode()
    assert "1 tahun lebih, berlaku" in html
    assert "Bidang Lalu Lintas" in html


def test_cells_are_found_by_everything_they_say(cast: Cast) -> None:
    run = make_run(cast.dumai)
    one = answer(
        run,
        cast.dumai.section,
        [cell(INTEGRITY, "equal", date(2026, 3, 1)), cell(TEAM, "missing", reason="expired")],
    )
    finish(run)

    def found(wanted: Wanted) -> bool:
        return Answer.objects.filter(HasCell(wanted), pk=one.pk).exists()

    assert found(Wanted(INTEGRITY, ("equal", "above")))
    assert not found(Wanted(TEAM, ("equal",)))
    assert found(Wanted(after="2026-02-28", until="2026-03-01"))
    assert not found(Wanted(after="2026-03-01"))
    assert found(Wanted(reasons=("expired",)))
    assert not found(Wanted(states=("missing",), not_reasons=("expired",)))
    assert not Answer.objects.filter(pk=one.pk).exclude(HasCell(Wanted(INTEGRITY))).exists()


def test_a_map_costs_few_queries_whatever_the_number_of_people(
    cast: Cast, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    run = make_run(cast.dumai)
    posts = [position(cast.dumai.section, f"Contoh Jabatan {n}", 5) for n in range(6)]
    for n in range(30):
        answer(run, cast.dumai.section, [cell(INTEGRITY, "equal")], position=posts[n % 6])
    finish(run)
    client = cast.client(Role.ANALYST)
    client.get("/")
    client.get(reverse("maps:people"))
    for page in PAGES:
        with django_assert_max_num_queries(20):
            assert client.get(reverse(page)).status_code == 200


def test_where_no_row_decides_nobody_is_said_to_meet_the_standard(cast: Cast) -> None:
    run = make_run(cast.dumai, purpose="mapping")
    answer(run, cast.dumai.section, [cell(INTEGRITY, "below")], outcome="eligible")
    finish(run)
    client = cast.client(Role.HEAD)
    for page in ("maps:index", "maps:groups", "maps:people"):
        html = client.get(reverse(page), {"keperluan": "mapping"}).content.decode()
        assert "tidak ada baris yang menentukan" in html
        assert not re.search(r"> memenuhi<|</span> memenuhi", html)
    for address in (
        reverse("evaluations:run", args=[run.pk]),
        f"{reverse('evaluations:answers')}?penilaian={run.pk}",
        f"{reverse('maps:list')}?penilaian={run.pk}",
    ):
        html = client.get(address).content.decode()
        assert "tidak ada baris yang menentukan" in html, address
        assert not re.search(r">\s*memenuhi standar\s*<", html), address


def test_who_stands_above_chooses_an_instansi_and_nobody_else_does(cast: Cast) -> None:
    run = make_run(cast.contoh)
    for _ in range(6):
        answer(run, cast.contoh.section, [], outcome="not_covered")
    finish(run)
    given = {"instansi": cast.contoh.instansi.pk}
    html = cast.client(Role.NATIONAL).get(reverse("maps:index"), given).content.decode()
    assert "6 pegawai menurut" in html
    assert "Kabupaten Contoh" in html
    assert "6 pegawai" not in cast.client(Role.ANALYST).get(reverse("maps:index"), given).content.decode()
    assert (
        cast.client(Role.NATIONAL)
        .get(reverse("maps:list"), {"penilaian": run.pk})
        .content.decode()
        .count("Contoh Peta")
        == 0
    )
