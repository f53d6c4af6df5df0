"""What the log holds of imports, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.web.imports.change import FILE, KEEP
from selaras.web.imports.forms import RulesForm
from selaras.web.imports.models import Row
from selaras.web.people.models import Kind
from selaras.web.ui.templatetags.ui import number

COUNTED = {
    **{state.value: state.label for state in Row.State},
    "conflicts": gettext_lazy("bertentangan"),
    "undecided": gettext_lazy("belum diputuskan"),
    "older": gettext_lazy("lebih lama dari yang tercatat"),
    "saved_new": gettext_lazy("tersimpan, baru"),
    "saved_changed": gettext_lazy("tersimpan, berubah"),
    "saved_missing": gettext_lazy("ditandai tidak lagi di instansi ini"),
    "undone": gettext_lazy("dibatalkan"),
    "left": gettext_lazy("dibiarkan karena diubah lagi"),
}
DECISIONS = {KEEP: gettext_lazy("pertahankan yang tercatat"), FILE: gettext_lazy("pakai isi berkas")}


def tell_counts(after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How many rows did what; none of what nobody did."""
    return [(str(label), number(after[key])) for key, label in COUNTED.items() if after.get(key)]


def tell_decision(after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was decided, of which kind or how many."""
    about = _("Status") if "kind" in after else _("Semua pertentangan")
    if after.get("kind") in Kind.values:
        about = str(Kind(after["kind"]).label)
    decision = str(DECISIONS.get(after.get("decision", ""), after.get("decision", "")))
    rows = f" ({number(after['rows'])})" if "rows" in after else ""
    return [(about, decision + rows)]


def tell_rules(after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rules in the words of their form."""
    told = []
    for name, field in RulesForm(nested=True).fields.items():
        if value := after.get(name):
            told.append((str(field.label), str(dict(getattr(field, "choices", ())).get(value, value))))
    if decided := DECISIONS.get(after.get("conflicts", "")):
        told.append((_("Semua pertentangan"), str(decided)))
    return told
