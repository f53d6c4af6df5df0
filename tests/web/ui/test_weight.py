"""A page arrives over a weak link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from selaras.web.accounts.roles import Role
from tests.web.cast import Cast
from tests.web.ui.test_pages import enter_gallery
from tests.web.ui.weight import BUDGET, weight


def test_home_and_the_gallery_stay_far_below_the_budget(cast: Cast) -> None:
    enter_gallery(cast)
    client = cast.client(Role.ANALYST)
    assert weight(client.get("/").content.decode()) < BUDGET / 2
    client.force_login(cast.superadmin)
    assert weight(client.get("/gaya/").content.decode()) < BUDGET / 2


def test_a_name_that_is_no_static_file_is_told() -> None:
    with pytest.raises(LookupError, match=r"nowhere\.css"):
        weight('<link rel="stylesheet" href="/static/ui/nowhere.css">')


def test_every_file_gets_its_fingerprint_and_no_module_imports_another(tmp_path: Path) -> None:
    """An import would fetch a file without its fingerprint, and browsers would keep the old one."""
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "selaras.web.ui.static.Storage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    ours = [
        path for folder in tmp_path.iterdir() for path in folder.glob("*.js") if folder.name != "django_htmx"
    ]
    apps = {name.removeprefix("selaras.web.") for name in settings.INSTALLED_APPS}
    own = [path for path in ours if path.parent.name in apps and path.parent.name != "admin"]
    assert any(re.fullmatch(r"selaras\.[0-9a-f]{12}\.js", path.name) for path in own)
    assert not [path.name for path in own if re.search(r"^\s*import\b", path.read_text(), re.M)]
