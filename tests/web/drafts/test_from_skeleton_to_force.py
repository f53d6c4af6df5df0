"""A draft of class 4 from the skeleton until it holds, and what stops it on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from selaras.core.applicable import applicable
from selaras.core.model import Position, PositionType
from selaras.core.verdict import NoStandard
from selaras.web.accounts.roles import Role
from selaras.web.drafts import actions
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.composing import content_of
from selaras.web.drafts.errors import Refused, Taken
from selaras.web.drafts.findings import findings_of
from selaras.web.drafts.holds import holds_of
from selaras.web.drafts.merging import as_opened
from selaras.web.drafts.models import Draft, Part, Row
from selaras.web.drafts.rebasing import newer
from selaras.web.standards import actions as publishing
from selaras.web.standards import reading
from selaras.web.standards.models import Piece, Version
from tests.web.cast import AT, Cast
from tests.web.drafts.writing import (
    STARTS,
    approved,
    drafter,
    fill,
    handed,
    rows_of,
    second,
    skeleton,
    standing,
    written,
)
from tests.web.standards.act import publish_confirmed


def test_the_skeleton_carries_the_core_over_with_its_source_and_leaves_the_rest_blank(cast: Cast) -> None:
    draft = skeleton(cast)
    rows = rows_of(draft, "competency")
    core = [row for row in rows if row.data["name"]]
    assert len(core) == 9
    assert len(rows) == 12
    assert core[0].origin["place"] == "Perwali Dumai 6/2023, Lampiran III (kelas 5), bagian I angka 1"
    assert "/kelas-5/" in core[0].origin["url"]
    assert all(not row.data["value"] for row in rows_of(draft, "requirement"))
    assert {"id", "en"} <= set(draft.parts.get().notes[0])


def test_a_draft_with_placeholders_or_errors_is_held_with_the_way_out(cast: Cast) -> None:
    draft = skeleton(cast)
    with pytest.raises(Refused) as refusal:
        actions.submit(draft=draft, by=drafter(cast), at=AT)
    assert "belum diisi lengkap" in refusal.value.what.id
    fill(draft, drafter(cast))
    content = content_of(draft)
    assert holds_of(content, findings_of(content)) == []
    rank = next(row for row in rows_of(draft, "requirement") if row.data["key"] == "rank")
    written(rank, drafter(cast), value="Penata Muda (III/a) – Pengatur Muda (II/a)")
    with pytest.raises(Refused) as refusal:
        actions.submit(draft=draft, by=drafter(cast), at=AT)
    assert "galat" in refusal.value.what.id
    assert refusal.value.remedy.en


def test_an_error_stands_with_a_reason_until_its_row_says_something_else(cast: Cast) -> None:
    """Also one that leaves nobody evaluated: words that cannot be read as a level of education."""
    draft = fill(skeleton(cast), drafter(cast))
    education = next(row for row in rows_of(draft, "requirement") if row.data["key"] == "education.level")
    education = written(education, drafter(cast), value="SMA sederajatt")
    (error,) = [each for each in findings_of(content_of(draft)) if each.error]
    assert "tidak dapat dibaca" in error.message.id
    assert "Lampiran III (kelas 5)" in error.advice.id
    client = cast.client(Role.ANALYST)
    url = f"/rancangan/baris/{education.pk}/biarkan/"
    assert client.post(url, {"finding": error.key, "reason": " "}).status_code == 409
    assert client.post(url, {"finding": "lain", "reason": "Sengaja"}).status_code == 409
    client.post(url, {"finding": error.key, "reason": "Istilah dinas pendidikan"})
    content = content_of(draft)
    assert holds_of(content, findings_of(content)) == []
    assert "Istilah dinas pendidikan" in cast.client(Role.AUTHORITY).get(f"/rancangan/{draft.pk}/").text
    assert as_opened(education, education.version)["value"] == "SMA sederajatt"
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    actions.approve(draft=draft, by=second(cast), at=AT)
    handed_over = actions.hand_over(
        draft=draft, number="12", enacted_on=STARTS, effective_from=STARTS, by=drafter(cast), at=AT
    )
    assert handed_over.lint_errors == 1
    assert handed_over.lint_reason.endswith("Istilah dinas pendidikan")
    assert handed_over.note == ""
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.OPEN, version=None)
    written(education, drafter(cast), value="SMA kira-kira")
    assert [each.reason for each in findings_of(content_of(draft)) if each.error] == [""]


def test_an_approved_draft_is_published_by_a_second_person_and_holds_from_its_day(cast: Cast) -> None:
    version = handed(cast)
    assert version.state == Version.State.CONFIRMED
    assert version.confirmed_by == drafter(cast)
    instansi = cast.dumai.instansi
    driver = Position(
        id="p", title="Pengemudi Ambulan", type=PositionType.EXECUTOR, job_class=4, region=instansi.region
    )
    with pytest.raises(Refused):
        publishing.publish(version=version, effective_from=STARTS, by=drafter(cast), at=AT)
    with pytest.raises(Refused) as refusal:
        publishing.publish(version=version, effective_from=STARTS - timedelta(days=1), by=second(cast), at=AT)
    assert f"{STARTS:%d-%m-%Y}" in refusal.value.what.id
    with pytest.raises(Refused) as refusal:
        publishing.publish(version=version, effective_from=STARTS, by=second(cast), at=AT)
    assert "terdampak" in refusal.value.remedy.id
    done = publish_confirmed(cast, version, STARTS)
    assert done.number == 2
    before, after = STARTS - timedelta(days=1), STARTS
    assert isinstance(applicable(driver, reading.in_force(instansi, before), before), NoStandard)
    found = applicable(driver, reading.in_force(instansi, after), after)
    assert not isinstance(found, NoStandard)
    assert [row.name for row in found.competencies][-1] == "Perawatan Kendaraan"
    assert "Nomor 12 Tahun 2026" in found.citation.place


def test_other_classes_stay_word_for_word_in_the_amended_act(cast: Cast) -> None:
    version = handed(cast)
    for key in ("kelas-7", "kelas-6", "kelas-5"):
        assert version.pieces.get(key=key).data == standing(cast).pieces.get(key=key).data
    head = version.pieces.get(kind=Piece.Kind.ACT).data
    assert head["classes_without_standard"] == [3, 1]
    assert head["instrument"]["id"] == "perwali-dumai-6-2023"


def test_two_drafts_of_one_class_are_refused_and_the_other_is_named(cast: Cast) -> None:
    first = skeleton(cast)
    with pytest.raises(Taken) as refusal:
        skeleton(cast, 3, 4)
    assert refusal.value.draft == first
    assert Draft.objects.count() == 1
    actions.discard(draft=first, why="Dimulai dua kali", by=drafter(cast), at=AT)
    again = skeleton(cast, 3, 4)
    assert set(again.parts.values_list("subject", flat=True)) == {"kelas-3", "kelas-4"}
    fill(again, drafter(cast))


def test_a_class_waiting_to_be_published_is_not_drafted_again(cast: Cast) -> None:
    version = handed(cast)
    with pytest.raises(Taken):
        skeleton(cast)
    publishing.discard(version=version, why="Nomor keliru", by=drafter(cast), at=AT)
    draft = Draft.objects.get()
    again = actions.hand_over(
        draft=draft, number="13", enacted_on=STARTS, effective_from=STARTS, by=drafter(cast), at=AT
    )
    assert again.state == Version.State.CONFIRMED
    assert "Nomor 13" in str(again.pieces.get(key="kelas-4").data["citation"])


def test_nobody_approves_what_they_wrote_or_submitted(cast: Cast) -> None:
    draft = fill(skeleton(cast), second(cast))
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    for user in (drafter(cast), second(cast)):
        with pytest.raises(Refused) as refusal:
            actions.approve(draft=draft, by=user, at=AT)
        assert "tidak dapat menyetujuinya" in refusal.value.what.id


def test_who_wrote_a_draft_cannot_publish_it_either(cast: Cast) -> None:
    draft = skeleton(cast)
    (head,) = rows_of(draft, "act")
    written(head, second(cast), reason="bahwa perlu")
    fill(draft, drafter(cast))
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    other = cast.superadmin
    actions.approve(draft=draft, by=other, at=AT)
    version = actions.hand_over(
        draft=draft, number="12", enacted_on=STARTS, effective_from=STARTS, by=drafter(cast), at=AT
    )
    with pytest.raises(Refused):
        publishing.publish(version=version, effective_from=STARTS, by=second(cast), at=AT)


def test_a_draft_sent_back_is_open_again_with_the_reason(cast: Cast) -> None:
    draft = fill(skeleton(cast), drafter(cast))
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    with pytest.raises(Refused):
        written(rows_of(draft, "competency")[0], drafter(cast), name="Lain")
    with pytest.raises(Refused):
        actions.send_back(draft=draft, why=" ", by=second(cast), at=AT)
    draft = actions.send_back(draft=draft, why="Lengkapi indikator ke-3", by=second(cast), at=AT)
    assert (draft.state, draft.note) == ("open", "Lengkapi indikator ke-3")


def test_a_day_before_the_predecessor_or_the_signature_is_refused(cast: Cast) -> None:
    draft = approved(cast)
    old = standing(cast).effective_from
    assert old
    for enacted, starts in ((old, old), (STARTS, STARTS - timedelta(days=1))):
        with pytest.raises(Refused) as refusal:
            actions.hand_over(
                draft=draft, number="12", enacted_on=enacted, effective_from=starts, by=drafter(cast), at=AT
            )
        assert refusal.value.remedy.id


def test_a_class_changed_by_another_version_meanwhile_holds_the_draft(cast: Cast) -> None:
    piece = standing(cast).pieces.get(key="kelas-5")
    amending = actions.begin(
        instansi=cast.dumai.instansi,
        title="Ubah kelas 5",
        base=standing(cast),
        wanted=[Wanted("piece", piece=piece)],
        by=drafter(cast),
        at=AT,
    )
    version = handed(cast)
    publish_confirmed(cast, version, STARTS)
    content = content_of(amending)
    assert not [each for each in holds_of(content, ()) if "versi lain" in each.what.id]
    integrity, *others = piece.data["competencies"]
    older = {**integrity, "description": "Bertindak sesuai nilai lama"}
    requirements = piece.data["requirements"][1:]  # the first came with the newer version
    base = {**piece.data, "competencies": [older, *others], "requirements": requirements}
    Part.objects.filter(draft=amending).update(base=base)
    row = next(row for row in rows_of(amending, "competency") if row.data["name"] == integrity["name"])
    Row.objects.filter(pk=row.pk).update(data={**row.data, "description": older["description"]})
    education = next(row for row in rows_of(amending, "requirement") if row.data["key"] == "education.level")
    education = actions.remove_row(row=education, version=education.version, by=drafter(cast), at=AT)
    content = content_of(Draft.objects.get(pk=amending.pk))
    assert [each for each in holds_of(content, ()) if "versi lain" in each.what.id]
    client, url = cast.client(Role.ANALYST), f"/rancangan/{amending.pk}/"
    assert "Ambil dari versi 2" in client.get(url).text
    ((part, differing),) = newer(amending, content)
    assert [(each.label, each.row, each.touched) for each in differing] == [
        (integrity["name"], row, False),
        ("Pendidikan – Jenjang", None, False),
    ]
    for each in differing:
        said = {"sumber": each.source, "teks": each.text, "kembali": "1"}
        said |= {"baris": each.row.pk, "version": each.row.version} if each.row else {}
        answer = client.post(f"/rancangan/bagian/{part.pk}/ambil/", said)
        assert answer["Location"] == f"{url}#dasar"
    row.refresh_from_db()
    assert row.data["description"] == integrity["description"]
    assert "Tidak ada lagi yang berbeda." in client.get(url).text
    newest = Version.objects.published().get(number=2)
    actions.adapted(draft=amending, version=newest, why="Sudah dibandingkan", by=drafter(cast), at=AT)
    content = content_of(Draft.objects.get(pk=amending.pk))
    assert not [each for each in holds_of(content, ()) if "versi lain" in each.what.id]


def test_a_new_act_is_begun_empty_and_becomes_an_act_of_its_own(cast: Cast) -> None:
    draft = actions.begin(
        instansi=cast.contoh.instansi,
        title="Standar pertama",
        base=None,
        wanted=[Wanted("empty", 4)],
        by=drafter(cast, cast.contoh),
        at=AT,
    )
    by = drafter(cast, cast.contoh)
    part = draft.parts.get()
    for _ in range(3):
        actions.add_competency(part=part, kind="technical", by=by, at=AT)
    (head,) = rows_of(draft, "act")
    written(
        head,
        by,
        title="STANDAR KOMPETENSI JABATAN PELAKSANA",
        type="Peraturan Bupati",
        issuer="Bupati Contoh",
    )
    fill(draft, by)
    actions.submit(draft=draft, by=by, at=AT)
    actions.approve(draft=draft, by=cast.superadmin, at=AT)
    version = actions.hand_over(
        draft=draft, number="3", enacted_on=STARTS, effective_from=STARTS, by=by, at=AT
    )
    assert version.act is not None
    assert version.act.act_id == "peraturan-bupati-kabupaten-contoh-3-2026"
    assert version.state == Version.State.CONFIRMED
