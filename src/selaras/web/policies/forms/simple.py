"""Forms of values that are one number, one share or one list."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selaras.core.model import Kind
from selaras.core.policy import Variant
from selaras.law.lists import ranks
from selaras.law.words import words
from selaras.web.policies.forms.fields import ExactField
from selaras.web.policies.forms.part import CitedForm
from selaras.web.ui.templatetags.ui import say

MOST = 1200
_ACT = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class ThresholdForm(CitedForm):
    """The share of a rubric's indicators that must be met."""

    def add(self, value: Any) -> None:
        """One share."""
        self.fields["share"] = ExactField(
            label=_("Bagian indikator yang harus terpenuhi"),
            help_text=_("Lebih dari 0 dan paling banyak 1: 1 berarti semua, 2/3 berarti dua dari tiga."),
        )
        self.initial["share"] = value

    def said(self) -> str:
        """The share as written."""
        return str(self.cleaned_data["share"])

    def place(self, what: str) -> None:
        """What the law refuses is the share."""
        self.add_error("share", what)


class NumberForm(CitedForm):
    """A whole number; where it may be empty, that means something of its own."""

    label: ClassVar[Any] = ""
    empty: ClassVar[Any] = ""
    least: ClassVar[int] = 0

    def add(self, value: Any) -> None:
        """One number."""
        self.fields["number"] = forms.IntegerField(
            label=self.label,
            help_text=self.empty,
            required=not self.empty,
            min_value=self.least,
            max_value=MOST,
            error_messages={"invalid": _("Tulis bilangan bulat.")},
        )
        self.initial["number"] = value

    def said(self) -> int | None:
        """The number."""
        found: int | None = self.cleaned_data["number"]
        return found

    def place(self, what: str) -> None:
        """What the law refuses is the number."""
        self.add_error("number", what)


class ValidityForm(NumberForm):
    """Years for which a result holds."""

    label = _("Tahun sejak hari pengukuran")
    empty = _("Kosong: hasil tidak pernah kedaluwarsa.")


class ExperienceForm(NumberForm):
    """Months in the same job family."""

    label = _("Bulan dalam rumpun jabatan yang sama")
    empty = _("Kosong: lamanya tidak ditentukan; diperlukan penetapan.")


class TopForm(NumberForm):
    """The highest level of the scale."""

    label = _("Level tertinggi")
    least = 1


class JpmForm(CitedForm):
    """How the match is counted."""

    def add(self, value: Any) -> None:
        """Kinds, variant, capped or not."""
        said = value if isinstance(value, dict) else {}
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("Kelompok kompetensi yang dihitung"),
            choices=[(str(kind), say(words().get("kind", kind))) for kind in Kind],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["variant"] = forms.ChoiceField(
            label=_("Yang dihitung"),
            choices=[(Variant.LEVEL, _("level kompetensi")), (Variant.INDICATOR, _("indikator perilaku"))],
            widget=forms.RadioSelect,
        )
        self.fields["capped"] = forms.ChoiceField(
            label=_("Batas setiap kompetensi"),
            choices=[
                ("yes", _("paling banyak level yang disyaratkan")),
                ("no", _("sebagaimana diukur, kelebihan ikut dihitung")),
            ],
            widget=forms.RadioSelect,
        )
        self.initial.update(
            {
                "kinds": said.get("kinds"),
                "variant": said.get("variant"),
                "capped": "yes" if said.get("capped") else "no",
            }
        )

    def said(self) -> dict[str, Any]:
        """The rule, its kinds in their usual order."""
        said = self.cleaned_data
        kinds = [str(kind) for kind in Kind if kind in said["kinds"]]
        return {"kinds": kinds, "variant": said["variant"], "capped": said["capped"] == "yes"}


class OrderForm(CitedForm):
    """Which instrument comes first where several standards apply."""

    def add(self, value: Any) -> None:
        """One act a line."""
        self.fields["acts"] = forms.CharField(
            label=_("Kode peraturan, yang didahulukan lebih dulu"),
            help_text=_("Satu per baris, misalnya perwali-dumai-6-2023. Kosong: manusia yang memutuskan."),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.initial["acts"] = "\n".join(value or ())

    def clean_acts(self) -> list[str]:
        """Codes of acts, each once."""
        acts = self.cleaned_data["acts"].split()
        for act in acts:
            if not _ACT.match(act) or acts.count(act) > 1:
                raise ValidationError(
                    _("“%(act)s” bukan kode peraturan, atau ditulis dua kali."), params={"act": act[:80]}
                )
        found: list[str] = acts
        return found

    def said(self) -> list[str]:
        """The codes in their order."""
        return list(self.cleaned_data["acts"])


class RankForm(CitedForm):
    """Which PNS rank a PPPK grade counts as."""

    def add(self, value: Any) -> None:
        """One choice a grade."""
        scales = {code: rank.scale for code, rank in ranks().items()}
        pns = [(code, f"{code} {rank.name}") for code, rank in ranks().items() if rank.scale == "pns"]
        for code in (code for code, scale in scales.items() if scale == "pppk"):
            self.fields[f"grade_{code}"] = forms.ChoiceField(
                label=_("Golongan %(code)s") % {"code": code},
                choices=[("", _("tidak disetarakan")), *pns],
                required=False,
            )
            self.initial[f"grade_{code}"] = (value or {}).get(code, "")

    def said(self) -> dict[str, str]:
        """The grades that count as a rank."""
        chosen = ((name.removeprefix("grade_"), code) for name, code in self.cleaned_data.items())
        return {grade: code for grade, code in chosen if code and f"grade_{grade}" in self.fields}
