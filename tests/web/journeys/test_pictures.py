"""The pictures of the README: few, light, and of the pages it names. Taken only when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.web.accounts.models import User
from selaras.web.audit import seals
from selaras.web.audit.periodic import daily
from selaras.web.commands.sample_data import fill, open_accounts
from selaras.web.drafts.actions import Wanted, begin
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.models import Answer, Run
from selaras.web.jobs.work import run_now
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person
from selaras.web.standards.models import Version
from tests.web.journeys.pictures import FOLDER, HEAVIEST, take, wanted

ROOT = Path(__file__).parents[3]
SHOWN = re.compile(r"!\[[^\]]+\]\(([^)]+\.png)\)")
PAGES = [ROOT / "README.md", ROOT / "README.id.md", *(ROOT / "docs").rglob("*.md")]


def shown() -> set[Path]:
    return {
        (page.parent / name).resolve() for page in PAGES for name in SHOWN.findall(page.read_text("utf-8"))
    }


def test_every_picture_is_light_and_is_shown_somewhere() -> None:
    pictures = set(FOLDER.glob("*.png"))
    assert pictures == {path for path in shown() if path.parent == FOLDER}
    assert not [path.name for path in pictures if path.stat().st_size > HEAVIEST]


@pytest.mark.skipif(not wanted(), reason="taken by: python -m tests.web.journeys.pictures")
def test_pictures_of_the_main_pages(page: Page, sign_in: Callable[[Page, User], None]) -> None:
    fill(600, 62023)
    open_accounts()
    analyst = User.objects.get(nip="analyst.dumai")
    auditor = User.objects.get(nip="auditor.dumai")
    root = Unit.objects.get(instansi__code="dumai", parent=None)
    run = _evaluated(root, analyst)
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, analyst)
    person = Person.objects.filter(instansi=root.instansi, competencies_known__gt=3).order_by("pk").first()
    assert person
    answer = Answer.objects.filter(run=run, outcome="not_eligible").order_by("pk").first()
    assert answer
    for name, address in (
        ("pegawai", reverse("people:list")),
        ("rekam", reverse("people:detail", args=[person.pk])),
        ("peta-jabatan", reverse("organisation:chart")),
        ("kesesuaian", reverse("evaluations:run", args=[run.pk])),
        ("putusan", reverse("evaluations:answer", args=[answer.pk])),
        ("peta", reverse("maps:index")),
        ("peta-orang", reverse("maps:people")),
        ("kebijakan", reverse("policies:index")),
        ("rancangan", _drafted(root, analyst)),
    ):
        page.goto(address)
        take(page, FOLDER / f"{name}.png")
    page.emulate_media(color_scheme="dark")
    page.goto(reverse("evaluations:answer", args=[answer.pk]))
    take(page, FOLDER / "putusan-gelap.png")
    page.emulate_media(color_scheme="light")
    seals.kept().unlink(missing_ok=True)  # of the tests before: another log
    daily(now())
    sign_in(page, auditor)
    page.goto(reverse("audit:list"))
    take(page, FOLDER / "audit.png")


def _drafted(root: Unit, by: User) -> str:
    base = Version.objects.used_by(root.instansi).on(today()).get()
    draft = begin(
        instansi=root.instansi,
        title="Standar kelas 4",
        base=base,
        wanted=[Wanted("skeleton", 4)],
        by=by,
        at=now(),
    )
    return reverse("drafts:part", args=[draft.parts.get().pk])


def _evaluated(root: Unit, by: User) -> Run:
    run = start_run(unit=root, purpose=Purpose.APPOINTMENT, on=today(), by=by, at=now())
    assert run.job
    run_now(run.job)
    return run
