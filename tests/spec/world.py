"""Builds what a case describes: regulations, a position, a policy, a synthetic person; and asks the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from selaras.core.applicable import applicable
from selaras.core.citation import Citation
from selaras.core.evaluate import evaluate, evaluate_held
from selaras.core.facts import employment_on
from selaras.core.model import (
    CompetencyRow,
    Determination,
    EducationHeld,
    EmploymentHeld,
    Equivalence,
    Evidence,
    Importance,
    Indicator,
    Person,
    Position,
    PositionHeld,
    RankHeld,
    Regulation,
    Rubric,
    Selector,
    Standard,
    TrainingKind,
    TrainingTaken,
    normalise,
)
from selaras.core.policy import AcceptedSource, Band, BandSet, Policy, policy_for
from selaras.core.verdict import Verdict
from selaras.errors import Text
from selaras.law.lists import competency_code_of_name, education_levels, ranks
from selaras.law.load import regulation
from selaras.law.policies import policies
from tests.spec.cases import raw
from tests.spec.vocabulary import (
    EFFECTS,
    EMPLOYMENTS,
    KINDS,
    POSITION_TYPES,
    PURPOSES,
    ROWS,
    SOURCES,
    VARIANTS,
    YES_NO,
    CaseError,
    Fields,
    code,
)

DUMAI = "perwali-dumai-6-2023"
NONE = "tidak ada"
_FACTS = (
    "mulai bertugas",
    "kepegawaian",
    "pendidikan",
    "pangkat",
    "riwayat jabatan",
    "pelatihan",
    "bukti dasar",
    "bukti",
    "penetapan",
)


def cast() -> Mapping[str, Any]:
    """The fixed cast: positions and people that the cases name."""
    return raw("pemeran.yaml")


def ask(facts: Mapping[str, Any], where: str) -> Verdict:
    """Evaluate what a case describes."""
    case = Fields(facts, where)
    on = case.take("pada", cast()["hari rujukan"])
    asked = case.take("jabatan")
    regulations = regulations_of(case.take("peraturan"), where)
    person = person_of(case.need("pegawai"), regulations, where)
    policy = policy_of(case.take("kebijakan", "pengangkatan"), person, on, where)
    equivalences = tuple(
        _equivalence(item, regulations, where) for item in case.take("kesetaraan rubrik", ())
    )
    proposer = case.take("pengusul", "")
    case.done()
    if asked is None:
        return evaluate_held(person, regulations, policy, on, equivalences=equivalences, proposer=proposer)
    position = position_of(asked, where)
    standard = applicable(position, regulations, on, policy.instrument_order.value)
    return evaluate(
        person, standard, policy, on, position=position, equivalences=equivalences, proposer=proposer
    )


# --- law ----------------------------------------------------------------------------------------------------


def regulations_of(items: Iterable[object] | None, where: str) -> tuple[Regulation, ...]:
    """The Dumai regulation, unless the case names others; `meniru` makes a fictitious one from it."""
    if items is None:
        return (regulation(DUMAI),)
    return tuple(
        regulation(item) if isinstance(item, str) else _imitation(Fields(item, where)) for item in items
    )


def _imitation(fields: Fields) -> Regulation:
    """A fictitious regulation with the standards of a real one, changed as the case says."""
    model = regulation(fields.need("meniru"))
    region = fields.take("wilayah", model.instrument.region)
    instrument = replace(
        model.instrument,
        id=fields.take("nama", model.instrument.id),
        short=fields.take("sebutan", model.instrument.short),
        region=None if region == "nasional" else region,
        in_force_from=fields.take("mulai berlaku", model.instrument.in_force_from),
        ended_on=fields.take("berakhir"),
    )
    classes = fields.take("kelas", tuple(s.applies_to.job_class for s in model.standards))
    title = fields.take("untuk jabatan")
    renamed = fields.take("ganti nama kompetensi", {})
    linked = code(fields.take("ditautkan", "ya"), YES_NO, fields.where)
    reworded = fields.take("ganti kalimat indikator", {})
    fields.done()

    def cited(place: Citation) -> Citation:
        return replace(place, instrument=instrument)

    def competency(row: CompetencyRow) -> CompetencyRow:
        name = renamed.get(row.name, row.name)
        own = row.code if linked or name == row.name else f"{instrument.id}:{normalise(name)}"
        texts = [i.text for i in row.rubric.indicators]
        for old, new in reworded.items():
            texts = [text.replace(old, new) for text in texts]
        indicators = tuple(
            Indicator(i.number, text) for i, text in zip(row.rubric.indicators, texts, strict=True)
        )
        rubric = Rubric(own, row.level, indicators)
        return replace(row, name=name, rubric=rubric, citation=cited(row.citation))

    standards = tuple(
        replace(
            s,
            id=f"{instrument.id}/{title or s.applies_to.job_class}",
            instrument=instrument,
            applies_to=Selector(title=title) if title else s.applies_to,
            competencies=tuple(competency(row) for row in s.competencies),
            requirements=tuple(replace(row, citation=cited(row.citation)) for row in s.requirements),
            citation=cited(s.citation),
        )
        for s in model.standards
        if s.applies_to.job_class in classes
    )
    return replace(model, instrument=instrument, standards=standards)


def standard_named(name: str, regulations: tuple[Regulation, ...], where: str) -> Standard:
    """The standard called `kelas 5` (of Dumai), or `<peraturan> kelas 5` of another regulation of the case."""
    found = [
        s
        for r in (regulation(DUMAI), *regulations)
        for s in r.standards
        if name in (f"kelas {s.applies_to.job_class}", f"{r.instrument.id} kelas {s.applies_to.job_class}")
        or name == s.applies_to.title
    ]
    if not found:
        raise CaseError(f"{where}: no standard is called “{name}”")
    return found[0]


def row_named(name: str, standard: Standard, where: str) -> CompetencyRow:
    """The competency row of that printed name, or of an alias of the same competency."""
    known = competency_code_of_name().get(normalise(name))
    for row in standard.competencies:
        if normalise(row.name) == normalise(name) or (known is not None and row.code == known):
            return row
    raise CaseError(f"{where}: {standard.citation} has no competency “{name}”")


def policy_of(described: Any, person: Person, on: date, where: str) -> Policy:
    """An embedded policy by its purpose, with the changes that the case makes for itself."""
    fields = Fields({"untuk": described} if isinstance(described, str) else described, where)
    purpose = code(fields.need("untuk"), PURPOSES, where)
    policy = policy_for(policies(purpose), employment_on(person, on), on)

    def put(name: str, value: object) -> None:
        nonlocal policy
        policy = replace(policy, **{name: replace(getattr(policy, name), value=value)})

    rule, effects = policy.jpm.value, policy.effects.value
    if "jenis kompetensi JPM" in fields:
        rule = replace(
            rule, kinds=frozenset(code(k, KINDS, where) for k in fields.take("jenis kompetensi JPM"))
        )
    if "varian JPM" in fields:
        rule = replace(rule, variant=code(fields.take("varian JPM"), VARIANTS, where))
    if "JPM dibatasi" in fields:
        rule = replace(rule, capped=code(fields.take("JPM dibatasi"), YES_NO, where))
    put("jpm", rule)
    for name, part in (
        ("akibat kompetensi", "competency"),
        ("akibat pangkat di bawah rentang", "rank_below"),
        ("akibat pangkat di atas rentang", "rank_above"),
    ):
        if name in fields:
            effects = replace(effects, **{part: code(fields.take(name), EFFECTS, where)})
    for mark in Importance:
        if f"akibat baris {mark}" in fields:
            effect = code(fields.take(f"akibat baris {mark}"), EFFECTS, where)
            effects = replace(effects, importance={**effects.importance, mark: effect})
    put("effects", effects)
    if "ambang indikator" in fields:
        put("indicator_threshold", Fraction(fields.take("ambang indikator")))
    if "lama pengalaman (bulan)" in fields:
        months = fields.take("lama pengalaman (bulan)")
        put("experience_months", None if months == "tidak ditentukan" else months)
    if "masa berlaku (tahun)" in fields:
        years = fields.take("masa berlaku (tahun)")
        put("validity_years", None if years == "tidak dibatasi" else years)
    if "urutan instrumen" in fields:
        put("instrument_order", tuple(fields.take("urutan instrumen")))
    if "kesetaraan golongan" in fields:
        put(
            "rank_equivalents",
            {own: ranks()[rank] for own, rank in fields.take("kesetaraan golongan").items()},
        )
    if "kategori JPM" in fields:
        bands = [
            Band(
                str(band), Text(str(band), str(band)), Fraction(start), None if end is None else Fraction(end)
            )
            for band, start, end in fields.take("kategori JPM")
        ]
        put("bands", BandSet("contoh", tuple(bands)))
    if "sumber" in fields:
        accepted = tuple(
            AcceptedSource(code(name, SOURCES, where), order, 0)
            for order, group in enumerate(fields.take("sumber"), 1)
            for name in (group if isinstance(group, list) else [group])
        )
        put("sources", dict.fromkeys(policy.sources.value, accepted))
    for name in fields.take("baris yang tetap berlaku", ()):
        row = code(name, ROWS, where)
        kept = {key: value for key, value in policy.not_applicable.items() if key is not row}
        policy = replace(policy, not_applicable=kept)
    fields.done()
    return policy


# --- people -------------------------------------------------------------------------------------------------


def position_of(described: Any, where: str) -> Position:
    """A position of the cast, or one described from it with `seperti`, or a new one."""
    if isinstance(described, str):
        if described not in cast()["jabatan"]:
            raise CaseError(f"{where}: nobody in the cast holds “{described}”")
        return _position(Fields({"nama": described, **cast()["jabatan"][described]}, where))
    fields = dict(described)
    like = fields.pop("seperti", None)
    return _position(Fields({"nama": like, **cast()["jabatan"][like], **fields} if like else fields, where))


def _position(fields: Fields) -> Position:
    title = fields.need("nama")
    job_class = fields.take("kelas")
    fields_of_study, trainings = fields.take("bidang ilmu"), fields.take("pelatihan teknis")
    family = fields.take("rumpun")
    position = Position(
        id=fields.take("kode", normalise(title).replace(" ", "-")),
        title=title,
        region=fields.take("wilayah", "Kota Dumai"),
        type=code(fields.take("jenis", "pelaksana"), POSITION_TYPES, fields.where),
        job_class=None if job_class == "belum dicatat" else job_class,
        family=None if family == "belum dicatat" else family,
        fields=None if fields_of_study in (None, "belum didaftar") else tuple(fields_of_study),
        trainings=None if trainings in (None, "belum didaftar") else tuple(trainings),
    )
    fields.done()
    return position


def person_of(described: Any, regulations: tuple[Regulation, ...], where: str) -> Person:
    """Someone of the cast, changed as the case says: a field given replaces that whole field.

    Two exceptions keep cases short: `bukti dasar` changes only the parts it names, and `bukti` replaces the
    evidence of the competencies it names.
    """
    changes = dict({"dasar": described} if isinstance(described, str) else described)
    name = changes.pop("dasar")
    if name not in cast()["pegawai"]:
        raise CaseError(f"{where}: “{name}” is not in the cast")
    facts = {**cast()["pegawai"][name], **changes}
    base = cast()["pegawai"][name]["bukti dasar"]
    basic = changes.get("bukti dasar", {})
    facts["bukti dasar"] = NONE if basic == NONE else {**base, **basic}
    fields = Fields(facts, where)
    own = standard_named(base["diukur dengan"], regulations, where)

    def entries(field: str) -> list[Fields]:
        items = fields.take(field, NONE)
        return [Fields(item, f"{where}: {field}") for item in ([] if items == NONE else items)]

    evidence = tuple(
        _evidence(number, item, own, regulations) for number, item in enumerate(entries("bukti"), 1)
    )
    named = {e.competency for e in evidence}
    basic_evidence = fields.take("bukti dasar")
    every = () if basic_evidence == NONE else _basic_evidence(basic_evidence, regulations, where)
    person = Person(
        id=fields.take("NIP"),
        name=name,
        entered_on=_known(fields.take("mulai bertugas")),
        employment=tuple(_employment(n, e) for n, e in enumerate(entries("kepegawaian"), 1)),
        educations=tuple(_education(n, e) for n, e in enumerate(entries("pendidikan"), 1)),
        ranks=tuple(_rank(n, e) for n, e in enumerate(entries("pangkat"), 1)),
        positions=tuple(_held(n, e) for n, e in enumerate(entries("riwayat jabatan"), 1)),
        trainings=tuple(_training(n, e) for n, e in enumerate(entries("pelatihan"), 1)),
        evidence=(*(e for e in every if e.competency not in named), *evidence),
        determinations=tuple(_determination(n, e) for n, e in enumerate(entries("penetapan"), 1)),
    )
    fields.done()
    return person


def _known(value: Any) -> Any:
    return None if value == "tidak diketahui" else value


def _recorded(fields: Fields, number: int, day: str) -> dict[str, Any]:
    """What every entry carries: its name in the case, its day, when it was recorded, what it corrects."""
    return {
        "id": str(fields.take("catatan", number)),
        "since": fields.need(day),
        "recorded_on": fields.take("dicatat"),
        "corrects": str(fields.take("mengoreksi", "")),
        "withdrawn": code(fields.take("ditarik", "tidak"), YES_NO, fields.where),
    }


def _employment(number: int, fields: Fields) -> EmploymentHeld:
    kind = code(fields.need("jenis"), EMPLOYMENTS, fields.where)
    held = EmploymentHeld(type=kind, **_recorded(fields, number, "sejak"))
    fields.done()
    return held


def _education(number: int, fields: Fields) -> EducationHeld:
    level = code(fields.need("jenjang"), education_levels(), fields.where)
    held = EducationHeld(level=level, field=fields.take("bidang", ""), **_recorded(fields, number, "lulus"))
    fields.done()
    return held


def _rank(number: int, fields: Fields) -> RankHeld:
    rank = code(fields.need("golongan"), ranks(), fields.where)
    held = RankHeld(rank=rank, **_recorded(fields, number, "sejak"))
    fields.done()
    return held


def _held(number: int, fields: Fields) -> PositionHeld:
    position = position_of(fields.need("jabatan"), fields.where)
    held = PositionHeld(position=position, **_recorded(fields, number, "sejak"))
    fields.done()
    return held


def _training(number: int, fields: Fields) -> TrainingTaken:
    kinds = {
        "manajerial": TrainingKind.MANAGERIAL,
        "teknis": TrainingKind.TECHNICAL,
        "fungsional": TrainingKind.FUNCTIONAL,
    }
    taken = TrainingTaken(
        kind=code(fields.need("jenis"), kinds, fields.where),
        name=fields.need("nama"),
        passed=code(fields.take("lulus", "ya"), YES_NO, fields.where),
        **_recorded(fields, number, "tanggal"),
    )
    fields.done()
    return taken


def _basic_evidence(described: Any, regulations: tuple[Regulation, ...], where: str) -> tuple[Evidence, ...]:
    """The same result in every competency of one standard."""
    fields = Fields(described, where)
    standard = standard_named(fields.need("diukur dengan"), regulations, where)
    result, day = fields.need("hasil"), fields.need("tanggal")
    source = code(fields.need("sumber"), SOURCES, where)
    fields.done()
    return tuple(
        Evidence(
            id=f"dasar {row.code}", rubric=row.rubric, source=source, since=day, **_result(result, row, where)
        )
        for row in standard.competencies
    )


def _result(described: Any, row: CompetencyRow, where: str) -> dict[str, Any]:
    """`level 1`, `semua indikator terpenuhi`, or indicators by printed number: met, not met, the rest not rated."""
    keys = {indicator.number: indicator.key for indicator in row.rubric.indicators}
    if isinstance(described, Mapping):
        fields = Fields(described, where)
        met, failed = fields.take("terpenuhi", ()), fields.take("tidak terpenuhi", ())
        fields.done()
        rated = {
            **{code(number, keys, where): True for number in met},
            **{code(number, keys, where): False for number in failed},
        }
        return {"indicators": rated}
    last = max(keys)
    forms = {
        "semua indikator terpenuhi": dict.fromkeys(keys.values(), True),
        "satu indikator tidak terpenuhi": {key: number != last for number, key in keys.items()},
        "satu indikator belum dinilai": {key: True for number, key in keys.items() if number != last},
    }
    forms_or_levels = {f"level {level}": {"level": level} for level in range(6)} | {
        name: {"indicators": rated} for name, rated in forms.items()
    }
    return code(described, forms_or_levels, where)


def _evidence(number: int, fields: Fields, own: Standard, regulations: tuple[Regulation, ...]) -> Evidence:
    measured = fields.take("diukur dengan")
    standard = standard_named(measured, regulations, fields.where) if measured else own
    row = row_named(fields.need("kompetensi"), standard, fields.where)
    evidence = Evidence(
        rubric=row.rubric,
        source=code(fields.take("sumber", "Penilaian kompetensi unit terakreditasi"), SOURCES, fields.where),
        assessors=fields.take("asesor"),
        valid_until=fields.take("berlaku sampai"),
        **({} if "hasil" not in fields else _result(fields.take("hasil"), row, fields.where)),
        **_recorded(fields, number, "tanggal"),
    )
    fields.done()
    return evidence


def _decided(fields: Fields, number: int) -> dict[str, Any]:
    return {
        **_recorded(fields, number, "tanggal"),
        "by": fields.need("oleh"),
        "reason": fields.need("alasan"),
        "document": fields.need("dokumen"),
        "confirmed_by": fields.take("dikonfirmasi oleh", ""),
        "confirmed_on": fields.take("dikonfirmasi pada"),
        "revoked_on": fields.take("dicabut pada"),
    }


def _determination(number: int, fields: Fields) -> Determination:
    findings = {"memenuhi": True, "tidak memenuhi": False}
    position = fields.take("untuk jabatan")
    made = Determination(
        row=code(fields.need("baris"), ROWS, fields.where),
        finding=code(fields.need("menetapkan"), findings, fields.where),
        position=position_of(position, fields.where).id if position else "",
        **_decided(fields, number),
    )
    fields.done()
    return made


def _equivalence(described: object, regulations: tuple[Regulation, ...], where: str) -> Equivalence:
    fields = Fields(described, where)
    name = fields.need("kompetensi")
    measured = row_named(name, standard_named(fields.need("rubrik"), regulations, where), where)
    required = row_named(name, standard_named(fields.need("setara dengan rubrik"), regulations, where), where)
    made = Equivalence(measured=measured.rubric.id, required=required.rubric.id, **_decided(fields, 1))
    fields.done()
    return made
