"""Forms of values that are lists of boxes: rows that do not apply, groups of trainings; and the frame of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selaras.core.model import Employment, RowKey, normalise
from selaras.law.words import words
from selaras.web.policies.content import DAY
from selaras.web.policies.forms.fields import day_field, text_field
from selaras.web.policies.forms.part import BASIS, Line, PartForm, basis_fields, basis_of, shown_day
from selaras.web.policies.items import Exempt, exemptions
from selaras.web.ui.templatetags.ui import say

SPARE, MOST_BOXES = 1, 60
UNIT = {"id": "baris tidak berlaku", "en": "row not applicable"}
EMPLOYMENTS = {Employment.PNS: "PNS", Employment.CPNS: "CPNS", Employment.PPPK: "PPPK"}


class BoxesForm(PartForm):
    """Some boxes with the same fields, and one to spare; a box whose own fields are empty is left out."""

    template = "policies/part/_boxes.html"
    own: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any] | None, old: Any, was: str) -> None:
        super().__init__(data)
        self.initial["was"] = was
        boxes = list(self.boxes(old))
        self.size = min(len(boxes) + SPARE, MOST_BOXES)
        if data:
            sent = [at + 1 for at in range(MOST_BOXES) if f"basis_id_{at}" in data]
            self.size = max([self.size, *sent])
        for at in range(self.size):
            shown = boxes[at] if at < len(boxes) else {}
            for name, field in {**self.fields_of_box(), **basis_fields(required=False)}.items():
                self.fields[f"{name}_{at}"] = field
                self.initial[f"{name}_{at}"] = shown.get(name)

    def boxes(self, old: Any) -> Iterator[dict[str, Any]]:
        """What the boxes hold now."""
        raise NotImplementedError

    def fields_of_box(self) -> dict[str, forms.Field]:
        """The fields of one box, beside its basis."""
        raise NotImplementedError

    def title(self, at: int) -> str:
        """What stands above a box."""
        raise NotImplementedError

    def lines(self) -> Iterator[Line]:
        """The boxes."""
        for at in range(self.size):
            names = (*self.own, *BASIS)
            yield Line(at, self.title(at), tuple(self[f"{name}_{at}"] for name in names))

    def clean(self) -> dict[str, Any]:
        """A box that is used is whole."""
        said = super().clean() or {}
        for at in self.used(said):
            for name in (*self.own, "basis_id", "day"):
                if not said.get(f"{name}_{at}") and f"{name}_{at}" not in self.errors:
                    self.add_error(f"{name}_{at}", _("Isian ini diperlukan."))
        return said

    def used(self, said: Mapping[str, Any]) -> list[int]:
        """The boxes whose own fields say something."""
        return [at for at in range(self.size) if said.get(f"{self.own[0]}_{at}")]


class ExemptForm(BoxesForm):
    """Rows that do not apply, for whom, and why."""

    own = ("row", "employment")

    def boxes(self, old: Any) -> Iterator[dict[str, Any]]:
        """The rows as they stand."""
        for each in exemptions(old or {}):
            basis = each.cited.get("basis") or {}
            yield {
                "row": each.row,
                "employment": sorted(each.employment),
                "basis_id": basis.get("id"),
                "basis_en": basis.get("en"),
                "day": shown_day(each.cited.get(DAY)),
            }

    def fields_of_box(self) -> dict[str, forms.Field]:
        """Row and types of employment."""
        rows = [(str(row), say(words().get("row", row))) for row in RowKey]
        return {
            "row": forms.ChoiceField(
                label=gettext_lazy("Baris"),
                choices=[("", gettext_lazy("tidak ada")), *rows],
                required=False,
                help_text=gettext_lazy("Pilih “tidak ada” untuk menghapus kotak ini."),
            ),
            "employment": forms.MultipleChoiceField(
                label=gettext_lazy("Tidak berlaku bagi"),
                choices=[(str(each), label) for each, label in EMPLOYMENTS.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }

    def title(self, at: int) -> str:
        """Its number."""
        return _("Baris tidak berlaku %(n)s") % {"n": at + 1}

    def clean(self) -> dict[str, Any]:
        """A row is said once for a type of employment."""
        said = super().clean()
        seen: set[tuple[str, str]] = set()
        for at in self.used(said):
            mine = {(said[f"row_{at}"], each) for each in said.get(f"employment_{at}") or ()}
            if mine & seen:
                self.add_error(f"row_{at}", _("Baris ini sudah disebut untuk jenis kepegawaian itu."))
            seen |= mine
        return said

    def value(self, old: Any) -> list[Exempt]:
        """The rows; the trust mark is settled by what is known."""
        said = self.cleaned_data
        return [
            Exempt(
                said[f"row_{at}"],
                frozenset(said[f"employment_{at}"]),
                {"value": True, "unit": UNIT, **basis_of(said, f"_{at}"), "trust": "U"},
            )
            for at in self.used(said)
        ]


class GroupsForm(BoxesForm):
    """Trainings that count as one another."""

    own = ("names",)

    def boxes(self, old: Any) -> Iterator[dict[str, Any]]:
        """The groups as they stand."""
        for group in old or ():
            basis = group.get("basis") or {}
            yield {
                "names": "\n".join(group.get("names", ())),
                "basis_id": basis.get("id"),
                "basis_en": basis.get("en"),
                "day": shown_day(group.get(DAY)),
            }

    def fields_of_box(self) -> dict[str, forms.Field]:
        """The names."""
        return {
            "names": forms.CharField(
                label=gettext_lazy("Nama pelatihan yang disetarakan"),
                required=False,
                max_length=6000,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=gettext_lazy(
                    "Satu nama per baris, sedikitnya dua. Huruf besar dan spasi tidak dibedakan. Kosongkan untuk menghapus."
                ),
            )
        }

    def title(self, at: int) -> str:
        """Its number."""
        return _("Kelompok %(n)s") % {"n": at + 1}

    def clean(self) -> dict[str, Any]:
        """Two names at least, each in one group."""
        said = super().clean()
        seen: dict[str, int] = {}
        for at in self.used(said):
            names = _names(said[f"names_{at}"])
            if len(names) < 2:  # one alone is equal to nothing
                self.add_error(f"names_{at}", _("Tulis sedikitnya dua nama yang berbeda."))
            for name in names:
                if seen.setdefault(normalise(name), at) != at:
                    self.add_error(
                        f"names_{at}", _("“%(name)s” sudah ada di kelompok lain.") % {"name": name[:80]}
                    )
        if not self.used(said) and not self.errors:
            self.add_error("names_0", _("Tulis sedikitnya satu kelompok."))
        return said

    def value(self, old: Any) -> list[dict[str, Any]]:
        """The groups; the trust mark is settled by what is known."""
        said = self.cleaned_data
        return [
            {"names": _names(said[f"names_{at}"]), **basis_of(said, f"_{at}"), "trust": "U"}
            for at in self.used(said)
        ]


class FrameForm(PartForm):
    """The legal basis of a list whose codes come with the program."""

    template = "policies/part/_frame.html"
    basis_id = text_field(gettext_lazy("Dasar hukum"))
    basis_en = text_field(
        gettext_lazy("Dasar hukum dalam bahasa Inggris"),
        required=False,
        help_text=gettext_lazy("Kosong: sama dengan di atas."),
    )
    day = day_field(gettext_lazy("Dasar itu berlaku mulai"))

    def __init__(self, data: Mapping[str, Any] | None, old: Mapping[str, Any], was: str) -> None:
        super().__init__(data)
        basis = old.get("basis") or ""
        both = basis if isinstance(basis, Mapping) else {"id": basis, "en": basis}
        self.initial.update(
            {
                "basis_id": both["id"],
                "basis_en": both["en"],
                "day": shown_day(old.get(DAY)),
                "was": was,
            }
        )

    def value(self, old: Any) -> dict[str, Any]:
        """The basis and its day."""
        return basis_of(self.cleaned_data)

    def based(self) -> list[Any]:
        """All fields."""
        return [self[name] for name in BASIS]


def _names(text: str) -> list[str]:
    """The names, each once, in their order."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if name := " ".join(line.split()):
            found.setdefault(normalise(name), name)
    return list(found.values())
