"""Preparing a version: beginning it, saying when and why, and its parts one by one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.policies import actions
from selaras.web.policies.checks import violations
from selaras.web.policies.content import digest_of
from selaras.web.policies.forms import AboutForm, form_of
from selaras.web.policies.forms.tables import BandsForm
from selaras.web.policies.models import Version
from selaras.web.policies.parts import part_of, parts, seen, with_part
from selaras.web.policies.showing import address, drawing
from selaras.web.policies.views.page import draft_context, editable, kept, sections, title_of
from selaras.web.policies.views.scope import APPROVE, EDIT, instansi_of, version_or_404
from selaras.web.steps import Refused
from selaras.web.ui.templatetags.ui import say


@require_POST
@requires(EDIT)
def begin(request: AskedRequest, subject: str) -> HttpResponse:
    """Begin the next version, or go on with the one that is being prepared."""
    instansi = instansi_of(request)
    going = Version.objects.filter(instansi=instansi, subject=subject).in_preparation().first()
    version = going or actions.begin(instansi=instansi, subject=subject, by=request.user, at=clock.now())
    return redirect("policies:draft", version.pk)


@require_GET
@requires(EDIT, APPROVE)
def draft(request: AskedRequest, pk: int) -> HttpResponse:
    """A version in preparation; an approved one is at its permanent address."""
    version = version_or_404(request, pk, EDIT, APPROVE)
    if version.state == Version.State.APPROVED:
        return redirect(address(version))
    return render(request, "policies/draft.html", draft_context(request, version))


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def about(request: AskedRequest, pk: int) -> HttpResponse:
    """What it is called, from when on it holds, by what and why."""
    version = editable(request, pk)
    form = AboutForm(request.POST if request.method == "POST" else None, version=version)
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("effective_from", "basis", "reason")}
        title = form.title() if version.topic.is_policy else None
        try:
            actions.describe(version=version, title=title, by=request.user, at=clock.now(), **said)
        except Refused as error:
            problem = error
        else:
            return kept(request, version)
    context = {"policy": version, "topic": version.topic, "form": form, "problem": problem}
    return render(request, "policies/about.html", context, status=400 if problem or form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def part(request: AskedRequest, pk: int, part: str) -> HttpResponse:
    """One part with its legal basis. What the law refuses is said at its field; a part written meanwhile is shown."""
    version = editable(request, pk)
    if part not in parts(str(version.subject)):
        raise Http404
    form = form_of(version, part, request.POST if request.method == "POST" else None)
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        value = form.value(part_of(version.content, part))
        for each in violations(_with(version, part, value), part):
            form.place(f"{say(each.what)} {say(each.remedy)}")
        if form.is_valid():
            was = form.cleaned_data["was"]
            try:
                actions.write(
                    version=version, part=part, value=value, was=was, by=request.user, at=clock.now()
                )
            except Refused as error:
                problem = error
            else:
                return kept(request, version, f"#{part}")
            version.refresh_from_db()
            again = request.POST.copy()
            again["was"] = seen(version.content, part)
            form = form_of(version, part, again)
    context: dict[str, Any] = {
        "policy": version,
        "topic": version.topic,
        "form": form,
        "part": part,
        "title": title_of(version, part),
        "problem": problem,
        "drawing": drawing(form.written()) if isinstance(form, BandsForm) else None,
        "stored": [values for each, _title, values in sections(version) if each == part] if problem else [],
    }
    return render(request, "policies/part.html", context, status=400 if problem or form.errors else 200)


def _with(version: Version, part: str, value: Any) -> Version:
    """The version as it would be, not kept: for the reader of law to judge."""
    content = with_part(version.content, part, value)
    return Version(
        instansi=version.instansi,
        subject=version.subject,
        content=content,
        digest=digest_of(content),
        effective_from=version.effective_from,
    )
