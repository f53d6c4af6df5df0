"""The audit log, the access log, and who looked at one's own record."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selaras.web.audit import labels, present
from selaras.web.audit.forms import AccessFilter, EntryFilter
from selaras.web.audit.models import Access, Check, Entry, Head, Seal
from selaras.web.audit.scopes import VIEW_ACCESS, VIEW_AUDIT, VIEW_OWN, AskedRequest
from selaras.web.ui.gate import requires

PAGE = 50
FEW_FINDINGS = 10


@requires(VIEW_AUDIT)
@require_safe
def entry_list(request: AskedRequest) -> HttpResponse:
    """What was done, newest first."""
    form = EntryFilter(request.GET, request.asker)
    page = _page(request, form.filtered(Entry.objects.visible_to(request.asker)))
    last = Check.objects.first()
    return render(
        request,
        "audit/list.html",
        {
            "form": form,
            "filtered": bool(form.said()),
            "page": page,
            "entries": present.entries(page.object_list),
            "check": last,
            "findings": last.findings[:FEW_FINDINGS] if last else [],
            "seal": Seal.objects.first(),
            "about": labels.subject_name(form.said().get("subject", "")),
        },
    )


@requires(VIEW_AUDIT)
@require_safe
def entry_detail(request: AskedRequest, pk: int) -> HttpResponse:
    """One entry: what changed, and how it stands in the chain."""
    visible = Entry.objects.visible_to(request.asker)
    entry = get_object_or_404(visible, pk=pk)
    last = Check.objects.first()
    return render(
        request,
        "audit/detail.html",
        {
            "entry": entry,
            "action": labels.of(entry.action),
            "about": labels.subject_name(entry.subject),
            "about_url": labels.subject_page(entry.subject),
            "changes": present.changes(entry),
            "links": present.links(entry),
            "head": Head.objects.filter(pk=Head.ENTRIES).first(),
            "check": last,
            "named": [each for each in (last.findings if last else []) if _names(each, entry.number)],
            "sealed": Seal.objects.filter(number__gte=entry.number).order_by("number", "pk").first(),
            "older": visible.filter(number__lt=pk)
            .order_by("-number")
            .values_list("number", flat=True)
            .first(),
            "newer": visible.filter(number__gt=pk)
            .order_by("number")
            .values_list("number", flat=True)
            .first(),
            "crumbs": [(_("Jejak audit"), reverse("audit:list")), (f"{entry.number}", "")],
        },
    )


@requires(VIEW_ACCESS)
@require_safe
def access_list(request: AskedRequest) -> HttpResponse:
    """Who looked at whom, within the scope."""
    form = AccessFilter(request.GET)
    found = form.filtered(Access.objects.visible_to(request.asker)).select_related("person")
    page = _page(request, found)
    context = {"form": form, "filtered": bool(form.said()), "page": page}
    return render(request, "audit/access.html", context | {"looks": present.looks(page.object_list)})


@requires(VIEW_OWN)
@require_safe
def who_looked(request: AskedRequest) -> HttpResponse:
    """Who looked at the asker's own record, in every instansi that has one."""
    page = _page(request, Access.objects.filter(person__user=request.asker.user))
    return render(request, "audit/own.html", {"page": page, "looks": present.looks(page.object_list)})


def _page(request: AskedRequest, found: QuerySet[Any]) -> Page[Any]:
    return Paginator(found, PAGE).get_page(request.GET.get("halaman"))


def _names(finding: dict[str, Any], number: int) -> bool:
    first, last = finding.get("first"), finding.get("last")
    if (
        finding.get("kind") in ("seal", "file", "view")
        or not isinstance(first, int)
        or not isinstance(last, int)
    ):
        return False
    return first <= number <= last
