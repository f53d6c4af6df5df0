"""Where a person meets a standard: why it is undetermined, what to do, and what is then said — the old run stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from selaras.clock import now, today
from selaras.core.model import Determination, RowKey
from selaras.core.policy import Purpose
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import start_run
from selaras.web.jobs.work import run_now
from selaras.web.people.models import Entry, Kind
from tests.cast import MEASURED, RINI
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK
from tests.web.cast import Cast
from tests.web.evaluations.people import like_rini, showing
from tests.web.journeys.ways import Person

RELEVANT = Determination(
    id="relevant",
    since=MEASURED,
    row=RowKey.EDUCATION_FIELD,
    finding=True,
    by="Contoh Penetap",
    reason="bidang serumpun",
    document="ND 1",
    confirmed_by="Contoh Orang Kedua",
    confirmed_on=MEASURED,
)
SignIn = Callable[[Page, User], None]


def is_whole(page: Page) -> None:
    """Readable for everybody, and no wider than the screen."""
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda each: each.name)
def test_an_analyst_finds_what_is_missing_records_it_and_sees_the_verdict_change(
    page: Page, cast: Cast, sign_in: SignIn
) -> None:
    missing = RINI.evidence[-1]
    who = showing(
        cast.dumai, cast.dumai.person, replace(RINI, evidence=RINI.evidence[:-1], determinations=(RELEVANT,))
    )
    user = cast.dumai.users[Role.ANALYST]
    run = start_run(unit=cast.dumai.root, purpose=Purpose.APPOINTMENT, on=today(), by=user, at=now())
    assert run.job
    run_now(run.job)

    sign_in(page, user)
    page.goto(f"/kesesuaian/{run.pk}/")
    analyst = Person(page)
    analyst.presses("Lihat daftar hasil")
    analyst.presses("Contoh Pegawai")
    analyst.sees("Belum dapat ditentukan")
    analyst.sees("11 dari 12 kompetensi memenuhi standar")
    is_whole(page)
    name = page.locator("tr", has=page.locator("td.open")).get_by_role("link")
    name.click()
    expect(page.locator("tr.more:target")).to_contain_text("belum ada bukti")
    expect(page.locator("tr.more:target li")).to_have_count(len(missing.rubric.indicators))
    is_whole(page)
    analyst.presses("Lihat perhitungan")
    analyst.sees("Desimal tak dibulatkan")
    is_whole(page)

    analyst.presses("Catat hasil", "Yang perlu dilakukan")
    rated = page.locator("select[name^=indicator-]")
    expect(rated).to_have_count(len(missing.rubric.indicators))
    for each in rated.all():
        each.select_option(label="terpenuhi")
    analyst.fills("Tanggal pengukuran", f"{today():%d-%m-%Y}")
    analyst.chooses("Panel asesor internal", "Sumber")
    analyst.fills("Jumlah penilai", "2")
    analyst.presses("Simpan")
    analyst.presses("Kesesuaian", "Profil")
    analyst.sees("Memenuhi standar")
    analyst.sees("12 dari 12 kompetensi memenuhi standar")
    is_whole(page)
    analyst.presses(f"{today():%d-%m-%Y}", "Penilaian yang tersimpan")
    analyst.sees("Data berubah sejak")
    answer = run.answers.get(person=who)
    assert answer.outcome == "undetermined"


@pytest.mark.parametrize("screen", [DESKTOP_DARK, PHONE], ids=lambda each: each.name)
def test_one_determines_another_confirms_and_only_then_it_counts(
    page: Page, cast: Cast, sign_in: SignIn
) -> None:
    who = like_rini(cast.dumai)
    sign_in(page, cast.dumai.users[Role.ANALYST])
    page.goto(f"/kesesuaian/pegawai/{who.pk}/")
    analyst = Person(page)
    analyst.presses("Catat penetapan", "Yang perlu dilakukan")
    is_whole(page)
    page.get_by_label("memenuhi", exact=True).check()
    analyst.fills("Alasan", "bidang serumpun dengan jabatan")
    analyst.presses("Simpan penetapan")
    analyst.fills("Nomor atau nama dokumen", "ND 12/2026")
    analyst.presses("Simpan penetapan")
    analyst.sees("menunggu orang kedua")
    analyst.never_sees("Konfirmasi penetapan")
    is_whole(page)
    analyst.presses("Buka kesesuaian")
    analyst.sees("Minta orang kedua mengonfirmasi")

    page.context.clear_cookies()
    sign_in(page, cast.dumai.users[Role.AUTHORITY])
    page.goto("/")
    second = Person(page)
    second.presses("… Penetapan menunggu konfirmasi orang kedua")
    second.presses("Contoh Pegawai")
    second.sees("bidang serumpun dengan jabatan")
    is_whole(page)
    second.presses("Konfirmasi penetapan")
    second.sees("Penetapan dikonfirmasi")
    is_whole(page)
    second.presses("Buka kesesuaian")
    second.sees("Memenuhi standar")
    assert Entry.objects.filter(person=who, kind=Kind.DETERMINATION).count() == 2
