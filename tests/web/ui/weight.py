"""How much a page weighs on the line: its HTML and every style, script and picture it names, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

BUDGET = 150_000  # bytes
NAMED = re.compile(r'(?:<link[^>]+href|<script[^>]+src|<img[^>]+src)="([^"]+)"')


def weight(html: str) -> int:
    """Bytes of a page, each file counted once."""
    prefix = "/" + settings.STATIC_URL.strip("/") + "/"
    named = {each.removeprefix(prefix) for each in NAMED.findall(html) if each.startswith(prefix)}
    found = {name: finders.find(name) for name in named}
    missing = [name for name, path in found.items() if not path]
    if missing:
        raise LookupError(f"not among the static files: {missing}")
    files = sum(len(gzip.compress(Path(str(path)).read_bytes())) for path in found.values())
    return files + len(gzip.compress(html.encode()))
