"""The annex in the format that a file's name asks for."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selaras.errors import DataRefused, Place, Problem, Text, UsageError
from selaras.files.annex.blocks import blocks_of
from selaras.law.form import Form

SUFFIXES = (".docx", ".pdf", ".xlsx", ".json", ".md")

_WHITE = "\n\t"


def write_annex(path: Path, form: Form) -> None:
    """Write the annex of `form` to `path`, by its suffix; JSON holds the whole form.

    The file appears whole or not at all. Raises UsageError for another suffix or a form without any standard,
    DataRefused for characters that the format cannot hold.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UsageError(
            Text(f"Format “{path.suffix}” tidak dikenal.", f"Format “{path.suffix}” is unknown."),
            Text(f"Akhiri nama berkas dengan {known}.", f"End the file name with {known}."),
        )
    if suffix != ".json":
        _check(form)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.stem}.unfinished{suffix}")
    try:
        _write(unfinished, suffix, form)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, suffix: str, form: Form) -> None:
    # each library is loaded when its format is asked for: a listing must not wait for a typesetter
    title = form.instrument.title
    if suffix == ".json":
        text = json.dumps(form.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
    elif suffix == ".docx":
        from selaras.files.annex.docx import write_docx

        write_docx(path, blocks_of(form), title)
    elif suffix == ".pdf":
        from selaras.files.annex.pdf import write_pdf

        write_pdf(path, blocks_of(form), title)
    elif suffix == ".xlsx":
        from selaras.files.annex.xlsx import write_xlsx

        write_xlsx(path, form)
    else:
        from selaras.files.annex.markdown import write_markdown

        write_markdown(path, blocks_of(form))


def _check(form: Form) -> None:
    """An annex needs a table, and texts that a document can hold."""
    if not (form.job_classes or form.position_standards or form.dictionary):
        raise UsageError(
            Text(
                f"{form.instrument.short or form.instrument.id} tidak memuat standar atau kamus untuk ditulis.",
                f"{form.instrument.short or form.instrument.id} holds no standard and no dictionary to write.",
            ),
            Text(
                "Pilih peraturan lain, atau tulis sebagai .json.", "Choose another act, or write it as .json."
            ),
        )
    problems = tuple(
        Problem(
            "control_character",
            Place(file=form.source.file, sheet=path),
            Text(
                f"Karakter kendali U+{ord(char):04X} tidak dapat ditulis.",
                f"The control character U+{ord(char):04X} cannot be written.",
            ),
            Text("Hapus karakter itu dari bentuk JSON-nya.", "Remove it from the JSON form."),
        )
        for path, char in _forbidden(form.model_dump(mode="json"), "$")
    )
    if problems:
        what = Text("Ada teks yang tidak dapat ditulis.", "Some texts cannot be written.")
        raise DataRefused(what, problems[0].remedy, problems)


def _forbidden(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text with a character that no document format holds, with its path in the form."""
    if isinstance(value, str):
        bad = next((c for c in value if unicodedata.category(c) in ("Cc", "Cs") and c not in _WHITE), "")
        if bad or "\ufffe" in value or "\uffff" in value:
            yield path, bad or "\uffff"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _forbidden(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _forbidden(inner, f"{path}[{index}]")
