"""What the page of a version in preparation shows; used by every step that leads back to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from selaras.clock import today
from selaras.law.words import words
from selaras.web.accounts.gate import AskedRequest
from selaras.web.policies.actions.deciding import had_a_hand
from selaras.web.policies.affecting import content_of
from selaras.web.policies.checks import findings, predecessor
from selaras.web.policies.models import Version
from selaras.web.policies.parts import parts
from selaras.web.policies.previews import AFFECTED, SHOW
from selaras.web.policies.showing import Shown, address, compared, name, shown
from selaras.web.policies.views.scope import APPROVE, EDIT, version_or_404
from selaras.web.ui.templatetags.ui import say

State = Version.State


def draft_context(request: AskedRequest, version: Version) -> dict[str, Any]:
    """What it says, what changes, what holds it, and the next step."""
    before = predecessor(version)
    prepared = content_of(version) if version.state == State.SUBMITTED else None
    held = findings(version) if version.state in Version.PREPARED else []
    return {
        "policy": version,
        "topic": version.topic,
        "before": before,
        "before_name": name(before),
        "before_url": address(before, version.instansi),
        "sections": sections(version),
        "differing": [pair for pair in compared(before, version) if not pair.same],
        "findings": held,
        "editing": version.state == State.DRAFT and request.asker.may(EDIT),
        "deciding": version.state == State.SUBMITTED and request.asker.may(APPROVE),
        "own": request.user.pk in had_a_hand(version),
        "previews": AFFECTED.of(prepared) if prepared else [],
        "waiting": AFFECTED.held(prepared) if prepared else None,
        "anchor": SHOW,
        "retroactive": bool(version.effective_from and version.effective_from < today()),
    }


def sections(version: Version) -> list[tuple[str, str, list[Shown]]]:
    """The parts with their values, in the order of the forms."""
    values = shown(version)
    return [
        (part, title_of(version, part), [each for each in values if each.item.section == part])
        for part in parts(str(version.subject))
    ]


def title_of(version: Version, part: str) -> str:
    """What a part is called."""
    if not version.topic.is_policy:
        return str(version.topic.label)
    text = say(words().get("unverified", part))
    return text[:1].upper() + text[1:]


def editable(request: AskedRequest, pk: int) -> Version:
    """A version that the asker may write in. One that was submitted is shown no form any more: 404."""
    version = version_or_404(request, pk, EDIT)
    if version.state != State.DRAFT and request.method == "GET":
        raise Http404
    return version


def kept(request: AskedRequest, version: Version, anchor: str = "") -> HttpResponse:
    """Back to its page, saying that it is kept."""
    messages.success(request, _("Tersimpan dalam rancangan."))
    return redirect(reverse("policies:draft", args=[version.pk]) + anchor)
