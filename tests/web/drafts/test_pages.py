"""Pages, files, tasks and the audit trail of drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO

import docx
import pdfplumber
import pytest

from selaras import clock
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.drafts import actions
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.models import Draft, Presence
from tests.web.cast import AT, Cast
from tests.web.drafts.writing import REASON, STARTS, approved, drafter, fill, skeleton, standing

Limit = Callable[[int], AbstractContextManager[object]]


def body(cast: Cast, url: str, role: Role = Role.ANALYST) -> str:
    """A page as somebody sees it."""
    answer = cast.client(role).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_offers_the_classes_that_were_forgotten(cast: Cast) -> None:
    page = body(cast, "/rancangan/mulai/")
    for text in ("Kelas Jabatan 4", "Kelas Jabatan 3", "Kelas Jabatan 1", "kerangka"):
        assert text in page
    act = standing(cast).act_id
    said = {"mulai": f"kerangka-{act}", f"kerangka-{act}-classes": ["4"], f"kerangka-{act}-how": "skeleton"}
    answer = cast.client(Role.ANALYST).post("/rancangan/mulai/", said)
    draft = Draft.objects.get()
    assert answer["Location"] == f"/rancangan/{draft.pk}/"
    assert draft.title == "Standar kelas jabatan 4"
    again = body(cast, "/rancangan/mulai/")
    assert "Kelas Jabatan 4 sedang disusun" in again
    refused = cast.client(Role.ANALYST).post("/rancangan/mulai/", said)
    assert refused.status_code == 400


def test_a_second_draft_of_a_class_leads_to_the_first(cast: Cast) -> None:
    draft = skeleton(cast)
    source = standing(cast).pieces.get(key="kelas-5").pk
    said = {"mulai": "copy", "salin-source": source, "salin-job_class": "4"}
    answer = cast.client(Role.ANALYST).post("/rancangan/mulai/", said)
    assert answer.status_code == 409
    assert f'href="/rancangan/{draft.pk}/"' in answer.content.decode()


def test_a_standing_standard_is_changed_or_copied_for_another_class(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    source = standing(cast).pieces.get(key="kelas-5").pk
    client.post("/rancangan/mulai/", {"mulai": "copy", "salin-source": source, "salin-job_class": ""})
    draft = Draft.objects.get()
    part = draft.parts.get()
    assert (part.subject, draft.title) == ("kelas-5", "Perubahan Kelas Jabatan 5")
    assert part.base == standing(cast).pieces.get(key="kelas-5").data
    client.post(
        f"/rancangan/{draft.pk}/tambah/", {"mulai": "copy", "salin-source": source, "salin-job_class": "3"}
    )
    copied = draft.parts.get(subject="kelas-3")
    assert copied.base == {}
    assert copied.rows.filter(section="competency").count() == 12
    client.post("/rancangan/mulai/", {"mulai": "new", "baru-job_class": "2"})
    assert Draft.objects.get(act=None).parts.get().rows.count() == 8


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUTHORITY])
def test_everybody_who_approves_reads_and_only_drafters_write(cast: Cast, role: Role) -> None:
    draft = skeleton(cast)
    page = body(cast, f"/rancangan/bagian/{draft.parts.get().pk}/", role)
    assert ("data-autosave" in page) == (role == Role.ANALYST)
    assert "Mampu bertindak sesuai nilai" in page


def test_pages_stay_light_and_ask_few_queries(cast: Cast, django_assert_max_num_queries: Limit) -> None:
    draft = fill(skeleton(cast, 4, 3, 1), drafter(cast))
    client = cast.client(Role.ANALYST)
    part = draft.parts.first()
    assert part
    for url in (
        "/rancangan/",
        f"/rancangan/{draft.pk}/",
        f"/rancangan/bagian/{part.pk}/",
        f"/rancangan/{draft.pk}/riwayat/",
    ):
        client.get(url)
        with django_assert_max_num_queries(20):
            answer = client.get(url)
        assert len(answer.content) < 150_000, url


def test_the_regulation_and_its_annex_are_given_in_every_format(cast: Cast) -> None:
    draft = approved(cast)
    client = cast.client(Role.ANALYST)
    files = {
        (what, kind): client.get(f"/rancangan/{draft.pk}/berkas/{what}.{kind}")
        for what, kinds in (("peraturan", ("docx", "pdf")), ("lampiran", ("docx", "pdf", "xlsx", "json")))
        for kind in kinds
    }
    assert all(answer.status_code == 200 for answer in files.values())
    word = docx.Document(BytesIO(files["peraturan", "docx"].content))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "ditambahkan standar kompetensi kelas jabatan 4" in text
    assert REASON in text
    assert "[periksa" not in text
    with pdfplumber.open(BytesIO(files["peraturan", "pdf"].content)) as pdf:
        shown = " ".join((pdf.pages[0].extract_text() or "").split())
    assert "PERATURAN WALI KOTA DUMAI" in shown
    form = json.loads(files["lampiran", "json"].content)
    assert form["job_classes"][0]["job_class"] == 4
    assert "attachment" in files["lampiran", "xlsx"]["Content-Disposition"]
    assert client.get(f"/rancangan/{draft.pk}/berkas/peraturan.xlsx").status_code == 404


def test_an_amendment_of_a_standing_class_says_that_it_is_changed(cast: Cast) -> None:
    piece = standing(cast).pieces.get(key="kelas-5")
    draft = actions.begin(
        instansi=cast.dumai.instansi,
        title="Ubah kelas 5",
        base=standing(cast),
        wanted=[Wanted("piece", piece=piece)],
        by=drafter(cast),
        at=AT,
    )
    page = body(cast, f"/rancangan/{draft.pk}/naskah/")
    assert "diubah sehingga berbunyi" in page
    assert "ditambahkan standar" not in page


def test_the_way_from_submission_to_hand_over_by_its_pages(cast: Cast) -> None:
    draft = fill(skeleton(cast), drafter(cast))
    analyst, authority = cast.client(Role.ANALYST), cast.client(Role.AUTHORITY)
    url = f"/rancangan/{draft.pk}/"
    analyst.post(f"{url}ajukan/")
    assert "menunggu persetujuan" in authority.get("/").content.decode()
    authority.post(f"{url}kembalikan/", {"reason": "Lengkapi"})
    assert "Rancangan Anda dikembalikan" in analyst.get("/").content.decode()
    assert "Lengkapi" in analyst.get(url).content.decode()
    analyst.post(f"{url}ajukan/")
    assert analyst.post(f"{url}setujui/").status_code == 409
    authority.post(f"{url}setujui/")
    assert "menunggu nomor" in analyst.get("/").content.decode()
    assert analyst.post(f"{url}serahkan/", {"number": "12"}).status_code == 400
    early = {"number": "12", "enacted_on": "01-09-2022", "effective_from": "01-09-2022"}
    assert analyst.post(f"{url}serahkan/", early).status_code == 409
    day = f"{STARTS:%d-%m-%Y}"
    analyst.post(f"{url}serahkan/", {"number": "12", "enacted_on": day, "effective_from": day})
    draft.refresh_from_db()
    assert draft.version is not None
    assert f"/standar/kelola/{draft.version_id}/" in analyst.get(url).content.decode()
    assert "menunggu diterbitkan" in authority.get("/").content.decode()
    verbs = set(Entry.objects.filter(action__startswith="drafts.").values_list("action", flat=True))
    assert {
        "drafts.begin",
        "drafts.edit",
        "drafts.submit",
        "drafts.send_back",
        "drafts.approve",
        "drafts.hand_over",
    } <= verbs


def test_another_instansi_has_drafts_of_its_own(cast: Cast) -> None:
    draft = skeleton(cast)
    other = cast.client(Role.ANALYST, cast.contoh)
    assert draft.title not in other.get("/rancangan/").content.decode()
    assert other.get(f"/rancangan/{draft.pk}/").status_code == 404


def test_who_else_has_a_draft_open_is_told_and_nobody_who_left(cast: Cast) -> None:
    draft = skeleton(cast)
    part = f"/rancangan/bagian/{draft.parts.get().pk}/"
    assert "juga" not in body(cast, part).split('id="hadir"')[1].split("</div>")[0]
    second_one = body(cast, f"/rancangan/{draft.pk}/", Role.AUTHORITY)
    assert f"{drafter(cast).name} juga sedang membuka rancangan ini." in second_one
    Presence.objects.filter(user=drafter(cast)).update(at=clock.now() - timedelta(minutes=3))
    assert f"{drafter(cast).name} juga membuka rancangan ini, terakhir 3 menit lalu." in body(
        cast, part, Role.AUTHORITY
    )
    Presence.objects.filter(user=drafter(cast)).update(at=clock.now() - timedelta(hours=1))
    assert (
        drafter(cast).name not in body(cast, part, Role.AUTHORITY).split('id="hadir"')[1].split("</div>")[0]
    )


def test_the_row_that_was_worked_on_stands_open(cast: Cast) -> None:
    draft = skeleton(cast)
    row = draft.rows.filter(section="competency").first()
    assert row
    answer = cast.client(Role.ANALYST).post(
        f"/rancangan/baris/{row.pk}/pindah/", {"arah": "turun"}, follow=True
    )
    assert f'id="baris-{row.pk}"><details open>' in answer.content.decode()
