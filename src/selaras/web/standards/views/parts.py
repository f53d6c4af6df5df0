"""Removing a whole part that does not stand in the original."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.standards import actions
from selaras.web.standards.errors import Refused
from selaras.web.standards.forms import ReasonForm
from selaras.web.standards.views import bringing
from selaras.web.standards.views.checking import LINES, cells_of
from selaras.web.standards.views.scope import CHECK, piece_or_404


@require_http_methods(["GET", "POST"])
@requires(CHECK)
def remove(request: AskedRequest, pk: int) -> HttpResponse:
    """Say why the part is not in the original; then it is gone from the reading."""
    found = piece_or_404(request, pk, CHECK)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    problem: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.remove_part(
                piece=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except Refused as error:
            problem = error
        else:
            said = {"title": found.title, "before": done.piece.title}
            bringing.told(
                request, _("“%(title)s” dihapus. Sumbernya kini di samping “%(before)s”; sahkan lagi.") % said
            )
            return redirect("standards:piece", done.piece_id)
    context = {"piece": found, "form": form, "problem": problem, "near": cells_of(found.lines[:LINES])}
    status = 400 if problem or form.errors else 200
    return render(request, "standards/publish/remove_part.html", context, status=status)
