"""Sending a form to an action: what the action refuses stands on the form, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from selaras.errors import SelarasError
from selaras.web.accounts.gate import AskedRequest
from selaras.web.organisation.errors import Stale
from selaras.web.organisation.forms.fields import same
from selaras.web.ui.templatetags.ui import say

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed meanwhile: what is recorded now, and what was typed."""

    label: Any
    now: Any
    yours: Any


def saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Whether the form is right and the action took it. A refusal becomes an error of the form; Stale comes through."""
    if not form.is_valid():
        return False
    try:
        save()
    except Stale:
        raise
    except SelarasError as refusal:
        form.add_error(None, f"{say(refusal.what)} {say(refusal.remedy)}")
        return False
    return True


def stale_page(
    request: AskedRequest,
    template: str,
    context: Mapping[str, Any],
    fresh: forms.Form,
    form: forms.Form,
    stale: Stale,
) -> HttpResponse:
    """The form again, with what stands now beside what was typed; sent again, it is saved knowingly."""
    differences = [
        Difference(field.label, field.prepare_value(fresh.initial[name]), field.prepare_value(yours))
        for name, field in form.fields.items()
        if name in fresh.initial
        and name != "seen"
        and not same(yours := form.cleaned_data[name], fresh.initial[name])
    ]
    again = request.POST.copy()
    again["seen"] = fresh.initial["seen"]
    form.data = again
    given = {**context, "form": form, "stale": stale, "differences": differences}
    return render(request, template, given, status=CONFLICT)
