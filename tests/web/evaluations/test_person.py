"""The page of a person and a standard: says what the engine says, for the question that was put, and what to do."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from selaras.core.explain import explain
from selaras.core.policy import Purpose
from selaras.law.words import words
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.models import Answer
from selaras.web.evaluations.presenting.sums import exact
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.jobs.work import run_now
from selaras.web.people.actions import keep_rubrics, record_entry
from selaras.web.people.models import Kind, Person
from selaras.web.people.telling import rank_name
from tests.cast import standard_of
from tests.web.cast import AT, DAY, Cast, position
from tests.web.evaluations.people import crowd, like_rini

TODAY = {"per": f"{DAY:%d-%m-%Y}"}


def read(page: Any) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", "", page.content.decode())
    return " ".join(html.unescape(text).split())


def asked(cast: Cast, who: Person, role: Role = Role.ANALYST, said: dict[str, str] | None = None) -> Any:
    """The page as somebody sees it on the day."""
    url = reverse("evaluations:person", args=[who.pk])
    return cast.client(role).get(url, TODAY | (said or {}))


def test_the_page_says_every_sentence_of_the_engine(cast: Cast) -> None:
    people = [like_rini(cast.dumai), *crowd(cast.dumai, 12, 4)]
    client = cast.client(Role.ANALYST)
    for at, who in enumerate(people):
        purpose = list(Purpose)[at % len(Purpose)]
        page = client.get(reverse("evaluations:person", args=[who.pk]), TODAY | {"keperluan": purpose})
        assert page.status_code == 200
        explanation = explain(verdict_of(who, question(cast.dumai.instansi, purpose, DAY)), words())
        said = read(page)
        sentences = [explanation.verdict, *explanation.arithmetic, *(step.text for step in explanation.steps)]
        sentences += [line.text for line in explanation.lines]
        sentences += [passed for line in explanation.lines for passed in line.not_chosen]
        for sentence in sentences:
            assert " ".join(sentence.id.split()) in said


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"per": "31-02-2026"}, "bukan tanggal"),
        ({"per": "01-01-0001"}, "bukan tanggal"),
        ({"keperluan": "x"}, "tidak dikenal"),
        ({"banding": "kelas-99"}, "tidak dikenal"),
        ({"banding": "999999999"}, "tidak ada"),
        ({"jabatan": "Tidak Ada"}, "Tidak ada yang bernama"),
        ({"per": "01-01-1990"}, "belum berlaku"),
        ({"banding": "kelas-99", "jabatan": "Tidak Ada"}, "peraturan mana pun.Tidak ada yang bernama"),
        (
            {"banding": "x", "keperluan": "x"},
            "tidak dikenal. Pilih salah satu dari daftar.Jabatan pembanding",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_and_no_other_answered(
    cast: Cast, wrong: dict[str, str], told: str
) -> None:
    page = asked(cast, like_rini(cast.dumai), said=wrong)
    assert page.status_code == 400
    said = read(page)
    assert told in said
    assert "Belum dapat ditentukan" not in said


def test_another_day_is_answered_as_of_that_day(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    before = asked(cast, who, said={"per": "01-01-2025"})
    after = asked(cast, who, said={"per": "01-01-2031"})
    assert "0 dari 12 kompetensi memenuhi standar" in read(before)
    assert "bukti kedaluwarsa" in read(after)


def test_what_if_another_class_or_position_and_no_standard_is_said_with_its_way_out(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    higher = read(asked(cast, who, said={"banding": "kelas-7"}))
    assert "dari 14 kompetensi" in higher
    assert "bagaimana jika: jabatan pelaksana kelas 7" in higher
    assert "Bagaimana jika: kelas 5" not in higher  # it is held
    none = read(asked(cast, who, said={"banding": "kelas-4"}))
    assert "belum ada standar yang berlaku" in none
    assert "Usulkan perubahan Perwali Dumai 6/2023" in none
    post = position(cast.dumai.other_office, "Pengelola Data", 6)
    for said in (
        {"banding": str(post.pk)},
        {"jabatan": "pengelola data"},
        {"jabatan": f"Pengelola Data — {post.code}"},
    ):
        assert "dari 16 kompetensi" in read(asked(cast, who, said=said))


def test_a_class_asked_about_before_any_regulation_has_no_standard_in_force(cast: Cast) -> None:
    page = asked(cast, like_rini(cast.dumai), said={"banding": "kelas-6", "per": "01-01-2019"})
    assert page.status_code == 200
    assert "Belum dapat ditentukan" in read(page)


def test_who_records_a_result_comes_back_to_the_same_question(cast: Cast) -> None:
    page = asked(cast, like_rini(cast.dumai), said={"banding": "kelas-6"}).content.decode()
    (link,) = {
        html.unescape(each) for each in re.findall(r'href="(/pegawai/[^"]*competency[^"]*)"', page)[:1]
    }
    assert "banding%3Dkelas-6" in link
    assert f"kembali=/kesesuaian/pegawai/{cast.dumai.person.pk}/" in link


def test_a_position_of_another_instansi_is_none(cast: Cast) -> None:
    foreign = cast.contoh.position
    assert asked(cast, cast.dumai.person, said={"banding": str(foreign.pk)}).status_code == 400
    client = cast.client(Role.ANALYST)
    found = client.get(
        reverse("evaluations:suggest_positions"), {"jabatan": "pengadministrasi"}
    ).content.decode()
    assert cast.dumai.position.code in found
    assert foreign.code not in found


def test_each_step_leads_to_its_screen_for_who_may_use_it_and_names_a_role_to_the_others(cast: Cast) -> None:
    who = cast.dumai.person
    record_entry(
        person=who,
        kind=Kind.POSITION,
        since=DAY - timedelta(days=900),
        data={"code": cast.dumai.position.code},
        position=cast.dumai.position,
        by=None,
        at=AT,
    )
    pages = {
        role: asked(cast, who, role).content.decode() for role in (Role.ANALYST, Role.HEAD, Role.EMPLOYEE)
    }
    record = reverse("people:add", args=[who.pk, Kind.COMPETENCY.value])
    assert f"{record}?rubric=" in pages[Role.ANALYST]
    assert reverse("people:add", args=[who.pk, Kind.EDUCATION.value]) in pages[Role.ANALYST]
    assert reverse("people:add", args=[who.pk, Kind.COMPETENCY.value]) not in pages[Role.HEAD]
    for role in (Role.HEAD, Role.EMPLOYEE):
        assert "Minta Analis SDM mengatur penilaian 12 kompetensi" in pages[role]
        assert "Nilai " not in pages[role]
    assert "Minta Analis SDM mencatat bukti" in pages[Role.HEAD]
    assert "Usulkan catatan bukti" in pages[Role.EMPLOYEE]
    assert reverse("people:propose", args=[who.pk, Kind.EDUCATION.value]) in pages[Role.EMPLOYEE]
    assert record not in pages[Role.EMPLOYEE]


def test_the_steps_without_any_position_lead_to_recording_it(cast: Cast) -> None:
    page = asked(cast, cast.dumai.stranger).content.decode()
    assert reverse("people:add", args=[cast.dumai.stranger.pk, Kind.POSITION.value]) in page


def test_results_that_the_standard_does_not_ask_for_are_shown_as_such(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    asked_for = {row.code for row in standard_of(5).competencies}
    extra = next(row for row in standard_of(7).competencies if row.code not in asked_for)
    record_entry(
        person=who,
        kind=Kind.COMPETENCY,
        since=DAY - timedelta(days=9),
        data={"rubric": _kept(extra.rubric), "source": "cact_bkn", "level": 3},
        by=None,
        at=AT,
    )
    page = asked(cast, who)
    [line] = page.context["extras"]
    assert (line.name, line.difference, line.state) == (extra.name, "tidak disyaratkan", "none")
    assert "Tidak disyaratkan standar ini" in read(page)


def _kept(rubric: Any) -> str:
    keep_rubrics([rubric])
    return str(rubric.id)


def test_every_number_of_the_sum_stands_there_before_rounding(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    verdict = verdict_of(who, question(cast.dumai.instansi, Purpose.APPOINTMENT, DAY))
    assert verdict.jpm
    page = cast.client(Role.ANALYST).get(reverse("evaluations:person_sums", args=[who.pk]), TODAY)
    sums = page.context["sums"]
    assert len(sums.parts) == 12
    assert [total.fraction for total in sums.totals] == [
        str(each.low)
        for match in (verdict.jpm.by_level, verdict.jpm.by_indicator)
        for each in (match.capped, match.uncapped)
    ]
    assert "325/3" in read(page)
    assert "108,333333…" in read(page)
    assert sum(total.counts for total in sums.totals) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(250, 3), "83,333333…"),
        (Fraction(100), "100"),
        (Fraction(1, 4), "0,25"),
        (Fraction(200, 7), "28,571428…"),
    ],
)
def test_a_fraction_is_written_out_and_never_rounded(value: Fraction, text: str) -> None:
    assert exact(value, "id") == text


def test_the_standard_and_its_articles_are_named_by_their_permanent_addresses(cast: Cast) -> None:
    page = asked(cast, like_rini(cast.dumai)).content.decode()
    base = "/standar/dumai/perwali-dumai-6-2023/1/"
    assert f'href="{base}kelas-5/"' in page
    assert f'href="{base}kelas-5/M.1/"' in page
    for article in ("5", "6", "7", "8"):
        assert f'href="{base}pasal/{article}/"' in page


def test_the_page_keeps_to_few_queries_however_much_is_recorded(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    who = like_rini(cast.dumai)
    client = cast.client(Role.ANALYST)
    url = reverse("evaluations:person", args=[who.pk])
    client.get(url, TODAY)
    with django_assert_max_num_queries(20):
        page = client.get(url, TODAY)
    assert len(page.content) < 150_000


def test_previous_and_next_stay_on_this_page_with_the_same_question(cast: Cast) -> None:
    said = {"dari": "people.0.0?", "keperluan": "mapping"}
    page = asked(cast, cast.dumai.person, said=said)
    beside = page.context["beside"]
    stranger = reverse("evaluations:person", args=[cast.dumai.stranger.pk])
    assert beside.total == 2
    assert (beside.previous or beside.next).startswith(f"{stranger}?dari=")
    assert "keperluan=mapping" in (beside.previous or beside.next)


def test_from_a_row_of_a_run_one_comes_to_the_same_question_and_on_to_the_next_row(cast: Cast) -> None:
    run = start_run(
        unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=DAY, by=cast.dumai.users[Role.ANALYST], at=AT
    )
    assert run.job
    run_now(run.job)
    answer = Answer.objects.get(person=cast.dumai.person)
    client = cast.client(Role.ANALYST)
    said = {"dari": f"answers.0.0?penilaian={run.pk}"}
    page = client.get(reverse("evaluations:answer", args=[answer.pk]), said, follow=True)
    assert page.context["asked"].on == DAY
    beside = page.context["beside"]
    assert "/kesesuaian/hasil/" in (beside.previous or beside.next)
    assert page.context["earlier"]


def test_the_national_reader_sees_figures_and_never_a_person(cast: Cast) -> None:
    assert asked(cast, like_rini(cast.dumai), Role.NATIONAL).status_code == 403


def test_nobody_reads_a_key_or_a_sign_where_a_word_belongs(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    said = read(asked(cast, who))
    assert "appointment/" not in said
    assert "untuk PNS, CPNS" in said
    assert "Jenjang pendidikan: memenuhi" in said
    assert rank_name("VII") == "Golongan VII"


def test_the_page_is_whole_in_english(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    client.cookies["django_language"] = "en"
    said = read(client.get(reverse("evaluations:person", args=[like_rini(cast.dumai).pk]), TODAY))
    assert "Cannot be determined yet: 12 of 12 competencies meet the standard" in said
    assert "What needs to be done" in said
    assert "as required" in said
