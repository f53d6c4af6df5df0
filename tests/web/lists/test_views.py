"""Chips, columns and saved views."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.lists.models import View
from tests.web.cast import Cast

LIST = "people:list"


def show(client: Client, query: str = "") -> Any:
    """The list's answer."""
    return client.get(reverse(LIST) + query)


def save(client: Client, name: str, query: str = "?kelas=5", **more: str) -> Any:
    """Save a view."""
    return client.post(reverse("people:views") + query, {"nama": name, **more})


def test_each_filter_is_a_chip_that_can_be_taken_away(cast: Cast) -> None:
    response = show(cast.client(Role.ANALYST), "?cari=contoh&kelas=5&tanpa=golongan&urut=-nip")
    chips = {chip.label: chip for chip in response.context["chips"]}
    assert set(chips) == {"Pencarian", "Kelas jabatan", "Belum ada"}
    assert "kelas" not in chips["Kelas jabatan"].without
    assert "tanpa=golongan" in chips["Kelas jabatan"].without
    assert "urut=-nip" in chips["Kelas jabatan"].without
    assert "cari" not in chips["Pencarian"].without


def test_htmx_gets_the_part_that_changes_and_a_restored_history_the_page(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    part = client.get(reverse(LIST), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    restored = client.get(reverse(LIST), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_the_sorted_column_says_so(cast: Cast) -> None:
    page = show(cast.client(Role.ANALYST), "?urut=-nip").content.decode()
    assert page.count("aria-sort") == 1
    assert 'aria-sort="descending"' in page


def test_columns_chosen_are_remembered_for_oneself_only(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    client.post(reverse("people:columns"), {"kolom": ["nip", "status", "<script>"]})
    heads = [column.key for column, on in show(client).context["columns"] if on]
    assert heads == ["nama", "nip", "status"]
    other = [column.key for column, on in show(cast.client(Role.HEAD)).context["columns"] if on]
    assert "status" not in other
    client.post(reverse("people:columns"), {"reset": "1", "kolom": ["nip"]})
    assert len([1 for _, on in show(client).context["columns"] if on]) > 3
    assert Entry.objects.filter(action="lists.choose_columns").count() == 2


def test_a_view_keeps_filters_order_and_columns_under_a_name(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    response = save(client, "  Kelas   lima ", "?kelas=5&urut=-nip&kolom=nama,nip&halaman=3")
    view = View.objects.get()
    assert view.name == "Kelas lima"
    assert "halaman" not in view.query
    shown = client.get(response["Location"])
    assert shown.context["view"] == view
    assert [row[1] for row in shown.context["page"].object_list] == ["Contoh Pegawai"]
    assert [column.key for column, on in shown.context["columns"] if on] == ["nama", "nip"]
    save(client, "Kelas lima", "?kelas=7")
    assert View.objects.get().query == "kelas=7"
    assert Entry.objects.filter(action="lists.save_view").count() == 2


def test_a_view_opens_first_when_asked_to_and_everything_is_one_click_away(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    save(client, "Awal", awal="1")
    response = show(client)
    assert response.status_code == 302
    assert "kelas=5" in response["Location"]
    assert show(client, "?semua=1").status_code == 200
    client.post(reverse("people:view", args=[View.objects.get(name="Awal").pk]))
    assert show(client).status_code == 200


def test_a_view_of_ones_own_is_seen_by_nobody_else_and_a_shared_one_within_the_instansi(cast: Cast) -> None:
    save(cast.client(Role.ANALYST), "Sendiri")
    save(cast.client(Role.ANALYST), "Bersama", bersama="1")
    assert {view.name for view in show(cast.client(Role.ANALYST)).context["kept"].views} == {
        "Sendiri",
        "Bersama",
    }
    assert {view.name for view in show(cast.client(Role.HEAD)).context["kept"].views} == {"Bersama"}
    assert not show(cast.client(Role.ANALYST, cast.contoh)).context["kept"].views


def test_a_shared_view_shows_each_only_what_they_may_see(cast: Cast) -> None:
    save(cast.client(Role.ANALYST), "Semua orang", "?urut=nip", bersama="1")
    view = View.objects.get()
    seen = show(cast.client(Role.HEAD), f"?{view.query}&tampilan={view.pk}")
    assert [row[1] for row in seen.context["page"].object_list] == ["Contoh Pegawai"]


def test_a_forged_number_of_a_view_changes_nothing(cast: Cast) -> None:
    save(cast.client(Role.ANALYST), "Sendiri")
    save(cast.client(Role.ANALYST), "Bersama", bersama="1")
    own, shared = View.objects.get(name="Sendiri"), View.objects.get(name="Bersama")
    head = cast.client(Role.HEAD)
    assert head.post(reverse("people:view", args=[own.pk]), {"hapus": "1"}).status_code == 404
    assert head.post(reverse("people:view", args=[shared.pk]), {"hapus": "1"}).status_code == 302
    assert (
        cast.client(Role.ANALYST, cast.contoh)
        .post(reverse("people:view", args=[shared.pk]), {"awal": "1"})
        .status_code
        == 404
    )
    assert View.objects.filter(pk__in=[own.pk, shared.pk]).count() == 2
    assert show(head, f"?tampilan={own.pk}").context["view"] is None


def test_a_view_can_be_deleted_by_its_owner(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    save(client, "Sendiri", awal="1")
    client.post(reverse("people:view", args=[View.objects.get(name="Sendiri").pk]), {"hapus": "1"})
    assert not View.objects.exclude(name="").exists()
    assert show(client).status_code == 200
    assert Entry.objects.filter(action="lists.delete_view").exists()


def test_a_view_without_a_name_or_too_long_is_refused_with_a_way_out(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    for name in ("", "   ", "x" * 81):
        response = client.post(reverse("people:views") + "?kelas=5", {"nama": name}, follow=True)
        assert "Nama tampilan" in response.content.decode()
    assert not View.objects.exists()


def test_an_empty_result_says_what_to_do(cast: Cast) -> None:
    page = show(cast.client(Role.ANALYST), "?cari=tidakada").content.decode()
    assert "Tidak ada yang cocok" in page
    assert "Hapus semua saringan" in page
