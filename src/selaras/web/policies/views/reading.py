"""Reading: what holds on a day, every version of a policy or list, one version, two side by side, as YAML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from selaras.clock import today
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import Instansi
from selaras.web.policies.models import Paper, Version
from selaras.web.policies.reading import base, history, in_force
from selaras.web.policies.showing import BASE, address, compared, name, shown, unverified
from selaras.web.policies.subjects import LISTS, POLICIES, Subject
from selaras.web.policies.views.scope import APPROVE, EDIT, draft_of, may_edit, prepared
from selaras.web.policies.yaml_files import yaml_of
from selaras.web.uploads.serve import serve


@requires()
@require_GET
def index(request: AskedRequest) -> HttpResponse:
    """Which version of every policy and list holds on a day, and what is being prepared."""
    instansi = request.asker.instansi
    on, wrong = _day(request.GET.get("tanggal", ""))
    drafts = {each.subject: each for each in prepared(request, EDIT, APPROVE) if each.instansi == instansi}

    def row(subject: Subject) -> dict[str, object]:
        version = in_force(instansi, subject, on)
        return {
            "subject": subject,
            "version": version,
            "name": name(version),
            "url": address(version, instansi),
            "unverified": unverified(version),
            "draft": drafts.get(subject),
            "code": instansi.code if instansi else BASE,
        }

    context = {
        "on": on,
        "past": on != today(),
        "wrong": wrong,
        "policies": [row(subject) for subject in POLICIES],
        "lists": [row(subject) for subject in LISTS],
        "instansi": instansi,
        "may_edit": may_edit(request),
    }
    return render(request, "policies/index.html", context, status=400 if wrong else 200)


@requires()
@require_GET
def subject(request: AskedRequest, instansi: str, subject: str) -> HttpResponse:
    """Every version of one policy or list, the newest first."""
    owner = _instansi(instansi)
    versions = _versions(owner, subject)
    current = in_force(owner, subject, today())
    rows = [
        {
            "version": version,
            "name": name(version),
            "url": address(version, owner),
            "ends": after.effective_from if after else None,
            "replaced": bool(after and after.effective_from == version.effective_from),
            "current": version.number == current.number,
            "unverified": unverified(version),
        }
        for version, after in zip(versions, [*versions[1:], None], strict=True)
    ]
    context = {
        "topic": Subject(subject),
        "rows": rows[::-1],
        "owner": owner,
        "code": instansi,
        "draft": draft_of(request, owner, subject),
        "may_edit": owner is not None and may_edit(request) and request.asker.instansi == owner,
    }
    return render(request, "policies/subject.html", context)


@requires()
@require_GET
def version(request: AskedRequest, instansi: str, subject: str, number: int) -> HttpResponse:
    """One version, as it was approved: a permanent address."""
    owner = _instansi(instansi)
    versions = _versions(owner, subject)
    found = _numbered(versions, number)
    after = next((each for each in versions if (each.number or 0) == number + 1), None)
    values = shown(found)
    context = {
        "topic": found.topic,
        "policy": found,
        "name": name(found),
        "owner": owner,
        "code": instansi,
        "values": values,
        "unverified": [each for each in values if not each.item.verified],
        "ends": after.effective_from if after else None,
        "later": after,
        "later_url": address(after) if after else "",
        "current": in_force(owner, subject, today()).number == found.number,
        "compare": len(versions) > 1,
        "before": number - 1 if number else None,
        "draft": draft_of(request, owner, subject),
        "may_edit": owner is not None and may_edit(request) and request.asker.instansi == owner,
    }
    return render(request, "policies/version.html", context)


@requires()
@require_GET
def compare(request: AskedRequest, instansi: str, subject: str) -> HttpResponse:
    """Two versions value by value."""
    owner = _instansi(instansi)
    versions = _versions(owner, subject)
    left = _chosen(request.GET.get("a"), versions, versions[max(0, len(versions) - 2)])
    right = _chosen(request.GET.get("b"), versions, versions[-1])
    pairs = compared(left, right)
    context = {
        "topic": Subject(subject),
        "code": instansi,
        "choices": [(each.number, name(each), each.effective_from) for each in versions],
        "left": left,
        "right": right,
        "left_name": name(left),
        "right_name": name(right),
        "left_url": address(left, owner),
        "right_url": address(right, owner),
        "differing": [pair for pair in pairs if not pair.same],
        "same": [pair for pair in pairs if pair.same],
    }
    return render(request, "policies/compare.html", context)


@requires()
@require_GET
def document(request: AskedRequest, instansi: str, subject: str, number: int) -> HttpResponse:
    """A version as YAML: of the same form as the files of the program."""
    return yaml_of(_numbered(_versions(_instansi(instansi), subject), number))


@requires()
@require_GET
def paper(request: AskedRequest, instansi: str, subject: str, number: int, pk: int) -> HttpResponse:
    """The source document from which a trust mark of a version was confirmed."""
    found = _numbered(_versions(_instansi(instansi), subject), number)
    kept = {said.get("paper") for said in found.confirmations.values()}
    if pk not in kept:
        raise Http404
    row = get_object_or_404(Paper.objects.select_related("upload"), pk=pk, version__instansi=found.instansi)
    return cast("HttpResponse", serve(row.upload))


def _instansi(code: str) -> Instansi | None:
    return None if code == BASE else get_object_or_404(Instansi, code=code)


def _versions(owner: Instansi | None, subject: str) -> list[Version]:
    """What comes with the program, then the instansi's own, by number."""
    own = [each for each in history(owner) if each.subject == subject] if owner else []
    return [base(subject), *own]


def _numbered(versions: Sequence[Version], number: int) -> Version:
    for each in versions:
        if each.number == number:
            return each
    raise Http404


def _chosen(text: str | None, versions: Sequence[Version], otherwise: Version) -> Version:
    return next((each for each in versions if str(each.number) == text), otherwise)


def _day(text: str) -> tuple[date, bool]:
    """The day asked about; today where there is none, and whether it could not be read."""
    if not text:
        return today(), False
    for order in ((0, 1, 2), (2, 1, 0)):
        try:
            parts = [int(part) for part in text.strip().split("-")]
            return date(*(parts[at] for at in order)), False
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    return today(), True
