"""The guide for analysts, done step by step: from an empty installation to the first list of verdicts, and on."""

from __future__ import annotations

import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from selaras.clock import now, today
from selaras.files.sample import write_sample
from selaras.web.accounts.actions import grant_role
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.commands.installing import found_instansi
from selaras.web.people.models import Person as Employee
from tests.web.browser import DESKTOP, PHONE, Screen
from tests.web.cast import PASSWORD
from tests.web.journeys.guide import PAGE, Reader, sections
from tests.web.journeys.pictures import take, wanted
from tests.web.journeys.ways import Person, elsewhere
from tests.web.journeys.working import working

CODES, ACTIVATION = "Memberi akun dan slip aktivasi", "Pegawai mengaktifkan akun dan mengusulkan perbaikan"
FIRST = "Dari pemasangan kosong sampai daftar hasil pertama"
MINUTES = 10
LARGE, SMALL = 5_000, 400  # rows
NIP = "198001012005011001"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


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
    }
    return Reader(Person(page), siasn.parent, known, partial(take, page) if wanted() else None)


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


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_every_step_of_the_guide_works(
    page: Page, browser: Browser, server: str, screen: Screen, tmp_path: Path
) -> None:
    guide = sections()
    analyst = reader(page, export(tmp_path, SMALL))
    with working():
        first = iter(guide.pop(FIRST))
        analyst.does(step for step in first if step.verb != "Lihat")
        analyst.known |= an_employee(tmp_path)
        analyst.does(guide.pop(CODES))
        with elsewhere(browser, server, screen) as own:
            Reader(Person(own), tmp_path, analyst.known).does(guide.pop(ACTIVATION))
        for steps in guide.values():
            analyst.does(steps)
    assert Employee.objects.filter(status=Employee.Status.LEFT).count() < SMALL


def an_employee(folder: Path) -> dict[str, str]:
    """Somebody of the import, with a diploma at hand."""
    person = Employee.objects.filter(unit__name="Inspektorat Daerah").order_by("pk")[0]
    (folder / "ijazah.pdf").write_bytes(PDF)
    return {
        "NIP pegawai": person.nip,
        "nama pegawai": person.name,
        "kata sandi pegawai": "kuda-laut-di-Dumai",
    }
