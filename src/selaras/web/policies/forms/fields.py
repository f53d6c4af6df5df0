"""Fields that several forms share."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_BASIS = 1000
# Without an exponent: one of eight digits would keep the server counting for ever.
_EXACT = re.compile(r"\d{1,9}(\.\d{1,9})?(\s*/\s*\d{1,9})?")


def day_field(label: Any, help_text: Any = "", required: bool = True) -> forms.DateField:
    """A day as dd-mm-yyyy."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d-%m-%Y", attrs={"placeholder": "dd-mm-yyyy", "inputmode": "numeric"}
        ),
        error_messages={"invalid": _("Tulis tanggal sebagai hari-bulan-tahun, misalnya 01-07-2026.")},
    )


def text_field(label: Any, rows: int = 2, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_BASIS,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ExactField(forms.CharField):
    """A number or a fraction kept as it was written: “2/3”, “0,8”, “67.5”. Never a binary number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> str:
        """The text with a decimal point; empty stays empty."""
        text = (super().to_python(value) or "").strip().replace(",", ".").replace("%", "").strip()
        if not text:
            return ""
        try:
            if not _EXACT.fullmatch(text):
                raise ValueError
            Fraction(text.replace(" ", ""))
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError(
                _("Tulis bilangan atau pecahan, misalnya 80, 0,8, atau 2/3."), code="inexact"
            ) from error
        return text.replace(" ", "")
