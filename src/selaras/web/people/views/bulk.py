"""One entry for the people chosen in the list: fill in, look at what it would do, record."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from selaras.clock import now
from selaras.errors import SelarasError, Text
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.lists.chosen import Chosen, chosen, still
from selaras.web.people.bulk import OPEN_KINDS, plan, record_for_all
from selaras.web.people.forms import FORMS, EntryForm
from selaras.web.people.models import Kind, PersonQuerySet
from selaras.web.people.telling import language

LEFT_OUT = Text(
    "Data Anda sendiri tidak ikut: usulkan perbaikannya, dan analis lain memutusnya.",
    "Your own record is left out: propose the change, and another analyst decides.",
)
SHOWN = 20  # names in the preview; the rest are counted


@requires(Permission.EDIT_PEOPLE)
def bulk_entry(request: AskedRequest) -> HttpResponse:
    """Fill in, preview, record. The people are always those that the list finds for who asks."""
    these = chosen(request, "people", Permission.EDIT_PEOPLE)
    kind = _kind(request)
    people = (
        cast("PersonQuerySet", these.rows)
        .select_related("unit", "position", "instansi")
        .order_by("name", "pk")
    )
    if people.filter(user=request.user).exists():
        people = people.exclude(user=request.user)
        messages.info(request, LEFT_OUT[language()])
    first = people.first()
    if first is None:
        messages.warning(request, _("Tidak ada pegawai yang dipilih. Centang dulu di daftar."))
        return redirect(these.origin.list_url)
    filled = request.method == "POST" and "langkah" in request.POST
    form = FORMS[kind](
        request.POST if filled else None,
        person=first,
        asker=request.asker,
        initial={"by": request.user.name},
    )
    _for_many(form)
    context: dict[str, Any] = {
        "these": these,
        "kind": kind,
        "kinds": OPEN_KINDS,
        "form": form,
        "shown": SHOWN,
    }
    if filled and form.is_valid():
        context["plan"] = plan(people, kind, form.cleaned_data["since"], form.data_of())
        context["more"] = max(len(context["plan"].new) - SHOWN, 0)
        if request.POST["langkah"] == "simpan":
            if still(request, these):
                return _record(request, these, people, kind, form)
            messages.warning(
                request, _("Daftar pegawainya berubah sejak pratinjau. Periksa lagi, lalu simpan.")
            )
    return render(request, "people/bulk.html", context)


def _kind(request: AskedRequest) -> Kind:
    wanted = (request.POST if request.method == "POST" else request.GET).get("jenis", OPEN_KINDS[0])
    if wanted not in OPEN_KINDS:
        raise Http404
    return Kind(wanted)


def _for_many(form: EntryForm) -> None:
    """What is one person's own does not fit many: a file, and the position held."""
    form.fields.pop("document")
    form.fields["reason"].required = True
    if "position" in form.fields:
        form.fields["position"].choices = [("", _("semua jabatan"))]  # type: ignore[attr-defined]


def _record(
    request: AskedRequest, these: Chosen, people: PersonQuerySet, kind: Kind, form: EntryForm
) -> HttpResponse:
    try:
        count = record_for_all(
            people=people,
            kind=kind,
            since=form.cleaned_data["since"],
            data=form.data_of(),
            reason=form.cleaned_data["reason"],
            document_name=form.cleaned_data["document_name"],
            by=request.user,
            at=now(),
        )
    except SelarasError as error:
        messages.error(request, f"{error.what[language()]} {error.remedy[language()]}")
    else:
        messages.success(request, _("Tercatat untuk %(count)s pegawai.") % {"count": count})
    return redirect(these.origin.list_url)
