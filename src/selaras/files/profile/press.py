"""Setting documents: one typst compiler for many of them, so that fonts and the template are read once."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from selaras.errors import DataRefused, Text
from selaras.files.profile.content import PAPERS

STANDARD = "ua-1"  # tagged, with title and language: typst sets one standard a file
FONTS = ["Noto Sans", "Liberation Sans", "DejaVu Sans", "Libertinus Serif"]
LONG_WORD = 22  # characters; a longer word may break after every PIECE of them
PIECE = 8
WHOLE = frozenset({"url", "document", "digest"})  # texts that are no running text: an address must stay one
_LONG = re.compile(rf"\S{{{LONG_WORD + 1},}}")
logger = logging.getLogger(__name__)


class Press:
    """Sets documents of one template. One for each thread: a compiler does one thing at a time."""

    def __init__(self, template: str) -> None:
        self._source = files("selaras.files.profile").joinpath(f"{template}.typ").read_bytes()
        compiler: Any = typst.Compiler  # its stubs do not list all standards it knows
        self._compiler = compiler(font_paths=_fonts())

    def pdf(self, said: Mapping[str, Any], paper: str = "a4") -> bytes:
        """The document as PDF. Raises DataRefused when typst cannot set it at all."""
        width, height = PAPERS[paper]
        data = {**_breakable(said), "width": width, "height": height, "fonts": FONTS}
        inputs = {"data": json.dumps(data)}
        try:
            return self._set(inputs, STANDARD)
        except typst.TypstError:
            # A name in a script that no font at hand shows must not keep somebody from their profile: the file is
            # tagged all the same, and no longer claims to be PDF/UA.
            try:
                return self._set(inputs, "1.7")
            except typst.TypstError as error:
                raise DataRefused(
                    Text("PDF tidak dapat dibuat.", "The PDF could not be made."),
                    Text("Sampaikan hal ini kepada pengelola sistem.", "Tell the administrator about this."),
                ) from error

    def _set(self, inputs: dict[str, str], standard: str) -> bytes:
        made: bytes = self._compiler.compile(self._source, sys_inputs=inputs, pdf_standards=standard)
        return made


@cache
def _fonts() -> Any:
    """The fonts of this machine, looked for once a process."""
    return typst.Fonts()


def _breakable(value: Any) -> Any:
    """Texts whose long words may break: columns are narrow, and nothing may run off the paper."""
    match value:
        case str():
            return _LONG.sub(_pieces, value)
        case Mapping():
            return {key: each if key in WHOLE else _breakable(each) for key, each in value.items()}
        case list() | tuple():
            return [_breakable(each) for each in value]
        case _:
            return value


def _pieces(word: re.Match[str]) -> str:
    said = word[0]
    return "\u200b".join(said[at : at + PIECE] for at in range(0, len(said), PIECE))
