"""Texts from a dictionary in force, and standards of positions."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.drafts import actions
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.composing import content_of
from selaras.web.drafts.findings import findings_of
from selaras.web.standards.actions.embedded import act_of
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.models import Version
from selaras.web.standards.pieces import parts_of
from selaras.web.standards.reading import changed, digest_of
from tests.web.cast import AT, Cast
from tests.web.drafts.writing import STARTS, drafter, fill, rows_of, second, skeleton, standing, written
from tests.web.standards.kamus import published


def test_a_text_of_the_dictionary_is_taken_and_what_drifts_from_it_is_found(cast: Cast) -> None:
    published(cast)
    draft = skeleton(cast)
    part = draft.parts.get()
    client, url = cast.client(Role.ANALYST), f"/rancangan/bagian/{part.pk}/ambil/"
    page = client.get(url, {"sumber": "kamus", "cari": "menegur"}).content.decode()
    assert "Contoh: mengingatkan rekan kerja." in page
    assert "kamus kompetensi, Integritas, level 2" in page
    key = page.split('name="teks" value="')[1].split('"')[0]
    integrity = next(row for row in rows_of(draft, "competency") if row.data["code"] == "M.1")
    answer = client.post(url, {"sumber": "kamus", "teks": key, "baris": integrity.pk, "version": 1})
    assert answer.status_code == 302
    integrity.refresh_from_db()
    assert (integrity.data["level"], integrity.data["indicators"][0]) == (2, "Contoh: menegur dengan santun.")
    assert integrity.origin["place"].startswith("Kepwali Dumai 99/2024")
    written(
        integrity,
        drafter(cast),
        indicators=["Contoh: menegur dengan keras.", "Contoh: menjadi teladan sebaya."],
    )
    found = [each for each in findings_of(content_of(draft)) if each.row == integrity.pk]
    assert "dictionary-indicator" in {each.rule for each in found}


def test_the_standard_of_a_position_is_changed_like_that_of_a_class(cast: Cast) -> None:
    version = _with_position(cast)
    draft = actions.begin(
        instansi=cast.dumai.instansi,
        title="Ubah pengelola",
        base=version,
        wanted=[Wanted("piece", piece=version.pieces.get(kind="position"))],
        by=drafter(cast),
        at=AT,
    )
    assert draft.parts.get().subject == "jabatan-pengelola-kepegawaian"
    (name,) = [row for row in rows_of(draft, "competency") if row.data["name"] == "Mengoperasikan mesin"]
    written(name, drafter(cast), name="Mengoperasikan Mesin Kantor")
    for row in rows_of(draft, "competency"):
        if row.data["name"] in ("Tata Naskah Dinas", "Aplikasi Komputer"):
            actions.remove_row(row=row, version=row.version, by=drafter(cast), at=AT)
    fill(draft, drafter(cast))
    actions.submit(draft=draft, by=drafter(cast), at=AT)
    actions.approve(draft=draft, by=second(cast), at=AT)
    made = actions.hand_over(
        draft=draft, number="14", enacted_on=STARTS, effective_from=STARTS, by=drafter(cast), at=AT
    )
    position = made.pieces.get(kind="position").data
    assert position["applies_to"]["title"] == "Pengelola Kepegawaian"
    assert "Nomor 14 Tahun 2026" in position["citation"]
    assert "Mengoperasikan Mesin Kantor" in {row["name"] for row in position["competencies"]}
    assert made.pieces.filter(kind="class").count() == 3


def _with_position(cast: Cast) -> Version:
    """The next version of the Perwali, which also has a standard of one position."""
    first = standing(cast)
    form = Version.objects.values_list("form", flat=True).get(pk=first.pk)
    like = form["job_classes"][2]
    asked = {"title": "Pengelola Kepegawaian", "code": None, "group": None, "urusan": None, "unit": None}
    position = {
        "applies_to": asked | {"job_class": None},
        "summary": None,
        "citation": "Lampiran IV",
        **{name: like[name] for name in ("competencies", "requirements", "source")},
    }
    form = {**form, "position_standards": [position]}
    said = {"state": "published", "form": form, "digest": digest_of(form), "effective_from": date(2024, 1, 1)}
    act = act_of(form, cast.dumai.instansi)
    version = Version.objects.create(instansi=cast.dumai.instansi, act=act, number=2, published_at=AT, **said)
    store_parts(version, parts_of(form))
    changed()
    return version
