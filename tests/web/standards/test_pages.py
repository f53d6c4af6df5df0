"""The pages of publishing, and what evaluations see of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from selaras.core.policy import Purpose
from selaras.web.accounts.roles import Role
from selaras.web.evaluations.actions import start_run
from selaras.web.evaluations.questions import question, verdict_of
from selaras.web.jobs.work import run_now
from selaras.web.standards import actions, reading
from selaras.web.standards.models import Doubt, Piece, Version
from selaras.web.standards.tasks import tasks
from tests.web.cast import AT, Cast
from tests.web.evaluations.affected import seen_standard
from tests.web.standards.act import TEXT, bring, confirm, publish

NEXT = date(2026, 9, 1)


def test_a_document_goes_from_the_upload_to_the_standard_through_its_pages(cast: Cast) -> None:
    from io import BytesIO

    analyst, authority = cast.client(Role.ANALYST), cast.client(Role.AUTHORITY)
    file = BytesIO(TEXT.encode())
    file.name = "perwali.txt"
    answer = analyst.post("/standar/kelola/unggah/", {"file": file})
    version = Version.objects.latest("pk")
    assert version.job is not None
    assert answer.url.endswith(f"/{version.job.pk}/")
    run_now(version.job)
    page = f"/standar/kelola/{version.pk}/"
    assert "disahkan" in analyst.get(page).content.decode()
    piece = version.pieces.first()
    while piece is not None:
        answer = analyst.post(f"/standar/kelola/bagian/{piece.pk}/sahkan/")
        assert answer.status_code == 302
        piece = version.pieces.filter(confirmed_at__isnull=True).first()
    assert analyst.post(f"{page}ajukan/").status_code == 409
    analyst.post(f"{page}temuan/", {"reason": "Galat ada pada naskah asli"})
    assert analyst.post(f"{page}ajukan/").status_code == 302
    assert analyst.get(f"{page}terbitkan/").status_code == 403
    early = authority.post(f"{page}terbitkan/", {"effective_from": "01-01-2020"})
    assert early.status_code == 400
    held = authority.post(f"{page}terbitkan/", {"effective_from": "01-09-2026"})
    assert held.status_code == 400
    (preview,) = held.context["previews"]
    assert (preview.ready, dict(preview.fields)["berlaku"]) == (False, "2026-09-01")
    assert preview.start_url in held.content.decode()
    seen_standard(version, date(2026, 9, 1), cast.dumai.users[Role.AUTHORITY])
    again = authority.get(f"{page}terbitkan/?berlaku=01-09-2026")
    assert 'value="01-09-2026"' in again.content.decode()
    assert again.context["previews"][0].ready
    assert authority.post(f"{page}terbitkan/", {"effective_from": "01-09-2026"}).status_code == 302
    version.refresh_from_db()
    assert (version.state, version.number) == ("published", 2)
    assert authority.get("/standar/dumai/perwali-dumai-6-2023/2/").status_code == 200


def test_a_row_is_corrected_on_its_page_with_a_reason(cast: Cast) -> None:
    version = bring(cast)
    piece = version.pieces.get(key="kelas-5")
    client = cast.client(Role.ANALYST)
    address = f"/standar/kelola/bagian/{piece.pk}/baris/competencies/0/"
    form = client.get(address).context["form"].initial
    assert client.post(address, form).status_code == 400
    said = {**form, "level": "2", "reason": "Level pada lampiran tercetak 2"}
    assert client.post(address, said).status_code == 302
    piece.refresh_from_db()
    row = piece.data["competencies"][0]
    assert row["level"] == 2
    assert "@2:" in row["rubric"]
    assert piece.corrections.get().before["level"] == 1


def test_a_version_of_1075_standards_opens_with_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    version = Version.objects.create(instansi=cast.dumai.instansi, state=Version.State.REVIEW)
    Piece.objects.bulk_create(
        Piece(version=version, order=i, kind="position", key=f"jabatan-{i}", title=f"Jabatan {i}", data={})
        for i in range(1075)
    )
    piece = version.pieces.get(key="jabatan-1000")
    Doubt.objects.create(piece=piece, reason_id="Ragu")
    client = cast.client(Role.ANALYST)
    client.get(f"/standar/kelola/{version.pk}/")
    with django_assert_max_num_queries(20):
        page = client.get(f"/standar/kelola/{version.pk}/")
    assert len(page.content) < 150_000
    found = client.get(f"/standar/kelola/{version.pk}/?tampil=ragu").content.decode()
    assert "Jabatan 1000" in found
    assert "Jabatan 999" not in found


def test_a_verdict_uses_the_version_of_its_day_and_a_run_keeps_its_versions(cast: Cast) -> None:
    house = cast.dumai
    (old,) = reading.history(house.instansi)
    before = verdict_of(house.person, question(house.instansi, Purpose.MAPPING, NEXT - timedelta(days=1)))
    version = bring(cast)
    new = publish(cast, version, NEXT)
    asked = {day: question(house.instansi, Purpose.MAPPING, day) for day in (NEXT - timedelta(days=1), NEXT)}
    days = [each.regulations[0].instrument.in_force_from for each in asked.values()]
    assert days == [old.effective_from, NEXT]
    assert verdict_of(house.person, asked[NEXT - timedelta(days=1)]).outcome == before.outcome
    analyst = house.users[Role.ANALYST]
    run = start_run(unit=house.root, purpose=Purpose.MAPPING, on=NEXT, by=analyst, at=AT)
    assert run.versions == [new.pk]
    assert run.job is not None
    run_now(run.job)
    run.refresh_from_db()
    assert run.finished


def test_what_waits_stands_among_the_tasks(cast: Cast) -> None:
    from selaras.web.accounts.scopes import asker_of
    from tests.web.cast import DAY

    version = bring(cast)
    analyst, authority = cast.dumai.users[Role.ANALYST], cast.dumai.users[Role.AUTHORITY]

    def waiting(user: Any) -> list[int]:
        return [task.count for task in tasks(asker_of(user, None, DAY))]

    assert (waiting(analyst), waiting(authority)) == ([1], [0])
    confirm(version, analyst)
    assert (waiting(analyst), waiting(authority)) == ([0], [1])


def test_what_is_sent_back_is_checked_again(cast: Cast) -> None:
    version = bring(cast)
    confirm(version, cast.dumai.users[Role.ANALYST])
    client = cast.client(Role.AUTHORITY)
    address = f"/standar/kelola/{version.pk}/kembalikan/"
    assert client.post(address, {"reason": ""}).status_code == 409
    assert client.post(address, {"reason": "Kelas 6 keliru"}).status_code == 302
    version.refresh_from_db()
    assert (version.state, version.note) == ("review", "Kelas 6 keliru")


def test_a_json_form_is_taken_in_too(cast: Cast) -> None:
    version = bring(cast)
    answer = cast.client(Role.ANALYST).get(f"/standar/kelola/{version.pk}/bacaan.json")
    actions.discard(version=version, why="Diperbaiki", by=cast.dumai.users[Role.ANALYST], at=AT)
    again = bring(cast, answer.content.decode(), "bacaan.json")
    assert again.state == Version.State.REVIEW
    assert not again.linted


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_speak_both_languages(cast: Cast, language: str) -> None:
    version = bring(cast)
    client = cast.client(Role.ANALYST)
    client.cookies["django_language"] = language
    for address in ("/standar/kelola/", f"/standar/kelola/{version.pk}/"):
        assert client.get(address, headers={"accept-language": language}).status_code == 200
