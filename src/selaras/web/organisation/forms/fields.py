"""Fields that the forms of units and positions share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from selaras.files.layout import content
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.naming import REASON_LIMIT

DAY_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]
NAMED = 8  # units that an ambiguous answer names
PAST_OR_PLAN = _(
    "Boleh di masa lalu (koreksi) atau di masa depan (rencana). Hanya isian yang Anda ubah yang dicatat; bila tidak ada "
    "yang diubah, seluruh isian berlaku mulai hari itu."
)
MARK = " — "  # between a unit's name and its code


class DayField(forms.DateField):
    """A day as dd-mm-yyyy, within the days that any file may hold."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "hh-bb-tttt", "inputmode": "numeric", "autocomplete": "off", "size": 12}
        kwargs.setdefault("widget", forms.DateInput(format="%d-%m-%Y", attrs=attrs))
        kwargs.setdefault(
            "error_messages", {"invalid": _("Tulis tanggal sebagai hh-bb-tttt, misalnya 01-07-2026.")}
        )
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def clean(self, value: Any) -> date | None:
        """The day. One outside the limits is a slip of typing."""
        day: date | None = super().clean(value)
        limits = content("people.yaml")["limits"]
        if day is not None and not limits["earliest"] <= day <= limits["latest"]:
            raise ValidationError(_("Tahun ini tidak mungkin. Periksa penulisannya."))
        return day


class ReasonField(forms.CharField):
    """Why: one line or a few, kept with what is recorded."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Alasan atau dasar"))
        kwargs.setdefault("help_text", _("Misalnya nomor keputusan. Tersimpan bersama perubahan ini."))
        super().__init__(max_length=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class LinesField(forms.CharField):
    """One entry a line. Blank means: not listed (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Entries as lines."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str] | None:
        """The lines without blanks and repetitions, or None."""
        lines = (" ".join(line.split()) for line in (super().clean(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line)) or None


class UnitField(forms.CharField):
    """A unit by its name or code; while one types, units within the scope are suggested. `units` is set by the form."""

    def __init__(self, **kwargs: Any) -> None:
        self.units: QuerySet[Unit] = Unit.objects.none()
        attrs = {
            "list": "saran-unit",
            "autocomplete": "off",
            "hx-get": reverse_lazy("organisation:suggest_units"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#saran-unit",
        }
        kwargs.setdefault("help_text", _("Ketik nama atau kode unit."))
        super().__init__(max_length=400, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A unit as people read it."""
        return told(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        """The one unit that is meant. Says which could be, when several are."""
        text = super().clean(value)
        return meant(self.units, text, "name", "code") if text else None


class PositionField(forms.CharField):
    """A position by its title or code, suggested while one types. `positions` is set by the form."""

    def __init__(self, *, suggestions: str, **kwargs: Any) -> None:
        self.positions: QuerySet[Position] = Position.objects.none()
        attrs = {
            "list": "saran-jabatan",
            "autocomplete": "off",
            "hx-get": reverse_lazy(suggestions),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#saran-jabatan",
        }
        kwargs.setdefault("help_text", _("Ketik nama atau kode jabatan."))
        super().__init__(max_length=500, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A position as people read it."""
        return told(value) if isinstance(value, Position) else value

    def clean(self, value: Any) -> Position | None:
        """The one position that is meant."""
        text = super().clean(value)
        return meant(self.positions, text, "title", "code") if text else None


def meant(rows: QuerySet[Any], text: str, called: str, code: str) -> Any:
    """The one row that a text names by both, by its code, by its name, or by a part of it. Else says which could be."""
    name, _mark, written = text.rpartition(MARK)
    for found in (
        rows.filter(**{code: written.strip(), called: name.strip()}) if name else rows.none(),
        rows.filter(**{code: text.strip()}),
        rows.filter(**{f"{called}__iexact": text.strip()}),
        rows.filter(**{f"{called}__icontains": text.strip()}),
    ):
        some = list(found[: NAMED + 1])
        if len(some) == 1:
            return some[0]
        if some:
            names = "; ".join(told(each) for each in some[:NAMED])
            raise ValidationError(
                _("Ada beberapa yang cocok. Pilih salah satu: %(names)s"), params={"names": names}
            )
    raise ValidationError(
        _("Tidak ada yang bernama seperti itu dalam kewenangan Anda. Periksa nama atau kodenya.")
    )


def told(row: Unit | Position) -> str:
    """A unit or a position by name and code."""
    return f"{row}{MARK}{row.code}"


def edited(form: forms.Form, names: Iterable[str]) -> dict[str, Any]:
    """What of a form of present values was changed; all of it, when nothing was.

    The form shows today's values and may be sent for a day in the past: a field that was left alone must not carry
    today's value there. Nothing changed and another day means that all of it has held since then.
    """
    given = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
    changed = {name: value for name, value in given.items() if not same(value, form.initial.get(name))}
    return changed or given


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same: a blank text says nothing, as None does; 0 says something."""
    return bool(one == other) or (one in ("", None) and other in ("", None))
