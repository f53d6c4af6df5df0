"""A drafter makes the standard of class 4 from the skeleton, a second person approves and publishes it; a driver of an
ambulance has a standard from its day on and none before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from selaras import clock
from selaras.core.policy import Purpose
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.drafts.models import Draft
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from selaras.web.people.models import Person as Employee
from tests.web.axe import assert_accessible, assert_fits
from tests.web.browser import DESKTOP, PHONE_DARK, Screen
from tests.web.cast import BEGAN, House, make_cast, make_person, position
from tests.web.drafts.writing import TECHNICAL, VALUES, skeleton
from tests.web.journeys.ways import LONG, Person, elsewhere
from tests.web.journeys.working import working

SignIn = Callable[[Page, User], None]
Shot = Callable[[Page, str], Path]


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda screen: screen.name)
def test_a_class_that_was_forgotten_gets_its_standard(
    page: Page, sign_in: SignIn, shot: Shot, screen: Screen
) -> None:
    cast = make_cast()
    house = cast.dumai
    driver = ambulance_driver(house)
    starts = clock.today() + timedelta(days=30)
    drafter, second = Person(page), Person(page)

    def looks(name: str) -> None:
        assert_accessible(page)
        assert_fits(page)
        shot(page, name)

    assert not has_standard(house, driver, starts)

    sign_in(page, house.users[Role.ANALYST])
    page.goto("/")
    drafter.opens("Rancangan standar")
    drafter.sees("Belum ada rancangan yang dikerjakan")
    drafter.presses("Mulai rancangan")
    drafter.ticks("Kelas Jabatan 4")
    looks("rancangan-mulai")
    drafter.presses("Susun standarnya")
    drafter.sees("9 dari 20 baris lengkap")
    drafter.presses("Ajukan")
    drafter.sees("12 baris belum diisi lengkap.")
    drafter.presses("Kelas Jabatan 4")
    write_competencies(page)
    take_the_third(page, drafter)
    write_requirements(page)
    drafter.sees("Bagian ini lengkap dan tanpa galat.")
    looks("rancangan-bagian")
    drafter.presses("Ke rancangan")
    drafter.presses("Naskah peraturan")
    write_the_act(page, drafter)
    looks("rancangan-naskah")
    page.get_by_label("Remah roti").get_by_role("link", name="Standar kelas jabatan 4").click()
    drafter.sees("Lengkap dan tanpa galat.")
    looks("rancangan")
    drafter.presses("Ajukan")
    drafter.sees("menunggu persetujuan")

    sign_in(page, house.users[Role.AUTHORITY])
    page.goto("/")
    page.get_by_role("link", name="Rancangan standar menunggu persetujuan").first.click()
    second.presses("Standar kelas jabatan 4")
    second.presses("Setujui")
    second.sees("Naskah siap ditandatangani")

    sign_in(page, house.users[Role.ANALYST])
    page.reload()
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF").first.click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    drafter.fills("Nomor", "12")
    drafter.fills("Ditetapkan pada", f"{clock.today():%d-%m-%Y}")
    drafter.fills("Berlaku mulai", f"{starts:%d-%m-%Y}")
    drafter.presses("Serahkan untuk diterbitkan")
    drafter.sees("Versinya menunggu diterbitkan oleh orang kedua")
    looks("rancangan-diserahkan")

    sign_in(page, house.users[Role.AUTHORITY])
    with working():
        publishes(page, second)
    looks("rancangan-terbit")

    assert not has_standard(house, driver, starts - timedelta(days=1))
    assert has_standard(house, driver, starts)


@pytest.mark.parametrize("screen", [DESKTOP], ids=lambda screen: screen.name)
def test_two_drafters_write_one_row_without_losing_a_word(
    page: Page, sign_in: SignIn, shot: Shot, browser: Browser, server: str, screen: Screen
) -> None:
    cast = make_cast()
    draft = skeleton(cast)
    sign_in(page, cast.dumai.users[Role.ANALYST])
    url = f"/rancangan/bagian/{draft.parts.get().pk}/"
    page.goto(url)
    with elsewhere(browser, server, screen) as other:
        sign_in_too(other, page)
        other.goto(url)
        first_blank(page).get_by_label("Nama kompetensi").fill("Mengemudikan Ambulans")
        expect(first_blank(page).get_by_role("status")).to_contain_text("Disimpan")
        row = first_blank(other)
        row.get_by_label("Deskripsi").fill("Mampu mengemudikan ambulans")
        row.get_by_label("Deskripsi").blur()
        expect(other.get_by_text("Baris ini sudah diubah orang lain")).to_be_visible()
        expect(row.get_by_label("Nama kompetensi")).to_have_value("Mengemudikan Ambulans")
        assert_accessible(other)
        row.get_by_role("button", name="Simpan", exact=True).last.click()
        expect(row.get_by_role("status")).to_contain_text("Disimpan")
    page.context.clear_cookies(name="sessionid")
    need = page.locator("li.d-need").first
    need.get_by_label("Uraian").fill("SMA/Setara")
    expect(need.get_by_role("status")).to_contain_text("Sesi Anda sudah berakhir")
    expect(need.get_by_label("Uraian")).to_have_value("SMA/Setara")
    sign_in(page, cast.dumai.users[Role.ANALYST])
    need.get_by_role("button", name="Simpan", exact=True).click()
    expect(need.get_by_role("status")).to_contain_text("Disimpan")
    saved = draft.rows.get(data__name="Mengemudikan Ambulans")
    assert saved.data["description"] == "Mampu mengemudikan ambulans"


def ambulance_driver(house: House) -> Employee:
    """Somebody in a position of class 4."""
    post = position(house.section, "Pengemudi Ambulan", 4)
    who = make_person("198803032015011003", "Contoh Pengemudi", house.section, post)
    for kind, data, held in (
        (Kind.EMPLOYMENT, {"type": "pns"}, None),
        (Kind.POSITION, {"code": post.code}, post),
    ):
        record_entry(person=who, kind=kind, since=BEGAN, data=data, position=held, by=None, at=clock.now())
    return who


def has_standard(house: House, who: Employee, on: date) -> bool:
    """Whether a standard is in force for somebody on a day."""
    return verdict_of(who, question(house.instansi, Purpose.APPOINTMENT, on)).standard is not None


def first_blank(page: Page) -> Locator:
    """The first technical competency of the skeleton."""
    return page.locator("li.d-row").filter(has=page.get_by_label("Deskripsi")).nth(9)


def write_competencies(page: Page) -> None:
    """The first by typing alone, the second with its button."""
    for at, (name, indicators) in enumerate(list(TECHNICAL.items())[:2]):
        row = page.locator("li.d-row:has(fieldset)").nth(9 + at)
        row.get_by_label("Nama kompetensi").fill(name)
        row.get_by_label("Level").select_option("1")
        row.get_by_label("Deskripsi").fill(f"Mampu menjalankan {name.lower()} sesuai dengan tugas")
        for number, text in enumerate(indicators, 1):
            row.get_by_label(f"1.{number}", exact=True).fill(text)
        row.get_by_role("button", name="Simpan", exact=True).last.click()
        expect(row.get_by_role("status")).to_contain_text("Disimpan")
        expect(row.locator("summary").first).to_contain_text("lengkap")
    # Leaving the field saves, and so does the button: each answer redraws the row and what is open in it.
    expect(page.locator(".htmx-request")).to_have_count(0)


def take_the_third(page: Page, drafter: Person) -> None:
    """From class 5, with its source."""
    row = page.locator("li.d-row:has(fieldset)").nth(11)
    row.locator("summary", has_text="Tindakan").click()
    row.get_by_role("link", name="Ganti dengan teks lain").click()
    drafter.chooses("Perwali Dumai 6/2023 · versi 1 · Kelas Jabatan 5", "Sumber")
    drafter.presses("Tampilkan")
    page.get_by_role("button", name="Ambil Mengoperasikan mesin").click()
    drafter.sees("“Mengoperasikan mesin” diambil dari Perwali Dumai 6/2023")


def write_requirements(page: Page) -> None:
    """Every requirement, saved as it is typed."""
    rows = page.locator("li.d-need")
    for at, (value, mark) in enumerate(VALUES.values()):
        row = rows.nth(at)
        row.get_by_label("Uraian").fill(value)
        if mark:
            row.get_by_label("Tingkat penting").select_option(mark)
        row.get_by_label("Uraian").blur()
        expect(row.get_by_role("status")).to_contain_text("Disimpan")
        expect(row.locator(".d-needhead")).not_to_contain_text("belum lengkap")


def write_the_act(page: Page, drafter: Person) -> None:
    """The reason; and the legal basis out of which the linter read two errors goes."""
    drafter.sees("dikutip dengan lembaran tahun 2016")
    drafter.fills("Alasan pada Menimbang", "bahwa jabatan kelas 4 memerlukan standar kompetensi")
    page.get_by_label("Dasar hukum ini sudah diperiksa").check()
    expect(page.locator("#naskah")).to_contain_text("bahwa jabatan kelas 4 memerlukan standar kompetensi;")
    page.get_by_role("button", name="Hapus 5", exact=True).click()
    expect(page.get_by_text("dikutip dengan lembaran tahun 2016")).to_have_count(0)
    expect(page.locator(".d-act .d-needhead")).not_to_contain_text("galat")


def publishes(page: Page, second: Person) -> None:
    """Looks at who is affected, then publishes."""
    version = Draft.objects.get().version_id
    page.goto(f"/standar/kelola/{version}/terbitkan/")
    second.presses("Hitung siapa yang terdampak")
    second.sees("pegawai dinilai dua kali", patience=LONG)
    page.goto(f"/standar/kelola/{version}/terbitkan/")
    second.sees("sudah ada")
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    second.sees("Versi 2 diterbitkan")
    page.goto("/rancangan/?tampil=semua")
    second.presses("Standar kelas jabatan 4")


def sign_in_too(other: Page, page: Page) -> None:
    """The same account at another machine."""
    other.context.add_cookies(
        [
            {"name": each["name"], "value": each["value"], "domain": each["domain"], "path": "/"}
            for each in page.context.cookies()
        ]
    )
