"""Rows of a part: setting one right, adding one that the reader missed, removing one that it invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.adding import may_have, missing_keys
from selaras.web.standards.errors import Refused
from selaras.web.standards.forms import ReasonForm, adding_form, form_for
from selaras.web.standards.models import Piece
from selaras.web.standards.rows import Row, row_of, shown
from selaras.web.standards.views import bringing
from selaras.web.standards.views.checking import LINES, cells_of
from selaras.web.standards.views.scope import CHECK, piece_or_404

NEAR = 4  # lines shown around a row that is corrected
TITLES = {
    "kompetensi": gettext_lazy("Tambah kompetensi yang terlewat"),
    "persyaratan": gettext_lazy("Tambah persyaratan yang terlewat"),
    "level": gettext_lazy("Tambah level yang terlewat"),
}


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def row(request: AskedRequest, pk: int, row: str) -> HttpResponse:
    """Set one row to what the original says."""
    found, held = _held(request, pk, row)
    form = form_for(held, request.POST if request.method == "POST" else None, shown(held))
    do = partial(actions.correct_row, row=row)
    context = {"row": held, "near": _near(found, held)}
    text = _("Baris diperbaiki. Bagian ini perlu disahkan lagi.")
    return _asked(request, found, form, do, text, "standards/publish/row.html", context)


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def add(request: AskedRequest, pk: int, what: str) -> HttpResponse:
    """Add a row that stands in the original and that the reader missed."""
    found = piece_or_404(request, pk, CHECK)
    if what not in may_have(found) or (what == "persyaratan" and not missing_keys(found.data)):
        raise Http404
    form = adding_form(found, what, request.POST if request.method == "POST" else None)
    do = partial(actions.add_row, what=what)
    context = {"title": TITLES[what], "what": what, "near": cells_of(found.lines[:LINES])}
    text = _("Baris ditambahkan. Bagian ini perlu disahkan lagi.")
    return _asked(request, found, form, do, text, "standards/publish/add.html", context)


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def remove(request: AskedRequest, pk: int, row: str) -> HttpResponse:
    """Remove a row that does not stand in the original."""
    found, held = _held(request, pk, row)
    if "/" not in row:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    do = partial(actions.remove_row, row=row)
    context = {"row": held, "near": _near(found, held)}
    text = _("Baris dihapus. Bagian ini perlu disahkan lagi.")
    return _asked(request, found, form, do, text, "standards/publish/remove.html", context)


def _asked(
    request: AskedRequest,
    piece: Piece,
    form: Form,
    do: Callable[..., Any],
    text: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Do what the form says, with its reason, and go back to the part; or show the form with what stands against it."""
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        reason = said.pop("reason")
        try:
            do(
                piece=piece,
                **({"said": said} if said else {}),
                reason=reason,
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            problem = error
        else:
            bringing.told(request, text)
            return redirect("standards:piece", piece.pk)
    context |= {"piece": piece, "form": form, "problem": problem}
    return render(request, template, context, status=400 if problem or form.errors else 200)


def _held(request: AskedRequest, pk: int, path: str) -> tuple[Piece, Row]:
    found = piece_or_404(request, pk, CHECK)
    held = row_of(found, path)
    if held is None:
        raise Http404
    return found, held


def _near(piece: Piece, held: Row) -> Iterable[Sequence[Any]]:
    """The lines of the source around a row; all of its part where the row has no line of its own."""
    lines = [line for line in piece.lines if held.line and abs((line[0] or 0) - held.line) <= NEAR]
    return cells_of(lines or piece.lines[:LINES])
