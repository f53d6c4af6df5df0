"""Words that join the parts of a sentence: left out between two parts, or standing without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selaras.law.lint.catalogue import vocabulary
from selaras.law.lint.draft import Draft
from selaras.law.lint.finding import Hit, hit
from selaras.law.lint.marks import texts
from selaras.law.lint.registry import rule
from selaras.law.lint.span import Span

_SENTENCE_END = re.compile(r"[.;:(]|</?p>")
_SERIES = re.compile(
    r"(?<![\w-])[a-z][\w/-]+(?<!nya), (?P<last>[a-z][\w/-]+)(?: (?P<more>[a-z][\w/-]+))?"
    r" (?:atas|dalam|di|pada|terhadap|untuk|bagi|oleh|dari|ke)\b"
)
_SUBORDINATE = re.compile(
    r"^\W*(?:dalam|apabila|jika|bila|ketika|setelah|sesudah|sebelum|selain|untuk|bagi|dengan|sebagai\w*|berdasarkan|pada"
    r"|di|terhadap|selama|sejak|karena|agar|guna|bahwa|menurut|meskipun|walaupun)\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(  # words that begin another part of the sentence, not the next part of a series
    r"sehingga|tetapi|yang|maka|terakhir|dengan|agar|yaitu|meliputi|antara|termasuk|sesuai|tidak|seperti|baik|misalnya"
    r"|guna|hingga|sampai|mulai|perlu|namun|melainkan|kecuali|terutama|khususnya|adalah|merupakan|dapat|wajib|harus"
    r"|dan|atau|serta|maupun|bukan|juga|hanya|jadi|lalu|kemudian|karena|selain|sedangkan|paling|sebagaimana|satu"
    r"|beberapa|masing-masing|di[a-z]{4,}"
)
_EITHER = re.compile(r"\bmaupun\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:baik|siapa|apa|mana)\b", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\bsesuai\s+(?!(?:dengan|untuk|bagi|dan|atau|ketentuan|atas|pada|di|yang|secara|lagi|apabila|jika|maka)\b)[a-z]\w+",
    re.IGNORECASE,
)


def _sentence_before(span: Span, at: int) -> str:
    """The sentence up to a character."""
    return _SENTENCE_END.split(span.text[:at])[-1]


@rule("series-without-and")
def series_without_and(draft: Draft) -> Iterable[Hit]:
    """A series ends without `dan` before the words that belong to all of it."""
    for span, area in texts(draft):
        for at, match in span.every(_SERIES):
            before = _sentence_before(span, match.start())
            joined = any(_OPENERS.fullmatch(word) for word in match.group("last", "more") if word)
            if not joined and not _SUBORDINATE.match(before):
                yield hit(at, group=f"{area} {at.flat}" if area else "")


@rule("pair-without-and")
def pair_without_and(draft: Draft) -> Iterable[Hit]:
    """Two nouns that name two things stand side by side as if they were one."""
    pairs = [
        re.compile(rf"\b{first}\s+{other}\b", re.IGNORECASE) for first, other in vocabulary("noun_pairs")
    ]
    for pattern in pairs:
        for span, area in texts(draft):
            for at, _ in span.every(pattern):
                first, other = at.text.split()
                yield hit(at, group=f"{area} {at.flat}" if area else "", better=f"{first} dan {other}")


@rule("either-missing")
def either_missing(draft: Draft) -> Iterable[Hit]:
    """`maupun` without the `baik` that it answers."""
    for span, area in texts(draft):
        for match in _EITHER.finditer(span.text):
            before = _sentence_before(span, match.start())
            if not _BOTH.search(before):
                words = span.part(max(0, span.text.rfind(" ", 0, max(0, match.start() - 1)) + 1), match.end())
                yield hit(words, group=f"{area} {words.flat}" if area else "")


@rule("accord-without-with")
def accord_without_with(draft: Draft) -> Iterable[Hit]:
    """`sesuai` without `dengan`, in a text that has `sesuai dengan` elsewhere; one finding for all of them."""
    found = [at for span, _ in texts(draft) for at, _ in span.every(_ACCORDING)]
    if found and re.search(r"\bsesuai\s+dengan\b", draft.text, re.IGNORECASE):
        yield hit(found[0], *found[1:], count=len(found))
