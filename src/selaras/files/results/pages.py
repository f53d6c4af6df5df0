"""The long sheets of the result workbook: per person, per competency, missing evidence, legal basis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selaras.core.describe import name_of, reason_text
from selaras.core.model import CompetencyRow
from selaras.core.remedy import next_steps, remedy_text
from selaras.core.verdict import Outcome, RowResult, Status, Verdict
from selaras.core.words import Words, join
from selaras.errors import Language, Text
from selaras.files.results.policies import shown
from selaras.files.results.run import Run, outcome_label, short_reason, why
from selaras.files.results.sheet import Sheet
from selaras.files.results.tables import competency_rows, person_row

Advance = Callable[[int], None]
TWO_LINES = 27  # points: long cells show their beginning and do not run over their neighbours
BATCH = 100  # people between two movements of the progress bar

_PERSON = {  # column → head, width
    "nip": (Text("NIP", "NIP"), 20),
    "name": (Text("Nama", "Name"), 26),
    "unit": (Text("Unit kerja", "Unit"), 28),
    "position": (Text("Jabatan", "Position"), 28),
    "job_class": (Text("Kelas", "Class"), 7),
    "verdict": (Text("Kode hasil", "Verdict code"), 13),
    "outcome": (Text("Hasil", "Verdict"), 24),
    "reason": (Text("Alasan", "Reason"), 20),
    "jpm_low": (Text("JPM terendah %", "JPM low %"), 10),
    "jpm_high": (Text("JPM tertinggi %", "JPM high %"), 10),
    "jpm_uncapped_low": (Text("JPM tanpa batas, terendah %", "JPM uncapped, low %"), 12),
    "jpm_uncapped_high": (Text("JPM tanpa batas, tertinggi %", "JPM uncapped, high %"), 12),
    "category": (Text("Kategori JPM", "JPM category"), 10),
    "below_standard": (Text("Kompetensi di bawah standar", "Competencies below standard"), 26),
    "not_met": (Text("Baris tidak memenuhi", "Rows not met"), 34),
    "undetermined": (Text("Baris belum dapat ditentukan", "Rows undetermined"), 34),
    "warnings": (Text("Peringatan", "Warnings"), 30),
    "next_steps": (Text("Yang perlu dilakukan", "Next steps"), 70),
}


def people(page: Sheet, run: Run, words: Words, advance: Advance) -> None:
    """One row a person. Row 1 carries the machine-readable names of the columns, row 2 the heads."""
    page.widths(*(width for _, width in _PERSON.values()))
    page.sheet.set_default_row(TWO_LINES)
    page.codes(*_PERSON)
    page.heads(*(head for head, _ in _PERSON.values()))
    for done, verdict in enumerate(run.verdicts, 1):
        page.row(*_person(verdict, words, page.language), style="wrap")
        if done % BATCH == 0:
            advance(BATCH)
    page.table(2, len(_PERSON))
    column = list(_PERSON).index("verdict")
    for outcome in Outcome:
        page.sheet.conditional_format(
            2,
            column,
            max(page.next - 1, 2),
            column + 1,
            {
                "type": "formula",
                "criteria": f'=${chr(ord("A") + column)}3="{outcome}"',
                "format": page.styles.tints[outcome],
            },
        )


def _person(verdict: Verdict, words: Words, language: Language) -> list[Any]:
    """The per-person columns with codes and row keys put into words."""
    row = person_row(verdict, words, language)
    row["outcome"] = outcome_label(verdict.outcome, verdict.policy, words)
    row["reason"] = short_reason(verdict.reason, words) if verdict.reason else None
    row["below_standard"] = _named(
        tuple(r for r in verdict.having(Status.NOT_MET) if isinstance(r.row, CompetencyRow)), words
    )
    row["not_met"] = _named(verdict.having(Status.NOT_MET), words, with_reason=True)
    row["undetermined"] = _named(verdict.having(Status.UNDETERMINED), words, with_reason=True)
    row["warnings"] = _named(verdict.warnings, words, with_reason=True)
    return [row[column] for column in _PERSON]


def _named(rows: tuple[RowResult, ...], words: Words, *, with_reason: bool = False) -> Text | None:
    parts = []
    for row in rows:
        name = name_of(row, words)
        reason = why(row, words)
        parts.append(Text(f"{name.id}: {reason.id}", f"{name.en}: {reason.en}") if with_reason else name)
    return join(*parts, separator="; ") if parts else None


_FIRST_LEVEL = 6  # column of the cell for level 1


def competencies(page: Sheet, run: Run, words: Words, advance: Advance) -> None:
    """One row a person and competency: cells 1–top, the required one shaded, the result X, missing evidence ?."""
    top = run.policies[0].scale_top.value
    page.widths(20, 26, 7, 30, 40, 12, *([4] * top), 22, 32, 12)
    page.heads(
        Text("NIP", "NIP"),
        Text("Nama", "Name"),
        Text("Kelas", "Class"),
        Text("Kode", "Code"),
        Text("Kompetensi", "Competency"),
        Text("Disyaratkan", "Required"),
        *(Text(str(level), str(level)) for level in range(1, top + 1)),
        Text("Selisih", "Difference"),
        Text("Bukti", "Evidence"),
        Text("Tanggal", "Date"),
    )
    for done, verdict in enumerate(run.verdicts, 1):
        for result, row, evidence in competency_rows(verdict):
            for column, value in enumerate(
                (verdict.person, verdict.name, None, row.code, row.name, row.level)
            ):
                if value is not None:
                    page.cell(column, value)
            if verdict.position and verdict.position.job_class is not None:
                page.cell(2, verdict.position.job_class)
            level, mark = _mark(result, row)
            if level is not None:
                page.cell(_FIRST_LEVEL - 1 + level, mark, "mark")
            page.cell(_FIRST_LEVEL + top, _difference(result, row, words))
            if evidence is not None:
                page.cell(_FIRST_LEVEL + top + 1, words.sources.get(evidence.source, evidence.source))
                page.cell(_FIRST_LEVEL + top + 2, evidence.since)
            page.next += 1
        if done % BATCH == 0:
            advance(BATCH)
    page.table(1, _FIRST_LEVEL + top + 3)
    area = (1, _FIRST_LEVEL, max(page.next - 1, 1), _FIRST_LEVEL + top - 1)
    for criteria, style in (
        ('=G2="?"', "missing"),
        (f"=COLUMN(G2)-{_FIRST_LEVEL}=$F2", "required"),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": page.styles.by_name[style]}
        page.sheet.conditional_format(*area, rule)


def _mark(result: RowResult, row: CompetencyRow) -> tuple[int | None, str]:
    """Which level cell to mark, and how: X on the level shown, ? on the required one when it is open."""
    if result.status is Status.UNDETERMINED:
        return row.level, "?"
    levels = result.levels
    if levels is None or levels.high < 1:
        return None, ""  # level 0: below the first cell
    return (levels.low if levels.low == levels.high else None), "X"


def _difference(result: RowResult, row: CompetencyRow, words: Words) -> Text:
    """The difference in words: above, equal, below — or why it is open."""
    levels = result.levels
    if result.status is Status.UNDETERMINED or levels is None:
        return why(result, words)
    if levels.low == levels.high:
        gap = levels.low - row.level
        if gap > 0:
            return Text(f"+{gap} di atas", f"+{gap} above")
        return Text(f"{gap} di bawah", f"{gap} below") if gap < 0 else Text("sesuai", "equal")
    return Text("di bawah", "below")


def missing(page: Sheet, run: Run, words: Words, advance: Advance) -> None:
    """One row for each open row of each person: what is missing, why, and the step that closes it."""
    page.widths(20, 26, 28, 7, 36, 70, 60)
    page.heads(
        Text("NIP", "NIP"),
        Text("Nama", "Name"),
        Text("Unit kerja", "Unit"),
        Text("Kelas", "Class"),
        Text("Baris standar", "Row of the standard"),
        Text("Mengapa terbuka", "Why it is open"),
        Text("Langkah", "Step"),
    )
    for done, verdict in enumerate(run.verdicts, 1):
        _missing_of(page, verdict, words)
        if done % BATCH == 0:
            advance(BATCH)
    page.table(1, 7)


def _missing_of(page: Sheet, verdict: Verdict, words: Words) -> None:
    whole = next((step.text for step in next_steps(verdict, words) if step.row is None), None)
    position = verdict.position
    who = (verdict.person, verdict.name, position.unit if position else None)
    job_class = position.job_class if position else None
    if verdict.reason is not None and verdict.outcome is Outcome.UNDETERMINED:
        page.row(
            *who,
            job_class,
            position.title if position else None,
            reason_text(verdict, None, words),
            whole,
        )
    for row in verdict.having(Status.UNDETERMINED):
        page.row(
            *who,
            job_class,
            name_of(row, words),
            reason_text(verdict, row, words),
            remedy_text(row, verdict, words),
        )


def legal_basis(page: Sheet, run: Run, words: Words) -> None:
    """The instruments and every value of the policies, with legal basis, first day of effect and trust mark."""
    page.widths(20, 28, 60, 30, 13, 60, 24)
    page.on_one_width()
    page.line(Text("Instrumen", "Instruments"), style="heading")
    for regulation in run.regulations:
        instrument = regulation.instrument
        page.row(instrument.short, instrument.title, None, None, instrument.in_force_from)
        if regulation.gate:
            page.row(Text("syarat pengangkatan", "condition of appointment"), str(regulation.gate))
    page.skip()
    page.line(Text("Nilai kebijakan", "Values of the policy"), style="heading")
    page.heads(
        Text("Kebijakan", "Policy"),
        Text("Nilai", "What"),
        Text("Isi", "Value"),
        Text("Satuan", "Unit"),
        Text("Berlaku sejak", "Effective from"),
        Text("Dasar hukum", "Legal basis"),
        Text("Kepastian", "Trust"),
    )
    for policy in run.policies:
        for name, cited in policy.cited():
            code, _, key = name.partition(":")
            label = words.get("unverified", code)
            if key:
                label = join(label, words.get("row", key), separator=": ")
            trust = (
                Text("terbaca atau terverifikasi", "read or verified")
                if cited.trust.verified
                else words.get("unverified", "mark")
            )
            page.tall_row(
                policy.id,
                label,
                shown(cited.value, words),
                cited.unit,
                cited.effective_from,
                cited.basis,
                trust,
            )
