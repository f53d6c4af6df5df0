"""Preparing a version in real forms: what is wrong is refused at its field, and nobody overwrites another."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.policies import actions
from selaras.web.policies.items import items
from selaras.web.policies.models import Version
from selaras.web.policies.parts import parts, seen
from selaras.web.policies.reading import read
from selaras.web.policies.subjects import Subject
from selaras.web.steps import Refused
from tests.web.cast import AT, Cast
from tests.web.policies.steps import CITED, admin, begun, changed_value, sent


def held(version: Version) -> dict[str, Any]:
    return {item.key: item.value for item in items(str(version.subject), version.content)}


@pytest.mark.parametrize("subject", Subject)
def test_every_part_saved_as_it_is_changes_nothing(cast: Cast, subject: Subject) -> None:
    version = begun(cast.dumai, subject)
    client = admin(cast)
    for part in parts(subject):
        answer = sent(client, version, part)
        assert answer.status_code == 302, (part, answer.content.decode())
    again = Version.objects.get(pk=version.pk)
    assert held(again) == held(version)
    assert {i.key: i.trust for i in items(subject, again.content)} == {
        i.key: i.trust for i in items(subject, version.content)
    }


def test_a_gap_between_bands_is_refused_at_its_row_and_drawn(cast: Cast) -> None:
    version = begun(cast.dumai)
    answer = sent(admin(cast), version, "bands", start_1="70")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Dari 68 sampai di bawah 70 tidak ada kategori" in page
    assert 'href="#id_start_1"' in page
    assert 'class="gap' in page
    assert sent(admin(cast), version, "bands", start_1="70", below_0="70").status_code == 302


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"below_0": "69"}, "start_1"),
        ({"below_2": "100"}, "below_2"),
        ({"start_0": "5"}, "start_0"),
        ({"below_1": ""}, "below_1"),
        ({"start_1": "banyak"}, "start_1"),
        ({"start_1": "1e99999999"}, "start_1"),
        ({"code_1": "MS"}, "code_1"),
        ({"label_id_0": ""}, "label_id_0"),
    ],
)
def test_what_is_wrong_with_bands_is_said_at_its_field(cast: Cast, said: dict[str, str], field: str) -> None:
    answer = sent(admin(cast), begun(cast.dumai), "bands", **said)
    assert answer.status_code == 400
    assert f'href="#id_{field}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("part", "said", "field"),
    [
        ("indicator_threshold", {"share": "3/2"}, "share"),
        ("indicator_threshold", {"share": "0"}, "share"),
        ("validity_years", {"number": "-1"}, "number"),
        ("scale_top", {"number": "0"}, "number"),
        ("sources", {"assessors_managerial_self": "2"}, "assessors_managerial_self"),
        ("effects", {"competency": "mungkin"}, "competency"),
        ("instrument_order", {"acts": "Perwali Dumai"}, "acts"),
        ("validity_years", {"basis_id": " "}, "basis_id"),
        ("validity_years", {"day": "31-31-2026"}, "day"),
        ("not_applicable", {"row_1": "rank"}, "employment_1"),
        ("rank_equivalents", {"grade_IX": "V/a"}, "grade_IX"),
    ],
)
def test_impossible_values_are_refused_at_their_field(
    cast: Cast, part: str, said: dict[str, str], field: str
) -> None:
    answer = sent(admin(cast), begun(cast.dumai), part, **said)
    assert answer.status_code == 400
    assert f"#id_{field}" in answer.content.decode()


def test_a_basis_younger_than_the_version_is_refused(cast: Cast) -> None:
    version = begun(cast.dumai)
    answer = sent(admin(cast), version, "validity_years", number="2", day="01-10-2026")
    assert answer.status_code == 400
    assert "baru berlaku pada 01-10-2026" in answer.content.decode()


def test_a_changed_value_loses_its_trust_mark_and_gets_it_back_with_its_ground(cast: Cast) -> None:
    version = begun(cast.dumai)

    def mark() -> str:
        found = Version.objects.get(pk=version.pk)
        return str({i.key: i.trust for i in items("appointment", found.content)}["validity_years"])

    assert mark() == "V"
    sent(admin(cast), version, "validity_years", number="2", **CITED)
    assert mark() == "U"
    version.refresh_from_db()
    back = {"number": "3", "basis_id": "PerBKN 26/2019 Pasal 29", "basis_en": "", "day": "01-01-2019"}
    sent(admin(cast), version, "validity_years", **back)
    assert mark() == "V"


def test_a_row_that_does_not_apply_is_added_for_one_type_of_employment(cast: Cast) -> None:
    version = begun(cast.dumai)
    said = {"row_1": "experience", "employment_1": "cpns"}
    said |= {f"{name}_1": value for name, value in CITED.items()}
    assert sent(admin(cast), version, "not_applicable", **said).status_code == 302
    version.refresh_from_db()
    rows = {
        employment: sorted(policy.not_applicable)
        for policy in read(version)
        for employment in policy.employment
    }
    assert rows == {"pns": [], "cpns": ["experience"], "pppk": ["rank"]}


def test_two_editors_of_one_part_do_not_overwrite_each_other(cast: Cast) -> None:
    house = cast.dumai
    version = begun(house)
    was = seen(version.content, "validity_years")
    changed_value(version, house, "validity_years", 2)
    answer = sent(admin(cast), version, "validity_years", number="4", was=was)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "sudah mengubah bagian ini" in page
    assert "Yang kini tersimpan" in page
    assert "2 tahun" in page
    assert 'value="4"' in page


def test_two_editors_of_different_parts_go_on_side_by_side(cast: Cast) -> None:
    house = cast.dumai
    version = begun(house)
    was = seen(version.content, "scale_top")
    changed_value(version, house, "validity_years", 2)
    assert sent(admin(cast), version, "scale_top", number="6", was=was).status_code == 302


def test_there_is_one_version_in_preparation(cast: Cast) -> None:
    house = cast.dumai
    version = begun(house)
    with pytest.raises(Refused):
        actions.begin(instansi=house.instansi, subject="appointment", by=house.users[Role.ADMIN], at=AT)
    answer = admin(cast).post(reverse("policies:begin", args=["appointment"]))
    assert answer.headers["Location"] == reverse("policies:draft", args=[version.pk])


def test_trainings_are_grouped_and_a_name_stands_in_one_group(cast: Cast) -> None:
    version = begun(cast.dumai, "trainings")
    extra = {f"{name}_1": value for name, value in CITED.items()}
    twice = sent(admin(cast), version, "equivalents", names_1="Latsar\nDiklat Lama", **extra)
    assert twice.status_code == 400
    assert "sudah ada di kelompok lain" in twice.content.decode()
    alone = sent(admin(cast), version, "equivalents", names_1="Arsip", **extra)
    assert alone.status_code == 400
    right = sent(admin(cast), version, "equivalents", names_1="Arsip Dasar\nArsip Tingkat I", **extra)
    assert right.status_code == 302


def test_what_is_written_is_in_the_log_with_before_and_after(cast: Cast) -> None:
    version = begun(cast.dumai)
    changed_value(version, cast.dumai, "validity_years", 2)
    entry = Entry.objects.filter(action="policies.write").latest("number")
    assert entry.before["validity_years"]["value"] == 3
    assert entry.after["validity_years"]["value"] == 2


def test_a_day_that_cannot_be_is_refused_at_once_and_a_later_basis_is_told_in_words(cast: Cast) -> None:
    version = begun(cast.dumai)
    client = admin(cast)
    said = {"title_id": "Contoh", "title_en": "", "basis": "Keputusan 1", "reason": "Uji"}
    url = reverse("policies:about", args=[version.pk])
    answer = client.post(url, {**said, "effective_from": "01-01-1999"})
    assert answer.status_code == 400
    assert "tidak dapat mulai lebih awal" in answer.content.decode()
    client.post(url, {**said, "effective_from": "01-01-2018"})
    version.refresh_from_db()
    page = sent(client, version, "validity_years", number="4", day="01-01-2019").content.decode()
    assert "Dasar hukum “masa berlaku hasil” baru berlaku pada 01-01-2019" in page
    assert "validity_years” baru" not in page
