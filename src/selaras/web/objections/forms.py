"""Forms of objections."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.web.objections.actions.time import MOST
from selaras.web.objections.models import ANSWERS

LONGEST = 2000


class ObjectionForm(forms.Form):
    """Why, and a document that shows it."""

    reason = forms.CharField(
        label=_("Alasan keberatan"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang tidak sesuai, dan apa yang menurut Anda benar."),
    )
    document = forms.FileField(
        label=_("Dokumen pendukung"), required=False, help_text=_("PDF, JPG, atau PNG; boleh tanpa dokumen.")
    )
    mark = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The answer, and why."""

    state = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[(each.value, each.label) for each in ANSWERS],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Alasan jawaban"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Pegawai membacanya. Tulis dengan santun, sebutkan dasarnya dan apa yang dapat dilakukan."
        ),
    )


class DaysForm(forms.Form):
    """Within how many days objections are answered."""

    days = forms.IntegerField(
        label=_("Hari untuk menjawab"),
        min_value=1,
        max_value=MOST,
        help_text=_("Hari kalender sejak keberatan diajukan. Berlaku untuk keberatan berikutnya."),
    )
