"""Characters outside ruled tables → set lines of words, each word with its box: what columns without lines are seen by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selaras.errors import Place
from selaras.files.documents.pdf.flow import baseline_of, baselines
from selaras.files.documents.pdf.glyphs import Char
from selaras.files.documents.setting import WORD_GAP
from selaras.law.document import Piece

ASCENT, DESCENT = 0.75, 0.22  # of the font size: what letters take above and below their baseline


@dataclass(frozen=True, slots=True)
class Word:
    """Characters set without a gap; the spaces after them belong to them and take no room."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return self.baseline + DESCENT * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class SetLine:
    """Words of one baseline from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, one space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def piece(self) -> Piece:
        """As the grammar takes it."""
        return Piece(self.text, Place())

    @property
    def size(self) -> float:
        """Its largest letters."""
        return max(word.size for word in self.words)

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.words[0].baseline

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return max(word.bottom for word in self.words)

    def without(self, words: frozenset[int]) -> SetLine:
        """The line without the words of these identities."""
        return SetLine(tuple(word for word in self.words if id(word) not in words))

    def phrases(self, gap: float) -> list[tuple[Word, ...]]:
        """Its words, parted where the white between them is at least `gap` of the font size."""
        found: list[list[Word]] = []
        for word in self.words:
            if found and word.x0 - found[-1][-1].x1 < gap * self.size:
                found[-1].append(word)
            else:
                found.append([word])
        return [tuple(each) for each in found]


def set_lines(chars: Sequence[Char]) -> list[SetLine]:
    """Characters → set lines from top to bottom; a line of spaces alone is none."""
    found = (SetLine(tuple(_words(line))) for line in baselines(chars))
    return [line for line in found if line.words]


def chars_of(lines: Sequence[SetLine]) -> list[Char]:
    """All characters of some lines."""
    return [char for line in lines for word in line.words for char in word.chars]


def _words(line: Sequence[Char]) -> list[Word]:
    groups: list[list[Char]] = []
    ended = True
    for char in sorted(line, key=lambda char: (char["x0"], char["x1"])):
        if not char["text"].strip():
            ended = True
            if groups:
                groups[-1].append(char)
            continue
        inked = [each for each in groups[-1] if each["text"].strip()] if groups else []
        if ended or not inked or char["x0"] - inked[-1]["x1"] > WORD_GAP * char["size"]:
            groups.append([char])
        else:
            groups[-1].append(char)
        ended = False
    return [_word(group) for group in groups]


def _word(chars: Sequence[Char]) -> Word:
    inked = [char for char in chars if char["text"].strip()]
    return Word(
        "".join(char["text"] for char in inked),
        min(char["x0"] for char in inked),
        max(char["x1"] for char in inked),
        baseline_of(inked[0]),
        max(char["size"] for char in inked),
        tuple(chars),
    )
