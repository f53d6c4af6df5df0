"""Two standards side by side: same rubrics, two rubrics of one name, changed words."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.cast import Cast
from tests.web.standards.shelves import ACT, changed_form, of_positions, publish, second

URL = "/standar/bandingkan/"
OF = f"dumai/{ACT}"


def compared(a: str, b: str) -> str:
    response = Client().get(URL, {"a": a, "b": b})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def _pair(said: str, name: str) -> str:
    start = said.index(f'lang="id">{name}</span>')
    return said[start : said.find("</details>", start)]


def test_classes_6_and_5_have_two_rubrics_of_one_name(cast: Cast) -> None:
    said = compared(f"{OF}/1/kelas-6", f"{OF}/1/kelas-5")
    for name in ("Tata Naskah Dinas", "Aplikasi Komputer"):
        assert "dua rubrik" in _pair(said, name)
        assert "Namanya sama, tetapi indikatornya berbeda" in _pair(said, name)
    assert "rubrik sama" in _pair(said, "Integritas")
    assert "hanya di A" in _pair(said, "Pengelolaan Database")
    assert "9 rubrik sama" in said
    assert "2 nama dengan dua rubrik" in said


def test_requirements_are_compared_word_by_word(cast: Cast) -> None:
    said = compared(f"{OF}/1/kelas-6", f"{OF}/1/kelas-5")
    need = said[said.index("Jenjang pendidikan") :]
    need = need[: need.index("</li>")]
    assert "berbeda" in need
    assert "persyaratan sama</summary>" in said  # what does not differ is folded in
    assert '<del><span class="vh">[hanya di A: </span>Diploma III ' in need
    assert "<ins>" in need


def test_two_versions_show_what_changed_and_what_vanished(cast: Cast) -> None:
    second()
    said = compared(f"{OF}/1", f"{OF}/2")
    assert "1 standar sama seluruhnya" in said
    assert re.search(r'<ins><span class="vh">\[hanya di B: </span>\s*selalu', said)
    assert "kata berubah" in said
    assert f'<a href="/standar/{OF}/1/kelas-6/">Kelas Jabatan 6</a>' in said


def test_a_competency_that_was_renamed_and_linked_says_both_its_names(cast: Cast) -> None:
    form = changed_form()
    standard = form["job_classes"][-1]
    row = next(each for each in standard["competencies"] if each["name"] == "Tata Naskah Dinas")
    row["name"] = "Tata Naskah Kedinasan"
    publish(cast.dumai.instansi, form, date(2027, 1, 1), 2)
    pair = _pair(compared(f"{OF}/1/kelas-5", f"{OF}/2/kelas-5"), "Tata Naskah Kedinasan")
    assert "rubrik sama" in pair
    assert "Tata Naskah Dinas di A, Tata Naskah Kedinasan di B" in pair


def test_a_version_compared_with_itself_has_no_difference(cast: Cast) -> None:
    assert "Tidak ada perbedaan." in compared(f"{OF}/1", f"{OF}/1")


def test_two_instansi_are_compared(cast: Cast) -> None:
    publish(cast.contoh.instansi, changed_form(), date(2024, 1, 1))
    said = compared(f"{OF}/1/kelas-5", f"contoh/{ACT}/1/kelas-5")
    assert "dua rubrik" in _pair(said, "Integritas")
    assert "Kabupaten Contoh" in said


def test_what_cannot_be_compared_is_said(cast: Cast) -> None:
    assert "Standar yang dipilih tidak ditemukan" in compared("x", f"{OF}/1")
    assert "Standar yang dipilih tidak ditemukan" in compared(f"{OF}/1/kelas-4", f"{OF}/1/kelas-5")
    assert "versi utuh di kedua sisi" in compared(f"{OF}/1", f"{OF}/1/kelas-5")
    assert "Hasil" not in compared("", "")


def test_versions_of_many_positions_are_compared_a_few_at_a_time(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    old, new = of_positions(120), of_positions(120)
    for each in new["position_standards"]:
        each["requirements"] = [dict(row) for row in each["requirements"]]
        each["requirements"][0]["value"] = "D-IV"
    publish(cast.contoh.instansi, old, date(2024, 1, 1))
    new["instrument"] |= {"id": "perbup-contoh-2-2024", "short": "Perbup Contoh 2/2024"}
    publish(cast.contoh.instansi, new, date(2025, 1, 1))
    with django_assert_max_num_queries(6):
        said = compared("contoh/perbup-contoh-1-2024/1", "contoh/perbup-contoh-2-2024/1")
    assert len(said) < 150_000
    assert "halaman=2" in said
    assert "Pengelola Contoh 0120" not in said
