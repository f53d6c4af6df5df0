"""Published versions as the public finds them: by instansi, act and number; with what holds today and what held before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, cast

from django.db.models import Max, Prefetch, Q
from django.http import Http404

from selaras.clock import WESTERN_INDONESIA
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, PositionStandard
from selaras.web.accounts.models import Instansi
from selaras.web.standards.models import Act, Ending, Piece, Version
from selaras.web.standards.standing import Standing, families

NATION = "nasional"  # the place of an instansi in the address of a national act
ACT = "act"


class Holds(StrEnum):
    """How a published version stands on a day."""

    FUTURE = "future"
    IN_FORCE = "in_force"
    PAST = "past"


@dataclass
class Book:
    """One version open for reading, with the other published versions of its act, oldest first."""

    version: Version
    versions: Sequence[Version]
    on: date

    @property
    def act(self) -> Act:
        """Its act."""
        return cast("Act", self.version.act)

    @property
    def instansi(self) -> Instansi | None:
        """Whose act it is; None: the nation's."""
        return self.act.instansi

    @property
    def place(self) -> str:
        """The first part of its address."""
        return place_of(self.act)

    @property
    def number(self) -> int:
        """Which version it is."""
        return cast("int", self.version.number)

    @property
    def starts(self) -> date:
        """Its first day."""
        return cast("date", self.version.effective_from)

    @cached_property
    def ending(self) -> Ending | None:
        """What ended it, or will; of several the earliest."""
        return min(self.version.endings.all(), key=lambda each: (each.on, each.pk), default=None)

    @property
    def state(self) -> Holds:
        """How it stands on the day of reading."""
        if self.on < self.starts:
            return Holds.FUTURE
        ended = self.ending is not None and self.ending.on <= self.on
        return Holds.PAST if ended else Holds.IN_FORCE

    @cached_property
    def current(self) -> Version | None:
        """The version of the act that holds on the day of reading."""
        return next((each for each in self.versions if Book(each, (), self.on).state == "in_force"), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells that nothing was published or ended since: all that public pages depend on besides the day."""

    said: tuple[object, ...]
    changed: datetime  # also the beginning of the day: what holds changes with it


def mark(on: date, instansi: str = "", also: tuple[object, ...] = ()) -> Mark:
    """The mark of an instansi and the nation, or of all; with what else a page depends on. One query."""
    rows = Version.objects.filter(state=Version.State.PUBLISHED)
    if instansi:
        nation = Q(act__instansi__isnull=True)
        rows = rows.filter(nation if instansi == NATION else nation | Q(act__instansi__code=instansi))
    said = rows.aggregate(
        newest=Max("pk"), at=Max("published_at"), ending=Max("endings__pk"), ended=Max("endings__at")
    )
    midnight = datetime.combine(on, datetime.min.time(), WESTERN_INDONESIA)
    moments = [moment for moment in (said["at"], said["ended"]) if moment]
    return Mark((on, *said.values(), *also), max([midnight, *moments]))


def open_book(instansi: str, act: str, number: int | None, on: date) -> Book:
    """A published version; without a number the one of that day, else the newest. Two queries; raises Http404."""
    found = list(_of(instansi).filter(act__act_id=act).order_by("number"))
    books = [Book(each, found, on) for each in found]
    wanted = (
        [book for book in books if book.number == number]
        if number is not None
        else sorted(books, key=lambda book: (book.state != Holds.IN_FORCE, -book.number))
    )
    if not wanted:
        raise Http404
    return wanted[0]


def on_shelf(on: date, instansi: str = "") -> list[Book]:
    """Every version in force on a day, by instansi and act. Two queries."""
    rows = _of(instansi).order_by("act__instansi__name", "act__year", "act__act_id", "number")
    books = [Book(each, (each,), on) for each in rows]
    return [book for book in books if book.state == Holds.IN_FORCE]


def every_book(on: date) -> list[Book]:
    """Every version ever published, by instansi, act and number. Two queries."""
    rows = _of("").order_by("act__instansi__name", "act__year", "act__act_id", "number")
    return [Book(each, (each,), on) for each in rows]


def _of(instansi: str) -> Any:
    endings = Prefetch(
        "endings", Ending.objects.select_related("successor__act__instansi").defer("successor__form")
    )
    rows = Version.objects.published().select_related("act__instansi").prefetch_related(endings)
    if instansi == NATION:
        return rows.filter(act__instansi__isnull=True)
    return rows.filter(act__instansi__code=instansi) if instansi else rows


def place_of(act: Act) -> str:
    """The first part of the address of an act."""
    return act.instansi.code if act.instansi else NATION


def pieces(version: Version, *keys: str) -> dict[str, Piece]:
    """Some pieces of a version with their content. One query."""
    rows = Piece.objects.filter(version=version, key__in=keys).defer("lines", "findings")
    return {piece.key: piece for piece in rows}


def body_of(piece: Piece) -> Form:
    """The act without its standards: head, definitions, chapters, articles, families."""
    return Form.model_validate(piece.data)


def standing_of(piece: Piece, body: Form) -> Standing:
    """A stored standard as it was printed."""
    if piece.kind == Piece.Kind.CLASS:
        entry = ClassStandard.model_validate(piece.data)
        named = ", ".join(families(body, entry.job_class))
        return Standing(piece.key, piece.title, named, entry.citation, entry)
    position = PositionStandard.model_validate(piece.data)
    return Standing(piece.key, piece.title, position.summary or "", position.citation, position)
