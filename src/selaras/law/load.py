"""The machine-readable form → the regulation that the engine evaluates with. Embedded instruments by id."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from selaras.core.model import Regulation
from selaras.errors import LawRefused, Place, Problem, Text, UsageError
from selaras.law import standard
from selaras.law.document import SIZE_LIMIT
from selaras.law.enact import to_regulation
from selaras.law.form import Form
from selaras.law.schema import check

__all__ = ["embedded_form", "embedded_ids", "form", "regulation", "to_regulation"]

_DATA = files("selaras.law").joinpath("data")


def embedded_ids() -> tuple[str, ...]:
    """Ids of the instruments that come with the program, in alphabetical order."""
    return tuple(
        sorted(
            each.name for each in _DATA.iterdir() if each.is_dir() and each.joinpath("source.txt").is_file()
        )
    )


@cache
def embedded_form(id: str) -> Form:
    """The form of an embedded instrument, read from its source text. Raises UsageError for an unknown id."""
    if id not in embedded_ids():
        raise _unknown(id)
    return standard.read_bytes(_DATA.joinpath(id, "source.txt").read_bytes(), f"{id}/source.txt")


@cache
def _embedded(id: str) -> Regulation:
    return to_regulation(embedded_form(id))


def regulation(id_or_path: str | Path) -> Regulation:
    """An embedded id, a path of a source text (.txt) or of the form (.json) → Regulation.

    Raises UsageError when there is neither such an id nor such a file, DocumentRefused for a text that is no
    regulation, LawRefused for a form that contradicts its schema or itself or has blocking doubts.
    """
    if str(id_or_path) in embedded_ids():
        return _embedded(str(id_or_path))
    return to_regulation(form(id_or_path))


def form(id_or_path: str | Path) -> Form:
    """An embedded id, a source text or a JSON form → Form. Errors as in `regulation`, doubts allowed."""
    if str(id_or_path) in embedded_ids():
        return embedded_form(str(id_or_path))
    path = Path(id_or_path)
    if not path.exists():
        raise _unknown(str(path))
    return _of_json(path) if path.suffix.lower() == ".json" and path.is_file() else standard.read_file(path)


def _of_json(path: Path) -> Form:
    try:
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise ValueError(f"more than {SIZE_LIMIT} bytes")
        content = json.loads(data)
    except (OSError, ValueError, RecursionError) as error:
        what = Text(f"Berkas JSON tidak dapat dibaca: {error}", f"The JSON file cannot be read: {error}")
        remedy = Text(
            "Tulis ulang dengan `selaras standard read --format json`.",
            "Write it again with `selaras standard read --format json`.",
        )
        raise LawRefused(what, remedy, (Problem("json", Place(file=str(path)), what, remedy),)) from error
    return check(content, str(path))


def _unknown(name: str) -> UsageError:
    known = ", ".join(embedded_ids())
    return UsageError(
        Text(f"Tidak ada standar atau berkas bernama {name}.", f"There is no standard or file named {name}."),
        Text(
            f"Standar yang tersedia: {known}. Atau tunjuk sebuah berkas (Word, PDF, Markdown, teks, Excel, JSON).",
            f"Standards available: {known}. Or name a file (Word, PDF, Markdown, text, Excel, JSON).",
        ),
    )
