"""A stored file → what was read of it: its form, its lines where it has lines, and what the linter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selaras.files.annex.open import form_of, is_ours
from selaras.files.documents import document_of
from selaras.law.document import Document
from selaras.law.form import Form
from selaras.law.form.table import DictionaryEntry
from selaras.law.lint import lint
from selaras.law.standard import read
from selaras.web.standards.drift import Drift, drifts
from selaras.web.uploads.models import Upload

KINDS = ("pdf", "docx", "xlsx", "csv")  # as the store tells them by content: every text is “csv” there
TEXTS = (".txt", ".md", ".json")
LONGEST = 100  # letters of a name on disk


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `document` None: a file without lines (a workbook or JSON), which is not linted either."""

    form: Form
    document: Document | None
    findings: tuple[dict[str, Any], ...]


def read_document_of(upload: Upload, step: Callable[[int, int], None]) -> Reading:
    """Read a stored file. `step(done, total)`: pages. Raises DataRefused when it cannot be read as a standard."""
    with _local(upload) as path:
        if path.suffix in (".xlsx", ".json"):
            return Reading(form_of(path), None, ())
        document = document_of(path, None, step)
        return Reading(form_of_ours(document) if is_ours(path) else read(document), document, ())


def checked(reading: Reading, dictionary: Sequence[DictionaryEntry]) -> Reading:
    """A reading with what the linter finds, also against the dictionary in force. A file without lines: only that."""
    if reading.document is None:
        found = (each.finding.as_json() | _of(each) for each in drifts(reading.form, dictionary))
        return replace(reading, findings=tuple(found))
    findings = lint(reading.document, reading.form, dictionary).findings
    return replace(reading, findings=tuple(finding.as_json() for finding in findings))


def _of(drift: Drift) -> dict[str, Any]:
    """The standard that a finding is about, in place of a line: the file has none."""
    return {"standard": drift.standard, "source": {"line": None, "character": None}}


def form_of_ours(document: Document) -> Form:
    """The form of a document that this program wrote."""
    from selaras.files.annex.read import form_of_annex

    return form_of_annex(document)


def ending_of(name: str, kind: str) -> str:
    """The ending by which the readers tell the file; nothing when a text has none of theirs."""
    suffix = Path(name).suffix.lower()
    if kind != "csv":
        return f".{kind}"
    return {".markdown": ".md"}.get(suffix, suffix if suffix in TEXTS else "")


@contextmanager
def _local(upload: Upload) -> Iterator[Path]:
    """The file under its owner's name, for as long as the block lasts."""
    with TemporaryDirectory(prefix="selaras-standar-") as folder:
        stem = (Path(upload.name).stem or "berkas").encode()[: 2 * LONGEST].decode(errors="ignore")[:LONGEST]
        path = Path(folder, stem + ending_of(upload.name, upload.kind))
        path.symlink_to(Path(upload.file.path))
        yield path
