"""The act's title wherever it is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_ABOUT = re.compile(r"\bTENTANG\s+", re.IGNORECASE)
_SETS = re.compile(
    r"\bmenetapkan\s+(?:Peraturan|Keputusan)\b[^;.]*?\btentang\s+(?P<title>[^;.]+)", re.IGNORECASE
)


@rule("title-differs")
def title_differs(draft: Draft) -> Iterable[Hit]:
    """Menimbang, Menetapkan or the annex repeats the title in other words."""
    title = _words(draft.form.instrument.title)
    for span in _repeated(draft):
        said = _words(span.text)
        if said == title or not said:
            continue
        gone, more = _difference(title, said)
        yield hit(span, gone=gone or "–", more=more or "–")


def _repeated(draft: Draft) -> Iterator[Span]:
    for item in draft.considerations:
        match = _SETS.search(item.span.text)
        if match and item is draft.considerations[-1]:
            yield item.span.of(match, "title")
    if draft.enacting and (match := _ABOUT.search(draft.enacting.text)):
        whole = draft.enacting.part(match.end())
        yield whole.part(0, len(whole.text.rstrip(".")))
    yield from _in_annex(draft)


def _in_annex(draft: Draft) -> Iterator[Span]:
    """The title in the annex's own heading: from TENTANG to the first empty line."""
    lines = draft.annex
    for i, line in enumerate(lines):
        if line.text.lstrip().startswith("LAMPIRAN"):
            end = next((j for j in range(i, len(lines)) if lines[j].blank), len(lines))
            start, stop = draft.line_at(line).start, draft.line_at(lines[end - 1]).stop
            block = Span(start, draft.text[start:stop])
            if match := _ABOUT.search(block.text):
                yield block.part(match.end())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _difference(title: list[str], said: list[str]) -> tuple[str, str]:
    gone, more = [], []
    for tag, a, b, c, d in SequenceMatcher(None, title, said, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += title[a:b]
            more += said[c:d]
    return " ".join(gone), " ".join(more)
