"""Forms of this app; rows have theirs in the templates, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.web.drafts.models import Draft

DAYS = ["%d-%m-%Y", "%Y-%m-%d"]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000})
    )


class SkeletonForm(forms.Form):
    """Classes that the act names and leaves without a standard."""

    classes = forms.TypedMultipleChoiceField(
        label=_("Kelas yang disusun"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(
        label=_("Mulai dari"),
        choices=[
            ("skeleton", _("kerangka: kompetensi inti disalin dari kelas terdekat, sisanya dikosongkan")),
            ("empty", _("lembar kosong: hanya baris persyaratannya")),
        ],
        initial="skeleton",
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Nama rancangan"),
        max_length=200,
        required=False,
        help_text=_("Bila dikosongkan, dinamai menurut kelasnya."),
    )

    def __init__(self, *args: Any, classes: list[int], titled: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["classes"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(each), _("Kelas Jabatan %(n)s") % {"n": each}) for each in classes]
        if len(classes) == 1:
            field.initial = [str(classes[0])]
        if not titled:
            del self.fields["title"]


class CopyForm(forms.Form):
    """A standing standard, to be changed; or as the beginning of another class."""

    source = forms.ChoiceField(label=_("Standar yang menjadi awal"))
    job_class = forms.IntegerField(
        label=_("Untuk kelas jabatan"),
        required=False,
        min_value=1,
        max_value=30,
        help_text=_("Kosongkan untuk mengubah standar itu sendiri; isi untuk menyalinnya bagi kelas lain."),
        widget=forms.NumberInput(attrs={"class": "day"}),
    )
    title = forms.CharField(label=_("Nama rancangan"), max_length=200, required=False)

    def __init__(
        self, *args: Any, sources: list[tuple[str, str]], titled: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("pilih standar")), *sources]
        if not titled:
            del self.fields["title"]


class NewForm(forms.Form):
    """A class in a new act."""

    job_class = forms.IntegerField(
        label=_("Kelas jabatan"), min_value=1, max_value=30, widget=forms.NumberInput(attrs={"class": "day"})
    )
    title = forms.CharField(label=_("Nama rancangan"), max_length=200, required=False)


class HandOverForm(forms.Form):
    """What only the signed act says."""

    number = forms.CharField(label=_("Nomor"), max_length=40)
    enacted_on = forms.DateField(
        label=_("Ditetapkan pada"),
        input_formats=DAYS,
        help_text=_("hh-bb-tttt; tahunnya menjadi tahun peraturan."),
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"class": "day", "inputmode": "numeric"}),
    )
    effective_from = forms.DateField(
        label=_("Berlaku mulai"),
        input_formats=DAYS,
        help_text=_("hh-bb-tttt; hari diundangkan, kecuali peraturannya menyebut hari lain."),
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"class": "day", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            value: str | date | None = getattr(draft, name)
            self.fields[name].initial = value
