"""Characters: other scripts, spacing around slashes, brackets and stops, doubled words, damage of scanning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from selaras.law.lint.catalogue import any_of
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span
from selaras.law.reading.requirements import TICKS

_PLAIN = re.compile(r"[\x00-\x7f–—‘’“”…√•½°±²³×§\s]+")
_WORD = re.compile(r"\S+")
_SLASH = re.compile(r"(?<![\w-])[\w-]+(?:(?:[ \t]*/[ \t]+|[ \t]+/[ \t]*)[\w-]+)+")
_BRACKET_SPACE = re.compile(r"\(\s+\S+|(?<!\S)\S+\s+\)")
_STOP = re.compile(
    r"(?<!\w)\w+(?:[ \t]+[,;](?=\s)|[ \t]+\.(?=\s|\Z)|(?:[,;:]\s?[,;:.]|\.{2}(?!\.))(?=\s|\Z)|[,;](?=[A-Za-z]))"
)
_TWICE = re.compile(r"\b(?P<word>[A-Za-z]{2,})[ \t]+(?P=word)\b")
_MIXED = re.compile(r"(?<![\w-])(?=[0-9OIl]{4}(?![\w-]))(?=[0-9OIl]*\d)(?=[0-9OIl]*[OIl])[0-9OIl]{4}")
_MARKER = re.compile(r"^\W*(?:\d{1,2}|[a-z])\)", re.MULTILINE)


def texts(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Texts of body and annex; in the annex one slip repeated word for word is one finding, in the body each is."""
    for span in draft.prose:
        yield span, ""
    for span in draft.cells:
        yield span, "annex"


def _everywhere(draft: Draft, pattern: re.Pattern[str]) -> Iterable[Hit]:
    for span, area in texts(draft):
        for at, _ in span.every(pattern):
            yield hit(at, group=f"{area} {at.flat}" if area else "")


@rule("stray-script")
def stray_script(draft: Draft) -> Iterable[Hit]:
    """A letter of another script, or an invisible character, inside a word."""
    for line in draft.document.lines:
        if _PLAIN.fullmatch(line.text) or not line.text:
            continue
        span = draft.line_at(line)
        for at, match in span.every(_WORD):
            strays = [c for c in match[0] if _stray(c)]
            if strays and match[0] not in TICKS:
                names = ", ".join(dict.fromkeys(unicodedata.name(c, f"U+{ord(c):04X}") for c in strays))
                yield hit(_trimmed(at), names=names)


def _stray(character: str) -> bool:
    category = unicodedata.category(character)
    if character.isascii() or character in TICKS:
        return False
    if category[0] in "LM":
        return not unicodedata.name(character, "").startswith(("LATIN", "COMBINING"))
    return category in ("Cf", "Co", "Cn") or character == "\ufffd"


def _trimmed(span: Span) -> Span:
    return span.part(0, len(span.text.rstrip(".,;:")))


@rule("slash-spacing")
def slash_spacing(draft: Draft) -> Iterable[Hit]:
    """Spaces around a slash."""
    return _everywhere(draft, _SLASH)


@rule("bracket-spacing")
def bracket_spacing(draft: Draft) -> Iterable[Hit]:
    """Spaces on the inner side of brackets."""
    return _everywhere(draft, _BRACKET_SPACE)


@rule("stop-spacing")
def stop_spacing(draft: Draft) -> Iterable[Hit]:
    """A comma, semicolon or full stop doubled, after a space, or without the space after it."""
    return _everywhere(draft, _STOP)


@rule("bracket-unpaired")
def bracket_unpaired(draft: Draft) -> Iterable[Hit]:
    """A bracket is opened and not closed, or closed and not opened."""
    for span, area in texts(draft):
        depth, first = 0, None
        bare = _MARKER.sub(lambda marker: "x" * len(marker[0]), span.text)
        for at, character in enumerate(bare):
            if character == "(":
                depth, first = depth + 1, at if depth == 0 else first
            elif character == ")" and depth == 0:
                yield _bracket(span, at, area)
            elif character == ")":
                depth -= 1
        if depth and first is not None:
            yield _bracket(span, first, area)


def _bracket(span: Span, at: int, area: str) -> Hit:
    """The word that has the bracket."""
    start = span.text.rfind(" ", 0, at) + 1
    end = span.text.find(" ", at)
    found = span.part(start, end if end >= 0 else None)
    return hit(found, group=f"{area} {found.flat}" if area else "")


@rule("word-repeated")
def word_repeated(draft: Draft) -> Iterable[Hit]:
    """One word stands twice in a row."""
    return _everywhere(draft, _TWICE)


@rule("scan-damage")
def scan_damage(draft: Draft) -> Iterable[Hit]:
    """Letters and figures confused, as scanning does."""
    for line in draft.document.lines:
        span = draft.line_at(line)
        for pattern in (_MIXED, any_of("scan_damage")):
            for at, _ in span.every(pattern):
                yield hit(at)
