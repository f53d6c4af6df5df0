"""From a document to a published version, and what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction

from selaras.clock import today
from selaras.core.applicable import applicable
from selaras.core.model import Position, PositionType
from selaras.core.verdict import NoStandard
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.standards import actions, reading
from selaras.web.standards.errors import Refused
from selaras.web.standards.models import Ending, Version
from tests.web.cast import AT, Cast, make_cast
from tests.web.standards.act import TEXT, bring, bring_to, confirm, publish, publish_confirmed, repealed

NEXT = date(2026, 9, 1)


@contextmanager
def refuses(text: str) -> Iterator[None]:
    """What is inside is refused, with a reason that holds the text and with a way out."""
    with pytest.raises(Refused) as refusal:
        yield
    assert text in refusal.value.what.id
    assert refusal.value.remedy.id
    assert refusal.value.remedy.en


def test_a_document_is_read_in_the_background_into_parts_beside_their_source(cast: Cast) -> None:
    version = bring(cast)
    assert version.state == Version.State.REVIEW
    keys = list(version.pieces.values_list("key", flat=True))
    assert keys[0] == "act"
    assert "kelas-5" in keys
    piece = version.pieces.get(key="kelas-5")
    assert any("Integritas" in str(line[2]) for line in piece.lines)
    assert version.linted
    assert version.lint_errors == sum(
        each["severity"] == "error" for one in version.pieces.all() for each in one.findings
    )


def test_a_version_is_published_by_a_second_person_and_supersedes_its_predecessor(cast: Cast) -> None:
    instansi = cast.dumai.instansi
    (old,) = reading.history(instansi)
    version = publish(cast, bring(cast), NEXT)
    assert (version.number, version.effective_from) == (2, NEXT)
    assert reading.version_of(instansi, "perwali-dumai-6-2023", NEXT - timedelta(days=1)) == old
    assert reading.version_of(instansi, "perwali-dumai-6-2023", NEXT) == version
    (ending,) = Ending.objects.filter(version=old)
    assert (ending.on, ending.cause, ending.successor) == (NEXT, "superseded", version)
    assert Entry.objects.filter(action="standards.publish").exists()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUTHORITY])
def test_nobody_publishes_what_they_had_a_hand_in(cast: Cast, role: Role) -> None:
    analyst, authority = cast.dumai.users[Role.ANALYST], cast.dumai.users[Role.AUTHORITY]
    version = bring(cast, by=authority)
    confirm(version, analyst)
    with refuses("tidak dapat menerbitkannya"):
        actions.publish(version=version, effective_from=NEXT, by=cast.dumai.users[role], at=AT)


def test_a_publication_before_the_predecessor_is_refused_with_the_way_out(cast: Cast) -> None:
    version = bring(cast)
    confirm(version, cast.dumai.users[Role.ANALYST])
    (old,) = reading.history(cast.dumai.instansi)
    for day in (old.effective_from, old.effective_from - timedelta(days=400)):
        with pytest.raises(Refused) as refusal:
            actions.publish(version=version, effective_from=day, by=cast.dumai.users[Role.AUTHORITY], at=AT)
        assert f"{old.effective_from:%d-%m-%Y}" in refusal.value.what.id
    client, address = cast.client(Role.AUTHORITY), f"/standar/kelola/{version.pk}/terbitkan/"
    page = client.get(
        address
    ).content.decode()  # proposes a day that can be, though the act's own is the old one's
    assert f'value="{today():%d-%m-%Y}"' in page
    answer = client.post(address, {"effective_from": "01-01-2020"})
    assert answer.status_code == 400
    assert "Versi 1 berlaku mulai 01-02-2023; pilih 02-02-2023 atau sesudahnya." in answer.content.decode()


def test_a_second_draft_of_one_act_is_refused_and_names_the_first(cast: Cast) -> None:
    first = bring(cast)
    second = bring(cast)
    assert second.state == Version.State.REFUSED
    assert "perwali.txt" in second.refusal["what"]["id"]
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/{second.pk}/").content.decode()
    assert f'href="/standar/kelola/{first.pk}/"' in page
    assert 'href="/standar/kelola/unggah/"' in page
    actions.discard(version=first, why="Salah dokumen", by=cast.dumai.users[Role.ANALYST], at=AT)
    assert bring(cast).state == Version.State.REVIEW


def test_a_document_that_is_no_regulation_is_refused_with_place_and_remedy(cast: Cast) -> None:
    version = bring(cast, "Ini bukan peraturan.\n" * 3)
    assert version.state == Version.State.REFUSED
    assert version.refusal["remedy"]["id"]
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/{version.pk}/")
    assert version.refusal["what"]["id"] in page.content.decode()
    assert "Tidak ada yang disimpan" not in page.content.decode()  # the document is kept


def test_an_unconfirmed_version_cannot_be_handed_over(cast: Cast) -> None:
    version = bring(cast)
    with refuses("disahkan"):
        actions.submit(version=version, by=cast.dumai.users[Role.ANALYST], at=AT)


def test_errors_of_the_linter_hold_until_a_reason_is_recorded(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast)
    assert version.lint_errors
    act = version.pieces.get(
        key="act"
    )  # more findings than are shown at once: every error is among the first
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/bagian/{act.pk}/").content.decode()
    unfolded = page.partition(" temuan lagi</summary>")[0].partition("Temuan pemeriksa naskah")[2]
    errors = [each["rule"] for each in act.findings if each["severity"] == "error"]
    assert unfolded.count("galat") == len(errors) > 4
    assert errors[0] not in page  # a rule is called by its name
    for piece in version.pieces.all():
        actions.confirm_piece(piece=piece, by=analyst, at=AT)
    with refuses("galat"):
        actions.submit(version=version, by=analyst, at=AT)
    with refuses(""):
        actions.accept_findings(version=version, reason=" ", by=analyst, at=AT)
    actions.accept_findings(version=version, reason="Ada pada naskah asli", by=analyst, at=AT)
    assert actions.submit(version=version, by=analyst, at=AT).state == Version.State.CONFIRMED


def test_a_doubt_holds_its_part_until_it_is_confirmed_or_corrected_with_a_reason(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    at = TEXT.index("Penata Muda (III/a)")
    version = bring(cast, TEXT[:at] + "Penata Muda (II/c)" + TEXT[at + len("Penata Muda (III/a)") :])
    piece = next(each for each in version.pieces.all() if each.doubts.exists())
    with refuses("belum pasti"):
        actions.confirm_piece(piece=piece, by=analyst, at=AT)
    doubt = piece.doubts.first()
    assert doubt is not None
    with refuses(""):
        actions.confirm_doubt(doubt=doubt, note="", by=analyst, at=AT)
    row = next(
        f"requirements/{i}"
        for i, each in enumerate(piece.data["requirements"])
        if each["source"]["line"] == doubt.line
    )
    number = int(row.split("/")[1])
    printed = reading.history(cast.dumai.instansi)[0].pieces.get(key=piece.key).data["requirements"][number]
    said = {"value": printed["value"], "importance": printed["importance"] or ""}
    actions.correct_row(piece=piece, row=row, said=said, reason="Salah ketik pindaian", by=analyst, at=AT)
    doubt.refresh_from_db()
    assert doubt.state == "corrected"
    piece.refresh_from_db()
    mended = piece.data["requirements"][number]
    assert (mended["parsed"], mended["certain"]) == (printed["parsed"], True)
    actions.confirm_piece(piece=piece, by=analyst, at=AT)


def test_a_renamed_competency_holds_and_when_linked_keeps_its_code(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    (old,) = reading.history(cast.dumai.instansi)
    named = next(
        row
        for each in reading.form_of(old).job_classes
        for row in each.competencies
        if row.kind == "technical"
    )
    version = bring(cast, TEXT.replace(named.name, f"{named.name} Baru"))
    link = version.links.get(earlier_code=named.code)
    assert link.decision == "open"
    for piece in version.pieces.all():
        for doubt in piece.doubts.all():
            actions.confirm_doubt(doubt=doubt, note="Sesuai", by=analyst, at=AT)
        actions.confirm_piece(piece=piece, by=analyst, at=AT)
    actions.accept_findings(version=version, reason="Naskah asli", by=analyst, at=AT)
    with refuses("berganti nama"):
        actions.submit(version=version, by=analyst, at=AT)
    with refuses("dasar"):
        actions.decide_link(link=link, decision="same", citation="", by=analyst, at=AT)
    for each in version.links.all():
        actions.decide_link(link=each, decision="same", citation="Lampiran I", by=analyst, at=AT)
    actions.submit(version=version, by=analyst, at=AT)
    done = publish_confirmed(cast, version, NEXT)
    codes = {row.code for each in reading.form_of(done).job_classes for row in each.competencies}
    assert named.code in codes
    assert link.code not in codes


def test_what_applied_on_any_day_stays_answerable(cast: Cast) -> None:
    instansi = cast.dumai.instansi
    (first,) = reading.history(instansi)
    second = publish(cast, bring(cast), date(2026, 9, 1))
    third = publish(cast, bring(cast), date(2027, 1, 1))
    repealed(cast, third, date(2028, 1, 1))
    starts = first.effective_from
    assert starts is not None
    expected = {
        starts - timedelta(days=1): [],
        starts: [first.pk],
        date(2026, 8, 31): [first.pk],
        date(2026, 9, 1): [second.pk],
        date(2026, 12, 31): [second.pk],
        date(2027, 1, 1): [third.pk],
        date(2027, 12, 31): [third.pk],
        date(2028, 1, 1): [],
    }
    assert {day: reading.version_ids(instansi, day) for day in expected} == expected
    post = Position(id="x", title="Pengemudi", type=PositionType.EXECUTOR, region="Kota Dumai", job_class=5)
    for day, versions in expected.items():
        found = applicable(post, reading.in_force(instansi, day), day)
        assert isinstance(found, NoStandard) is not bool(versions)
        assert isinstance(found, NoStandard) is not bool(
            [
                law
                for law in (reading.regulation_of(each) for each in reading.history(instansi))
                if law.instrument.in_force(day)
            ]
        )


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_a_published_version() -> None:
    cast = make_cast()
    (version,) = reading.history(cast.dumai.instansi)
    rows = Version.objects.filter(pk=version.pk)
    for change in (
        lambda: rows.update(effective_from=NEXT),
        lambda: rows.update(state="discarded"),
        lambda: version.pieces.update(title="Lain"),
        lambda: version.pieces.all()._raw_delete("default"),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_repeal_needs_its_basis_and_a_day_within_its_time(cast: Cast) -> None:
    (version,) = reading.history(cast.dumai.instansi)
    by = cast.dumai.users[Role.AUTHORITY]
    with refuses("Dasar"):
        actions.propose_repeal(version=version, on=NEXT, basis=" ", reason="", by=by, at=AT)
    assert version.effective_from is not None
    with refuses("masa berlaku"):
        actions.propose_repeal(version=version, on=version.effective_from, basis="X", reason="", by=by, at=AT)


def test_a_repeal_takes_two_people(cast: Cast) -> None:
    (version,) = reading.history(cast.dumai.instansi)
    authority = cast.dumai.users[Role.AUTHORITY]
    said = {"version": version, "on": NEXT, "basis": "Perwali 1/2028", "reason": ""}
    proposed = actions.propose_repeal(**said, by=authority, at=AT)
    with refuses("menunggu"):
        actions.propose_repeal(**said, by=cast.superadmin, at=AT)
    with refuses("orang lain"):
        actions.agree_repeal(repealing=proposed, by=authority, at=AT)
    actions.refuse_repeal(repealing=proposed, why="Salah tanggal", by=authority, at=AT)
    with refuses("sudah diputus"):
        actions.agree_repeal(repealing=proposed, by=cast.superadmin, at=AT)
    assert not Ending.objects.filter(version=version).exists()
    repealed(cast, version, NEXT)
    assert Ending.objects.get(version=version).on == NEXT


def test_another_regions_act_is_held(cast: Cast) -> None:
    contoh = cast.contoh
    version = bring_to(contoh.instansi, contoh.users[Role.ANALYST], TEXT.encode(), "perwali.txt")
    with refuses(""):
        confirm(version, contoh.users[Role.ANALYST])


def test_a_file_of_another_kind_is_refused_at_once(cast: Cast) -> None:
    page = cast.client(Role.ANALYST).post(
        "/standar/kelola/unggah/", {"file": BytesIO(b"\x89PNG\r\n\x1a\n....")}
    )
    assert page.status_code == 400
    assert "jenis" in page.content.decode()
