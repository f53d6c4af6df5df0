"""A dictionary goes the way of a standard; then it is read by everybody, found, and compared with annexes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from selaras.law.load import embedded_form
from selaras.web.accounts.roles import Role
from selaras.web.standards import actions, dictionaries
from selaras.web.standards.drift import findings_of_form
from selaras.web.standards.models import Piece
from tests.web.cast import AT, Cast
from tests.web.standards.act import TEXT as PERWALI
from tests.web.standards.act import bring
from tests.web.standards.kamus import ACT, STARTS, TEXT, checked, published
from tests.web.standards.shelves import FIRST

URL = f"/standar/dumai/{ACT}/1/"


def _text(url: str) -> str:
    return Client().get(url).content.decode()


def test_an_entry_of_another_name_holds_until_a_person_ties_it_to_a_competency(cast: Cast) -> None:
    version = bring(cast, TEXT, "kamus.txt")
    assert [piece.kind for piece in version.pieces.all()][1:] == [Piece.Kind.DICTIONARY] * 2
    (link,) = version.links.all()
    assert (link.code, link.earlier_code, link.decision) == ("T.12", "tata-naskah-dinas", "open")
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/bagian/{version.pieces.get(key='kamus-2').pk}/")
    assert "Tata Naskah Dinas?" in page.content.decode()
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/{version.pk}/")
    assert "<h3>Kompetensi manajerial</h3>" in page.content.decode()
    actions.discard(version=version, why="Ulangi", by=cast.dumai.users[Role.ANALYST], at=AT)


def test_a_dictionary_in_force_gives_its_texts_by_code_and_level_and_no_other_day(cast: Cast) -> None:
    published(cast)
    instansi = cast.dumai.instansi
    listed = {each.code: each for each in dictionaries.entries(instansi, STARTS)}
    assert set(listed) == {"M.1", "tata-naskah-dinas"}
    integrity = listed["M.1"]
    assert [each.level for each in integrity.above(1)] == [2, 3]
    second = integrity.level(2)
    assert second is not None
    assert second.indicators[0].text == "Contoh: menegur dengan santun."
    assert integrity.citation == "Kepwali Dumai 99/2024, kamus kompetensi, Integritas"
    assert dictionaries.entries(instansi, STARTS - timedelta(days=1)) == ()
    assert dictionaries.entries(cast.contoh.instansi, STARTS) == ()


def test_a_form_is_compared_with_the_dictionary_of_the_day(cast: Cast) -> None:
    published(cast)
    form = embedded_form("perwali-dumai-6-2023")
    found = findings_of_form(form, cast.dumai.instansi, STARTS)
    assert {each.finding.rule for each in found} >= {"dictionary-description", "dictionary-indicator"}
    first = found[0]
    assert (first.standard, first.row) == ("job_classes/0", "competencies/0")
    assert "Contoh: bertindak sesuai nilai sendiri." in first.finding.message.id
    assert findings_of_form(form, cast.dumai.instansi, date(2024, 2, 29)) == ()


def test_an_annex_that_is_published_is_compared_with_the_dictionary_in_force(cast: Cast) -> None:
    published(cast)
    version = bring(cast, PERWALI)
    rules = {each["rule"] for piece in version.pieces.all() for each in piece.findings}
    assert "dictionary-name" in rules  # Tata Naskah Dinas is Tata Naskah Kedinasan there
    assert "dictionary-description" in rules


def test_everybody_reads_a_dictionary_at_permanent_addresses(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published(cast)
    assert "2 kompetensi dengan level" in _text(URL)
    assert _text(f"{URL}kamus/").count('class="act-name"') == 2
    assert _text(f"{URL}kamus/?q=naskah").count('class="act-name"') == 1
    with django_assert_max_num_queries(8):
        page = _text(f"{URL}kamus-1/")
    for said in ("Contoh: mengingatkan rekan kerja.", "3.1", "Kelas Jabatan 5", "Definisi"):
        assert said in page
    tied = _text(f"{URL}kamus-2/")
    assert "dalam kamus tercetak T.12" in tied
    assert "Berita acara contoh" in tied
    one = _text(f"{URL}kamus-1/2/2.1/")
    assert 'aria-current="true"' in one
    assert "level 2, indikator 2.1" in one
    for missing in ("kamus-9/", "kamus-1/7/", "kamus-1/2/9.9/", "kamus-0/"):
        answer = Client().get(URL + missing)
        assert (answer.status_code, bool(answer.cookies)) == (404, False)
    assert Client().get(f"{FIRST}kamus/").status_code == 404
    data: Any = Client().get(f"{URL}kamus-1/data.json")
    assert data.json()["entry"]["levels"][1]["indicators"][0]["number"] == "2.1"
    assert Client().get(f"{URL}data.json").json()["standard"]["dictionary"][1]["code"] == "tata-naskah-dinas"


def test_the_levels_of_the_dictionary_stand_beside_the_one_that_a_standard_asks(cast: Cast) -> None:
    published(cast)
    page = _text(f"{FIRST}kelas-5/M.1/")
    for said in ("Level menurut kamus", "Contoh: menjadi teladan sebaya.", "level yang diminta di sini"):
        assert said in page
    assert f"{URL}kamus-1/" in _text(f"{FIRST}kelas-5/")
    assert "Level menurut kamus" not in _text(f"{FIRST}kelas-5/M.2/")


def test_words_of_a_dictionary_are_found(cast: Cast) -> None:
    published(cast)
    page = _text("/standar/cari/?q=teladan+sebaya")
    assert f"{URL}kamus-1/2/2.2/" in page
    assert f"{URL}kamus-1/" in _text("/standar/cari/?q=sintetis+berbuat")


def test_a_level_is_corrected_added_and_removed_with_its_reason(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = checked(cast)
    piece = version.pieces.get(key="kamus-1")
    client = cast.client(Role.ANALYST)
    base = f"/standar/kelola/bagian/{piece.pk}/"
    assert client.get(f"{base}tambah/level/").status_code == 200
    said = {"level": "4", "description": "Contoh: empat.", "indicators": "4.1 | Contoh: a.", "reason": ""}
    assert client.post(f"{base}tambah/level/", said).status_code == 400
    assert client.post(f"{base}tambah/level/", said | {"reason": "Terlewat"}).status_code == 302
    again = client.post(f"{base}tambah/level/", said | {"reason": "Terlewat"})
    assert "sudah ada" in again.content.decode()
    client.post(f"{base}hapus/levels/1/", {"reason": "Tidak ada di naskah"})
    client.post(
        f"{base}baris/entry/",
        {
            "name": "Integritas Diri",
            "code": "M.1",
            "kind": "managerial",
            "definition": "Contoh.",
            "reason": "Y",
        },
    )
    piece.refresh_from_db()
    assert [each["level"] for each in piece.data["levels"]] == [1, 3, 4]
    assert (piece.title, piece.data["name"], piece.confirmed_at) == (
        "Integritas Diri",
        "Integritas Diri",
        None,
    )
    assert [bool(each.before) for each in piece.corrections.all()] == [False, True, True]
    assert "dihapus" in client.get(base).content.decode()
    actions.remove_row(piece=piece, row="levels/2", reason="x", by=analyst, at=AT)
