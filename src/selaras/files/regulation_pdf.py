"""A regulation in the making with its annex as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from selaras.files.annex.blocks import blocks_of
from selaras.files.annex.pdf import write_pdf
from selaras.files.regulation import body_of
from selaras.law.form import Form


def write_regulation_pdf(path: Path, form: Form, base: Form | None, *, checked: bool = False) -> None:
    """Write an amendment of `base`, or a new act, to `path`. Raises DataRefused for a character without a glyph."""
    body = [asdict(line) for line in body_of(form, base, checked=checked)]
    write_pdf(path, blocks_of(form), form.instrument.title, body)
