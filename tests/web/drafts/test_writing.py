"""Rows: written by several people, never upon each other; what is taken keeps its source."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test import Client

from selaras.web.accounts.roles import Role
from selaras.web.drafts import actions, sources
from selaras.web.drafts.errors import Refused, Stale
from selaras.web.drafts.models import Change, Draft, Row
from tests.web.cast import AT, DAY, Cast, make_cast
from tests.web.drafts.writing import drafter, rows_of, second, skeleton, standing, written

HTMX = {"HX-Request": "true"}


def blank(draft: Draft) -> Row:
    """The first technical competency, not written yet."""
    return next(row for row in rows_of(draft, "competency") if not row.data["name"])


def sent(row: Row, **said: object) -> dict[str, object]:
    """What the form of a competency sends."""
    data = {name: row.data[name] for name in ("name", "level", "description", "indicators")}
    data["level"] = data["level"] or ""
    return {"version": row.version, **data, "do": "save", **said}


def test_a_stale_write_is_told_with_both_texts_and_never_overwrites(cast: Cast) -> None:
    row = blank(skeleton(cast))
    written(row, drafter(cast), name="Mengemudi", description="Mampu mengemudi")
    with pytest.raises(Stale) as told:
        written(row, second(cast), name="Menyetir")
    assert told.value.row.data["name"] == "Mengemudi"
    assert told.value.mine is not None
    assert told.value.mine["name"] == "Menyetir"
    row.refresh_from_db()
    assert (row.data["name"], row.version) == ("Mengemudi", 2)


def test_two_browsers_write_one_row_and_the_second_merges(cast: Cast) -> None:
    draft = skeleton(cast)
    row = blank(draft)
    one, two = cast.client(Role.ANALYST), cast.client(Role.ANALYST)
    url = f"/rancangan/baris/{row.pk}/"
    texts = ["Mampu mengemudi.", "", ""]
    assert (
        one.post(url, sent(row, name="Mengemudi", level=1, indicators=texts), headers=HTMX).status_code == 200
    )
    answer = two.post(url, sent(row, description="Mampu mengemudikan ambulans"), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == f"#baris-{row.pk}"
    assert "sudah diubah orang lain" in page
    assert 'value="Mengemudi"' in page  # theirs is kept in the form,
    assert ">Mampu mengemudikan ambulans</textarea>" in page  # and mine beside it
    row.refresh_from_db()
    assert row.data["description"] == ""
    merged = sent(row, description="Mampu mengemudikan ambulans")
    assert two.post(url, merged, headers=HTMX).status_code == 200
    row.refresh_from_db()
    assert (row.data["name"], row.data["description"]) == ("Mengemudi", "Mampu mengemudikan ambulans")


def test_without_javascript_a_stale_write_shows_the_page_with_both_texts(cast: Cast) -> None:
    row = blank(skeleton(cast))
    client = cast.client(Role.ANALYST)
    written(row, drafter(cast), name="Mengemudi")
    answer = client.post(f"/rancangan/baris/{row.pk}/", sent(row, name="Menyetir"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ">Mengemudi</mark>" in page
    assert ">Menyetir</mark>" in page
    saved = client.post(f"/rancangan/baris/{row.pk}/", sent(Row.objects.get(pk=row.pk), name="Mengemudi"))
    assert saved["Location"].endswith(f"#baris-{row.pk}")


@pytest.mark.django_db(transaction=True)
def test_of_two_writes_at_one_moment_one_is_kept_and_the_other_told() -> None:
    cast = make_cast()
    row = blank(skeleton(cast))
    start, outcomes = Barrier(2), []

    def write(name: str) -> None:
        start.wait()
        try:
            actions.save_row(row=row, version=1, written={"name": name}, by=drafter(cast), at=AT)
            outcomes.append("kept")
        except Stale:
            outcomes.append("told")
        finally:
            connections.close_all()

    _run([Thread(target=write, args=(name,)) for name in ("Mengemudi", "Menyetir")])
    assert sorted(outcomes) == ["kept", "told"]
    assert Row.objects.get(pk=row.pk).version == 2
    assert Change.objects.filter(row=row, verb="edit").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_of_one_class_at_one_moment_one_begins() -> None:
    cast = make_cast()
    standing(cast)
    start, outcomes = Barrier(2), []

    def begin(_name: str) -> None:
        start.wait()
        try:
            skeleton(cast)
            outcomes.append("begun")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    _run([Thread(target=begin, args=(name,)) for name in "ab"])
    assert sorted(outcomes) == ["begun", "refused"]
    assert Draft.objects.count() == 1


def _run(threads: list[Thread]) -> None:
    connection.close()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_what_is_written_already_is_not_written_again(cast: Cast) -> None:
    row = blank(skeleton(cast))
    once = written(row, drafter(cast), name="Mengemudi")
    again = written(once, drafter(cast), name="  Mengemudi ")
    assert again.version == 2
    assert written(row, drafter(cast), name="Mengemudi").version == 2  # also by who opened it before


def test_a_verbatim_text_stays_verbatim_when_it_passes_through_the_form(cast: Cast) -> None:
    draft = skeleton(cast)
    core = rows_of(draft, "competency")[1]
    before = dict(core.data)
    client = cast.client(Role.ANALYST)
    client.post(f"/rancangan/baris/{core.pk}/", sent(core), headers=HTMX)
    core.refresh_from_db()
    assert (core.data, core.version) == (before, 1)
    client.post(f"/rancangan/baris/{core.pk}/", sent(core, name="Kerja Sama"), headers=HTMX)
    page = client.get(f"/rancangan/bagian/{core.part_id}/").content.decode()
    assert "Diubah dari" in page
    assert "Disalin persis dari" in page


def test_indicators_are_added_moved_and_removed_by_their_buttons(cast: Cast) -> None:
    row = blank(skeleton(cast))
    client, url = cast.client(Role.ANALYST), f"/rancangan/baris/{row.pk}/"
    client.post(url, sent(row, level=2, indicators=["a", "b", "c"]))
    for step, expected in (
        ("down-0", ["b", "a", "c"]),
        ("remove-1", ["b", "c"]),
        ("add", ["b", "c", ""]),
        ("up-0", ["b", "c", ""]),
    ):
        row.refresh_from_db()
        client.post(url, sent(row, do=step))
        row.refresh_from_db()
        assert row.data["indicators"] == expected
    page = client.get(f"/rancangan/bagian/{row.part_id}/").content.decode()
    assert ">2.3<" in page


def test_rows_are_added_moved_removed_and_brought_back(cast: Cast) -> None:
    draft = skeleton(cast)
    part, by = draft.parts.get(), drafter(cast)
    made = actions.add_competency(part=part, kind="technical", by=by, at=AT)
    for _ in range(3):
        actions.move_row(row=made, down=False, by=by, at=AT)
    page = cast.client(Role.ANALYST).get(f"/rancangan/bagian/{part.pk}/").content.decode()
    first = page.index(f'id="baris-{made.pk}"')
    others = [row for row in rows_of(draft, "competency") if not row.data["name"] and row.pk != made.pk]
    assert all(first < page.index(f'id="baris-{row.pk}"') for row in others)
    with pytest.raises(Stale):
        actions.remove_row(row=made, version=9, by=by, at=AT)
    actions.remove_row(row=made, version=made.version, by=by, at=AT)
    assert (
        f"baris-{made.pk}"
        not in cast.client(Role.ANALYST).get(f"/rancangan/bagian/{part.pk}/").content.decode()
    )
    assert "Pulihkan" in cast.client(Role.ANALYST).get(f"/rancangan/{draft.pk}/riwayat/").content.decode()
    actions.restore_row(row=made, by=by, at=AT)
    assert not Row.objects.get(pk=made.pk).removed
    with pytest.raises(Refused):
        actions.add_requirement(part=part, key="rank", by=by, at=AT)


def test_a_text_is_taken_with_its_source_and_only_once(cast: Cast) -> None:
    draft = skeleton(cast)
    part = draft.parts.get()
    source = str(standing(cast).pieces.get(key="kelas-5").pk)
    texts = sources.texts(cast.dumai.instansi, source, DAY, "kearsipan persuratan")
    (found,) = [each for each in texts if each.label == "Tata Naskah Dinas"]
    client, url = cast.client(Role.ANALYST), f"/rancangan/bagian/{part.pk}/ambil/"
    page = client.get(url, {"sumber": source, "cari": "kearsipan"}).content.decode()
    assert "Lampiran III (kelas 5), bagian I angka 10" in page
    said = {"sumber": source, "teks": found.key}
    assert client.post(url, said).status_code == 302
    row = rows_of(draft, "competency")[-1]
    assert row.data["indicators"] == found.data["indicators"]
    assert row.origin["url"].endswith("/kelas-5/tata-naskah-dinas/")
    assert client.post(url, said).status_code == 409
    into = blank(draft)
    other = next(
        each
        for each in sources.texts(cast.dumai.instansi, source, DAY)
        if each.label == "Mengoperasikan mesin"
    )
    answer = client.post(
        url, {"sumber": source, "teks": other.key, "baris": into.pk, "version": into.version}
    )
    assert answer.status_code == 302
    into.refresh_from_db()
    assert into.data["name"] == "Mengoperasikan mesin"
    stale = client.post(url, {"sumber": source, "teks": other.key, "baris": into.pk, "version": 1})
    assert stale.status_code == 409


def test_findings_stand_beside_their_row_and_go_when_it_is_mended(cast: Cast) -> None:
    draft = skeleton(cast)
    rank = next(row for row in rows_of(draft, "requirement") if row.data["key"] == "rank")
    client, url = cast.client(Role.ANALYST), f"/rancangan/baris/{rank.pk}/"
    wrong = {"version": 1, "value": "Penata Muda (III/a) – Pengatur Muda (II/a)", "do": "save"}
    page = client.post(url, wrong, headers=HTMX).content.decode()
    place = page[page.index(f'id="temuan-{rank.pk}"') :]
    assert "d-error" in place[: place.index("</div>")]
    right = {"version": 2, "value": "Pengatur Muda (II/a) – Penata Muda (III/a)", "do": "save"}
    page = client.post(url, right, headers=HTMX).content.decode()
    place = page[page.index(f'id="temuan-{rank.pk}"') :]
    assert "d-error" not in place[: place.index("</div>")]


def test_bad_input_is_refused_with_the_way_out(cast: Cast) -> None:
    row = blank(skeleton(cast))
    client, url = cast.client(Role.ANALYST), f"/rancangan/baris/{row.pk}/"
    for said in ({"level": "9"}, {"level": "x"}, {"indicators": ["a"] * 50}, {"name": "a" * 5000}):
        answer = client.post(url, sent(row, **said), headers=HTMX)
        assert answer.status_code == 409
        assert answer["HX-Retarget"] == f"#pesan-{row.pk}"
        assert client.post(url, sent(row, **said)).status_code == 409
    row.refresh_from_db()
    assert row.version == 1


def test_a_comment_is_said_of_a_row_and_settled(cast: Cast) -> None:
    draft = skeleton(cast)
    row = blank(draft)
    other: Client = cast.client(Role.AUTHORITY)
    answer = other.post(f"/rancangan/{draft.pk}/komentar/", {"row": row.pk, "text": "Sebut kendaraannya."})
    assert answer["Location"].endswith(f"#baris-{row.pk}")
    client = cast.client(Role.ANALYST)
    assert "Sebut kendaraannya." in client.get(f"/rancangan/bagian/{row.part_id}/").content.decode()
    assert "Komentar pada rancangan Anda" in client.get("/").content.decode()
    client.post(f"/rancangan/komentar/{draft.comments.get().pk}/selesai/")
    assert draft.comments.get().resolved_by == drafter(cast)
    assert "Komentar pada rancangan Anda" not in client.get("/").content.decode()
