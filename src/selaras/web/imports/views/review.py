"""The page on which somebody sees what a file would do, and decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from selaras import clock
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.accounts.roles import Permission
from selaras.web.audit.access import looked_many
from selaras.web.imports import actions
from selaras.web.imports.change import FILE, KEEP
from selaras.web.imports.commit import ready
from selaras.web.imports.errors import ImportRefused
from selaras.web.imports.forms import RulesForm
from selaras.web.imports.models import Import, Row
from selaras.web.imports.plan import Plan
from selaras.web.imports.shown import lines_of
from selaras.web.imports.views.scope import found
from selaras.web.imports.views.steps import told
from selaras.web.people.models import Kind

PAGE = 25
TITLES = 12
# What the tiles count: name of the filter, its label, key of the count.
TILES = (
    ("new", gettext_lazy("baru"), "new"),
    ("changed", gettext_lazy("berubah"), "changed"),
    ("unchanged", gettext_lazy("tetap"), "unchanged"),
    ("missing", gettext_lazy("tidak ada di berkas"), "missing"),
    ("rejected", gettext_lazy("ditolak"), "rejected"),
    ("conflict", gettext_lazy("bertentangan"), "conflicts"),
    ("older", gettext_lazy("lebih lama dari yang tercatat"), "older"),
)
TONES = {"new": "ok", "changed": "warn", "unchanged": "plain", "missing": "un", "rejected": "no"}
REVIEWED = (Import.State.CHECKED, Import.State.COMMITTED, Import.State.UNDONE)


@require_GET
@requires(Permission.IMPORT)
def show(request: AskedRequest, pk: int) -> HttpResponse:
    """One import as it stands."""
    batch = found(request, pk)
    if batch.state == Import.State.UPLOADED:
        return redirect("imports:columns", pk)
    context: dict[str, Any] = {"batch": batch}
    if batch.state in REVIEWED:
        context |= _review(request, batch)
        if request.htmx and request.htmx.target == "hasil":  # type: ignore[attr-defined]
            return render(request, "imports/_review.html", context)
    return render(request, "imports/detail.html", context)


def _review(request: AskedRequest, batch: Import) -> dict[str, Any]:
    plan, counts = Plan.of(batch.plan), batch.counts
    chosen = request.GET.get("tampil") or _first(batch)
    rows = _rows(batch, chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    shown = [_shown(row) for row in page.object_list]
    seen = [row.person for row in page.object_list if row.person]
    looked_many(asker=request.asker, people=seen, what="impor")
    waiting = ready(batch).count() if batch.state != Import.State.UNDONE else 0
    missing = counts.get("missing", 0) if batch.rules.get("missing") == "left" else 0
    return {
        "plan": plan,
        "titles": plan.titles[:TITLES],
        "more_titles": max(len(plan.titles) - TITLES, 0),
        "heads": sum(int(title["heads"]) for title in plan.titles),
        "tiles": [
            {"key": key, "label": label, "count": counts.get(count, 0), "on": key == chosen}
            for key, label, count in TILES
        ],
        "chosen": chosen,
        "page": page,
        "rows": shown,
        "waiting": waiting,
        "saveable": waiting + missing + len(plan.units) + len(plan.positions) + len(plan.equivalences),
        "leaving": missing,
        "open_rows": counts.get("rejected", 0) + counts.get("undecided", 0),
        "saved": sum(number for name, number in counts.items() if name.startswith("saved_")),
        "above": [(plan.units[code], name) for code, (_code, name) in plan.above.items()],
        "rules": RulesForm(
            nested=bool(plan.above),
            initial={
                "parents": "root",
                "older": "append" if batch.appends_older else "leave",
                "scope": "units",
                "missing": "leave",
                **batch.rules,
            },
        ),
    }


def _shown(row: Row) -> dict[str, Any]:
    lines = lines_of(row)
    held = [line.after for line in lines if line.change.kind == Kind.POSITION]
    return {"row": row, "lines": lines, "tone": TONES[row.state], "summary": held[-1] if held else ""}


def _first(batch: Import) -> str:
    """What to look at first: what needs a decision, else what would change."""
    counts = batch.counts
    if counts.get("undecided"):
        return "conflict"
    for state in ("changed", "new", "rejected", "missing", "unchanged"):
        if counts.get(state):
            return state
    return "changed"


def _rows(batch: Import, chosen: str) -> QuerySet[Row]:
    rows = batch.rows.select_related("person").order_by("pk")
    if chosen == "conflict":
        return rows.filter(conflict=True)
    if chosen == "older":
        return rows.filter(older=True)
    if chosen == "left":
        return rows.filter(undo="left")
    return rows.filter(state=chosen if chosen in Row.State.values else Row.State.CHANGED)


def _back(request: AskedRequest, pk: int) -> HttpResponse:
    """To the same filter and page."""
    kept = {name: request.POST[name] for name in ("tampil", "halaman") if request.POST.get(name)}
    address = reverse("imports:detail", args=[pk])
    return redirect(f"{address}?{urlencode(kept)}#baris" if kept else address)


@require_POST
@requires(Permission.IMPORT)
def decide(request: AskedRequest, pk: int) -> HttpResponse:
    """Decide one conflict of one row, or all that are open by one rule."""
    batch, decision = found(request, pk), request.POST.get("putusan", "")
    by, at = request.asker.user, clock.now()
    try:
        if request.POST.get("semua"):
            if decision not in (FILE, KEEP):
                return _back(request, pk)
            done = actions.decide_all(batch=batch, decision=decision, by=by, at=at)
            messages.success(request, _("Diputuskan: %(n)d pegawai.") % {"n": done})
        else:
            row = get_object_or_404(batch.rows.select_related("batch"), pk=_number(request, "baris"))
            actions.decide(row=row, at_change=_number(request, "hal"), decision=decision, by=by, at=at)
    except ImportRefused as error:
        told(request, error)
    return _back(request, pk)


def _number(request: AskedRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else -1


@require_POST
@requires(Permission.IMPORT)
def rules(request: AskedRequest, pk: int) -> HttpResponse:
    """Set what a commit takes along."""
    batch = found(request, pk)
    form = RulesForm(request.POST, nested=bool(Plan.of(batch.plan).above))
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("imports:detail", pk)
    try:
        actions.set_rules(batch=batch, rules=form.cleaned_data, by=request.asker.user, at=clock.now())
        messages.success(request, _("Aturan dicatat."))
    except ImportRefused as error:
        told(request, error)
    return redirect("imports:detail", pk)
