"""Long work as it is watched in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from selaras.clock import now
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.jobs.models import Job
from tests.web.browser import DESKTOP, PHONE_DARK, Screen
from tests.web.cast import Cast


@pytest.mark.parametrize("screen", [DESKTOP, PHONE_DARK], ids=lambda screen: screen.name)
def test_a_watched_job_shows_its_progress_and_leads_to_the_outcome(
    page: Page,
    screen: Screen,
    cast: Cast,
    sign_in: Callable[[Page, User], None],
    shot: Callable[[Page, str], Path],
) -> None:
    user = cast.dumai.users[Role.HEAD]
    job = Job.objects.create(
        kind="tests.none",
        owner=user,
        instansi=cast.dumai.instansi,
        created_at=now(),
        state="running",
        done=1200,
        total=5000,
        note={"id": "Membandingkan dengan data yang ada", "en": "Comparing"},
    )
    sign_in(page, user)
    page.goto("/")
    page.goto(f"/pekerjaan/{job.pk}/")
    expect(page.get_by_text("24 %").first).to_be_visible()
    expect(page.get_by_role("button", name="Batalkan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
    shot(page, "pekerjaan")
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=now(), result={"url": "/pekerjaan/?hasil"})
    expect(page.get_by_role("heading", level=1)).to_have_text("Pekerjaan latar")
    shot(page, "pekerjaan-daftar")
    page.go_back()
    expect(page).to_have_url(page.url.split("/pekerjaan")[0].rstrip("/") + "/")
