"""Forms for entries: one per kind, in the words of an office, giving the data its schema asks."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.model import TOP_OF_SCALE, Regulation, RowKey, Rubric
from selaras.law.lists import education_levels, predicates, ranks, sanction_degrees, sources
from selaras.law.words import words
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.models import Position
from selaras.web.people.models import Kind, Person
from selaras.web.people.names import regulations_of
from selaras.web.people.telling import language, rank_name

DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
UNRATED, MET, FAILED = "", "1", "0"


class Day(forms.DateField):
    """A day, written dd-mm-yyyy."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("hh-bb-tttt, misalnya 01-04-2024"))
        widget = forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(input_formats=DAYS, widget=widget, **options)


def choose(form: forms.Form, name: str, choices: Any) -> None:
    """Give a field of choices its choices."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # fields are looked up by name


class EntryForm(forms.Form):
    """What every entry needs. `data()` is the entry's content, in the form of its kind's schema."""

    since = Day(label=_("Sejak"))
    SINCE: Any = _("Sejak")

    reason = forms.CharField(label=_("Alasan"), max_length=500, required=False)
    document_name = forms.CharField(
        label=_("Nomor atau nama dokumen"), max_length=200, required=False, help_text=_("misalnya nomor SK")
    )
    document = forms.FileField(
        label=_("Berkas dokumen"), required=False, help_text=_("PDF, JPG, atau PNG; dapat menyusul")
    )

    def __init__(self, *args: Any, person: Person, asker: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.asker = person, asker
        self.fields["since"].label = self.SINCE
        self.order_fields(["since", *[name for name in self.fields if name not in _LAST], *_LAST])
        self.prepare()

    def prepare(self) -> None:
        """Fill choices that depend on the person."""

    def data_of(self) -> dict[str, Any]:
        """The entry's content."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in {"since", *_LAST}}

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """The form's initial values from an entry's content."""
        return dict(data)


_LAST = ("reason", "document_name", "document")


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
    code = forms.ModelChoiceField(
        label=_("Jabatan"),
        queryset=Position.objects.none(),
        to_field_name="code",
        empty_label=_("Pilih jabatan"),
    )

    def prepare(self) -> None:
        """The positions of the person's instansi in units whose people the asker may edit."""
        field = cast("forms.ModelChoiceField[Position]", self.fields["code"])
        within = Position.objects.visible_to(self.asker, Permission.EDIT_PEOPLE)
        field.queryset = within.filter(instansi=self.person.instansi, ended=False).select_related("unit")
        field.label_from_instance = lambda obj: f"{obj.title} — {obj.unit.name}"  # type: ignore[method-assign]

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
        """With its reason: a determination without one does not count."""
        said = {name: self.cleaned_data[name] for name in ("row", "position", "by", "reason")}
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
    entered_on = Day(label=_("Mulai bertugas (TMT CPNS)"), required=False)

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
    until = Day(label=_("Berlaku sampai"), required=False)

    def prepare(self) -> None:
        """The degrees that law names."""
        choose(self, "degree", [(code, text[language()]) for code, text in sanction_degrees().items()])

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """From an earlier entry."""
        return {**data, "until": date.fromisoformat(data["until"]) if data.get("until") else None}


class CompetencyForm(EntryForm):
    """One result, measured with a rubric of a standard in use: a level, or each indicator."""

    SINCE = _("Tanggal pengukuran")
    rubric = forms.ChoiceField(label=_("Diukur dengan rubrik"))
    source = forms.ChoiceField(label=_("Sumber"))
    level = forms.TypedChoiceField(
        label=_("Tingkat yang dicapai"), required=False, coerce=int, empty_value=None
    )
    assessors = forms.IntegerField(label=_("Jumlah penilai"), min_value=1, required=False)
    valid_until = Day(label=_("Berlaku sampai (bila tercantum)"), required=False)

    def prepare(self) -> None:
        """Rubrics of the instansi's standards; the indicators of the chosen one as fields."""
        self.rubrics = rubrics_of(regulations_of(self.person.instansi))
        choose(
            self,
            "rubric",
            [
                ("", _("Pilih kompetensi")),
                *(
                    (group, [(rubric.id, name) for name, rubric in each])
                    for group, each in self.rubrics.items()
                ),
            ],
        )
        choose(self, "source", [(code, text[language()]) for code, text in sources().items()])
        blank = [("", _("dinilai per indikator di bawah"))]
        choose(self, "level", [*blank, *((n, str(n)) for n in range(TOP_OF_SCALE + 1))])
        chosen = self.chosen()
        self.indicators = chosen.indicators if chosen else ()
        for each in self.indicators:
            self.fields[f"indicator-{each.key}"] = forms.ChoiceField(
                label=each.text,
                required=False,
                choices=[
                    (UNRATED, _("tidak dinilai")),
                    (MET, _("terpenuhi")),
                    (FAILED, _("belum terpenuhi")),
                ],
            )
        self.order_fields(
            ["rubric", "since", "source", "level", *[n for n in self.fields if n.startswith("indicator-")]]
        )

    def chosen(self) -> Rubric | None:
        """The rubric chosen so far."""
        wanted = self.data.get("rubric") or self.initial.get("rubric")
        return next(
            (rubric for each in self.rubrics.values() for _name, rubric in each if rubric.id == wanted), None
        )

    def clean(self) -> dict[str, Any]:
        """Either a level or indicators, never both, never neither."""
        cleaned = super().clean() or self.cleaned_data
        rated = any(cleaned.get(f"indicator-{each.key}") for each in self.indicators)
        if cleaned.get("level") is None and not rated:
            self.add_error("level", _("Isi tingkat yang dicapai, atau nilai indikatornya satu per satu."))
        elif cleaned.get("level") is not None and rated:
            self.add_error("level", _("Pilih salah satu: tingkat, atau nilai per indikator."))
        return cleaned

    def data_of(self) -> dict[str, Any]:
        """A level, or the indicators that were rated."""
        cleaned = self.cleaned_data
        rated = {
            each.key: cleaned[f"indicator-{each.key}"] == MET
            for each in self.indicators
            if cleaned.get(f"indicator-{each.key}")
        }
        said = {name: cleaned[name] for name in ("rubric", "source", "level", "assessors", "valid_until")}
        return said | {"indicators": rated or None}

    @staticmethod
    def initial_of(data: dict[str, Any]) -> dict[str, Any]:
        """From an earlier result."""
        results = data["indicators"] or {}
        until = data["valid_until"]
        return {
            **{name: data[name] for name in ("rubric", "source", "level", "assessors")},
            "valid_until": date.fromisoformat(until) if until else None,
            **{f"indicator-{key}": MET if met else FAILED for key, met in results.items()},
        }


def rubrics_of(laws: tuple[Regulation, ...]) -> dict[str, list[tuple[str, Rubric]]]:
    """Standard → competencies with their rubric, as printed."""
    return {
        f"{law.instrument.short} — {standard.id}": [(row.name, row.rubric) for row in standard.competencies]
        for law in laws
        for standard in law.standards
    }


FORMS: dict[Kind, type[EntryForm]] = {
    Kind.EMPLOYMENT: EmploymentForm,
    Kind.POSITION: PositionForm,
    Kind.RANK: RankForm,
    Kind.EDUCATION: EducationForm,
    Kind.TRAINING: TrainingForm,
    Kind.COMPETENCY: CompetencyForm,
    Kind.DETERMINATION: DeterminationForm,
    Kind.PROFILE: ProfileForm,
    Kind.PERFORMANCE: PerformanceForm,
    Kind.DISCIPLINE: DisciplineForm,
}
