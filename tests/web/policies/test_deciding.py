"""A second person approves; from its day on the version holds, and never changes again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Role
from selaras.web.accounts.scopes import asker_of
from selaras.web.policies import actions, previews
from selaras.web.policies.models import Paper, Version
from selaras.web.policies.reading import keys, policies_for
from selaras.web.policies.tasks import tasks
from selaras.web.steps import Refused
from selaras.web.ui.previews import Preview
from tests.web.cast import AT, Cast, House
from tests.web.policies.documents import approved
from tests.web.policies.steps import CITED, STARTS, admin, begun, changed_value, sent, submitted

EVE = date(2026, 8, 31)


@pytest.fixture(autouse=True)
def nobody_is_affected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report on who is affected is another room's; what it holds is tested below."""
    monkeypatch.setattr(previews.AFFECTED, "_given", [])


def approve(version: Version, house: House, role: Role = Role.AUTHORITY) -> Version:
    return actions.approve(version=version, digest=version.digest, by=house.users[role], at=AT)


def test_from_its_day_on_the_approved_version_holds_and_not_before(cast: Cast) -> None:
    house = cast.dumai
    version = submitted(house, part="indicator_threshold", value="2/3")
    assert policies_for(house.instansi, "appointment", STARTS)[0].indicator_threshold.value == 1
    approve(version, house)
    said = [policies_for(house.instansi, "appointment", day)[0] for day in (EVE, STARTS)]
    assert [policy.indicator_threshold.value for policy in said] == [1, Fraction(2, 3)]
    assert Version.objects.get(pk=version.pk).label == "2026-01"


def test_whoever_wrote_or_submitted_it_cannot_approve(cast: Cast) -> None:
    house = cast.dumai
    version = submitted(house)
    with pytest.raises(Refused, match="cannot approve"):
        approve(version, house, Role.ADMIN)
    page = admin(cast).get(reverse("policies:draft", args=[version.pk])).content.decode()
    assert "Anda ikut menyusun" in page
    assert "Setujui</button>" not in page


def test_the_database_too_refuses_one_person_as_both(cast: Cast) -> None:
    version = submitted(cast.dumai)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(
            state="approved", number=1, approved_by=cast.dumai.users[Role.ADMIN]
        )


