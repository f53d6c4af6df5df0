"""Generated law: rubrics, standards, regulations and policies, small enough that their parts meet."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from selaras.core.citation import Citation, Cited, Instrument, Trust
from selaras.core.model import (
    CompetencyRow,
    EducationAtLeast,
    EducationLevel,
    Employment,
    ExperienceNeeded,
    FieldRelevant,
    Importance,
    Indicator,
    Information,
    Kind,
    Nothing,
    Rank,
    RankBetween,
    Regulation,
    Requirement,
    RowKey,
    Rubric,
    Selector,
    Standard,
    TrainingNeeded,
    Unread,
)
from selaras.core.policy import (
    AcceptedSource,
    Band,
    BandSet,
    Effect,
    Effects,
    JpmRule,
    Policy,
    Purpose,
    Variant,
)
from selaras.errors import Text
from tests.properties.choices import Choices

LEVELS = tuple(
    EducationLevel(order, code, code)
    for order, code in ((10, "SMA"), (20, "D-III"), (30, "D-IV"), (30, "S-1"), (40, "S-2"))
)
PNS = tuple(Rank("pns", order, f"P{order}", f"Pangkat {order}") for order in range(1, 7))
PPPK = tuple(Rank("pppk", order, f"K{order}", f"Golongan {order}") for order in range(1, 5))
# What normalises to the same text, what normalises to nothing, and what nobody lists.
FIELDS = ("Hukum", " hukum", "Ekonomi", "Teknik/Sipil", "teknik / SIPIL", " ", "Tata Boga")
TRAININGS = ("Pelatihan Dasar", "pelatihan  dasar", "Prajabatan", "Bendahara", "Arsip", " ")
CENTRE_THEN_PANEL = (AcceptedSource("centre", 1), AcceptedSource("panel", 2))
SOURCES = ("centre", "cact", "panel", "supervisor", "self")
CODES = (
    ("M.1", Kind.MANAGERIAL),
    ("M.2", Kind.MANAGERIAL),
    ("SK.1", Kind.SOCIOCULTURAL),
    ("tata", Kind.TECHNICAL),
)
DAYS = (
    date(2026, 7, 1),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2028, 2, 29),
    date(2027, 12, 31),
    date(1900, 3, 1),
    date(9999, 12, 31),
)


def rubrics() -> dict[str, tuple[Rubric, ...]]:
    """A few rubrics per competency: the same level with other indicators, other levels, one without any."""

    def rubric(code: str, level: int, *texts: str) -> Rubric:
        return Rubric(code, level, tuple(Indicator(f"{level}.{n}", t) for n, t in enumerate(texts, 1)))

    return {
        code: (
            rubric(code, 1, "jujur", "taat", "terbuka"),
            rubric(code, 1, "jujur", "taat"),
            rubric(code, 2, "mengajak", "menegur", "menjaga", "melapor", "mencatat"),
            rubric(code, 5, "teladan"),
            rubric(code, 3),
        )
        for code, _ in CODES
    }


RUBRICS = rubrics()


def cited(value, unit: str = "", trust: Trust = Trust.UNVERIFIED):  # type: ignore[no-untyped-def]
    """A value with a made-up legal basis."""
    return Cited(value, Text(unit, unit), Text("rekaan", "made up"), date(1900, 1, 1), trust)


def around(c: Choices, on: date) -> date:
    """A day near those where something changes: the day itself, anniversaries, ends of February, the far ends."""
    years = c.among((0, 0, 0, 0, 1, 1, 2, 3, 3, 4))
    shift = c.among((0, 0, -1, -1, 1, -2, -28, -31, -90, -200, -365, 40))
    year = max(1900, min(9999, on.year - years))
    if c.chance(3):
        return c.among((date(1900, 1, 1), date(9999, 12, 31), date(1999, 2, 28), date(1996, 2, 29)))
    try:
        start = on.replace(year=year)
    except ValueError:
        start = on.replace(year=year, day=28)
    try:
        return start + timedelta(days=shift)
    except OverflowError:
        return start


def effects(c: Choices) -> Effects:
    """Any effect for every row."""
    every = tuple(Effect)
    return Effects(
        competency=c.among((Effect.GATE, Effect.GATE, *every)),
        importance={mark: c.among(every) for mark in Importance},
        unmarked={key: c.among(every) for key in RowKey},
        rank_below=c.among(every),
        rank_above=c.among(every),
    )


def bands(c: Choices) -> BandSet:
    """Scales A and B, one with ends that no decimal number holds, one with a single band."""
    starts = c.among(((0, 68, 80), (0, 78, 90), (0, Fraction(100, 3), Fraction(200, 3), 100), (0,), (0, 50)))
    ends = (*starts[1:], None)
    return BandSet(
        "rekaan",
        tuple(
            Band(f"B{n}", Text(f"B{n}", f"B{n}"), Fraction(start), None if end is None else Fraction(end))
            for n, (start, end) in enumerate(zip(starts, ends, strict=True))
        ),
    )


def sources(c: Choices) -> dict[Kind, tuple[AcceptedSource, ...]]:
    """Sources in any order of preference; several may share an order; a source may be listed twice."""
    found = {}
    for kind in Kind:
        listed = c.shuffled(c.some(SOURCES[:3], 90) + c.some(SOURCES[3:], 50))
        found[kind] = tuple(
            AcceptedSource(source, c.among((-1, 1, 1, 2, 2, 300)), c.among((0, 0, 0, 0, 2)))
            for source in listed
        )
    return found


def policy(c: Choices, id_: str, employment: tuple[Employment, ...], instruments: tuple[str, ...]) -> Policy:
    """Any policy for these types of employment."""
    return Policy(
        id=id_,
        purpose=Purpose.APPOINTMENT,
        employment=frozenset(employment),
        title=Text(id_, id_),
        effective_from=date(1900, 1, 1),
        effects=cited(effects(c)),
        not_applicable={key: cited(True) for key in c.some(tuple(RowKey), 8)},
        sources=cited(sources(c)),
        validity_years=cited(c.among((None, 3, 3, 3, 1, 0, 8000))),
        indicator_threshold=cited(c.among((Fraction(1), Fraction(2, 3), Fraction("0.34"), Fraction(1, 10)))),
        jpm=cited(
            JpmRule(frozenset(c.some(tuple(Kind), 80)), c.among(tuple(Variant)), c.among((True, False)))
        ),
        scale_top=cited(c.among((5, 5, 4, 300))),
        bands=cited(bands(c)),
        experience_months=cited(c.among((None, 0, 12, 24, 24))),
        instrument_order=cited(tuple(c.shuffled(instruments)[:2]) if c.chance(30) else ()),
        rank_equivalents=cited({rank.code: c.among(PNS) for rank in c.some(PPPK, 30)}),
        training_equivalents=cited(
            c.among(((), (frozenset({"pelatihan dasar", "prajabatan"}), frozenset({"arsip", "bendahara"}))))
        ),
    )


def policies(c: Choices, instruments: tuple[str, ...]) -> tuple[Policy, ...]:
    """The variants of one purpose, one of them perhaps renewed."""
    found = [
        policy(c, "pns", (Employment.PNS, Employment.CPNS), instruments),
        policy(c, "pppk", (Employment.PPPK,), instruments),
    ]
    if c.chance(20):
        newer = policy(c, "pns-2", (Employment.PNS,), instruments)
        object.__setattr__(newer, "effective_from", date(2026, 1, 1))
        found.append(newer)
    return tuple(found)


def demand(c: Choices, key: RowKey):  # type: ignore[no-untyped-def]
    """What a row of this key may ask, mostly what it should."""
    if c.chance(12):
        return c.among((Nothing(), Information(), Unread()))
    if c.chance(3):
        return c.among((FieldRelevant(("Hukum",)), ExperienceNeeded(6), EducationAtLeast(c.among(LEVELS))))
    match key:
        case RowKey.EDUCATION_LEVEL:
            return EducationAtLeast(c.among(LEVELS[:4]))
        case RowKey.EDUCATION_FIELD:
            return FieldRelevant(c.among(((), (), FIELDS[:1], FIELDS[2:5], (" ",))))
        case RowKey.EXPERIENCE:
            return ExperienceNeeded(c.among((None, None, 6, 36)))
        case RowKey.RANK:
            low, high = sorted((c.number(0, 5), c.number(0, 5)))
            return RankBetween(PNS[low], PNS[high]) if c.chance(90) else RankBetween(PPPK[0], PPPK[2])
        case RowKey.PERFORMANCE:
            return Information()
        case _:
            return TrainingNeeded(c.among(((), (), TRAININGS[:1], TRAININGS[2:4], TRAININGS)))


def standard(c: Choices, act: Instrument, id_: str, applies_to: Selector) -> Standard:
    """A standard with some competencies and some rows of part II."""
    competencies = tuple(
        CompetencyRow(
            kind,
            str(n),
            code,
            "",
            c.among(RUBRICS[code][:4] if c.chance(95) else RUBRICS[code]),
            Citation(act, f"I.{n}"),
        )
        for n, (code, kind) in enumerate(c.shuffled(c.some(CODES, 75)), 1)
    )
    requirements = tuple(
        Requirement(
            key, "rekaan", c.among((None, None, *Importance)), demand(c, key), Citation(act, f"II.{n}")
        )
        for n, key in enumerate(c.shuffled(c.some(tuple(RowKey), 70)), 1)
    )
    if not competencies and not requirements:
        requirements = (Requirement(RowKey.PERFORMANCE, "-", None, Nothing(), Citation(act, "II.1")),)
    return Standard(id_, act, applies_to, competencies, requirements, Citation(act, "Lampiran"))


def regulation(c: Choices, id_: str, on: date) -> Regulation:
    """A regulation of one region or of the nation, in force for some time around the day."""
    begins = on if c.chance(10) else date(1900, 1, 1) if c.chance(95) else date(9999, 12, 31)
    act = Instrument(
        id=id_,
        type="perwali",
        number="1",
        year=2023,
        short=id_,
        title=id_,
        region=c.among(("dumai", "dumai", "dumai", "dumai", None, "siak")),
        in_force_from=begins,
        ended_on=None if c.chance(85) else c.among((on, date(9999, 12, 31))),
    )
    selectors = [Selector(job_class=7), Selector(job_class=6)]
    if c.chance(30):
        selectors.append(Selector(title="Juru  Arsip", unit="Dinas A"))
    if c.chance(20):
        selectors.append(Selector(code="J-1"))
    if c.chance(10):
        selectors.append(Selector(job_class=7, unit="dinas a"))
    standards = tuple(standard(c, act, f"{id_}/{n}", selector) for n, selector in enumerate(selectors))
    return Regulation(act, standards, {}, (4, 3, 1))
