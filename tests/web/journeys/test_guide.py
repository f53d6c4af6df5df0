"""The guide for analysts, done step by step: from an empty installation to the first list of verdicts, and on."""

from __future__ import annotations

import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page

from selaras.clock import now, today
from selaras.files.sample import write_sample
from selaras.web.accounts.actions import grant_role
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.commands.installing import found_instansi
from selaras.web.people.models import Person as Employee
from tests.web.cast import PASSWORD
from tests.web.journeys.guide import PAGE, Reader, sections
from tests.web.journeys.pictures import take, wanted
from tests.web.journeys.ways import Person
from tests.web.journeys.working import working

FIRST = "Dari pemasangan kosong sampai daftar hasil pertama"
MINUTES = 10
LARGE, SMALL = 5_000, 400  # rows
NIP = "198001012005011001"


def install() -> User:
    """An installation as it is when it was founded: one instansi, one account, nobody else."""
    root = found_instansi(
        code="dumai",
        name="Kota Dumai (contoh)",
        region="Kota Dumai",
        regulations=["perwali-dumai-6-2023"],
        synthetic=True,
        since=date(2020, 1, 1),
        at=now(),
    )
    analyst = User.objects.create_user(NIP, PASSWORD, name="Contoh Analis")
    for role in (Role.ANALYST, Role.ADMIN):
        grant_role(user=analyst, role=role, unit=root, since=date(2020, 1, 1), by=None, at=now())
    return analyst


def export(folder: Path, size: int) -> Path:
    """What SIASN gives, of people who do not exist."""
    path = folder / "siasn.xlsx"
    write_sample(path, size=size, seed=7, on=today(), layout="siasn")
    return path


def reader(page: Page, siasn: Path) -> Reader:
    """Somebody with the guide beside them."""
    install()
    page.set_viewport_size({"width": 1280, "height": 800}) if wanted() else None
    known = {
        "alamat Selaras": "/",
        "NIP Anda": NIP,
        "kata sandi Anda": PASSWORD,
        "siasn.xlsx": str(siasn),
    }
    return Reader(Person(page), known, partial(take, page) if wanted() else None)


def test_the_first_list_of_verdicts_on_5000_people_is_ten_minutes_away(
    page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    analyst = reader(page, export(tmp_path, LARGE))
    began = time.monotonic()
    with working():
        analyst.does(sections()[FIRST])
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{LARGE} rows to the first verdicts: {took:.0f} s,", *analyst.told(), sep="\n")  # noqa: T201
    assert Employee.objects.count() > LARGE * 0.98
    assert took + analyst.steps * 10 < MINUTES * 60  # ten seconds to find and do each step
    assert f"**{analyst.steps} langkah**" in PAGE.read_text("utf-8")