def test_the_database_refuses_to_change_what_is_approved(cast: Cast) -> None:
    version = approved(cast.dumai, "appointment", STARTS)
    for change in (
        lambda: Version.objects.filter(pk=version.pk).update(reason="lain"),
        lambda: Version.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_day_before_the_predecessor_is_refused(cast: Cast) -> None:
    house = cast.dumai
    approved(house, "appointment", date(2026, 10, 1))
    version = changed_value(begun(house), house, "validity_years", 2)
    with pytest.raises(Refused, match="cannot begin earlier"):
        actions.submit(version=version, by=house.users[Role.ADMIN], at=AT)
    page = admin(cast).get(reverse("policies:draft", args=[version.pk])).content.decode()
    assert "Pilih 01-10-2026 atau sesudahnya" in page


def test_nothing_is_submitted_without_day_basis_and_reason_or_without_a_change(cast: Cast) -> None:
    house, by = cast.dumai, cast.dumai.users[Role.ADMIN]
    bare = actions.begin(instansi=house.instansi, subject="mapping", by=by, at=AT)
    with pytest.raises(Refused):
        actions.submit(version=bare, by=by, at=AT)
    answer = admin(cast).post(reverse("policies:submit", args=[bare.pk]))
    page = answer.content.decode()
    assert answer.status_code == 409
    for text in ("Hari mulai berlakunya belum", "Dasar hukum versi ini belum", "Alasan perubahannya belum"):
        assert text in page


def test_other_content_than_was_read_is_not_approved(cast: Cast) -> None:
    version = submitted(cast.dumai)
    client = cast.client(Role.AUTHORITY)
    answer = client.post(reverse("policies:approve", args=[version.pk]), {"digest": "lain"})
    assert answer.status_code == 409
    assert "lain dari yang Anda baca" in answer.content.decode()


def test_a_version_sent_back_is_mended_and_submitted_again(cast: Cast) -> None:
    version = submitted(cast.dumai)
    client = cast.client(Role.AUTHORITY)
    url = reverse("policies:send_back", args=[version.pk])
    assert client.post(url).status_code == 409
    assert client.post(url, {"reason": "Tulis nomor keputusannya."}).status_code == 302
    page = admin(cast).get(reverse("policies:draft", args=[version.pk])).content.decode()
    assert "Tulis nomor keputusannya." in page
    assert sent(admin(cast), Version.objects.get(pk=version.pk), "scale_top", number="6").status_code == 302
    assert admin(cast).post(reverse("policies:submit", args=[version.pk])).status_code == 302


def test_a_discarded_version_makes_room_for_another(cast: Cast) -> None:
    version = begun(cast.dumai)
    url = reverse("policies:discard", args=[version.pk])
    assert admin(cast).post(url, {"reason": "Salah."}).status_code == 302
    assert begun(cast.dumai).pk != version.pk


def test_approval_waits_for_the_report_on_who_is_affected(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selaras.errors import Text

    seen: list[previews.Content] = []
    ready = [False]

    def give(content: previews.Content) -> Preview:
        seen.append(content)
        text = Text("Belum dihitung.", "Not counted yet.")
        return Preview(ready[0], text, text, start_url="/kesesuaian/terdampak/")

    monkeypatch.setattr(previews.AFFECTED, "_given", [give])
    version = submitted(cast.dumai)
    page = cast.client(Role.AUTHORITY).get(reverse("policies:draft", args=[version.pk])).content.decode()
    assert "Hitung siapa yang terdampak" in page
    assert "Setujui</button>" not in page
    with pytest.raises(Refused, match="Not counted yet"):
        approve(version, cast.dumai)
    assert seen[-1].digest == version.digest
    assert seen[-1].policies[Purpose.APPOINTMENT][0].validity_years.value == 2
    ready[0] = True
    assert approve(version, cast.dumai).number == 1


def test_equivalent_trainings_count_in_every_policy_from_their_day_on(cast: Cast) -> None:
    house = cast.dumai
    version = begun(house, "trainings")
    names = {"names_1": "Arsip Dasar\nArsip Tingkat I", **{f"{key}_1": said for key, said in CITED.items()}}
    sent(admin(cast), version, "equivalents", **names)
    version = actions.submit(version=version, by=house.users[Role.ADMIN], at=AT)
    before = keys(house.instansi, "mapping", STARTS)
    approve(version, house)
    for purpose in Purpose:
        eve, day = (policies_for(house.instansi, purpose, on)[0] for on in (EVE, STARTS))
        assert "arsip tingkat i" not in eve.same_training("arsip dasar")
        assert "arsip tingkat i" in day.same_training("arsip dasar")
    assert keys(house.instansi, "mapping", STARTS) != before
    assert keys(house.instansi, "mapping", EVE) == before


def confirmed(version: Version, house: House, **said: Any) -> Version:
    from selaras.core.citation import Trust

    told = {"key": "indicator_threshold", "trust": Trust.READ, "citation": "Pasal 5 ayat (1)", **said}
    return actions.confirm(version=version, by=house.users[Role.ADMIN], at=AT, **told)


def test_a_confirmed_mark_is_a_version_with_its_document_and_its_name(cast: Cast, pdf: Any) -> None:
    house = cast.dumai
    version = begun(house)
    client = admin(cast)
    url = reverse("policies:confirm", args=[version.pk, "indicator_threshold"])
    bare = client.post(url, {"trust": "R", "citation": "Pasal 5"})
    assert bare.status_code == 400
    assert "Unggah dokumennya, atau tulis alamat" in bare.content.decode()
    said = {"trust": "R", "citation": "Pasal 5 ayat (1)", "file": pdf}
    assert client.post(url, said).status_code == 302
    version = actions.submit(version=Version.objects.get(pk=version.pk), by=house.users[Role.ADMIN], at=AT)
    approve(version, house)
    eve, day = (policies_for(house.instansi, "appointment", on)[0] for on in (EVE, STARTS))
    assert "indicator_threshold" in dict(eve.unverified)
    assert "indicator_threshold" not in dict(day.unverified)
    page = cast.client(Role.EMPLOYEE).get("/kebijakan/dumai/appointment/1/").content.decode()
    assert "Pasal 5 ayat (1)" in page
    paper = Paper.objects.get()
    link = f"/kebijakan/dumai/appointment/1/dokumen/{paper.pk}/"
    assert link in page
    answer = cast.client(Role.EMPLOYEE).get(link)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.all().delete()


def test_a_confirmation_goes_on_to_the_next_version_while_its_ground_stays(cast: Cast) -> None:
    house = cast.dumai
    version = confirmed(begun(house), house, address="https://contoh.go.id/perwali")
    approve(actions.submit(version=version, by=house.users[Role.ADMIN], at=AT), house)
    following = begun(house)
    assert "indicator_threshold" in following.confirmations
    kept = changed_value(following, house, "validity_years", 2)
    assert "indicator_threshold" in kept.confirmations
    lost = changed_value(kept, house, "indicator_threshold", "2/3")
    assert lost.confirmations == {}
    assert lost.content["values"]["indicator_threshold"]["trust"] == "U"


def test_tasks_name_what_waits_for_each(cast: Cast) -> None:
    house = cast.dumai
    submitted(house)

    def counts(role: Role) -> int:
        asker = asker_of(house.users[role], house.instansi.pk, STARTS)
        return sum(task.count for task in tasks(asker))

    assert counts(Role.AUTHORITY) == 1
    assert counts(Role.ADMIN) == 0
    assert counts(Role.ANALYST) == 0
