"""Writes docs/reference/people-file.md from the data that the reader uses: `python -m tests.files.document`."""

from __future__ import annotations

from pathlib import Path

from selaras.files.layout import Sheet, content, mapping_sheet, sheets, shown, siasn_sheet

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "people-file.md"

INTRODUCTION = """# The workforce file

Made from the data that the reader uses; a test fails when this page drifts.

`selaras template people -o FILE.xlsx` writes an empty workbook. The reader takes

- that workbook (`.xlsx`, `.xlsm`; macros and links are ignored and never run),
- a folder of CSV files with the same names (`;`, `,` or tab; UTF-8 with or without mark; Windows-1252 with a warning),
- a folder of Parquet files with the same names, or one Parquet or CSV file that is sheet Pegawai alone,
- SIASN's "data utama" export as `.xlsx`, `.csv` or `.parquet`, with titles above the header or not.

Headers compare without letter case, spaces, underscores and punctuation. Blank rows are skipped; columns of your own
are named in a warning and not read. Days are dd-mm-yyyy, dd/mm/yyyy, yyyy-mm-dd or Excel dates. The NIP is text: a number
is refused, never repaired, because Excel keeps 15 digits. Nothing blank counts as zero, passed or failed.

## Acceptance

Every mistake is reported at once, with file, sheet, cell, what is wrong and what to do. An **error** fails its row, a
**warning** does not. When a row fails, nothing is processed unless `--accept-valid` is given. With it, failing rows are
left out, every person they concern is listed as incomplete, and

- a person whose row on sheet Pegawai fails is left out with all their facts;
- an entry whose correction fails is left out, too: it is known to be wrong.

A missing or doubled sheet or column that is needed refuses the file whatever is asked.

The workbook of failed rows holds the user's own rows and columns, a column *Galat*, and coloured cells. Everyone with a
failing row stands in it with **all** their rows, and with the positions and equivalences these need: mended, it can be sent again
by itself and gives those people their complete verdict.

## Limits

One sheet: 1,048,576 rows. One cell: 32,767 characters. A workbook may expand to 600 MB, one part of it at most 400 times its
packed size, and a sheet's rectangle of used cells to 20 million; this is measured before anything is parsed. Larger
data belong into Parquet.
"""


def render() -> str:
    """The page."""
    parts = [INTRODUCTION, "## Sheets\n"]
    parts += [_sheet(sheet) for sheet in sheets().values()]
    parts.append("## Words\n\nWhat a dropdown offers; the reader knows more spellings.\n")
    parts.append(_words())
    parts.append(
        "## Position map\n\n`selaras template positions --from EXPORT -o FILE.xlsx` writes it. A row with unit goes before one without, and a"
    )
    parts.append(
        "row with JABATAN ID before one with the name alone. The candidates are a hint; only Kelas counts.\n"
    )
    parts.append(_sheet(mapping_sheet()))
    parts.append(
        "## SIASN's data utama\n\nOnly these columns are looked at; TANGGAL LAHIR and JENIS KELAMIN are compared with the NIP and forgotten. NIK, phone,"
    )
    parts.append("address, religion, marital status, NPWP and BPJS never leave the reader.\n")
    parts.append(_headers())
    parts.append("## Problems\n")
    parts.append(_problems())
    return "\n".join(parts)


def _sheet(sheet: Sheet) -> str:
    lines = [f"### {sheet.name}{' (needed)' if sheet.required else ''}\n", f"{sheet.about.en}\n"]
    lines += ["| Column | Needed | Meaning |", "|---|---|---|"]
    lines += [f"| {c.header} | {'yes' if c.required else ''} | {c.help.en} |" for c in sheet.columns]
    return "\n".join(lines) + "\n"


def _words() -> str:
    choices = (
        "employment",
        "education",
        "rank",
        "training",
        "position_type",
        "determination",
        "source",
        "yesno",
    )
    return "\n".join(f"- **{choice}**: {', '.join(shown(choice))}" for choice in choices) + "\n"


def _headers() -> str:
    lines = ["| Column | Also met as | Needed |", "|---|---|---|"]
    lines += [
        f"| {c.header} | {', '.join(c.aliases)} | {'yes' if c.required else ''} |"
        for c in siasn_sheet().columns
    ]
    return "\n".join(lines) + "\n"


def _problems() -> str:
    lines = ["| Code | | What is wrong | What to do |", "|---|---|---|---|"]
    for code, row in content("problems.yaml").items():
        kind = "warning" if row.get("warning") else "error"
        lines.append(f"| `{code}` | {kind} | {_cell(row['what']['en'])} | {_cell(row['do']['en'])} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
