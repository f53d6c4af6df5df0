"""What counts, what gates, which bands: policies are data with a legal basis (specification §8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction

from selaras.core.citation import Cited
from selaras.core.model import Employment, Importance, Kind, Rank, Requirement, RowKey
from selaras.core.words import LANGUAGES
from selaras.errors import LawRefused, Place, Problem, Text


class Purpose(StrEnum):
    """What a policy is for."""

    APPOINTMENT = "appointment"
    MOVEMENT = "movement"
    MAPPING = "mapping"
    RECRUITMENT = "recruitment"
    DEVELOPMENT = "development"


class Effect(StrEnum):
    """What an open row does to the whole: stop it, ask for an answer, or just say so. Strongest first."""

    GATE = "gate"
    WARN = "warn"
    INFORM = "inform"

    def weaker(self, other: Effect) -> Effect:
        """The milder of two effects."""
        order = list(Effect)
        return max(self, other, key=order.index)


class Variant(StrEnum):
    """Which score the match counts: whole levels or single indicators."""

    LEVEL = "level"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Effects:
    """Effects of rows: of every competency, by importance mark, of unmarked rows, of a rank outside its range."""

    competency: Effect
    importance: Mapping[Importance, Effect]
    unmarked: Mapping[RowKey, Effect]
    rank_below: Effect
    rank_above: Effect

    def __post_init__(self) -> None:
        # A rank row without a mark follows rank_below and rank_above.
        unsaid = [*set(Importance) - set(self.importance), *set(RowKey) - {RowKey.RANK} - set(self.unmarked)]
        if unsaid:
            raise ValueError(f"importance or unmarked does not say the effect of {', '.join(sorted(unsaid))}")

    def of_requirement(self, row: Requirement) -> Effect:
        """Effect of a requirement row, except a rank above its range (`of_rank_above`)."""
        if row.importance is not None:
            return self.importance[row.importance]
        return self.rank_below if row.key is RowKey.RANK else self.unmarked[row.key]

    def of_rank_above(self, row: Requirement) -> Effect:
        """Effect of a rank above the range: never stronger than the row's own."""
        return self.rank_above.weaker(self.of_requirement(row))


