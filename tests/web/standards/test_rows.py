"""Rows that the reader missed or invented, and competencies linked to an earlier one that was not suggested."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.standards import actions, reading
from selaras.web.standards.actions.publishing import had_a_hand
from selaras.web.standards.models import Use
from selaras.web.standards.present import address as address_of
from tests.web.cast import AT, Cast
from tests.web.standards import kamus
from tests.web.standards.act import TEXT, bring, confirm, publish_confirmed
from tests.web.standards.test_publishing import refuses

NEW = {
    "kind": "technical",
    "number": "9",
    "name": "Pengelolaan Rapat",
    "level": "1",
    "description": "Mampu menyiapkan rapat",
    "indicators": "9.1 | Menyiapkan bahan rapat",
    "after": "",
}


def test_a_competency_that_the_reader_missed_is_added_with_its_line_and_reason(cast: Cast) -> None:
    version = bring(cast)
    piece = version.pieces.get(key="kelas-5")
    client = cast.client(Role.ANALYST)
    address = f"/standar/kelola/bagian/{piece.pk}/tambah/kompetensi/"
    line = piece.lines[5][0]
    assert str(line) in client.get(address).content.decode()
    said = NEW | {"line": str(line)}
    assert client.post(address, said).status_code == 400
    assert client.post(address, said | {"line": "1", "reason": "Terlewat"}).status_code == 400
    assert client.post(address, said | {"reason": "Terlewat oleh pembaca"}).status_code == 302
    before = len(piece.data["competencies"])
    piece.refresh_from_db()
    row = piece.data["competencies"][-1]
    assert (row["code"], row["source"]["line"]) == ("pengelolaan-rapat", line)
    assert len(piece.data["competencies"]) == before + 1
    assert piece.rows == before + 1 + len(piece.data["requirements"])
    assert piece.corrections.get().before == {}
    assert Use.objects.filter(version=version, part="kelas-5", code="pengelolaan-rapat").exists()
    confirm(version, cast.dumai.users[Role.ANALYST])
    done = publish_confirmed(cast, version, date(2026, 9, 1))
    five = next(each for each in reading.form_of(done).job_classes if each.job_class == 5)
    assert five.competencies[-1].name == "Pengelolaan Rapat"


def test_a_row_that_the_reader_invented_is_removed_and_kept_in_its_history(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast)
    piece = version.pieces.get(key="kelas-5")
    last = len(piece.data["requirements"]) - 1
    gone = piece.data["requirements"][last]
    actions.confirm_piece(piece=piece, by=analyst, at=AT)
    client = cast.client(Role.ANALYST)
    address = f"/standar/kelola/bagian/{piece.pk}/hapus/requirements/{last}/"
    assert gone["value"] in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"reason": "Tidak ada pada lampiran"}).status_code == 302
    piece.refresh_from_db()
    assert gone not in piece.data["requirements"]
    assert piece.confirmed_at is None
    correction = piece.corrections.get()
    assert (correction.before, correction.after) == (gone, {})
    assert client.get(address).status_code == 404
    adding = f"/standar/kelola/bagian/{piece.pk}/tambah/persyaratan/"
    said = {
        "key": gone["key"],
        "value": gone["value"],
        "importance": gone["importance"] or "",
        "reason": "Ada",
    }
    said["line"] = str(piece.lines[-1][0])
    assert client.post(adding, said).status_code == 302
    piece.refresh_from_db()
    assert piece.data["requirements"][last]["value"] == gone["value"]


def test_a_competency_is_linked_to_an_earlier_one_that_was_not_suggested(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast, TEXT.replace("Tata Naskah Dinas", "Persuratan Resmi"))
    assert not version.links.filter(code="persuratan-resmi").exists()
    client = cast.client(Role.ANALYST)
    base = f"/standar/kelola/{version.pk}/kaitan/"
    assert "Persuratan Resmi" in client.get(base).content.decode()
    page = client.get(f"{base}pilih/?kode=persuratan-resmi&q=naskah").content.decode()
    assert 'value="tata-naskah-dinas"' in page
    assert 'value="M.1"' not in page
    said = {"kode": "persuratan-resmi", "lama": "tata-naskah-dinas", "citation": ""}
    assert client.post(f"{base}pilih/", said).status_code == 400
    assert (
        client.post(f"{base}pilih/", said | {"lama": "tidak-ada", "citation": "Lampiran"}).status_code == 400
    )
    assert client.post(f"{base}pilih/", said | {"citation": "Lampiran I"}).status_code == 302
    link = version.links.get(code="persuratan-resmi")
    assert (link.decision, link.by) == ("same", analyst)
    confirm_others(cast, version)
    done = publish_confirmed(cast, version, date(2026, 9, 1))
    codes = {row.code for each in reading.form_of(done).job_classes for row in each.competencies}
    assert "tata-naskah-dinas" in codes
    assert "persuratan-resmi" not in codes
    assert Use.objects.filter(version=done, code="tata-naskah-dinas").exists()
    assert not Use.objects.filter(version=done, code="persuratan-resmi").exists()


def confirm_others(cast: Cast, version: object) -> None:
    """Everything but the links, which are decided."""
    from selaras.web.standards.models import Version

    assert isinstance(version, Version)
    analyst = cast.dumai.users[Role.ANALYST]
    for piece in version.pieces.all():
        for doubt in piece.doubts.all():
            actions.confirm_doubt(doubt=doubt, note="Sesuai", by=analyst, at=AT)
        actions.confirm_piece(piece=piece, by=analyst, at=AT)
    actions.accept_findings(version=version, reason="Naskah asli", by=analyst, at=AT)
    with refuses("tidak sedang diperiksa"):
        actions.submit(version=version, by=analyst, at=AT)
        actions.accept_findings(version=version, reason="Lagi", by=analyst, at=AT)


def test_a_part_that_the_reader_invented_is_removed_and_its_lines_stay_beside_the_one_before(
    cast: Cast,
) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast)
    six, five = (version.pieces.get(key=f"kelas-{number}") for number in (6, 5))
    actions.confirm_piece(piece=six, by=analyst, at=AT)
    client = cast.client(Role.ANALYST)
    address = f"/standar/kelola/bagian/{five.pk}/hapus/"
    assert address in client.get(f"/standar/kelola/bagian/{five.pk}/").content.decode()
    assert "Kelas Jabatan 5" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 400
    said = client.post(address, {"reason": "Kelas ini tidak ada pada lampiran"}, follow=True)
    assert "dihapus. Sumbernya kini di samping" in said.content.decode()
    lines, findings = six.lines + five.lines, six.findings_count + five.findings_count
    six.refresh_from_db()
    assert (six.lines, six.findings_count, six.confirmed_at) == (lines, findings, None)
    assert not Use.objects.filter(version=version, part="kelas-5").exists()
    page = client.get(f"/standar/kelola/{version.pk}/").content.decode()
    assert "Kelas ini tidak ada pada lampiran" in page
    act = version.pieces.get(key="act")
    assert act.data["classes_without_standard"] == [5, 4, 3, 1]
    confirm(version, analyst)
    done = publish_confirmed(cast, version, date(2026, 9, 1))
    assert [each.job_class for each in reading.form_of(done).job_classes] == [7, 6]
    assert "belum menetapkan standar" in client.get(f"{address_of(done)}kelas-5/").content.decode()


def test_parts_after_a_removed_one_are_numbered_as_in_the_form_and_the_last_one_stays(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast, kamus.TEXT, "kamus.txt")
    first, second = version.pieces.filter(kind="dictionary")
    tied = version.links.get(name="Tata Naskah Kedinasan")
    assert tied.code == second.data["code"]
    actions.remove_part(piece=first, reason="Tidak ada", by=analyst, at=AT)
    second.refresh_from_db()
    assert second.key == "kamus-1"
    for each in (second, version.pieces.get(key="act")):
        with refuses("tidak dapat dihapus"):
            actions.remove_part(piece=each, reason="Tidak ada", by=analyst, at=AT)
    assert version.links.filter(pk=tied.pk).exists()
    assert had_a_hand(version) >= {analyst.pk}
