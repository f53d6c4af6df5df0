"""A connection lost in mid-upload leaves nothing, through the very entry point that the server calls."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from selaras.clock import now
from selaras.web.accounts.models import Instansi
from selaras.web.config.urls import urlpatterns as real
from selaras.web.config.wsgi import application
from selaras.web.uploads.actions import store
from selaras.web.uploads.models import Upload
from tests.web.cast import Cast


@csrf_exempt
def take(request: HttpRequest) -> HttpResponse:
    instansi = Instansi.objects.get(code="dumai")
    store(file=request.FILES["file"], instansi=instansi, kinds={"csv"}, by=None, at=now())
    return HttpResponse("kept")


urlpatterns = [path("unggah/", take), *real]
ROWS = b"nip;nama\n" + b"1;Contoh\n" * 500_000
BODY = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    + ROWS
    + b"\r\n--x--\r\n"
)


@pytest.fixture(autouse=True)
def _own_connection() -> Iterator[None]:
    """A request closes old connections; this one holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def send(body: bytes, announced: int) -> str:
    told: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/unggah/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(announced),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    answer = application(environ, lambda status, headers: told.append(status))
    assert b"Traceback" not in b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return told[0]


def forget() -> None:
    """Close what Django leaves to the garbage collector: the temporary file of a body that broke off."""
    for each in gc.get_objects():
        if type(each) is TemporaryUploadedFile:
            each.close()


def left() -> list[Path]:
    return [path for path in (Path(settings.DATA) / "uploads").rglob("*") if path.is_file()]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["localhost"])
def test_a_whole_upload_is_kept(cast: Cast) -> None:
    assert send(BODY, len(BODY)).startswith("200")
    assert Upload.objects.get().size == len(ROWS)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["localhost"])
@pytest.mark.parametrize("cut", [10, 200, len(BODY) // 2, len(BODY) - 5])
def test_an_upload_cut_short_leaves_nothing(cast: Cast, cut: int, caplog: pytest.LogCaptureFixture) -> None:
    before = left()
    assert not send(BODY[:cut], len(BODY)).startswith("200")
    forget()
    assert not Upload.objects.exists()
    assert left() == before