@dataclass(frozen=True, slots=True)
class AcceptedSource:
    """A source of results that counts. Lower `order` is preferred; fewer assessors than `min_assessors` do not count."""

    source: str
    order: int
    min_assessors: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A category of the match: from `start` (inclusive) to `below` (exclusive; None: no end), in percent."""

    code: str
    label: Text
    start: Fraction
    below: Fraction | None


@dataclass(frozen=True, slots=True)
class BandSet:
    """Bands in ascending order that cover everything from zero on, without gap or overlap."""

    code: str
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        edge: Fraction | None = Fraction(0)
        for band in self.bands:
            if edge is None or band.start != edge or (band.below is not None and band.below <= band.start):
                raise LawRefused(
                    Text(
                        f"Kategori JPM {self.code} berlubang, tumpang tindih, atau kosong pada {band.code}: mulai {band.start}, seharusnya {edge}, sampai {band.below}.",
                        f"JPM bands {self.code} have a gap, an overlap or nothing in them at {band.code}: from {band.start}, expected {edge}, to {band.below}.",
                    ),
                    Text(
                        "Samakan batas bawah setiap kategori dengan batas atas kategori sebelumnya.",
                        "Let each band start where the one before it ends.",
                    ),
                )
            edge = band.below
        if not self.bands or edge is not None:
            raise LawRefused(
                Text(
                    f"Kategori JPM {self.code} tidak mencakup nilai tertinggi.",
                    f"JPM bands {self.code} do not reach the top.",
                ),
                Text("Kosongkan batas atas kategori tertinggi.", "Leave the upper end of the top band open."),
            )

    def of(self, percent: Fraction) -> Band:
        """The band that holds `percent`; compared as fractions, never rounded."""
        return next(band for band in reversed(self.bands) if band.start <= percent)


@dataclass(frozen=True, slots=True)
class JpmRule:
    """How the match is counted: which kinds of competency, which variant, capped at the requirement or not."""

    kinds: frozenset[Kind]
    variant: Variant
    capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The policy for one purpose and some types of employment, from a day until the next version.

    Every value carries unit, legal basis, first day of effect and trust mark.
    """

    id: str
    purpose: Purpose
    employment: frozenset[Employment]
    title: Text
    effective_from: date
    effects: Cited[Effects]
    not_applicable: Mapping[RowKey, Cited[bool]]
    sources: Cited[Mapping[Kind, tuple[AcceptedSource, ...]]]
    validity_years: Cited[int | None]
    indicator_threshold: Cited[Fraction]
    jpm: Cited[JpmRule]
    scale_top: Cited[int]
    bands: Cited[BandSet]
    experience_months: Cited[int | None]
    instrument_order: Cited[tuple[str, ...]]
    rank_equivalents: Cited[Mapping[str, Rank]]
    training_equivalents: Cited[tuple[frozenset[str], ...]]

    def __post_init__(self) -> None:
        if problems := tuple(self._problems()):
            raise LawRefused(
                Text(
                    f"Kebijakan {self.id} memuat nilai yang tidak mungkin.",
                    f"Policy {self.id} holds impossible values.",
                ),
                Text("Perbaiki nilai yang disebut.", "Mend the values named."),
                problems,
            )
        # A policy that extends another may say that a row applies after all: `value: false`.
        kept = {key: cited for key, cited in self.not_applicable.items() if cited.value}
        object.__setattr__(self, "not_applicable", kept)

    def _problems(self) -> Iterator[Problem]:
        """What no policy can mean, whatever the law says."""
        threshold = self.indicator_threshold.value
        if not 0 < threshold <= 1:
            yield Problem(
                "policy.impossible",
                Place(column="indicator_threshold"),
                Text(
                    f"“indicator_threshold”: ambang indikator {threshold} di luar 0–1.",
                    f"“indicator_threshold”: {threshold} is outside 0–1.",
                ),
                Text(
                    "Tulis bagian yang harus terpenuhi, misalnya 1 atau 2/3.",
                    "Write the share to be met, such as 1 or 2/3.",
                ),
            )
        least = (
            ("validity_years", self.validity_years, 0),
            ("experience_months", self.experience_months, 0),
            ("scale_top", self.scale_top, 1),
        )
        for name, cited, minimum in least:
            if cited.value is not None and cited.value < minimum:
                yield Problem(
                    "policy.impossible",
                    Place(column=name),
                    Text(f"“{name}”: {cited.value} terlalu kecil.", f"“{name}”: {cited.value} is too small."),
                    Text(f"Tulis {minimum} atau lebih.", f"Write {minimum} or more."),
                )

    def cited(self) -> Iterator[tuple[str, Cited[object]]]:
        """Every cited value with its name, the rows not applicable included."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Cited):
                yield item.name, value
        for key, value in self.not_applicable.items():
            yield f"not_applicable:{key}", value

    @property
    def unverified(self) -> tuple[tuple[str, Cited[object]], ...]:
        """The values whose legal basis nobody has verified yet: shown as such wherever they are used."""
        return tuple((name, value) for name, value in self.cited() if not value.trust.verified)

    def accepted(self, kind: Kind, source: str, assessors: int | None) -> AcceptedSource | None:
        """The most preferred accepted source that evidence of `source` by so many assessors comes from, or None."""
        found = [
            accepted
            for accepted in self.sources.value.get(kind, ())
            if accepted.source == source and (assessors or 0) >= accepted.min_assessors
        ]
        return min(found, key=lambda accepted: accepted.order, default=None)

    def needed_indicators(self, size: int) -> int:
        """How many of `size` indicators must be met: the threshold's share, rounded up."""
        share = self.indicator_threshold.value * size
        return -(-share.numerator // share.denominator)

    def same_training(self, name: str) -> frozenset[str]:
        """Normalised names that count as the training `name` (itself normalised), itself included."""
        return frozenset({name}).union(*(group for group in self.training_equivalents.value if name in group))


def policy_for(policies: Iterable[Policy], employment: Employment | None, on: date) -> Policy:
    """The policy for a type of employment on a day; unknown employment is taken as PNS, of whom Pasal 5 speaks.

    Raises LawRefused when no policy is for that type, or none of those is in force on that day.
    """
    wanted, known = employment or Employment.PNS, tuple(policies)
    meant = [p for p in known if wanted in p.employment]
    found = [p for p in meant if p.effective_from <= on]
    if found:
        return max(found, key=lambda p: p.effective_from)
    titles = {p.title for p in meant or known}
    title = Text(*(", ".join(sorted({f"“{each[lang]}”" for each in titles})) for lang in LANGUAGES))
    if not meant:
        raise LawRefused(
            Text(
                f"Kebijakan {title.id} tidak punya varian untuk {wanted}.",
                f"Policy {title.en} has no variant for {wanted}.",
            ),
            Text(
                f"Tambahkan varian untuk {wanted} pada `variants`, atau pilih kebijakan lain.",
                f"Add a variant for {wanted} to `variants`, or choose another policy.",
            ),
        )
    first = min(p.effective_from for p in meant)
    raise LawRefused(
        Text(
            f"Kebijakan {title.id} untuk {wanted} belum berlaku pada {on:%d-%m-%Y}; berlaku sejak {first:%d-%m-%Y}.",
            f"Policy {title.en} for {wanted} is not in force on {on}; it is from {first} on.",
        ),
        Text("Pilih tanggal lain atau berkas kebijakan lain.", "Choose another day or another policy file."),
    )
