"""An amending act: which act it amends, and what each of its provisions changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from selaras.law.document import Line, passage
from selaras.law.form.head import ActName, Article, Change
from selaras.law.reading.articles import ARTICLE, Body
from selaras.law.reading.doubts import Doubts, source_of
from selaras.law.reading.references import references_in
from selaras.law.reading.words import title_case

Action = Literal["amended", "inserted", "added", "deleted", "replaced"]

_AMENDS = re.compile(r"\bPERUBAHAN\s+(?:KE\w+(?:\s+(?:BELAS|PULUH))?\s+)?ATAS\s+", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"^\s*(?P<number>\d{1,3})\.\s+(?=(?:Ketentuan|Di\s?antara|Setelah|Sesudah|Sebelum|Pasal|Lampiran|Judul|BAB|Bagian"
    r"|Menambah|Mengubah|Menghapus|Beberapa|Ayat|Huruf|Angka|Penjelasan|Definisi)\b)",
    re.IGNORECASE,
)
_ACTIONS: tuple[tuple[str, Action], ...] = (
    (r"disisip\w*|menyisip\w*", "inserted"),
    (r"ditambah\w*|menambah\w*", "added"),
    (r"dihapus\w*|menghapus\w*", "deleted"),
    (r"diganti\w*|mengganti\w*", "replaced"),
    (r"diubah|mengubah", "amended"),
)
_TARGET = re.compile(
    r"(?:Pasal\s+\d+[A-Z]?(?:\s+ayat\s+\(\d+[a-z]?\))?(?:\s+huruf\s+[a-z]\b)?(?:\s+angka\s+\d+)?"
    r"|Lampiran(?:\s+[IVXLC]+\b)?|BAB\s+[IVXLC]+[A-Z]?\b|Judul\b(?:\s+(?:BAB|Bagian)\s+\w+)?)",
    re.IGNORECASE,
)
_NAMELY = re.compile(r"\b(?:yakni|yaitu)\b", re.IGNORECASE)


def amended_act(title: str) -> ActName | None:
    """The act that a title such as `PERUBAHAN ATAS PERATURAN … NOMOR 6 TAHUN 2023 …` amends."""
    match = _AMENDS.search(title)
    found = references_in(title[match.end() :])[0] if match else ()
    if not found:
        return None
    return ActName(type=title_case(found[0].type), number=found[0].number, year=found[0].year)


def changes_of(article: Article, lines: Sequence[Line], doubts: Doubts) -> tuple[Change, ...]:
    """What an amending article (`Pasal I`) changes, in its order; `lines` are the article's own."""
    starts: list[tuple[int, str, int]] = []
    for at, line in enumerate(lines):
        match = _INSTRUCTION.match(line.text)
        if match and int(match["number"]) == len(starts) + 1:
            starts.append((at, match["number"], match.end()))
    if not starts and any(re.search(pattern, article.text) for pattern, _ in _ACTIONS):
        starts = [(0, "", 0)]
    ends = [*(at for at, _, _ in starts[1:]), len(lines)]
    return tuple(
        _change(number, lines[at:end], after, doubts)
        for (at, number, after), end in zip(starts, ends, strict=False)
    )


def _change(number: str, lines: Sequence[Line], after: int, doubts: Doubts) -> Change:
    quoted = next((i for i, line in enumerate(lines) if i and ARTICLE.match(line.text)), len(lines))
    head = passage(lines[:quoted], after)
    instruction = re.split(r"sebagai\s+berikut\s*:", head.text, maxsplit=1)[0]
    body = Body(doubts, quoted=True)
    body.read(lines[quoted:])
    action = next((name for pattern, name in _ACTIONS if re.search(rf"\b(?:{pattern})\b", instruction)), None)
    target = _target(instruction)
    if action is None or not target:
        doubts.add("change", head)
    return Change(
        number=number,
        action=action,
        target=target,
        text=head.text,
        articles=tuple(body.articles),
        source=source_of(head),
    )


def _target(instruction: str) -> str:
    """What is changed: what stands after `yakni`, else what is named first."""
    namely = _NAMELY.search(instruction)
    found = (_TARGET.search(instruction, namely.end()) if namely else None) or _TARGET.search(instruction)
    return " ".join(found[0].split()) if found else ""


def provisions(articles: Sequence[Article], changes: Sequence[Change]) -> Iterator[Article]:
    """The articles that say something of their own: an amending article stands for those it sets."""
    amending = any(each.articles for each in changes)
    yield from (
        each for each in articles if not (amending and each.number.isalpha() and each.label == "Pasal")
    )
    yield from (article for change in changes for article in change.articles)
