"""Forms of values that are tables: effects of rows, accepted sources, bands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.model import Importance, Kind, RowKey
from selaras.core.policy import Effect
from selaras.law.lists import sources
from selaras.law.words import words
from selaras.web.policies.bands import Row, faults, number
from selaras.web.policies.forms.fields import ExactField
from selaras.web.policies.forms.part import CitedForm, Line
from selaras.web.ui.templatetags.ui import say

SPARE, MOST_BANDS = 2, 12
BAND = ("code", "label_id", "label_en", "start", "below")


class EffectsForm(CitedForm):
    """What an open row does to the whole."""

    template = "policies/part/_effects.html"

    def add(self, value: Any) -> None:
        """One choice a row."""
        said = value if isinstance(value, dict) else {}
        choices = [(str(each), say(words().get("effect", each))) for each in Effect]
        for name, label, chosen in self._rows(said):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
            self.initial[name] = chosen

    def _rows(self, said: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
        yield "competency", _("Setiap kompetensi"), said.get("competency")
        for mark in Importance:
            label = _("Persyaratan bertanda “%(mark)s”") % {"mark": say(words().get("importance", mark))}
            yield f"mark_{mark}", label, said.get("importance", {}).get(mark)
        for row in (row for row in RowKey if row is not RowKey.RANK):
            label = _("%(row)s tanpa tanda") % {"row": say(words().get("row", row))}
            yield f"row_{row}", label, said.get("unmarked", {}).get(row)
        yield "rank_below", _("Pangkat di bawah rentang"), said.get("rank_below")
        yield "rank_above", _("Pangkat di atas rentang"), said.get("rank_above")

    def said(self) -> dict[str, Any]:
        """The effects."""
        said = self.cleaned_data
        return {
            "competency": said["competency"],
            "importance": {str(mark): said[f"mark_{mark}"] for mark in Importance},
            "unmarked": {str(row): said[f"row_{row}"] for row in RowKey if row is not RowKey.RANK},
            "rank_below": said["rank_below"],
            "rank_above": said["rank_above"],
        }


class SourcesForm(CitedForm):
    """Which sources count for each kind of competency, in which order."""

    template = "policies/part/_sources.html"

    def add(self, value: Any) -> None:
        """Order and fewest assessors of every source for every kind."""
        for kind in Kind:
            accepted = {each.get("source"): each for each in (value or {}).get(kind, ())}
            for code, text in sources().items():
                name = f"{kind}_{code}"
                known = accepted.get(code, {})
                self.fields[f"order_{name}"] = forms.IntegerField(
                    label=f"{say(words().get('kind', kind))}, {say(text)}: {_('urutan')}",
                    required=False,
                    min_value=1,
                    max_value=99,
                )
                self.fields[f"assessors_{name}"] = forms.IntegerField(
                    label=f"{say(words().get('kind', kind))}, {say(text)}: {_('asesor paling sedikit')}",
                    required=False,
                    min_value=0,
                    max_value=99,
                )
                self.initial.update(
                    {
                        f"order_{name}": known.get("order"),
                        f"assessors_{name}": known.get("min_assessors") or None,
                    }
                )

    def clean(self) -> dict[str, Any]:
        """A number of assessors belongs to a source that counts."""
        said = super().clean() or {}
        for name in [name for name in said if name.startswith("assessors_")]:
            if said[name] and not said.get(f"order_{name.removeprefix('assessors_')}"):
                self.add_error(name, _("Isi juga urutannya, atau kosongkan."))
        return said

    def kinds(self) -> Iterator[tuple[str, list[Line]]]:
        """A table for each kind."""
        for kind in Kind:
            lines = [
                Line(at, say(text), (self[f"order_{kind}_{code}"], self[f"assessors_{kind}_{code}"]))
                for at, (code, text) in enumerate(sources().items())
            ]
            yield say(words().get("kind", kind)), lines

    def said(self) -> dict[str, Any]:
        """The sources that have an order, by it."""
        found: dict[str, list[dict[str, Any]]] = {}
        for kind in Kind:
            rows = []
            for code in sources():
                order = self.cleaned_data[f"order_{kind}_{code}"]
                fewest = self.cleaned_data[f"assessors_{kind}_{code}"]
                if order:
                    rows.append(
                        {"source": code, "order": order, **({"min_assessors": fewest} if fewest else {})}
                    )
            found[str(kind)] = sorted(rows, key=lambda row: row["order"])
        return found


class BandsForm(CitedForm):
    """The categories of the match. Each row without gap to the one before, the top one open."""

    template = "policies/part/_bands.html"

    def add(self, value: Any) -> None:
        """A row for each band and some to spare; an emptied row is left out."""
        said = value if isinstance(value, dict) else {}
        bands = list(said.get("bands", ()))
        self.size = min(len(bands) + SPARE, MOST_BANDS)
        if self.data:
            self.size = max(self.size, *(at + 1 for at in range(MOST_BANDS) if f"code_{at}" in self.data))
        self.fields["scale"] = forms.CharField(
            label=gettext_lazy("Nama skala"),
            max_length=20,
            help_text=gettext_lazy("Misalnya A, B, atau nama sendiri."),
        )
        self.initial["scale"] = said.get("code")
        for at in range(self.size):
            band = bands[at] if at < len(bands) else {}
            label = band.get("label") or {}
            self.fields |= {
                f"code_{at}": forms.CharField(
                    label=_("Kode, baris %(n)s") % {"n": at + 1}, max_length=20, required=False
                ),
                f"label_id_{at}": forms.CharField(
                    label=_("Nama, baris %(n)s") % {"n": at + 1}, max_length=80, required=False
                ),
                f"label_en_{at}": forms.CharField(
                    label=_("Nama Inggris, baris %(n)s") % {"n": at + 1}, max_length=80, required=False
                ),
                f"start_{at}": ExactField(label=_("Mulai dari, baris %(n)s") % {"n": at + 1}, required=False),
                f"below_{at}": ExactField(
                    label=_("Sampai di bawah, baris %(n)s") % {"n": at + 1}, required=False
                ),
            }
            self.initial.update(
                {
                    f"code_{at}": band.get("code"),
                    f"label_id_{at}": label.get("id"),
                    f"label_en_{at}": label.get("en"),
                    f"start_{at}": band.get("start"),
                    f"below_{at}": band.get("below"),
                }
            )

    def lines(self) -> Iterator[Line]:
        """The rows of the table."""
        for at in range(self.size):
            yield Line(at, at + 1, tuple(self[f"{name}_{at}"] for name in BAND))

    def plain(self) -> list[Any]:
        """What stands above the table."""
        return [self["scale"]]

    def clean(self) -> dict[str, Any]:
        """Each fault at the field where it is mended."""
        said = super().clean() or {}
        rows = self._rows(said)
        whole = True
        for at, row in rows:
            for name in ("code", "label_id", "start"):
                if not row[name] and f"{name}_{at}" not in self.errors:
                    self.add_error(f"{name}_{at}", _("Isian ini diperlukan."))
                    whole = False
        if whole and not self.errors and not rows:
            self.add_error(None, _("Tulis sedikitnya satu kategori."))
        elif whole and not self.errors:
            for fault in faults([_row(row) for _at, row in rows]):
                self.add_error(f"{fault.field}_{rows[fault.row][0]}", say(fault.what))
        codes = [row["code"] for _at, row in rows]
        for at, row in rows:
            if row["code"] and codes.count(row["code"]) > 1:
                self.add_error(f"code_{at}", _("Kode ini dipakai dua kali."))
        return said

    def written(self) -> list[Row]:
        """The rows as they are to be drawn: those that can be read as numbers, right or wrong."""
        found = []
        for at in range(self.size):
            row = {name: self[f"{name}_{at}"].value() or "" for name in BAND}
            try:
                start, below = (
                    ExactField().clean(row["start"]),
                    ExactField(required=False).clean(row["below"]),
                )
            except ValidationError:
                continue
            found.append(_row({**row, "start": start, "below": below}))
        return sorted(found, key=lambda row: row.start)

    def said(self) -> dict[str, Any]:
        """The set, its bands ascending."""
        bands = [
            {
                "code": row["code"],
                "label": {"id": row["label_id"], "en": row["label_en"] or row["label_id"]},
                "start": row["start"],
                "below": row["below"] or None,
            }
            for _at, row in self._rows(self.cleaned_data)
        ]
        return {"code": self.cleaned_data["scale"], "bands": bands}

    def _rows(self, said: Any) -> list[tuple[int, dict[str, Any]]]:
        """The rows that say something, by their lower end; one that cannot be read comes last."""
        rows = [
            (at, {name: said.get(f"{name}_{at}") or "" for name in BAND})
            for at in range(self.size)
            if any(said.get(f"{name}_{at}") for name in BAND)
        ]
        return sorted(
            rows, key=lambda each: Fraction(each[1]["start"]) if each[1]["start"] else Fraction(10**9)
        )


def _row(row: dict[str, Any]) -> Row:
    return Row(
        str(row["code"]),
        str(row["label_id"]),
        number(row["start"]),
        number(row["below"]) if row["below"] else None,
    )
