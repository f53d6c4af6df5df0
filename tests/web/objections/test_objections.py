"""Objections: raised to a line of one's own verdict, answered once and by another, kept with the verdict as it was."""

from __future__ import annotations

import re
import threading
from datetime import date, datetime, timedelta
from typing import Any, TypedDict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from selaras import clock
from selaras.clock import now, today
from selaras.errors import SelarasError
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.models import Access, Entry
from selaras.web.evaluations.presenting.asking import asking
from selaras.web.objections import actions
from selaras.web.objections.errors import StandsAlready
from selaras.web.objections.freezing import frozen
from selaras.web.objections.models import DAYS, WHOLE, Objection, State, Step
from selaras.web.objections.tasks import tasks
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind, Person
from tests.web.cast import Cast

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ROW = "education.level"
EARLIER = date(2026, 1, 5)


class _Said(TypedDict):
    by: User | None
    at: datetime


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The employee holds the position of the cast since long, with an education that is too low."""
    person, said = cast.dumai.person, _Said(by=None, at=now())
    code = cast.dumai.position.code
    record_entry(
        person=person,
        kind=Kind.POSITION,
        since=EARLIER,
        data={"code": code},
        position=cast.dumai.position,
        **said,
    )
    record_entry(person=person, kind=Kind.EMPLOYMENT, since=EARLIER, data={"type": "pns"}, **said)
    record_entry(person=person, kind=Kind.EDUCATION, since=EARLIER, data=_studied("SD"), **said)
    return cast


def _studied(level: str) -> dict[str, str]:
    return {"level": level, "field": ""}


def _raise(cast: Cast, row: str = ROW, reason: str = "Ijazah saya Sarjana") -> Objection:
    person = cast.dumai.person
    asked = asking({}, person)
    verdict = frozen(asked, person)
    assert verdict
    employee = cast.dumai.users[Role.EMPLOYEE]
    return actions.object_to(
        person=person, row=row, asked=asked, verdict=verdict, reason=reason, by=employee, at=now()
    )


def _new(cast: Cast, row: str = ROW) -> str:
    return reverse("objections:new", args=[cast.dumai.person.pk, row])


def _tasks(cast: Cast, role: Role) -> dict[str, int]:
    user = cast.dumai.users[role]
    asker = asker_of(user, cast.dumai.instansi.pk, today())
    return {task.url.partition("=")[2]: task.count for task in tasks(asker) if task.count}


def test_an_employee_objects_and_the_verdict_is_kept_as_it_was(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    page = client.get(_new(cast))
    told = page.content.decode()
    assert "Analis SDM menjawab dalam 14 hari" in told
    said = {
        "reason": "Ijazah saya Sarjana",
        "mark": page.context["form"]["mark"].value(),
        "document": SimpleUploadedFile("sk.pdf", PDF),
    }
    answer = client.post(_new(cast), said)
    [made] = Objection.objects.all()
    assert answer["Location"] == reverse("objections:detail", args=[made.pk])
    assert made.due_on == today() + timedelta(days=DAYS)
    line = made.line()
    assert line
    assert (line["status"], line["used"]["kind"]) == ("not_met", "education")  # type: ignore[index]
    assert made.verdict["versions"][0]["act"] == "perwali-dumai-6-2023"
    assert made.document
    detail = client.get(answer["Location"]).content.decode()
    assert (
        "Sekolah Dasar · bidang ilmu belum dicatat, 05-01-2026" in detail
    )  # the evidence in words, never its number
    assert "Perwali Dumai 6/2023, versi 1</a>" in detail
    whole = client.get(reverse("objections:verdict", args=[made.pk, made.steps.get().pk])).content.decode()
    assert "perwali-dumai-6-2023 versi" not in detail + whole
    assert not re.search(r"catatan \d", detail + whole)
    assert line["text"]["id"] in detail.replace("&#x27;", "'")  # type: ignore[index]
    assert b"".join(client.get(reverse("objections:document", args=[made.pk])).streaming_content) == PDF  # type: ignore[attr-defined]
    assert Entry.objects.filter(action="objections.raise").count() == 1
    assert _tasks(cast, Role.ANALYST) == {"open": 1}
    assert _tasks(cast, Role.AUTHORITY) == {}


def test_a_second_objection_to_a_line_is_refused_with_the_way_to_the_first(cast: Cast) -> None:
    first = _raise(cast)
    with pytest.raises(StandsAlready):
        _raise(cast)
    page = cast.client(Role.EMPLOYEE).post(_new(cast), {"reason": "lagi"})
    assert page.status_code == 422
    assert reverse("objections:detail", args=[first.pk]) in page.content.decode()
    _raise(cast, WHOLE)  # another line is another matter
    actions.withdraw(objection=first, by=cast.dumai.users[Role.EMPLOYEE], at=now())
    _raise(cast)
    assert Objection.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "query"),
    [({"reason": "  "}, ""), ({}, ""), ({"reason": "x" * 2001}, ""), ({"reason": "x"}, "per=31-12-2099")],
)
def test_an_objection_that_cannot_be_is_told_why(cast: Cast, given: dict[str, str], query: str) -> None:
    page = cast.client(Role.EMPLOYEE).post(f"{_new(cast)}?{query}", given)
    assert page.status_code == 422
    assert not Objection.objects.exists()


def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    mark = client.get(_new(cast)).context["form"]["mark"].value()
    said = {"reason": "x", "mark": mark, "document": SimpleUploadedFile("sk.pdf", b"MZ\x90\x00 bukan pdf")}
    page = client.post(_new(cast), said)
    assert page.status_code == 422
    assert "PDF" in page.content.decode()
    assert not Objection.objects.exists()


def test_a_verdict_that_changed_meanwhile_is_shown_before_it_is_objected_to(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    mark = client.get(_new(cast)).context["form"]["mark"].value()
    record_entry(
        person=cast.dumai.person, kind=Kind.EDUCATION, since=today(), data=_studied("SLTP"), by=None, at=now()
    )
    page = client.post(_new(cast), {"reason": "x", "mark": mark})
    assert page.status_code == 422
    assert "Putusan berubah" in page.content.decode()
    again = page.context["form"]["mark"].value()
    assert client.post(_new(cast), {"reason": "x", "mark": again}).status_code == 302


def test_an_unknown_line_is_not_there(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    assert client.get(_new(cast, "competency:tidak-ada")).status_code == 404
    assert client.get(f"{_new(cast)}?keperluan=apa").status_code == 404


def test_a_corrected_input_leads_to_a_new_verdict_and_the_old_one_stays(cast: Cast) -> None:
    made = _raise(cast)
    analyst = cast.client(Role.ANALYST)
    page = analyst.get(reverse("objections:detail", args=[made.pk])).content.decode()
    assert reverse("people:add", args=[made.person_id, "education"]) in page
    assert Access.objects.filter(person=made.person, what="keberatan").exists()
    [standing] = made.person.entries.filter(kind=Kind.EDUCATION)
    record_entry(
        person=made.person,
        kind=Kind.EDUCATION,
        since=EARLIER,
        data=_studied("S-1"),
        corrects=standing,
        reason="salah ketik",
        by=cast.dumai.users[Role.ANALYST],
        at=now(),
    )
    answer = {"state": "upheld", "text": "Terima kasih, ijazah sudah kami perbaiki."}
    assert analyst.post(reverse("objections:answer", args=[made.pk]), answer).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.mended) == ("upheld", True)
    first, second = made.steps.filter(verdict__isnull=False)
    assert made.line(first.verdict)["status"] == "not_met"  # type: ignore[index]
    assert made.line(second.verdict)["status"] == "met"  # type: ignore[index]
    employee = cast.client(Role.EMPLOYEE)
    assert _tasks(cast, Role.EMPLOYEE) == {"dijawab": 1}
    for step, verdict in ((first, first.verdict), (second, second.verdict)):
        told = employee.get(reverse("objections:verdict", args=[made.pk, step.pk])).content.decode()
        assert made.line(verdict)["text"]["id"] in told  # type: ignore[index]
    employee.post(reverse("objections:read", args=[made.pk]))
    assert _tasks(cast, Role.EMPLOYEE) == {}
    assert [step.kind for step in made.steps.all()] == ["raised", "answered", "read"]


def test_an_upheld_objection_stays_among_the_tasks_until_the_data_are_mended(cast: Cast) -> None:
    made = _raise(cast)
    analyst = cast.dumai.users[Role.ANALYST]
    actions.answer(objection=made, state=State.PARTLY, text="Kami periksa dahulu.", by=analyst, at=now())
    assert _tasks(cast, Role.ANALYST) == {"perbaiki": 1}
    assert actions.renew(objection=made, by=analyst, at=now()) is False
    record_entry(
        person=made.person, kind=Kind.EDUCATION, since=today(), data=_studied("S-1"), by=analyst, at=now()
    )
    client = cast.client(Role.ANALYST)
    assert client.post(reverse("objections:renew", args=[made.pk])).status_code == 302
    assert _tasks(cast, Role.ANALYST) == {}
    assert made.steps.last().kind == Step.Kind.RENEWED  # type: ignore[union-attr]
    with pytest.raises(SelarasError):
        actions.renew(objection=made, by=analyst, at=now())


@pytest.mark.parametrize("text", ["", "   "])
def test_an_answer_needs_a_reason(cast: Cast, text: str) -> None:
    made = _raise(cast)
    client = cast.client(Role.ANALYST)
    page = client.post(reverse("objections:answer", args=[made.pk]), {"state": "dismissed", "text": text})
    assert page.status_code == 422
    with pytest.raises(SelarasError):
        actions.answer(
            objection=made, state=State.DISMISSED, text=text, by=cast.dumai.users[Role.ANALYST], at=now()
        )
    made.refresh_from_db()
    assert made.open


def test_nobody_answers_about_themselves(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    made = _raise(cast)
    Person.objects.filter(pk=made.person_id).update(user=analyst)
    with pytest.raises(SelarasError):
        actions.answer(objection=made, state=State.UPHELD, text="x", by=analyst, at=now())
    page = cast.client(Role.ANALYST).get(reverse("objections:detail", args=[made.pk]))
    assert page.context["form"] is None
    _refuses_another(cast, made)


def _refuses_another(cast: Cast, made: Objection) -> None:
    with pytest.raises(SelarasError):
        actions.object_to(
            person=cast.dumai.stranger,
            row=WHOLE,
            asked=asking({}, cast.dumai.stranger),
            verdict=made.verdict,
            reason="x",
            by=cast.dumai.users[Role.EMPLOYEE],
            at=now(),
        )


def test_superiors_do_not_see_objections(cast: Cast) -> None:
    made = _raise(cast)
    for role in (Role.HEAD, Role.SUPERVISOR, Role.NATIONAL, Role.ADMIN, Role.INTEGRATOR):
        assert cast.client(role).get(reverse("objections:detail", args=[made.pk])).status_code in {403, 404}
    for role in (Role.ANALYST, Role.AUTHORITY, Role.AUDITOR, Role.EMPLOYEE):
        assert cast.client(role).get(reverse("objections:detail", args=[made.pk])).status_code == 200


def test_the_log_proves_reason_and_answer_and_tells_neither(cast: Cast) -> None:
    made = _raise(cast, reason="Rahasia saya kepada analis")
    analyst = cast.dumai.users[Role.ANALYST]
    actions.answer(objection=made, state=State.DISMISSED, text="Rahasia jawaban", by=analyst, at=now())
    admin = cast.client(Role.ADMIN)  # reads the log, and no objection
    entries = Entry.objects.filter(action__startswith="objections.")
    pages = [reverse("audit:list"), *(reverse("audit:detail", args=[each.pk]) for each in entries)]
    assert len(pages) == 3
    told = "".join(admin.get(address).content.decode() for address in pages)
    assert "Mengajukan keberatan" in told
    assert "Rahasia" not in told
    assert "digest" not in told
    assert "isi dirahasiakan" in told
    said, answered = entries.order_by("number")
    assert set(said.after["reason"]) == set(answered.after["answer"]) == {"digest"}


def test_what_is_late_reaches_the_authority_counted_in_days(cast: Cast) -> None:
    made = _raise(cast)
    Objection.objects.filter(pk=made.pk).update(due_on=today() - timedelta(days=3))
    assert _tasks(cast, Role.ANALYST) == {"lewat": 1}
    assert _tasks(cast, Role.AUTHORITY) == {"lewat": 1}
    page = cast.client(Role.AUTHORITY).get(reverse("objections:list"), {"keadaan": "lewat"}).content.decode()
    assert "lewat 3 hari" in page
    Objection.objects.filter(pk=made.pk).update(due_on=today())
    assert _tasks(cast, Role.AUTHORITY) == {}
    assert "tenggat hari ini" in cast.client(Role.ANALYST).get(reverse("objections:list")).content.decode()


def test_an_administrator_sets_the_days_for_objections_to_come(cast: Cast) -> None:
    before = _raise(cast)
    client = cast.client(Role.ADMIN)
    assert client.post(reverse("objections:days"), {"days": 0}).status_code == 422
    assert client.post(reverse("objections:days"), {"days": 5}).status_code == 302
    after = _raise(cast, WHOLE)
    assert (before.due_on - today()).days == DAYS
    assert (after.due_on - today()).days == 5
    assert Entry.objects.get(action="objections.set_days").after == {"days": 5}
    assert actions.days_of(cast.contoh.instansi) == DAYS


def test_a_withdrawn_objection_is_not_answered_and_an_answered_one_not_withdrawn(cast: Cast) -> None:
    employee, analyst = cast.dumai.users[Role.EMPLOYEE], cast.dumai.users[Role.ANALYST]
    one, other = _raise(cast), _raise(cast, WHOLE)
    actions.withdraw(objection=one, by=employee, at=now())
    with pytest.raises(SelarasError):
        actions.answer(objection=one, state=State.UPHELD, text="x", by=analyst, at=now())
    actions.answer(objection=other, state=State.DISMISSED, text="Belum ada bukti baru.", by=analyst, at=now())
    with pytest.raises(SelarasError):
        actions.withdraw(objection=other, by=employee, at=now())
    with pytest.raises(SelarasError):
        actions.answer(objection=other, state=State.UPHELD, text="x", by=analyst, at=now())


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = cast.client(Role.ANALYST)
    lines = [row["key"] for row in _raise(cast, WHOLE).verdict["rows"]]
    for row in lines:
        _raise(cast, row)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("objections:list"), {"keadaan": "semua"})
    assert len(page.context["listed"]) == min(25, len(lines) + 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_exactly_one_wins() -> None:
    from tests.web.cast import make_cast

    cast = make_cast()
    made = _raise(cast, WHOLE)
    analyst, won, lost = cast.dumai.users[Role.ANALYST], [], []
    states = (State.UPHELD, State.PARTLY, State.DISMISSED) * 2
    gate = threading.Barrier(len(states))

    def give(state: State) -> None:
        try:
            gate.wait(timeout=20)
            actions.answer(objection=made, state=state, text=str(state), by=analyst, at=clock.now())
            won.append(state)
        except SelarasError:
            lost.append(state)
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=(state,)) for state in states]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    made.refresh_from_db()
    assert (len(won), len(lost)) == (1, len(states) - 1)
    assert (made.state, made.answer) == (won[0], str(won[0]))
    assert made.steps.filter(kind=Step.Kind.ANSWERED).count() == 1


def test_the_pages_speak_english(cast: Cast) -> None:
    made = _raise(cast)
    client = Client(headers={"Accept-Language": "en"})
    user = cast.dumai.users[Role.ANALYST]
    user.language = "en"
    user.save()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    for address in (reverse("objections:list"), reverse("objections:detail", args=[made.pk])):
        page = client.get(address).content.decode()
        assert '<html lang="en"' in page
        assert "Keberatan" not in page


def test_only_who_answers_is_offered_the_answer(cast: Cast) -> None:
    made = _raise(cast)
    for role in (Role.AUTHORITY, Role.AUDITOR, Role.EMPLOYEE):
        page = cast.client(role).get(reverse("objections:detail", args=[made.pk]))
        assert page.context["form"] is None
        answer = cast.client(role).post(reverse("objections:answer", args=[made.pk]), {})
        assert answer.status_code == 403
