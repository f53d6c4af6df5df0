"""Forms for facts and judgements, in the words of an office."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.model import RowKey
from selaras.law.lists import education_levels, predicates, ranks, sanction_degrees
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.organisation.forms.fields import DayField, PositionField
from selaras.web.organisation.models import Position
from selaras.web.people.forms.entry import EntryForm, choose
from selaras.web.people.telling import language, rank_name


class EmploymentForm(EntryForm):
    """A type of employment."""

    SINCE = _("TMT status")
    type = forms.ChoiceField(
        label=_("Status kepegawaian"), choices=[("pns", "PNS"), ("cpns", "CPNS"), ("pppk", "PPPK")]
    )


class EducationForm(EntryForm):
    """An education completed."""

    SINCE = _("Tanggal lulus")
    level = forms.ChoiceField(label=_("Jenjang"))
    field = forms.CharField(
        label=_("Bidang ilmu"), max_length=200, required=False, help_text=_("seperti pada ijazah")
    )

    def prepare(self) -> None:
        """The ladder of education."""
        choose(self, "level", [(code, each.name) for code, each in education_levels().items()])


class RankForm(EntryForm):
    """A rank."""

    SINCE = _("TMT golongan")
    rank = forms.ChoiceField(label=_("Pangkat/golongan"))

    def prepare(self) -> None:
        """Every rank with its name."""
        choose(self, "rank", [(code, rank_name(code)) for code in ranks()])


class PositionForm(EntryForm):
    """A position held."""

    SINCE = _("TMT jabatan")
    code = PositionField(label=_("Jabatan"), suggestions="people:suggest_positions")

    def prepare(self) -> None:
        """The positions of the person's instansi in units whose people the asker may edit."""
        within = Position.objects.visible_to(self.asker, Permission.EDIT_PEOPLE)
        field = cast("PositionField", self.fields["code"])
        field.positions = within.filter(instansi=self.person.instansi, ended=False)

    def data_of(self) -> dict[str, Any]:
        """The position's code."""
        return {"code": self.cleaned_data["code"].code}


class TrainingForm(EntryForm):
    """A training finished."""

    SINCE = _("Tanggal selesai")
    kind = forms.ChoiceField(
        label=_("Jenis pelatihan"),
        choices=[
            ("managerial", _("Manajerial")),
            ("technical", _("Teknis")),
            ("functional", _("Fungsional")),
        ],
    )
    name = forms.CharField(label=_("Nama pelatihan"), max_length=250)
    hours = forms.IntegerField(label=_("Jumlah JP"), min_value=0, required=False)
    passed = forms.BooleanField(label=_("Lulus"), required=False, initial=True)


class DeterminationForm(EntryForm):
    """A judgement that law leaves to a person, on one requirement row."""

    SINCE = _("Tanggal penetapan")
    row = forms.ChoiceField(label=_("Persyaratan"))
    finding = forms.ChoiceField(
        label=_("Penetapan"), choices=[("1", _("memenuhi")), ("0", _("tidak memenuhi"))]
    )
    position = forms.ChoiceField(label=_("Untuk jabatan"), required=False)
    by = forms.CharField(label=_("Ditetapkan oleh"), max_length=240)

    def prepare(self) -> None:
        """The rows on which somebody may decide, and the positions concerned."""
        texts = words().texts["row"]
        choose(self, "row", [(key, texts[key][language()]) for key in RowKey if key in texts])
        held = self.person.position
        own = [(held.code, held.title)] if held else []
        choose(self, "position", [*own, ("", _("semua jabatan"))])
        self.fields["reason"].required = True

    def data_of(self) -> dict[str, Any]:
        """With its reason: a determination without one does not count. One that was revoked stays so."""
        said: dict[str, Any] = {"revoked_on": self.initial.get("revoked_on")}
        said |= {name: self.cleaned_data[name] for name in ("row", "position", "by", "reason")}
        return said | {
            "finding": self.cleaned_data["finding"] == "1",
            "document": self.cleaned_data["document_name"],
        }

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """From an earlier determination."""
        return {**data, "finding": "1" if data["finding"] else "0", "document_name": data["document"]}


class ProfileForm(EntryForm):
    """The name, and since when somebody serves."""

    SINCE = _("Berlaku sejak")
    name = forms.CharField(label=_("Nama"), max_length=200)
    entered_on = DayField(label=_("Mulai bertugas (TMT CPNS)"), required=False)

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """From an earlier entry."""
        return {
            **data,
            "entered_on": date.fromisoformat(data["entered_on"]) if data.get("entered_on") else None,
        }


class PerformanceForm(EntryForm):
    """A yearly predicate."""

    SINCE = _("Tanggal penilaian")
    year = forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=9999)
    predicate = forms.ChoiceField(label=_("Predikat"), choices=[(each, each) for each in predicates()])


class DisciplineForm(EntryForm):
    """A sanction. Restricted."""

    SINCE = _("Tanggal keputusan")
    degree = forms.ChoiceField(label=_("Tingkat"))
    sanction = forms.CharField(label=_("Hukuman"), max_length=250)
    until = DayField(label=_("Berlaku sampai"), required=False)

    def prepare(self) -> None:
        """The degrees that law names."""
        choose(self, "degree", [(code, text[language()]) for code, text in sanction_degrees().items()])

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """From an earlier entry."""
        return {**data, "until": date.fromisoformat(data["until"]) if data.get("until") else None}
