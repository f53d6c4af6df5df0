"""The server's entry point."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from selaras.web.config.body import WholeBody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.web.config.settings")
django_application = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Django, which hears of it when a body ends before its announced length."""
    environ["wsgi.input"] = WholeBody(environ["wsgi.input"], environ.get("CONTENT_LENGTH") or "0")
    return django_application(environ, start_response)
