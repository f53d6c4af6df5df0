"""An employee objects to a line of the own verdict and is answered; the verdict changes, the old one stays readable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from selaras.clock import now
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.objections.models import Objection
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP_DARK, PHONE, Screen
from tests.web.cast import Cast
from tests.web.journeys.ways import Person, elsewhere

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SINCE = date(2026, 1, 5)


@pytest.mark.parametrize("screen", [DESKTOP_DARK, PHONE], ids=lambda each: each.name)
def test_an_employee_objects_is_answered_and_the_old_verdict_stays(
    page: Page,
    browser: Browser,
    server: str,
    cast: Cast,
    screen: Screen,
    sign_in: Callable[[Page, User], None],
    shot: Callable[[Page, str], Path],
    tmp_path: Path,
) -> None:
    _recorded(cast)
    diploma = tmp_path / "ijazah.pdf"
    diploma.write_bytes(PDF)
    sign_in(page, cast.dumai.users[Role.EMPLOYEE])
    page.goto(f"/kesesuaian/pegawai/{cast.dumai.person.pk}/")
    employee = Person(page)
    employee.sees("Yang perlu dilakukan")
    page.locator("a[href*='/keberatan/baru/'][href*='education.level']").first.click()
    employee.sees("Yang Anda persoalkan")
    assert_accessible(page)
    assert_fits(page)
    shot(page, "keberatan-baru")
    employee.presses("Kirim keberatan")
    employee.fills("Alasan keberatan", "Ijazah saya Sarjana, lulus 2015.")
    employee.brings(str(diploma), "Dokumen pendukung")
    employee.presses("Kirim keberatan")
    employee.sees("Keberatan terkirim")
    employee.sees("14 hari lagi")
    assert_accessible(page)
    assert_fits(page)
    shot(page, "keberatan-terkirim")
    made = Objection.objects.get()
    line = made.line()
    assert line
    assert line["status"] == "not_met"
    sentence = line["text"]["id"]  # type: ignore[index]

    with elsewhere(browser, server, screen) as desk:
        analyst = Person(desk)
        analyst.signs_in(cast.dumai.users[Role.ANALYST].nip)
        analyst.presses("1 Keberatan pegawai menunggu jawaban")
        assert_accessible(desk)
        shot(desk, "keberatan-daftar")
        analyst.presses(made.row_name["id"])
        analyst.sees("Ijazah saya Sarjana")
        with desk.expect_download() as coming:
            analyst.presses("ijazah.pdf")
        assert Path(coming.value.path()).read_bytes() == PDF
        assert_accessible(desk)
        assert_fits(desk)
        shot(desk, "keberatan-dijawab")
        analyst.presses("Catat bukti baru")
        analyst.chooses("Sarjana", "Jenjang")
        analyst.fills("Tanggal lulus", "01-09-2015")
        analyst.fills("Alasan", "sesuai ijazah dalam keberatan")
        analyst.presses("Simpan")
        analyst.sees("Catatan tersimpan")
        desk.goto(f"/keberatan/{made.pk}/")
        analyst.sees("Baris ini sudah berubah")
        desk.get_by_label("diterima", exact=True).check()
        analyst.fills("Alasan jawaban", "Terima kasih. Ijazah Anda sudah kami catat.")
        analyst.presses("Kirim jawaban")
        analyst.sees("Jawaban terkirim")
        assert_accessible(desk)
        shot(desk, "keberatan-selesai")

    page.goto("/")
    employee.presses("1 Jawaban atas keberatan Anda")
    employee.presses(made.row_name["id"])
    employee.sees("Terima kasih. Ijazah Anda sudah kami catat.")
    employee.presses("Saya sudah membaca")
    employee.sees("Jawaban dibaca pegawai")
    assert_accessible(page)
    assert_fits(page)
    shot(page, "keberatan-jawaban")
    employee.presses("Baca putusan lama selengkapnya")
    employee.sees(sentence)
    assert_accessible(page)
    assert_fits(page)
    shot(page, "keberatan-putusan-lama")
    made.refresh_from_db()
    after = made.line(made.steps.filter(kind="answered").get().verdict)
    assert after
    assert (made.state, made.mended, after["status"]) == ("upheld", True, "met")


def _recorded(cast: Cast) -> None:
    """The employee holds the position, with an education that is too low."""
    person, at = cast.dumai.person, now()
    for kind, data, position in (
        (Kind.EMPLOYMENT, {"type": "pns"}, None),
        (Kind.POSITION, {"code": cast.dumai.position.code}, cast.dumai.position),
        (Kind.EDUCATION, {"level": "SD", "field": ""}, None),
    ):
        record_entry(person=person, kind=kind, since=SINCE, data=data, position=position, by=None, at=at)
