"""Rows that the reader missed or invented, and competencies linked to an earlier one that was not suggested."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.standards import actions, reading
from selaras.web.standards.models import Use
from tests.web.cast import AT, Cast
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
