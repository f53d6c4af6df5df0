"""Read a workforce file: any kind, everything that is wrong at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from selaras.core.model import Equivalence, Person, Position, PositionType, Regulation
from selaras.errors import PeopleRefused, Problem, Severity, Text
from selaras.files.people.consistency import check_consistency
from selaras.files.people.guide import NO_GUIDE, SIASN, Guide, sheet_of, siasn_table
from selaras.files.people.places import PositionMap, read_position_map
from selaras.files.people.reading import Reading, candidate_classes, equivalences_of, only_region
from selaras.files.people.rubrics import Rubrics
from selaras.files.people.siasn import read_siasn
from selaras.files.people.tables import Step, arrange, read_tables
from selaras.files.source import Source, open_source

REFUSED = Text("{name} tidak dapat dipakai: {count} kesalahan.", "{name} cannot be used: {count} errors.")
MEND = Text(
    "Perbaiki sel yang disebut, lalu kirim lagi; atau pakai --accept-valid untuk memproses baris yang benar saja.",
    "Mend the cells named and send it again; or use --accept-valid to process only the rows that are right.",
)
FAILED = Text("{count} baris gagal tidak dipakai.", "{count} rows failed and are not used.")
LEFT_OUT = Text(
    "{count} pegawai tidak ikut karena baris Pegawai-nya gagal: {names}.",
    "{count} people are left out because their row on sheet Pegawai failed: {names}.",
)
INCOMPLETE = Text(
    "{count} pegawai tidak dinilai karena sebagian barisnya gagal dan datanya tidak lengkap: {names}.",
    "{count} people are not evaluated because some of their rows failed and their data are incomplete: {names}.",
)
UNMAPPED = Text(
    "{count} nama jabatan ({heads} pegawai) belum tercatat kelasnya: {names}.",
    "{count} titles ({heads} people) have no class recorded: {names}.",
)
SHOWN_NAMES = 10
STRUCTURE = {"sheet_missing", "sheet_twice", "column_missing", "column_twice"}
FOLLOWING = {"nip_unknown", "position_unknown", "position_failed", "correction_failed"}
MEND_STRUCTURE = Text("Perbaiki lembar dan kolom yang disebut.", "Mend the sheets and columns named.")


@dataclass(frozen=True, slots=True)
class UnmappedTitle:
    """A title whose class is not recorded: how many people hold it last, and the classes that name its family."""

    title: str
    code: str
    heads: int
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A workforce file as read.

    `persons` hold what stands in rows that passed. `failed`: sheet name → rows that did not (1-based, header
    counted). `touched`: NIPs whose rows, or some of them, failed — their facts are incomplete. `counts`: rows
    read per sheet. `kind`: xlsx, csv or parquet; `siasn` tells the layout. `regulations`: what it was read with.
    `whose`: (sheet name, row) → NIP and name, of every row of people and every other that failed. `units`:
    position id → the unit's code in the source, where it has one; `above`: position id → code and name of every unit
    that its rows name as the one above. `guide`: what was said about the headers.
    """

    path: Path
    kind: str
    siasn: bool
    persons: tuple[Person, ...]
    positions: tuple[Position, ...]
    equivalences: tuple[Equivalence, ...]
    problems: tuple[Problem, ...]
    worklist: tuple[UnmappedTitle, ...]
    touched: tuple[str, ...]
    failed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    regulations: tuple[Regulation, ...] = ()
    whose: Mapping[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    guide: Guide = NO_GUIDE

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that made rows fail."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems of rows that are used all the same."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def left_out(self) -> tuple[str, ...]:
        """NIPs of people whose row on sheet Pegawai failed: they are not among `persons`."""
        known = {person.id for person in self.persons}
        return tuple(nip for nip in self.touched if nip not in known)

    @property
    def complete(self) -> tuple[Person, ...]:
        """The persons none of whose rows failed: a verdict on half of somebody's facts would be a wrong one."""
        touched = set(self.touched)
        return tuple(person for person in self.persons if person.id not in touched)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """NIPs of people who are among `persons` without some rows of theirs that failed."""
        left_out = set(self.left_out)
        return tuple(nip for nip in self.touched if nip not in left_out)

    @property
    def findings(self) -> bool:
        """Whether somebody should look: rows failed or are doubtful, or titles have no class."""
        return bool(self.problems or self.worklist)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a summary must say beside its figures: who was left incomplete, which titles have no class."""
        found = []
        if self.failed:
            found.append(FAILED.format(count=sum(map(len, self.failed.values()))))
        if self.left_out:
            found.append(LEFT_OUT.format(count=len(self.left_out), names=_some(self.left_out)))
        if self.incomplete:
            found.append(INCOMPLETE.format(count=len(self.incomplete), names=_some(self.incomplete)))
        if self.worklist:
            heads = sum(title.heads for title in self.worklist)
            names = _some(tuple(f"{title.title} ({title.heads})" for title in self.worklist))
            found.append(UNMAPPED.format(count=len(self.worklist), heads=heads, names=names))
        return tuple(found)

    def refuse_unless(self, accept_valid: bool) -> None:
        """Raise PeopleRefused with every problem when rows failed and `accept_valid` is False."""
        if self.errors and not accept_valid:
            raise _refusal(self.path, self.problems, MEND)


def read_people(
    path: str | Path,
    regulations: Iterable[Regulation],
    positions: str | Path | PositionMap | None = None,
    *,
    region: str | None = None,
    step: Step | None = None,
    guide: Guide = NO_GUIDE,
) -> PeopleFile:
    """Read a workbook, a folder of CSV or Parquet, a Parquet or CSV file of Pegawai alone, or SIASN's export.

    `positions` maps titles to class (a file, or one already read). `region` is the instansi of positions that
    name none; by default the regulations' own. `step(sheet, rows)` is called as rows are read. `guide`: which
    layout it is and which header means which column, where the headers do not say it.

    Raises PeopleRefused when the file as a whole cannot be used: damaged, protected, or without a sheet or
    column that is needed. Failing rows do not raise: see `PeopleFile.errors`, `refuse_unless`.
    """
    path, laws = Path(path), tuple(regulations)
    mapped = read_position_map(Path(positions)) if isinstance(positions, str | Path) else positions
    reading = Reading(path, laws, Rubrics(laws), only_region(laws) if region is None else region, guide=guide)
    source = open_source(path)
    reading.findings.problems += source.warnings
    step = step or (lambda _sheet, _rows: None)
    siasn = _read(source, reading, mapped, step)
    check_consistency(reading)
    return _finished(source, reading, siasn)


def _read(source: Source, reading: Reading, mapped: PositionMap | None, step: Step) -> bool:
    """Read by layout; True for SIASN's. Refuses the file when it lacks a sheet or column that is needed."""
    guide = reading.guide
    named = any((sheet := sheet_of(raw.name)) and sheet.required for raw in source.tables)
    table = None if named and guide.layout != SIASN else siasn_table(source, guide)
    if table:
        read_siasn(table, reading, mapped, step)
    else:
        read_tables(arrange(source, reading), reading, mapped, step)
    structure = [problem for problem in reading.findings.problems if problem.code in STRUCTURE]
    if structure:
        raise _refusal(source.path, tuple(_sorted(reading.findings.problems)), MEND_STRUCTURE)
    return table is not None


def _some(names: tuple[str, ...]) -> str:
    rest = len(names) - SHOWN_NAMES
    return ", ".join(names[:SHOWN_NAMES]) + (f", … (+{rest})" if rest > 0 else "")


def _refusal(path: Path, problems: tuple[Problem, ...], remedy: Text) -> PeopleRefused:
    count = sum(problem.severity is Severity.ERROR for problem in problems)
    return PeopleRefused(REFUSED.format(name=path.name, count=count), remedy, problems)


def _sorted(problems: list[Problem]) -> list[Problem]:
    """Causes before what follows from them; within each, by sheet as first met, then by row."""
    order = {name: at for at, name in enumerate(dict.fromkeys(problem.place.sheet for problem in problems))}

    def rank(problem: Problem) -> tuple[bool, bool, int, int]:
        place = problem.place
        return problem.code not in STRUCTURE, problem.code in FOLLOWING, order[place.sheet], place.row or 0

    return sorted(problems, key=rank)


def _finished(source: Source, reading: Reading, siasn: bool) -> PeopleFile:
    persons = reading.persons()
    return PeopleFile(
        path=source.path,
        kind=source.kind,
        siasn=siasn,
        persons=persons,
        positions=tuple(reading.positions.values()),
        equivalences=equivalences_of(reading.equivalences),
        problems=tuple(dict.fromkeys(_sorted(reading.findings.problems))),
        worklist=_worklist(persons, reading),
        touched=tuple(sorted(reading.findings.touched)),
        failed={name: frozenset(rows) for name, rows in reading.findings.failed.items()},
        counts=dict(reading.counts),
        regulations=reading.regulations,
        whose=dict(reading.findings.whose),
        units=dict(reading.units),
        above={key: frozenset(named) for key, named in reading.above.items()},
        guide=reading.guide,
    )


def _worklist(persons: tuple[Person, ...], reading: Reading) -> tuple[UnmappedTitle, ...]:
    """Executor titles without a class, commonest first."""
    heads: Counter[tuple[str, str]] = Counter()
    for person in persons:
        if not person.positions:
            continue
        last = max(person.positions, key=lambda held: held.since).position
        if last.type is PositionType.EXECUTOR and last.job_class is None:
            heads[(last.title, last.code)] += 1
    return tuple(
        UnmappedTitle(title, code, count, candidate_classes(title, reading.regulations))
        for (title, code), count in sorted(heads.items(), key=lambda item: (-item[1], item[0]))
    )
