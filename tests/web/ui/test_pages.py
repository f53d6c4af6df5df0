"""Pages that belong to no app."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from django.utils.translation import override
from django.views.defaults import permission_denied, server_error

from selaras.web.accounts.models import Grant
from selaras.web.accounts.roles import Role
from selaras.web.ui import errors, language, registry, tally, views
from selaras.web.ui.apps import recount
from tests.web.cast import AT, BEGAN, Cast

UI = Path(views.__file__).parent


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def _large(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig("too large on purpose")


def _odd(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd on purpose")


urlpatterns = [
    path("rusak/", _broken),
    path("besar/", _large),
    path("aneh/", _odd),
    path("", include("selaras.web.config.urls")),
]
handler400 = errors.refused


def enter_gallery(cast: Cast) -> None:
    """A superadmin with a role, since one without any is sent away from everything."""
    Grant.objects.create(
        user=cast.superadmin,
        instansi=cast.dumai.instansi,
        unit=cast.dumai.root,
        role=Role.EMPLOYEE,
        since=BEGAN,
        granted_at=AT,
        granted_by=None,
    )


def test_the_gallery_is_there_for_superadmins_alone(cast: Cast, client: Client) -> None:
    assert client.get("/gaya/").status_code == 404
    assert cast.client(Role.ADMIN).get("/gaya/").status_code == 404
    enter_gallery(cast)
    client.force_login(cast.superadmin)
    assert client.get("/gaya/").status_code == 200


def test_home_shows_what_waits_and_figures_with_their_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_tasks", [lambda asker: [registry.Task("Usulan perbaikan", 1_204, "/x/")]])
    figure = registry.Figure("Pegawai aktif", 4_000, "/pegawai/", date(2026, 7, 1))
    monkeypatch.setattr(registry, "_figures", [lambda asker: [figure]])
    html = cast.client(Role.ANALYST).get("/").content.decode()
    assert "Usulan perbaikan" in html
    assert '<span class="count">1.204</span>' in html
    assert "4.000" in html
    assert "per 01-07-2026" in html


def test_an_empty_home_says_what_to_do_next(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_tasks", [])
    html = cast.client(Role.ANALYST).get("/").content.decode()
    assert "Tidak ada yang menunggu Anda" in html
    assert "Pilih halaman pada menu" in html


def test_a_visitor_sees_what_selaras_is_and_no_menu(db: None, client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Standar kompetensi ASN" in html
    assert "Masuk dengan NIP" in html
    assert 'class="side"' not in html


def test_the_count_beside_my_tasks_follows_what_somebody_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [3, 2]
    monkeypatch.setattr(registry, "_tasks", [lambda asker: [registry.Task("Usulan", left[0], "/")]])
    client = cast.client(Role.ANALYST)
    client.get("/")
    left.pop(0)
    assert '<span class="count">3</span>' in client.get("/tidak-ada/").content.decode()
    client.post("/tema/", {"theme": "dark"})
    assert '<span class="count">2</span>' in client.get("/tidak-ada/").content.decode()


def test_the_frame_of_a_page_costs_no_query_when_the_count_is_known(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = cast.client(Role.ANALYST)
    client.get("/")
    with django_assert_max_num_queries(3):  # session, user, roles
        client.get("/tidak-ada/")


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_theme_is_remembered_and_rendered_by_the_server(db: None, client: Client, theme: str) -> None:
    answer = client.post("/tema/", {"theme": theme, "next": "/?a=1"})
    assert answer["Location"] == "/?a=1"
    assert f'data-bs-theme="{theme}"' in client.get("/").content.decode()


def test_an_unknown_theme_changes_nothing(db: None, client: Client) -> None:
    client.cookies["tema"] = '"><script>'
    assert 'data-bs-theme="auto"' in client.get("/").content.decode()
    client.post("/tema/", {"theme": "merah"})
    assert 'data-bs-theme="auto"' in client.get("/").content.decode()


def test_a_language_is_remembered_and_told(db: None, client: Client) -> None:
    told: list[str] = []

    def hear(language: str, **others: object) -> None:
        told.append(language)

    language.chosen.connect(hear)
    try:
        assert client.post("/bahasa/", {"language": "en", "next": "/"})["Location"] == "/"
        client.post("/bahasa/", {"language": "xx", "next": "/"})
    finally:
        language.chosen.disconnect(hear)
    html = client.get("/").content.decode()
    assert '<html lang="en"' in html
    assert "Skip to content" in html
    assert told == ["en"]


@pytest.mark.parametrize("address", ["/tema/", "/bahasa/"])
@pytest.mark.parametrize(
    "elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat.example"]
)
def test_choosing_never_leads_to_another_site(db: None, client: Client, address: str, elsewhere: str) -> None:
    answer = client.post(address, {"theme": "dark", "language": "id", "next": elsewhere})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ["/tema/", "/bahasa/"])
def test_choosing_needs_the_token_of_the_form(db: None, address: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, {"theme": "dark", "language": "en"})
    assert answer.status_code == 403
    assert "Isian belum tersimpan" in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.web.ui.test_pages")
@pytest.mark.parametrize(
    ("address", "status", "what", "said"),
    [
        ("/tidak-ada/", 404, "Halaman tidak ditemukan", "Page not found"),
        ("/tema/", 405, "Isian belum terkirim", "The form was not sent"),
        ("/besar/", 413, "Kiriman terlalu besar", "Too large to send"),
        ("/aneh/", 400, "Permintaan tidak dapat dibaca", "The request could not be read"),
        ("/rusak/", 500, "Ada yang tidak beres", "Something went wrong on our side"),
    ],
)
def test_every_error_has_a_page_in_both_languages_with_a_way_out(
    db: None, address: str, status: int, what: str, said: str
) -> None:
    client = Client(raise_request_exception=False)
    for accepted, words in (("id", what), ("en", said)):
        answer = client.get(address, headers={"accept-language": accepted})
        html = answer.content.decode()
        assert answer.status_code == status
        assert words in html
        assert 'href="/"' in html
        assert "on purpose" not in html


def test_the_page_of_a_server_error_needs_no_database() -> None:
    with override("en"):
        html = server_error(RequestFactory().get("/")).content.decode()
    assert "Something went wrong on our side" in html


def test_a_page_refused_says_whom_to_ask(db: None) -> None:
    with override("id"):
        html = permission_denied(RequestFactory().get("/"), PermissionDenied("rahasia")).content.decode()
    assert "di luar wewenang Anda" in html
    assert "rahasia" not in html


def test_no_template_of_the_application_needs_inline_script_or_style() -> None:
    inline = re.compile(
        r"""\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|hx-on|javascript:|hx-vals='?"?js""", re.I
    )
    found = [
        f"{path.relative_to(UI.parent)}: {hit[0]}"
        for path in UI.parent.glob("*/templates/**/*.html")
        for hit in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_the_dark_theme_is_the_same_whether_chosen_or_the_devices() -> None:
    css = (UI / "static/ui/selaras.css").read_text()
    chosen, device = (
        re.search(rf'\[data-bs-theme="{name}"\] \{{(.*?)\}}', css, re.S)[1]  # type: ignore[index]
        for name in ("dark", "auto")
    )
    assert chosen == device


def test_lists_are_turned_by_the_parameter_the_pager_writes() -> None:
    other = re.compile(r"""GET\.get\("page"|page_kwarg""")
    found = [
        path.relative_to(UI.parent).as_posix()
        for path in UI.parent.glob("*/**/*.py")
        if other.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, "the pager writes ?halaman=…"


def test_the_tally_reads_no_broken_cookie() -> None:
    recount(None, {"REQUEST_METHOD": "POST", "HTTP_COOKIE": "sessionid=abc; x=[bad"})
    recount(None, None)
    assert "POST" not in tally.READING
