"""Competencies under another name: suggested pairs, and pairs that a person chooses."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from selaras import clock
from selaras.core.model import Kind
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.errors import Refused
from selaras.web.standards.models import Version
from selaras.web.standards.present import KINDS
from selaras.web.standards.renamed import earlier_alike, names_of, unlinked
from selaras.web.standards.views import bringing
from selaras.web.standards.views.checking import version_page
from selaras.web.standards.views.scope import CHECK, DECIDE, link_or_404, version_or_404

AT_ONCE = 50  # competencies on a page


@require_POST
@requires(CHECK)
def decide_link(request: AskedRequest, pk: int) -> HttpResponse:
    """Whether a competency that seems renamed is the same."""
    link = link_or_404(request, pk)
    try:
        actions.decide_link(
            link=link,
            decision=request.POST.get("decision", ""),
            citation=request.POST.get("citation", ""),
            by=request.user,
            at=clock.now(),
        )
    except Refused as error:
        return version_page(request, link.version_id, error)
    return redirect(reverse("standards:prepared", args=[link.version_id]) + "#kaitan")


@require_GET
@requires(CHECK, DECIDE)
def new_ones(request: AskedRequest, pk: int) -> HttpResponse:
    """The competencies of a version that no published one knows by their code, each with what was decided."""
    version = version_or_404(request, pk, CHECK, DECIDE)
    links = {link.code: link for link in version.links.all()}
    rows = [
        (code, KINDS[Kind(kind)], name, links.get(code)) for code, (kind, name) in unlinked(version).items()
    ]
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("halaman"))
    checking = version.state == Version.State.REVIEW and request.asker.may(CHECK)
    context = {"standard": version, "page": page, "checking": checking}
    return render(request, "standards/publish/new_ones.html", context)


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def choose(request: AskedRequest, pk: int) -> HttpResponse:
    """Choose the earlier competency that one of a version is, among all that were ever published."""
    version = version_or_404(request, pk, CHECK)
    code = request.POST.get("kode", request.GET.get("kode", ""))
    here = names_of(version)
    name = here.get(code, ("", ""))[1]
    if not name:
        raise Http404
    sought = " ".join(request.GET.get("q", "")[:200].split())
    problem: Refused | None = None
    if request.method == "POST":
        said = {"earlier_code": request.POST.get("lama", ""), "citation": request.POST.get("citation", "")}
        try:
            actions.choose_link(version=version, code=code, by=request.user, at=clock.now(), **said)
        except Refused as error:
            problem = error
        else:
            bringing.told(request, _("“%(name)s” dikaitkan.") % {"name": name})
            return redirect("standards:new_ones", pk)
    found = [each for each in earlier_alike(version, name, sought, here) if each[0] != code]
    context = {
        "standard": version,
        "code": code,
        "name": name,
        "sought": sought,
        "rows": [(old, KINDS[Kind(kind)], *rest) for old, kind, *rest in found[:AT_ONCE]],
        "more": max(len(found) - AT_ONCE, 0),
        "problem": problem,
        "citation": request.POST.get("citation", ""),
        "checking": version.state == Version.State.REVIEW,
    }
    return render(request, "standards/publish/choose.html", context, status=400 if problem else 200)
