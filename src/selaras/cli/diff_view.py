"""How a comparison looks on the terminal. Marks say what colours say: [-taken out-] {+put in+}."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from selaras.cli.console import say
from selaras.cli.standard_view import ROWS
from selaras.errors import Text
from selaras.law.comparison import (
    Change,
    Comparison,
    CompetencyChange,
    FieldChange,
    IndicatorChange,
    RequirementChange,
    StandardChange,
)
from selaras.law.wording import Wording

SIGNS = {
    Change.SAME: " ",
    Change.ADDED: "[green]+[/]",
    Change.REMOVED: "[red]-[/]",
    Change.CHANGED: "[yellow]~[/]",
    Change.RESPELT: "[cyan]≈[/]",
    Change.MOVED: "[blue]>[/]",
}
WORDS = {
    Change.SAME: Text("sama", "same"),
    Change.ADDED: Text("ditambah", "added"),
    Change.REMOVED: Text("dihapus", "removed"),
    Change.CHANGED: Text("diubah", "changed"),
    Change.RESPELT: Text("ejaan atau spasi saja", "spelling or spacing only"),
    Change.MOVED: Text("pindah nomor", "renumbered"),
}
FIELDS = {
    "kind": Text("jenis", "kind"),
    "name": Text("nama", "name"),
    "level": Text("level", "level"),
    "description": Text("deskripsi", "description"),
    "number": Text("nomor", "number"),
    "value": Text("uraian", "value"),
    "importance": Text("tingkat penting", "importance"),
    "certain": Text("tanda terbaca pasti", "mark read with certainty"),
}
NAMED = 12  # competencies with the same rubric that are named in one line before the rest is counted


def show_comparison(found: Comparison, console: Console) -> None:
    """All differences, then which rubrics stay the same."""
    console.print(f"A: {found.before}\nB: {found.after}", style="bold", markup=False)
    if found.same:
        console.print(say(Text("Tidak ada perbedaan.", "No difference.")), style="green")
        return
    legend = ", ".join(f"{SIGNS[each]} {say(WORDS[each])}" for each in Change if each is not Change.SAME)
    console.print(f"{legend}; {escape('[-…-]')} {{+…+}}", style="dim")
    for standard in found.standards:
        _standard(standard, console)


def _standard(standard: StandardChange, console: Console) -> None:
    console.print()
    title = " → ".join(dict.fromkeys(filter(None, (standard.before, standard.after))))
    console.rule(f"{SIGNS[standard.change]} {escape(title)}: {say(WORDS[standard.change])}", align="left")
    for competency in standard.competencies:
        if competency.change is not Change.SAME:
            _competency(competency, console)
    for row in standard.requirements:
        if row.change is not Change.SAME:
            _requirement(row, console)
    for each in standard.renamed:
        sentence = Text(
            f"Mungkin berganti nama: {each.before} → {each.after} (kemiripan {each.likeness} dari 100). "
            "Ini hanya saran; orang yang memutuskan.",
            f"Perhaps renamed: {each.before} → {each.after} (likeness {each.likeness} of 100). "
            "Only a suggestion; a person decides.",
        )
        console.print(say(sentence), style="magenta", markup=False)
    _rubrics(standard, console)


def _competency(change: CompetencyChange, console: Console) -> None:
    console.print(
        f"{SIGNS[change.change]} [bold]{escape(change.name)}[/] ({escape(change.code)}): {say(WORDS[change.change])}"
    )
    for field in change.fields:
        _field(field, console)
    for indicator in change.indicators:
        if indicator.change is not Change.SAME:
            _indicator(indicator, console)


def _requirement(change: RequirementChange, console: Console) -> None:
    console.print(
        f"{SIGNS[change.change]} [bold]{escape(say(ROWS[change.key]))}[/]: {say(WORDS[change.change])}"
    )
    for field in change.fields:
        _field(field, console)


def _field(field: FieldChange, console: Console) -> None:
    label = say(FIELDS.get(field.field, Text(field.field, field.field)))
    shown = (
        _marked(field.words)
        if field.words
        else f"{escape(field.before) or '–'} → {escape(field.after) or '–'}"
    )
    console.print(f"    {label}: {shown}")


def _indicator(change: IndicatorChange, console: Console) -> None:
    numbers = " → ".join(dict.fromkeys(each[0] for each in (change.before, change.after) if each and each[0]))
    one = change.after or change.before
    text = _marked(change.words) if change.words else escape(one[1] if one else "")
    console.print(f"    {SIGNS[change.change]} {escape(numbers)} {text}")


def _marked(words: Wording) -> str:
    """Word by word: `[-lama-]` `{+baru+}`, with colour beside the marks, never instead of them."""
    shown = {
        "keep": lambda text: escape(text),
        "delete": lambda text: f"[red]{escape('[-' + text + '-]')}[/]",
        "insert": lambda text: f"[green]{{+{escape(text)}+}}[/]",
    }
    return "".join(shown[op](text) for op, text in words)


def _rubrics(standard: StandardChange, console: Console) -> None:
    stay = [each for each in standard.competencies if each.rubric_stays]
    change = [each for each in standard.competencies if each.rubric_stays is False]
    if stay:
        names = ", ".join(each.name for each in stay[:NAMED])
        more = f" … (+{len(stay) - NAMED})" if len(stay) > NAMED else ""
        sentence = Text(
            f"Rubrik tetap sama, sehingga bukti untuknya tetap berlaku ({len(stay)}): {names}{more}",
            f"Rubrics that stay the same, because evidence for them stays good ({len(stay)}): {names}{more}",
        )
        console.print(say(sentence), style="green", markup=False)
    for each in change:
        sentence = Text(
            f"Rubrik berubah: {each.name} ({each.rubric_before} → {each.rubric_after}). Bukti yang diukur dengan "
            "rubrik lama menjadi belum dapat ditentukan, sampai dinilai ulang atau ada penetapan kesetaraan.",
            f"Rubric changes: {each.name} ({each.rubric_before} → {each.rubric_after}). Evidence measured with the "
            "old one becomes undetermined until assessed again or an equivalence is recorded.",
        )
        console.print(say(sentence), style="yellow", markup=False)
