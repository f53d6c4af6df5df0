"""Beginning a draft, adding a class to one, taking a class out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.models import Instansi
from selaras.web.drafts import actions, sources
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.errors import Refused, Taken, refused
from selaras.web.drafts.forms import CopyForm, NewForm, SkeletonForm
from selaras.web.drafts.models import Draft, Part
from selaras.web.drafts.standing import newest
from selaras.web.drafts.views.reading import page_of
from selaras.web.drafts.views.scope import WRITE, draft_or_404, instansi_of, part_or_404, told
from selaras.web.standards import reading
from selaras.web.standards.models import Act, Version


@dataclass
class Gap:
    """An act with classes that it names and leaves without a standard, and the form to begin with them."""

    version: Version
    held: list[Part]
    form: Form | None


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def begin(request: AskedRequest) -> HttpResponse:
    """What is missing first; then what can be changed; then a new act."""
    instansi = instansi_of(request)
    return _page(request, instansi, None)


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def add_part(request: AskedRequest, pk: int) -> HttpResponse:
    """The same for a draft that is there."""
    draft = draft_or_404(request, pk, WRITE)
    return _page(request, draft.instansi, draft)


@require_POST
@requires(WRITE)
def drop_part(request: AskedRequest, pk: int) -> HttpResponse:
    """Take a standard out of a draft."""
    part = part_or_404(request, pk, WRITE)
    try:
        actions.drop_part(part=part, why=request.POST.get("reason", ""), by=request.user, at=clock.now())
    except Refused as error:
        return page_of(request, part.draft, problem=error)
    told(request, _("“%(title)s” dikeluarkan dari rancangan.") % {"title": part.title})
    return redirect("drafts:detail", part.draft_id)


def _page(request: AskedRequest, instansi: Instansi, draft: Draft | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    how = posted.get("mulai", "") if posted else ""
    titled = draft is None
    gaps = [_gap(act, instansi, how, posted, titled=titled) for act in _acts(instansi, draft)]
    offered = sources.standards(instansi, request.GET.get("standar", ""))
    named = [
        (str(each.pk), f"{each.version.act} · {_('versi')} {each.version.number} · {each.title}")
        for each in offered
    ]
    copy = CopyForm(posted if how == "copy" else None, sources=named, titled=titled, prefix="salin")
    new = NewForm(posted if how == "new" else None, prefix="baru")
    if not titled:
        del new.fields["title"]
    problem: Refused | None = None
    if posted is not None:
        try:
            done = _begun(request, instansi, draft, how, gaps, copy, new)
        except Refused as error:
            problem = error
        else:
            if done is not None:
                return done
    context = {
        "draft": draft,
        "gaps": gaps,
        "copy": copy,
        "new": new,
        "problem": problem,
        "other": problem.draft if isinstance(problem, Taken) else None,
        "narrowed": request.GET.get("standar", ""),
        "more": len(offered) == sources.SHOWN,
    }
    wrong = problem or (posted is not None)
    return render(request, "drafts/begin.html", context, status=409 if problem else 400 if wrong else 200)


def _acts(instansi: Instansi, draft: Draft | None) -> Sequence[Act]:
    if draft is not None:
        return [draft.act] if draft.act else []
    return list(Act.objects.filter(instansi=instansi, versions__state=Version.State.PUBLISHED).distinct())


def _gap(act: Act, instansi: Instansi, how: str, posted: Any, *, titled: bool) -> Gap:
    version = newest(act)
    if version is None:
        raise ValueError("an act is offered only once it is published")
    without = reading.form_of(version).classes_without_standard
    held = list(Part.objects.filter(instansi=instansi, held=True).select_related("draft"))
    taken = {part.job_class for part in held}
    classes = [each for each in without if each not in taken]
    key = f"kerangka-{act.pk}"
    form = (
        SkeletonForm(posted if how == key else None, classes=classes, titled=titled, prefix=key)
        if classes
        else None
    )
    return Gap(version, [part for part in held if part.job_class in without], form)


def _begun(
    request: AskedRequest,
    instansi: Instansi,
    draft: Draft | None,
    how: str,
    gaps: Sequence[Gap],
    copy: CopyForm,
    new: NewForm,
) -> HttpResponse | None:
    """What was asked for, done; None when a form has errors."""
    gap = next((each for each in gaps if each.form is not None and each.form.prefix == how), None)
    if gap is not None and gap.form is not None:
        if not gap.form.is_valid():
            return None
        said = gap.form.cleaned_data
        wanted = [Wanted(said["how"], each) for each in said["classes"]]
        listed = ", ".join(str(each) for each in said["classes"])
        title = said.get("title") or _("Standar kelas jabatan %(n)s") % {"n": listed}
        return _go(request, instansi, draft, title, gap.version, wanted)
    if how == "copy" and copy.is_valid():
        return _copied(request, instansi, draft, copy.cleaned_data)
    if how == "new" and new.is_valid():
        said = new.cleaned_data
        title = said.get("title") or _("Standar kelas jabatan %(n)s") % {"n": said["job_class"]}
        return _go(request, instansi, draft, title, None, [Wanted("empty", said["job_class"])])
    return None


def _copied(
    request: AskedRequest, instansi: Instansi, draft: Draft | None, said: dict[str, Any]
) -> HttpResponse:
    piece = sources.standard(instansi, said["source"])
    if piece is None or piece.version.act is None:
        raise refused(
            "Standar itu tidak ditemukan.",
            "That standard was not found.",
            "Pilih dari daftar.",
            "Choose from the list.",
        )
    own = piece.version.act.instansi_id == instansi.pk
    base = newest(piece.version.act) if own else None
    if said["job_class"] is None and not own:
        raise refused(
            "Peraturan pemerintah lain tidak dapat diubah dari sini.",
            "Another government's act cannot be changed from here.",
            "Isi kelas jabatan: teksnya disalin menjadi standar baru.",
            "Fill in a job class: its text is copied into a new standard.",
        )
    wanted = Wanted("piece", said["job_class"], piece)
    title = said.get("title") or (
        _("Perubahan %(title)s") % {"title": piece.title}
        if said["job_class"] is None
        else _("Standar kelas jabatan %(n)s") % {"n": said["job_class"]}
    )
    return _go(request, instansi, draft, title, base, [wanted])


def _go(
    request: AskedRequest,
    instansi: Instansi,
    draft: Draft | None,
    title: str,
    base: Version | None,
    wanted: Sequence[Wanted],
) -> HttpResponse:
    by, at = request.user, clock.now()
    if draft is not None:
        (first, *_rest) = actions.add_parts(draft=draft, wanted=wanted, by=by, at=at)
        told(request, _("Ditambahkan ke rancangan."))
        return redirect("drafts:part", first.pk)
    made = actions.begin(instansi=instansi, title=title, base=base, wanted=wanted, by=by, at=at)
    told(request, _("Rancangan dimulai. Setiap perubahan tersimpan sendiri."))
    return redirect("drafts:detail", made.pk)
