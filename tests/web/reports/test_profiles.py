"""One profile: what the page says, printed; for whoever may see the page, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from selaras.core.explain import explain
from selaras.core.policy import Purpose
from selaras.law.words import words
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Access, Entry
from selaras.web.evaluations.questions import question, verdict_of
from tests.cast import SARI
from tests.web.cast import DAY, Cast
from tests.web.reports.paper import text
from tests.web.reports.people import recorded

PER = f"{DAY:%d-%m-%Y}"


def fetched(client: Client, pk: int, **asked: str) -> Any:
    """The answer to a request for a profile."""
    return client.get(reverse("reports:profile", args=[pk]), {"per": PER, **asked})


def test_the_profile_says_what_the_engine_says(cast: Cast) -> None:
    who = recorded(cast.dumai.person, cast.dumai.position, SARI)
    answer = fetched(cast.client(Role.ANALYST), who.pk)
    assert answer["Content-Type"] == "application/pdf"
    printed = text(answer.content)
    verdict = verdict_of(who, question(cast.dumai.instansi, Purpose.APPOINTMENT, DAY))
    explanation = explain(verdict, words())
    for sentence in (
        explanation.verdict,
        *explanation.arithmetic,
        *(step.text for step in explanation.steps),
    ):
        assert sentence.id in printed
    assert "DATA SINTETIS" in printed
    assert "Kota Dumai" in printed
    assert PER in printed
    assert "Perwali Dumai 6/2023 v1" in printed


def test_a_what_if_names_both_positions_and_a_purpose_is_printed(cast: Cast) -> None:
    who = recorded(cast.dumai.person, cast.dumai.position)
    printed = text(fetched(cast.client(Role.HEAD), who.pk, banding="kelas-6", keperluan="movement").content)
    assert "bagaimana jika" in printed
    assert "jabatan pelaksana kelas 6" in printed
    assert "Pengadministrasi Perkantoran" in printed
    assert "Promosi dan mutasi" in printed


def test_the_profile_comes_in_english_and_on_f4(cast: Cast) -> None:
    who = recorded(cast.dumai.person, cast.dumai.position)
    client = cast.client(Role.ANALYST)
    answer = client.get(
        reverse("reports:profile", args=[who.pk]), {"kertas": "f4"}, headers={"accept-language": "en"}
    )
    assert "Profile of competencies" in text(answer.content)
    assert fetched(client, who.pk, kertas="koran").status_code == 404


def test_an_employee_prints_the_own_profile_and_no_other(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    assert fetched(client, cast.dumai.person.pk).status_code == 200
    assert not Access.objects.exists()
    assert fetched(client, cast.dumai.stranger.pk).status_code == 404


def test_who_prints_anothers_profile_is_noted_with_the_digest_on_it(cast: Cast) -> None:
    answer = fetched(cast.client(Role.SUPERVISOR), cast.dumai.person.pk)
    assert Access.objects.filter(person=cast.dumai.person, what="profil").count() == 1
    noted = Entry.objects.get(action="reports.print_profile", subject=f"people.person:{cast.dumai.person.pk}")
    assert noted.by == cast.dumai.users[Role.SUPERVISOR]
    assert noted.after["on"] == DAY.isoformat()
    assert noted.after["digest"] in text(answer.content)


@pytest.mark.parametrize("asked", [{"per": "31-02-2026"}, {"keperluan": "apa"}, {"banding": "kelas-99"}])
def test_a_question_that_cannot_be_leads_to_the_page_that_says_why(cast: Cast, asked: dict[str, str]) -> None:
    answer = fetched(cast.client(Role.ANALYST), cast.dumai.person.pk, **asked)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("evaluations:person", args=[cast.dumai.person.pk]))


def test_a_file_is_named_without_the_nip(cast: Cast) -> None:
    answer = fetched(cast.client(Role.ANALYST), cast.dumai.person.pk)
    assert cast.dumai.person.nip not in answer["Content-Disposition"]
    assert "contoh-pegawai" in answer["Content-Disposition"]
