"""Two runs side by side: who moved and why, within scope; neither ever changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from selaras.core.policy import Purpose
from selaras.errors import UsageError
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import compare_runs, resume_run, start_run
from selaras.web.evaluations.differences import CAUSES
from selaras.web.evaluations.models import Answer, Comparison, Move, Run
from selaras.web.jobs.actions import cancel
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.organisation.actions.positions import change_position
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Entry, Kind, Person
from tests.web.cast import AT, DAY, Cast
from tests.web.evaluations.people import like_rini

LATER = date(2026, 8, 1)


def _run(cast: Cast, on: date = DAY, purpose: Purpose = Purpose.APPOINTMENT) -> Run:
    analyst = cast.dumai.users[Role.ANALYST]
    run = start_run(unit=cast.dumai.root, purpose=purpose, on=on, by=analyst, at=AT)
    assert run.job
    run_now(run.job)
    run.refresh_from_db()
    return run


def _compared(cast: Cast, before: Run, after: Run) -> Comparison:
    made = compare_runs(before=before, after=after, by=cast.dumai.users[Role.ANALYST], at=AT)
    assert made.job
    run_now(made.job)
    made.refresh_from_db()
    assert made.finished
    return made


def _rank(person: Person, rank: str, since: date) -> Entry:
    return record_entry(person=person, kind=Kind.RANK, since=since, data={"rank": rank}, by=None, at=AT)


@pytest.fixture
def moved(cast: Cast) -> Comparison:
    """Somebody whose rank has been corrected between two runs; the other one stayed."""
    who = like_rini(cast.dumai)
    before = _run(cast)
    Entry.objects.filter(person=who, kind=Kind.RANK).update(known_on=date(2026, 1, 1))
    newest = Entry.objects.filter(person=who, kind=Kind.RANK).latest("since")
    record_entry(
        person=who,
        kind=Kind.RANK,
        since=newest.since,
        data={"rank": "IV/e"},
        corrects=newest,
        reason="SK lain",
        by=None,
        at=AT,
    )
    Entry.objects.filter(corrects=newest).update(known_on=date(2026, 1, 1))
    return _compared(cast, before, _run(cast))


def test_who_moved_is_found_with_the_row_and_the_reason(cast: Cast, moved: Comparison) -> None:
    (move,) = moved.moves.all()
    assert move.person == cast.dumai.person
    (row,) = move.rows
    assert row[0] == "rank"
    assert row[4] == "rank_above"
    assert row[5] == "bukti"
    assert move.causes == " bukti "
    assert moved.people == 2
    assert sum(number for _was, _now, number in moved.counts["appointment"]) == 2


def test_nothing_recorded_between_two_runs_moves_nobody(cast: Cast) -> None:
    like_rini(cast.dumai)
    assert not _compared(cast, _run(cast), _run(cast)).moves.exists()


def test_evidence_that_expired_is_the_cause_and_not_only_the_day(cast: Cast) -> None:
    like_rini(cast.dumai)
    compared = _compared(cast, _run(cast), _run(cast, on=date(2032, 1, 1)))
    (move,) = compared.moves.exclude(rows=[])
    causes = {row[0]: row[5] for row in move.rows}
    assert {cause for key, cause in causes.items() if key.startswith("competency:")} == {"kedaluwarsa"}
    assert set(causes.values()) <= set(CAUSES)
    listed = cast.client(Role.ANALYST).get(reverse("evaluations:moves"), {"banding": compared.pk})
    assert "<div>Integritas: " in listed.content.decode()


def test_another_policy_is_the_cause_when_nothing_else_differs(cast: Cast) -> None:
    like_rini(cast.dumai)
    compared = _compared(cast, _run(cast), _run(cast, purpose=Purpose.MAPPING))
    moves = {move.person: move for move in compared.moves.all()}
    assert moves[cast.dumai.person].causes == " kebijakan "


def test_another_position_is_named_as_such(cast: Cast) -> None:
    who = like_rini(cast.dumai)
    before = _run(cast)
    by = cast.dumai.users[Role.ANALYST]
    said = {"job_class": 6}
    change_position(
        position=cast.dumai.position, said=said, since=date(2020, 1, 1), reason="Keliru", by=by, at=AT
    )
    (move,) = _compared(cast, before, _run(cast)).moves.all()
    assert move.person == who
    assert move.causes == " jabatan "


def test_people_in_only_one_of_two_runs_are_told_apart(cast: Cast) -> None:
    before = _run(cast)
    Person.objects.filter(pk=cast.dumai.stranger.pk).update(status=Person.Status.LEFT)
    compared = _compared(cast, before, _run(cast))
    (move,) = compared.moves.all()
    assert (move.what, move.now) == (Move.What.WENT, "")
    (came,) = _compared(cast, *(Run.objects.order_by("-pk")[:2])).moves.all()
    assert came.what == Move.What.CAME


def test_a_pair_is_compared_once_and_only_where_it_makes_sense(cast: Cast, moved: Comparison) -> None:
    assert moved.before
    assert moved.after
    analyst = cast.dumai.users[Role.ANALYST]
    assert compare_runs(before=moved.before, after=moved.after, by=analyst, at=AT) == moved
    with pytest.raises(UsageError):
        compare_runs(before=moved.before, after=moved.before, by=analyst, at=AT)


def test_two_runs_are_chosen_on_a_page_that_runs_and_their_list_lead_to(cast: Cast) -> None:
    client, page = cast.client(Role.ANALYST), reverse("evaluations:compare")
    first = _run(cast)
    assert "Belum ada dua penilaian yang selesai" in client.get(page).content.decode()
    second, other = _run(cast), _run(cast, purpose=Purpose.MAPPING)
    for name, pks in (("list", []), ("run", [first.pk])):
        assert f'href="{page}' in client.get(reverse(f"evaluations:{name}", args=pks)).content.decode()
    chosen = {
        run.pk: [pk for _name, _label, pk in client.get(page, {"satu": run.pk}).context["pair"]]
        for run in (first, other)
    }
    assert chosen[first.pk] == [first.pk, second.pk]
    assert other.pk in chosen[other.pk]
    assert (
        client.post(page, {"satu": first.pk, "dua": first.pk}, follow=True)
        .redirect_chain[0][0]
        .startswith(page)
    )


def test_the_page_counts_from_outcome_to_outcome_and_leads_to_the_people(
    cast: Cast, moved: Comparison
) -> None:
    client = cast.client(Role.ANALYST)
    page = client.get(reverse("evaluations:comparison", args=[moved.pk]))
    matrix = page.context["matrix"]
    assert matrix.total == 2
    assert sum(count for _name, cells in matrix.rows for count, _url, _same in cells) == 2
    assert page.context["moved"].causes == [
        (str(CAUSES["bukti"]), 1, f"{reverse('evaluations:moves')}?banding={moved.pk}&karena=bukti")
    ]
    asked: dict[str, str | int] = {"banding": moved.pk, "karena": "bukti", "baris": "rank"}
    listed = client.get(reverse("evaluations:moves"), asked)
    assert cast.dumai.person.name in listed.content.decode()
    assert "banding=" not in "".join(
        chip.without for chip in listed.context["chips"] if "Perbandingan" in chip.label
    )
    one = client.get(reverse("evaluations:move", args=[moved.moves.get().pk])).content.decode()
    assert "di atas rentang pangkat" in one
    assert cast.dumai.person.name in one


def test_the_list_of_who_moved_is_taken_away_as_a_file(cast: Cast, moved: Comparison) -> None:
    url = f"{reverse('evaluations:moves_export')}?banding={moved.pk}&kolom=nama,karena,baris"
    answer = cast.client(Role.ANALYST).post(url, {"sebagai": "csv"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "di atas rentang pangkat" in text
    assert "penilaian" in text


def test_a_head_sees_who_moved_in_the_own_unit_alone(cast: Cast, moved: Comparison) -> None:
    client = cast.client(Role.HEAD)
    page = client.get(reverse("evaluations:comparison", args=[moved.pk]))
    assert page.context["matrix"].total == 1
    other = cast.client(Role.ANALYST, cast.contoh)
    assert other.get(reverse("evaluations:comparison", args=[moved.pk])).status_code == 404
    assert other.get(reverse("evaluations:move", args=[moved.moves.get().pk])).status_code == 404
    listed = other.get(reverse("evaluations:moves"), {"banding": moved.pk}).content.decode()
    assert cast.dumai.person.name not in listed


@pytest.mark.parametrize("table", ["run", "answer", "comparison", "move"])
def test_the_database_refuses_to_change_what_is_finished(cast: Cast, moved: Comparison, table: str) -> None:
    assert moved.after
    found = {
        "run": Run.objects.filter(pk=moved.after.pk),
        "answer": moved.after.answers.all(),
        "comparison": Comparison.objects.filter(pk=moved.pk),
        "move": moved.moves.all(),
    }[table]
    said = {"people": 7} if table in ("run", "comparison") else {"title": "Lain"}

    def erase() -> None:
        found._raw_delete(found.db)

    for change in (lambda: found.update(**said), erase):
        with pytest.raises(DatabaseError, match="finished evaluation never changes"), transaction.atomic():
            change()
    late = Answer(run=moved.after, person=cast.contoh.person, unit=cast.dumai.root, outcome="eligible")
    with pytest.raises(DatabaseError, match="finished"), transaction.atomic():
        late.save()


def test_a_cancelled_run_is_gone_on_with_by_whoever_may(cast: Cast) -> None:
    like_rini(cast.dumai)
    analyst = cast.dumai.users[Role.ANALYST]
    run = start_run(unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=DAY, by=analyst, at=AT)
    assert run.job
    cancel(job=run.job, by=analyst, at=AT)
    run.refresh_from_db()
    page = cast.client(Role.ANALYST).get(reverse("evaluations:list")).content.decode()
    assert "Lanjutkan" in page
    answer = cast.client(Role.ANALYST).post(reverse("evaluations:resume", args=[run.pk]))
    run.refresh_from_db()
    assert answer["Location"] == reverse("jobs:detail", args=[run.job.pk])
    assert run_now(run.job).state == Job.State.DONE
    run.refresh_from_db()
    assert run.finished
    with pytest.raises(UsageError):
        resume_run(run=run, by=analyst, at=AT)


def test_the_same_question_is_asked_again_with_one_button(cast: Cast) -> None:
    run = _run(cast)
    answer = cast.client(Role.ANALYST).post(reverse("evaluations:again", args=[run.pk]))
    again = Run.objects.latest("pk")
    assert again.job
    assert answer["Location"] == reverse("jobs:detail", args=[again.job.pk])
    assert (again.unit, again.purpose) == (run.unit, run.purpose)


def test_a_list_of_verdicts_belongs_to_one_run(cast: Cast) -> None:
    like_rini(cast.dumai)
    first, second = _run(cast), _run(cast)
    client = cast.client(Role.ANALYST)
    url = reverse("evaluations:answers")
    asked: dict[str, str | int] = {"penilaian": first.pk, "hasil": "undetermined"}
    page = client.get(url, asked)
    assert [chip.label for chip in page.context["chips"]] == ["Hasil"]
    assert page.context["urls"]["cleared"] == f"{url}?penilaian={first.pk}"
    newest = client.get(url, {"semua": "1"})
    assert newest.context["page"].paginator.count == second.people
    assert newest.context["query"] == f"penilaian={second.pk}"


def test_pages_of_runs_ask_few_queries(cast: Cast, moved: Comparison, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = cast.client(Role.ANALYST)
    client.get(reverse("home"))  # counts what waits, which every page then shows for a while
    for name, pk in (("run", moved.after_id), ("comparison", moved.pk)):
        with django_assert_max_num_queries(20):
            client.get(reverse(f"evaluations:{name}", args=[pk]))
    for name, said in (("moves", f"banding={moved.pk}"), ("answers", f"penilaian={moved.after_id}")):
        with django_assert_max_num_queries(20):
            client.get(f"{reverse(f'evaluations:{name}')}?{said}")


def test_a_run_counts_people_in_the_unit_they_were_in_and_shows_them_to_who_may_see_them_today(
    cast: Cast,
) -> None:
    house = cast.dumai
    run = _run(cast)
    Person.objects.filter(pk=house.person.pk).update(unit=house.other_office)
    client = cast.client(Role.ANALYST)
    page = client.get(reverse("evaluations:run", args=[run.pk]))
    (line,) = [each for each in page.context["units"] if each.name == house.office.name]
    assert line.total == 1
    assert house.person.name in client.get(line.url).content.decode()
    today = client.get(f"{reverse('evaluations:answers')}?penilaian={run.pk}&unit={house.office.pk}")
    assert house.person.name not in today.content.decode()
    head = cast.client(Role.HEAD).get(reverse("evaluations:run", args=[run.pk]))
    assert head.context["total"] == 0
