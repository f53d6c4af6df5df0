"""How a regulation looks on the terminal: what was read, its standards class by class, what is uncertain."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from selaras.cli.console import language, say
from selaras.core.model import Importance, Kind, RowKey
from selaras.core.words import written
from selaras.errors import Text
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard, CompetencyEntry, PositionStandard, RequirementEntry
from selaras.law.reading.words import shown

KINDS = {
    Kind.MANAGERIAL: Text("Manajerial", "Managerial"),
    Kind.SOCIOCULTURAL: Text("Sosial kultural", "Socio-cultural"),
    Kind.TECHNICAL: Text("Teknis", "Technical"),
}
ROWS = {
    RowKey.EDUCATION_LEVEL: Text("Pendidikan: jenjang", "Education: level"),
    RowKey.EDUCATION_FIELD: Text("Pendidikan: bidang ilmu", "Education: field of study"),
    RowKey.TRAINING_MANAGERIAL: Text("Pelatihan manajerial", "Managerial training"),
    RowKey.TRAINING_TECHNICAL: Text("Pelatihan teknis", "Technical training"),
    RowKey.TRAINING_FUNCTIONAL: Text("Pelatihan fungsional", "Functional training"),
    RowKey.EXPERIENCE: Text("Pengalaman kerja", "Work experience"),
    RowKey.RANK: Text("Pangkat", "Rank"),
    RowKey.PERFORMANCE: Text("Indikator kinerja jabatan", "Performance indicators"),
}
MARKS = {
    Importance.MUTLAK: Text("● mutlak", "● mutlak (absolute)"),
    Importance.PENTING: Text("◐ penting", "◐ penting (important)"),
    Importance.PERLU: Text("○ perlu", "○ perlu (needed)"),
}


def show_head(form: Form, console: Console) -> None:
    """Identity of the instrument in a few lines."""
    head = form.instrument
    console.print(head.short or head.id, style="bold", markup=False)
    console.print(", ".join(filter(None, (head.type, head.region))), markup=False)
    console.print(head.title, markup=False)
    day = written(head.in_force_from, language()) if head.in_force_from else "?"
    gazette = head.gazette
    printed = f" · {gazette.name} {gazette.year} No. {gazette.number}" if gazette else ""
    console.print(
        say(Text("Berlaku sejak {day}", "In force from {day}").format(day=day)) + printed, markup=False
    )


def show_class(form: Form, standard: ClassStandard, console: Console) -> None:
    """One job class: families, competencies, requirements."""
    title = Text("Kelas jabatan {n} — {place}", "Job class {n} — {place}")
    console.print()
    console.rule(escape(say(title.format(n=standard.job_class, place=standard.citation))), align="left")
    for family in form.job_families:
        if family.job_class == standard.job_class:
            label = Text("Kelompok jabatan ({place})", "Job families ({place})").format(place=family.citation)
            console.print(f"{say(label)}: {', '.join(family.names)}", markup=False)
    _tables(standard.competencies, standard.requirements, console)


def show_position(standard: PositionStandard, console: Console) -> None:
    """The standard of one position."""
    console.print()
    console.rule(escape(f"{standard.applies_to.title} — {standard.citation}"), align="left")
    _tables(standard.competencies, standard.requirements, console)


def _tables(
    competencies: tuple[CompetencyEntry, ...], requirements: tuple[RequirementEntry, ...], console: Console
) -> None:
    table = Table(title=say(Text("Kompetensi", "Competencies")), title_justify="left", expand=True)
    table.add_column("No")
    table.add_column(say(Text("Kompetensi", "Competency")), ratio=2)
    table.add_column("Level", justify="center")
    table.add_column(say(Text("Deskripsi dan indikator", "Description and indicators")), ratio=5)
    for kind, group in groupby(competencies, key=lambda row: row.kind):
        table.add_section()
        table.add_row("", f"[bold]{say(KINDS[kind])}[/]", "", "")
        for row in group:
            lines = [
                shown(row.description),
                *(f"{each.number} {shown(each.text)}" for each in row.indicators),
            ]
            level = "?" if row.level is None else str(row.level)
            table.add_row(row.number, escape(f"{row.name}\n({row.code})"), level, escape("\n".join(lines)))
    console.print(table)
    needs = Table(title=say(Text("Persyaratan", "Requirements")), title_justify="left", expand=True)
    for heading, ratio in ((Text("Persyaratan", "Requirement"), 2), (Text("Uraian", "Value"), 4)):
        needs.add_column(say(heading), ratio=ratio)
    needs.add_column(say(Text("Tingkat penting", "Importance")), ratio=2)
    needs.add_column(say(Text("Dasar", "Citation")), ratio=3)
    for need in requirements:
        needs.add_row(say(ROWS[need.key]), escape(need.value), _mark(need), escape(need.citation))
    console.print(needs)


def _mark(row: RequirementEntry) -> str:
    if not row.certain:
        return say(Text("? belum pasti", "? uncertain"))
    return say(MARKS[row.importance]) if row.importance else "–"


def show_reading(form: Form, console: Console) -> None:
    """What was read from a document, counted, then what is uncertain."""
    show_head(form, console)
    head = form.instrument
    console.print(f"id: {head.id}", markup=False)
    counted = (
        (Text("konsideran (Menimbang)", "considerations"), len(head.considerations)),
        (Text("dasar hukum (Mengingat)", "legal bases"), len(head.legal_bases)),
        (Text("acuan peraturan", "acts referred to"), sum(len(each.references) for each in head.legal_bases)),
        (Text("definisi", "definitions"), len(form.definitions)),
        (Text("bab", "chapters"), len(form.chapters)),
        (Text("pasal atau diktum", "articles"), len(form.articles)),
        (
            Text("entri kelompok jabatan", "job family entries"),
            sum(len(each.names) for each in form.job_families),
        ),
    )
    for name, number in counted:
        console.print(f"  {number:>4} {say(name)}", markup=False)
    standards: tuple[ClassStandard | PositionStandard, ...] = (*form.job_classes, *form.position_standards)
    for each in standards:
        sentence = Text(
            "{c} kompetensi, {i} indikator, {r} baris persyaratan ({m} bertanda)",
            "{c} competencies, {i} indicators, {r} requirement rows ({m} marked)",
        ).format(
            c=len(each.competencies),
            i=sum(len(row.indicators) for row in each.competencies),
            r=len(each.requirements),
            m=sum(row.importance is not None for row in each.requirements),
        )
        console.print(f"  {each.citation}: {say(sentence)}", markup=False)
    if form.classes_without_standard:
        numbers = ", ".join(str(each) for each in form.classes_without_standard)
        lack = Text("Kelas jabatan tanpa standar: {n}", "Job classes without a standard: {n}")
        console.print(say(lack.format(n=numbers)), markup=False)
    show_uncertain(form, console)


def show_uncertain(form: Form, console: Console) -> None:
    """The list of uncertain places, or the sentence that there are none."""
    if not form.uncertain:
        console.print(say(Text("Tidak ada bagian yang belum pasti.", "Nothing is uncertain.")), style="green")
        return
    heading = Text("Bagian yang belum pasti: {n}", "Uncertain places: {n}").format(n=len(form.uncertain))
    console.print(say(heading), style="yellow", markup=False)
    for each in form.uncertain:
        place = ":".join(str(part) for part in (each.source.line, each.source.character) if part)
        stop = say(Text(" [menghalangi penilaian]", " [blocks evaluation]")) if each.blocking else ""
        reason = say(Text(each.reason, each.reason_en or each.reason))
        console.print(f"  {form.source.file}:{place} {reason}{stop}", markup=False)
        if each.quote:
            console.print(f"      “{' '.join(each.quote.split())}”", style="dim", markup=False)
