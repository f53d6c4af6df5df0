"""The form for one competency result."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.core.model import TOP_OF_SCALE, Regulation, Rubric
from selaras.law.lists import sources
from selaras.web.organisation.forms.fields import DayField
from selaras.web.people.forms.entry import EntryForm, choose
from selaras.web.people.names import regulations_of
from selaras.web.people.telling import language

UNRATED, MET, FAILED = "", "1", "0"


class CompetencyForm(EntryForm):
    """One result, measured with a rubric of a standard in use: a level, or each indicator."""

    SINCE = _("Tanggal pengukuran")
    rubric = forms.ChoiceField(label=_("Diukur dengan rubrik"))
    source = forms.ChoiceField(label=_("Sumber"))
    level = forms.TypedChoiceField(
        label=_("Tingkat yang dicapai"), required=False, coerce=int, empty_value=None
    )
    assessors = forms.IntegerField(label=_("Jumlah penilai"), min_value=1, required=False)
    valid_until = DayField(label=_("Berlaku sampai (bila tercantum)"), required=False)

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
