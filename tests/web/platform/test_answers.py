"""What every answer carries, and what none gives away."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.test import Client, override_settings
from django.urls import path

from selaras.clock import now
from selaras.web.accounts.roles import Role
from selaras.web.config.body import WholeBody
from selaras.web.config.urls import urlpatterns as real
from selaras.web.jobs.models import Worker
from tests.web.cast import Cast


def breaks(request: Any) -> None:
    raise RuntimeError("secret-of-the-program")


def too_much(request: Any) -> None:
    raise RequestDataTooBig


urlpatterns = [path("pecah/", breaks), path("besar/", too_much), *real]
handler400 = "selaras.web.ui.errors.refused"


def policy(answer: Any) -> dict[str, set[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {part[0]: set(part[1:]) for part in parts if part}


@pytest.mark.django_db
def test_the_content_security_policy_is_strict(cast: Cast) -> None:
    found = policy(cast.client(Role.EMPLOYEE).get("/"))
    assert found["default-src"] == {"'self'"}
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == {"'none'"}
    assert found["form-action"] == {"'self'"}
    for sources in found.values():
        assert not sources & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"}
    assert not {"script-src", "style-src"} & set(found), "both fall back to default-src"


@pytest.mark.django_db
def test_pages_forbid_frames_sniffing_and_foreign_openers_and_tell_no_one_where_one_came_from(
    cast: Cast,
) -> None:
    headers = cast.client(Role.EMPLOYEE).get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_of_somebody_signed_in_is_kept_by_no_cache(cast: Cast) -> None:
    answer = cast.client(Role.EMPLOYEE).get("/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")


@pytest.mark.django_db
def test_a_forged_host_name_is_refused() -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    forwarded = Client().get("/", headers={"x-forwarded-host": "evil.example"})
    assert b"evil.example" not in forwarded.content


def test_cookies_are_out_of_reach_for_scripts_and_for_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_page_tells_nothing_of_the_programs_inside(cast: Cast) -> None:
    client = cast.client(Role.EMPLOYEE)
    client.raise_request_exception = False
    answer = client.get("/pecah/")
    assert answer.status_code == 500
    for inside in (b"secret-of-the-program", b"Traceback", b"RuntimeError", b"selaras.web", b"Django"):
        assert inside not in answer.content
    assert client.get("/tidak-ada/").status_code == 404
    assert client.get("/besar/").status_code == 413


@pytest.mark.django_db
def test_a_body_over_the_limit_gets_a_page_that_names_the_limit(cast: Cast) -> None:
    client = cast.client(Role.ANALYST)
    with override_settings(SELARAS_UPLOAD_LIMIT=1024 * 1024):
        answer = client.post("/", {"file": io.BytesIO(b"x" * 2 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()
    assert answer.headers["Connection"] == "close"


@pytest.mark.django_db
def test_nobody_brings_a_big_file_before_signing_in(client: Client) -> None:
    file = io.BytesIO(b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert client.post("/akun/masuk/", {"file": file}).status_code == 413


@pytest.mark.django_db
def test_a_body_without_files_is_held_to_a_lower_limit(cast: Cast) -> None:
    answer = cast.client(Role.ANALYST).post(
        "/", b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413


def test_a_body_cut_short_is_an_error_and_a_whole_one_is_not() -> None:
    whole = WholeBody(io.BytesIO(b"abcdef"), "6")
    assert whole.read(4) + whole.read(4) + whole.read(4) == b"abcdef"
    short = WholeBody(io.BytesIO(b"abc"), "6")
    assert short.read(4) == b"abc"
    with pytest.raises(OSError, match="connection was lost"):
        short.read(4)


def test_this_process_is_alive_without_a_database() -> None:
    answer = Client().get("/sehat/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert Client().get("/sehat/", headers={"host": "10.0.0.7"}).status_code == 200, "asked by address"


@pytest.mark.django_db
def test_the_application_is_ready_when_a_worker_is_alive() -> None:
    assert Client().get("/siap/").status_code == 503
    Worker.objects.create(name="one", started_at=now(), beat_at=now())
    answer = Client().get("/siap/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/organisasi/unit/saran/?q=", "/organisasi/pemetaan/?cari=", "/akun/pengguna/?q=", "/akun/peran/?q="],
)
def test_a_character_that_no_database_keeps_is_no_error_of_the_server(cast: Cast, path: str) -> None:
    role = Role.ADMIN if path.startswith("/akun/") else Role.ANALYST
    # SQLite keeps it and finds nothing.
    assert cast.client(role).get(f"{path}a%00b").status_code in {200, 400}
