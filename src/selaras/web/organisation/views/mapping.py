"""Pemetaan jabatan: titles from the import, confirmed in bulk after a preview."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.organisation import actions
from selaras.web.organisation.chart import with_filled
from selaras.web.organisation.forms.mapping import MappingForm
from selaras.web.organisation.law import family, named_classes, regulations
from selaras.web.organisation.models import Position, TitleDecision, Unit
from selaras.web.organisation.titles import Show, Title, distinct, titles
from selaras.web.whole import whole

TITLES_A_PAGE = 50
MOST = 500  # titles confirmed at once
POSITIONS_SHOWN = 100
CONFIRM = Permission.CONFIRM_MAPPING


def instansi_of(request: AskedRequest) -> Instansi:
    """The instansi worked in; 404 for who stands in none."""
    if request.asker.instansi is None:
        raise Http404("no instansi")
    return request.asker.instansi


def may_confirm(request: AskedRequest) -> bool:
    """A decision holds for every position of the title in the whole instansi: the role must reach all of it."""
    whole = Unit.objects.filter(request.asker.in_instansi(CONFIRM), instansi=instansi_of(request))
    return whole.filter(parent=None).exists()


@requires(CONFIRM)
@require_safe
def show(request: AskedRequest) -> HttpResponse:
    """The titles, those still open first."""
    return _list(request, MappingForm(instansi=instansi_of(request)))


@requires(CONFIRM)
@require_POST
def preview(request: AskedRequest) -> HttpResponse:
    """What the confirmation will do, before it does it."""
    instansi = instansi_of(request)
    if not may_confirm(request):
        raise PermissionDenied
    form, chosen = MappingForm(request.POST, instansi=instansi), _chosen(request)
    if not chosen:
        form.add_error(None, _("Belum ada nama jabatan yang dicentang."))
    if not form.is_valid():
        return _list(request, form, {title.pk for title in chosen})
    context = {
        "form": form,
        "titles": chosen,
        "positions": sum(title.positions for title in chosen),
        "heads": sum(title.heads for title in chosen),
        "number": form.cleaned_data["number"],
        "laws": regulations(instansi),
        "redone": [title for title in chosen if title.decision],
        "strange": [title for title in chosen if _strange(title, form.cleaned_data["number"])],
    }
    return render(request, "organisation/mapping_preview.html", context)


@requires(CONFIRM)
@require_POST
def confirm(request: AskedRequest) -> HttpResponse:
    """Record the decisions. Sent twice, the second finds them made."""
    instansi = instansi_of(request)
    if not may_confirm(request):
        raise PermissionDenied
    form, chosen = MappingForm(request.POST, instansi=instansi), _chosen(request)
    if not form.is_valid() or not chosen:
        return _list(request, form, {title.pk for title in chosen})
    given = form.cleaned_data
    done = actions.confirm_titles(
        instansi=instansi,
        rulings=[
            actions.Ruling(title.title, given["number"], family(title.title, instansi)) for title in chosen
        ],
        since=given["since"],
        reason=given["reason"],
        document=given["document"],
        by=request.asker.user,
        at=clock.now(),
    )
    if done.titles:
        said = _("%(titles)d nama jabatan ditetapkan; %(positions)d jabatan berubah.")
        messages.success(request, said % {"titles": done.titles, "positions": done.positions})
    else:
        messages.info(request, _("Penetapan ini sudah tersimpan sebelumnya; tidak ada yang berubah."))
    return redirect("organisation:mapping")


@requires(CONFIRM)
@require_safe
def title(request: AskedRequest, pk: int) -> HttpResponse:
    """One title: what was decided, when and why, and the positions that carry it."""
    instansi = instansi_of(request)
    visible = Position.objects.visible_to(request.asker, CONFIRM)
    position = get_object_or_404(visible, pk=pk, instansi=instansi, type=Position.Type.EXECUTOR)
    rows = list(distinct(request.asker).filter(title_key=position.title_key))
    positions = with_filled(visible.filter(instansi=instansi, title_key=position.title_key, ended=False))
    context = {
        "position": position,
        "title": next(iter(titles(rows, instansi)), None),
        "decisions": TitleDecision.objects.filter(
            instansi=instansi, title_key=position.title_key
        ).select_related("by"),
        "positions": positions.select_related("unit").order_by("unit__name", "pk")[:POSITIONS_SHOWN],
        "form": MappingForm(instansi=instansi),
        "may_confirm": may_confirm(request),
    }
    return render(request, "organisation/title.html", context)


def _list(request: AskedRequest, form: MappingForm, ticked: set[int] | None = None) -> HttpResponse:
    instansi = instansi_of(request)
    asked = request.GET.get("tampil", Show.OPEN)
    which = Show(asked) if asked in set(Show) else Show.OPEN
    search = request.GET.get("cari", "").strip()[:100]
    page = Paginator(distinct(request.asker, which, search), TITLES_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    tabs = [
        {"label": label, "url": f"?tampil={value}", "current": which is value}
        for value, label in (
            (Show.OPEN, _("Belum ditetapkan")),
            (Show.CONFIRMED, _("Sudah ditetapkan")),
            (Show.ALL, _("Semua")),
        )
    ]
    context = {
        "form": form,
        "page": page,
        "titles": titles(page.object_list, instansi),
        "tabs": tabs,
        "which": which.value,
        "search": search,
        "ticked": ticked or set(),
        "empty": [each.number for each in named_classes(instansi) if each.empty],
        "may_confirm": may_confirm(request),
        "query": request.GET.urlencode(),
    }
    return render(request, "organisation/mapping.html", context)


def _chosen(request: AskedRequest) -> list[Title]:
    """The titles of the positions ticked, as far as they are within the scope. Forged numbers find nothing."""
    words = request.POST.getlist("title")[:MOST]
    ids = [number for word in words if (number := whole(word))]
    keys = (
        Position.objects.visible_to(request.asker, CONFIRM)
        .filter(pk__in=ids, instansi=request.asker.instansi)
        .values("title_key")
        .annotate(first=Min("pk"))
        .values("title_key")
    )
    rows = distinct(request.asker).filter(title_key__in=keys)
    return titles(rows, instansi_of(request))


def _strange(title: Title, number: int | None) -> bool:
    """Whether the class chosen is none of those whose article names the title's family."""
    return number is not None and bool(title.candidates) and number not in title.candidates
