"""Words are found in any of their forms; best first; only where they hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from selaras.web.accounts.roles import Role
from selaras.web.standards import search
from selaras.web.standards.models import Passage
from selaras.web.standards.stemming import stem, stems
from tests.web.cast import Cast
from tests.web.standards.shelves import ACT, FIRST, changed_form, indexed, publish, second

FORMS = {
    "nilai": "menilai dinilai penilaian penilaiannya",
    "kelola": "mengelola dikelola pengelola pengelolaan",
    "layan": "melayani dilayani pelayanan layanan",
    "atur": "mengatur diatur aturan peraturan pengaturan",
    "tulis": "menulis ditulis tulisan penulis tertulis",
    "susun": "menyusun disusun penyusunan susunan",
    "kerja": "bekerja mengerjakan pekerjaan dikerjakan pekerja",
    "ajar": "belajar pelajar pembelajaran mengajar pengajaran",
    "tugas": "petugas bertugas penugasan tugasnya ditugaskan",
    "syarat": "persyaratan dipersyaratkan mensyaratkan",
    "wenang": "kewenangan berwenang",
    "timbang": "pertimbangan mempertimbangkan menimbang",
    "henti": "pemberhentian diberhentikan berhenti",
    "masuk": "memasukkan masukan pemasukan",
    "ragam": "keberagaman beragam",
    "ubah": "perubahan mengubah diubah",
    "awas": "pengawas pengawasan mengawasi diawasi",
    "kirim": "mengirim pengiriman dikirim kiriman",
    "kembang": "pengembangan mengembangkan berkembang",
    "kemudi": "pengemudi mengemudikan",
    "uang": "keuangan",
    "ada": "pengadaan keadaan",
    "undang": "perundang undangan diundangkan pengundangan",
    "teknis": "teknisi",
}
WHOLE = (
    "pegawai menteri pejabat peran dinas kota bukan naskah surat bidang komputer integritas kelas m.1 5 makan"
)


@pytest.mark.parametrize(("root", "said"), FORMS.items(), ids=str)
def test_the_forms_of_a_word_have_one_stem(root: str, said: str) -> None:
    assert {word: stem(word) for word in said.split()} == dict.fromkeys(said.split(), root)


def test_what_only_looks_affixed_stays() -> None:
    assert [stem(word) for word in WHOLE.split()] == WHOLE.split()


def test_forms_of_an_unknown_word_still_meet() -> None:
    assert stem("memblokirkan") == stem("pemblokiran") == stem("diblokir") == stem("blokir")
    assert stem("migrasi") == "migrasi"
    assert stem("a" * 5000) == "a" * 5000


def test_words_without_meaning_are_left_out() -> None:
    assert stems("dan untuk yang Pengelolaan data.") == ["kelola", "data"]


def _found(text: str, versions: list[int]) -> list[Passage]:
    return search.load(search.find(versions, text).passages)


def test_a_form_finds_the_others_and_the_name_comes_first(cast: Cast) -> None:
    pk = indexed().pk
    found = _found("mengelola database", [pk])
    assert (found[0].kind, found[0].title) == ("competency", "Pengelolaan Database")
    assert {each.code for each in found} == {"pengelolaan-database"}


def test_all_words_first_then_some(cast: Cast) -> None:
    pk = indexed().pk
    assert search.find([pk], "naskah dinas").whole
    some = search.find([pk], "melayani zzzz")
    assert some.passages
    assert not some.whole
    assert not search.find([pk], "zzzz qqqq").passages
    assert not search.find([pk], "  ").passages
    assert not search.find([], "naskah").passages


def test_the_beginning_of_the_last_word_is_enough(cast: Cast) -> None:
    found = _found("integ", [indexed().pk])
    assert {"Integritas", "Pengelolaan Integrasi Layanan Publik dan Pemerintah"} <= {
        each.title for each in found
    }


def test_articles_requirements_and_families_are_found(cast: Cast) -> None:
    pk = indexed().pk
    assert _found("pasal 5", [pk])[0].number == "5"
    assert _found("pelatihan dasar", [pk])[0].code == "training.managerial"
    assert {"kelas-4", "kelas-5"} <= {each.part for each in _found("pengemudi", [pk])}


def test_what_is_printed_in_many_standards_is_found_once(cast: Cast) -> None:
    found = [each for each in _found("integritas", [indexed().pk]) if each.kind == "competency"]
    assert [each.others for each in found] == [2]


def test_words_are_marked_and_a_long_text_is_cut() -> None:
    shown = search.marked("Sebelum " + "kata lain " * 100 + "penilaian ini", frozenset({"nilai"}))
    assert [each.text for each in shown if each.hit] == ["penilaian"]
    assert sum(len(each.text) for each in shown) < 500
    assert "".join(each.text for each in search.marked("Tidak ada", frozenset({"x"}))) == "Tidak ada"


def test_the_page_finds_marks_and_leads_there(cast: Cast) -> None:
    indexed()
    said = Client().get("/standar/cari/?q=kearsipan").content.decode()
    assert "<mark>" in said
    assert f"{FIRST}kelas-5/tata-naskah-dinas/1.1/" in said
    assert "Tidak ditemukan" in Client().get("/standar/cari/?q=zzzz").content.decode()
    assert Client().get("/standar/cari/?q=%3Cscript%3E").status_code == 200
    assert Client().get("/standar/cari/?q=menilai&instansi=../x&halaman=x").status_code == 200


def test_only_what_holds_today_is_found_and_of_one_instansi_when_asked(cast: Cast) -> None:
    indexed()
    second()
    publish(cast.contoh.instansi, changed_form(), date(2024, 1, 1))
    said = Client().get("/standar/cari/?q=integritas").content.decode()
    assert f"/standar/dumai/{ACT}/2/" in said
    assert f"/standar/contoh/{ACT}/1/" in said
    assert FIRST not in said
    only = Client().get("/standar/cari/?q=integritas&instansi=contoh").content.decode()
    assert f"/standar/dumai/{ACT}/2/kelas" not in only


def test_the_common_search_finds_in_the_standards_of_the_own_instansi(cast: Cast) -> None:
    indexed()
    found = cast.client(Role.EMPLOYEE).get("/cari/?q=persuratan").content.decode()
    assert f"{FIRST}kelas-5/tata-naskah-dinas/" in found
    other = cast.client(Role.EMPLOYEE, cast.contoh).get("/cari/?q=persuratan").content.decode()
    assert FIRST not in other


def test_indexing_again_changes_nothing(cast: Cast) -> None:
    indexed()
    before = Passage.objects.count()
    indexed()
    assert Passage.objects.count() == before
