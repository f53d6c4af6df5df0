"""The auditor: reads what was done and who looked, sees whether the chain is whole, and can change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from selaras.clock import now
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.audit import seals
from selaras.web.audit.models import Entry
from selaras.web.audit.periodic import daily
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE
from tests.web.cast import Cast
from tests.web.journeys.ways import Person


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda each: each.name)
def test_an_auditor_replays_what_was_done_and_changes_nothing(
    page: Page, cast: Cast, sign_in: Callable[[Page, User], None]
) -> None:
    record_entry(
        person=cast.dumai.person,
        kind=Kind.EDUCATION,
        since=date(2012, 8, 31),
        data={"level": "S-1", "field": "Ilmu Administrasi"},
        reason="ijazah asli diperlihatkan",
        by=cast.dumai.users[Role.ANALYST],
        at=now(),
    )
    sign_in(page, cast.dumai.users[Role.AUDITOR])
    page.goto(f"/pegawai/{cast.dumai.person.pk}/")
    seals.kept().unlink(missing_ok=True)  # of the tests before: another log
    daily(now())
    before = Entry.objects.count()
    auditor = Person(page)
    auditor.never_sees("Perbaiki", "Tarik", "Usulkan")
    auditor.opens("Jejak audit")
    auditor.sees("Rantai utuh")
    auditor.presses("Saring")
    assert_accessible(page)
    auditor.chooses("Contoh Analis SDM", "Oleh")
    auditor.presses("Terapkan saringan")
    auditor.sees("Mencatat bukti atau data pegawai")
    assert_accessible(page)
    assert_fits(page)
    page.locator("main tbody a").first.click()
    auditor.sees("ijazah asli diperlihatkan")
    auditor.sees("Cocok dengan sidiknya dan tetangganya")
    assert page.locator("main form").count() == 0
    assert_accessible(page)
    assert_fits(page)
    auditor.opens("Catatan akses")
    auditor.sees("Contoh Auditor Kota Dumai")
    auditor.sees("Contoh Pegawai")
    assert page.locator("main form[method=post]").count() == 0
    for address in ("/impor/", "/akun/peran/", f"/pegawai/{cast.dumai.person.pk}/catat/education/"):
        answer = page.goto(address)
        assert answer
        assert answer.status == 403, address
    assert Entry.objects.count() == before
