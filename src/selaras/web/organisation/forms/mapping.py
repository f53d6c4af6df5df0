"""Which class several titles are confirmed to have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.clock import today
from selaras.files.people.row import HIGHEST_CLASS
from selaras.web.accounts.models import Instansi
from selaras.web.organisation.forms.fields import DayField, ReasonField
from selaras.web.organisation.law import named_classes

BACK, OTHER = "kembali", "lain"


class MappingForm(forms.Form):
    """One class for all titles ticked. Nothing is chosen beforehand."""

    job_class = forms.ChoiceField(label=gettext_lazy("Kelas jabatan"))
    other = forms.IntegerField(
        label=gettext_lazy("Kelas lain"), required=False, min_value=1, max_value=HIGHEST_CLASS
    )
    since = DayField(label=gettext_lazy("Berlaku mulai"), initial=today)
    reason = ReasonField()
    document = forms.CharField(
        label=gettext_lazy("Nomor dokumen"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Keputusan tentang kelas jabatan, bila ada."),
    )

    def __init__(self, *args: Any, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named_classes(instansi)
        standard, none = _("ada standar"), _("belum ada standar")
        self.fields["job_class"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih kelas")),
            *(
                (str(each.number), f"{each.number} – {none if each.empty else standard}")
                for each in self.named
            ),
            (OTHER, _("kelas lain, tulis di kolom berikutnya")),
            (BACK, _("kembalikan menjadi belum ditetapkan")),
        ]

    def clean(self) -> dict[str, Any]:
        """The class as a number, None for taking a decision back."""
        given = self.cleaned_data
        chosen = given.get("job_class")
        if chosen == OTHER and given.get("other") is None and "other" not in self.errors:
            self.add_error("other", _("Tulis kelasnya."))
        if chosen:
            given["number"] = (
                {OTHER: given.get("other"), BACK: None}.get(chosen)
                if chosen in (OTHER, BACK)
                else int(chosen)
            )
        return given

    @property
    def unnamed(self) -> bool:
        """Whether the class chosen stands in none of the regulations."""
        number = self.cleaned_data.get("number")
        return number is not None and number not in {each.number for each in self.named}

    @property
    def without_standard(self) -> bool:
        """Whether the regulations name the class and set no standard for it."""
        return any(each.empty for each in self.named if each.number == self.cleaned_data.get("number"))
