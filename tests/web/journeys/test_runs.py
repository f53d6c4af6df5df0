"""An analyst runs an evaluation, records something, runs it again and sees who moved and why; the authority looks at who
would be affected before publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from selaras.clock import now
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.models import Run
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from selaras.web.standards.models import Version
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE_DARK, Screen
from tests.web.cast import make_cast
from tests.web.evaluations.people import crowd, like_rini
from tests.web.evaluations.test_affected import STRICTER
from tests.web.journeys.ways import LONG, Person
from tests.web.journeys.working import working
from tests.web.standards.act import bring, confirm

SignIn = Callable[[Page, User], None]
Shot = Callable[[Page, str], Path]


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda screen: screen.name)
def test_an_analyst_sees_who_moved_and_why_and_the_authority_who_would_be_affected(
    page: Page, screen: Screen, sign_in: SignIn, shot: Shot
) -> None:
    cast = make_cast()
    house = cast.dumai
    crowd(house, 40, seed=5)
    rini = like_rini(house)
    version = confirm(bring(cast, STRICTER), house.users[Role.ANALYST])
    Version.objects.filter(pk=version.pk).update(confirmed_by=house.users[Role.ANALYST])

    def looks(name: str) -> None:
        assert_accessible(page)
        assert_fits(page)
        shot(page, name)

    sign_in(page, house.users[Role.ANALYST])
    analyst = Person(page)
    page.goto("/")
    with working():
        analyst.opens("Kesesuaian")
        analyst.presses("Jalankan penilaian")
        analyst.sees("Sebaran hasil", patience=LONG)
        looks("penilaian")

        # Something becomes known: the run stays as it was and says so; the same question is asked again.
        rank = {"rank": "IV/e"}
        record_entry(person=rini, kind=Kind.RANK, since=date(2026, 6, 1), data=rank, by=None, at=now())
        page.reload()
        analyst.sees("Data berubah sejak")
        analyst.sees("1 pegawai")
        analyst.presses("Lihat siapa")
        analyst.sees(rini.name)
        expect(page.locator(".list-chips", has_text="Penilaian")).to_have_count(0)
        page.go_back()
        earlier = page.url
        analyst.presses("Tanyakan lagi sekarang")
        expect(page).not_to_have_url(earlier)
        analyst.sees("Dinilai dengan", patience=LONG)
        again = Run.objects.latest("pk")
        expect(page).to_have_url(f"{page.url.split('/kesesuaian')[0]}/kesesuaian/{again.pk}/")
        analyst.presses("Bandingkan dengan penilaian lain")
        analyst.sees("keadaan semula")
        looks("bandingkan")
        analyst.presses("Bandingkan")
        analyst.sees("Dari hasil ke hasil", patience=LONG)
        looks("perbandingan")
        analyst.presses("Lihat daftar yang berubah")
        analyst.sees(rini.name)
        looks("perbandingan-daftar")
        page.get_by_role("link", name=rini.name).click()
        analyst.sees("catatan baru atau diperbaiki")
        looks("perbandingan-pegawai")

        # Before a stricter version of the standard is published: who would be affected.
        sign_in(page, house.users[Role.AUTHORITY])
        authority = Person(page)
        page.goto(f"/standar/kelola/{version.pk}/terbitkan/")
        authority.fills("Berlaku mulai", "01-01-2027")
        authority.presses("Terbitkan")
        authority.sees("Belum diketahui siapa yang hasilnya akan berubah")
        authority.presses("Hitung siapa yang terdampak")
        authority.sees("pegawai dinilai dua kali", patience=LONG)
        looks("terdampak")
        authority.presses("Lihat daftar yang berubah")
        authority.sees("syarat dalam standar berubah")
        looks("terdampak-daftar")
        page.go_back()
        authority.presses("Kembali ke penerbitan")
        authority.sees("sudah ada")
