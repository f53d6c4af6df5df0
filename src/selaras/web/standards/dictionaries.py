"""The dictionaries (kamus kompetensi) in force: their texts by code and level, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef
from django.urls import reverse

from selaras.core.model import Kind
from selaras.law.form.table import DictionaryEntry, DictionaryLevel
from selaras.law.reading.words import shown
from selaras.web.accounts.models import Instansi
from selaras.web.standards.models import Piece, Version
from selaras.web.standards.shelf import place_of

KEPT = 16  # dictionaries of published versions held in memory


@dataclass(frozen=True, slots=True)
class DictionaryText:
    """One competency of a dictionary in force. `key`: its part, permanent in its version; `act`: how it is cited."""

    entry: DictionaryEntry
    key: str
    act: str
    url: str

    @property
    def code(self) -> str:
        """The code that ties it to the competencies of standards."""
        return self.entry.code

    @property
    def kind(self) -> Kind:
        """Managerial, sociocultural or technical."""
        return self.entry.kind

    @property
    def name(self) -> str:
        """Its name on one line."""
        return shown(self.entry.name)

    @property
    def citation(self) -> str:
        """Where its texts stand, as an act is cited."""
        return f"{self.act}, kamus kompetensi, {self.name}"

    @property
    def levels(self) -> tuple[DictionaryLevel, ...]:
        """Its levels, as printed."""
        return self.entry.levels

    def level(self, number: int) -> DictionaryLevel | None:
        """What it says of a level, or None."""
        return next((each for each in self.entry.levels if each.level == number), None)

    def above(self, number: int) -> tuple[DictionaryLevel, ...]:
        """Its levels above a number."""
        return tuple(each for each in self.entry.levels if each.level > number)


def entries(instansi: Instansi | None, on: date) -> tuple[DictionaryText, ...]:
    """The texts of every dictionary that holds for an instansi (None: the nation) on a day, one for each code.

    Of two dictionaries with one code the instansi's own comes first, then the newer. One query once they are known.
    """
    listed = Piece.objects.filter(version=OuterRef("pk"), kind=Piece.Kind.DICTIONARY)
    rows = Version.objects.on(on).filter(Exists(listed)).select_related("act__instansi")
    rows = rows.used_by(instansi) if instansi else rows.filter(act__instansi__isnull=True)
    found: dict[str, DictionaryText] = {}
    newest_first = sorted(rows, key=lambda each: (each.effective_from or date.min, each.pk), reverse=True)
    for version in sorted(newest_first, key=_national):
        for text in _texts(version.digest, _Held(version)):
            found.setdefault(text.code, text)
    return tuple(found.values())


def entry_of(instansi: Instansi, code: str, on: date) -> DictionaryText | None:
    """What the dictionary in force says of a competency, or None: its levels, as for a level to be aimed at."""
    return next((each for each in entries(instansi, on) if each.code == code), None)


def reference(instansi: Instansi, on: date) -> tuple[DictionaryEntry, ...]:
    """The same as the linter takes it: `law.lint.lint(document, form, reference(…))`."""
    return tuple(each.entry for each in entries(instansi, on))


def _national(version: Version) -> bool:
    return version.act is None or version.act.instansi_id is None


class _Held:
    """A version that a cache does not look at: its digest names it."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def __hash__(self) -> int:
        return hash(self.version.pk)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.version.pk == self.version.pk


@lru_cache(maxsize=KEPT)
def _texts(_digest: str, held: _Held) -> tuple[DictionaryText, ...]:
    version = held.version
    if version.act is None:
        return ()
    place, act = place_of(version.act), version.act
    rows = Piece.objects.filter(version=version, kind=Piece.Kind.DICTIONARY).order_by("order")
    return tuple(
        DictionaryText(
            DictionaryEntry.model_validate(data),
            key,
            act.short,
            reverse("standards:entry", args=[place, act.act_id, version.number, key]),
        )
        for key, data in rows.values_list("key", "data")
    )
