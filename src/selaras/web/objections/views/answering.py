"""The analyst's part: answer, keep the new verdict; and the administrator's: within how many days."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras.clock import now
from selaras.errors import SelarasError
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import is_root
from selaras.web.accounts.words import told
from selaras.web.objections import actions
from selaras.web.objections.forms import AnswerForm, DaysForm
from selaras.web.objections.models import Objection, State
from selaras.web.objections.views.reading import page_of


@require_POST
@requires(Permission.ANSWER_OBJECTION)
def give(request: AskedRequest, pk: int) -> HttpResponse:
    """Answer, with a reason."""
    found = _answerable(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, form, status=422)
    try:
        done = actions.answer(
            objection=found,
            state=State(form.cleaned_data["state"]),
            text=form.cleaned_data["text"],
            by=request.user,
            at=now(),
        )
    except SelarasError as error:
        messages.error(request, told(error))
        return redirect("objections:detail", pk)
    if done.state == State.DISMISSED or done.mended:
        messages.success(request, _("Jawaban terkirim dan dapat dibaca pegawai."))
    else:
        messages.warning(
            request, _("Jawaban terkirim. Datanya belum berubah: perbaiki, lalu simpan putusan barunya.")
        )
    return redirect("objections:detail", pk)


@require_POST
@requires(Permission.ANSWER_OBJECTION)
def keep(request: AskedRequest, pk: int) -> HttpResponse:
    """Keep the new verdict beside the old one, once the data are mended."""
    found = _answerable(request, pk)
    try:
        changed = actions.renew(objection=found, by=request.user, at=now())
    except SelarasError as error:
        messages.error(request, told(error))
    else:
        if changed:
            messages.success(request, _("Putusan baru tersimpan; yang lama tetap dapat dibaca."))
        else:
            messages.warning(request, _("Baris ini masih sama. Perbaiki datanya lebih dahulu."))
    return redirect("objections:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_POLICY)
def days(request: AskedRequest) -> HttpResponse:
    """Within how many days the agency answers. Said at its root."""
    instansi = request.asker.instansi
    if instansi is None or not any(map(is_root, request.asker.paths(Permission.EDIT_POLICY))):
        raise PermissionDenied
    form = DaysForm(request.POST or None, initial={"days": actions.days_of(instansi)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_days(instansi=instansi, days=form.cleaned_data["days"], by=request.user, at=now())
        except SelarasError as error:
            form.add_error("days", told(error))
        else:
            messages.success(request, _("Tenggat tersimpan. Keberatan yang sudah ada tetap pada tenggatnya."))
            return redirect("objections:days")
    return render(request, "objections/days.html", {"form": form}, status=422 if form.is_bound else 200)


def _answerable(request: AskedRequest, pk: int) -> Objection:
    within = request.asker.within(Permission.ANSWER_OBJECTION, "person__unit__path")
    found = Objection.objects.filter(within, instansi=request.asker.instansi)
    return get_object_or_404(
        found.select_related("person__unit", "person__instansi", "instansi", "document", "answered_by"), pk=pk
    )
