"""Problems found in a file: looked up by code in `data/problems.yaml`, collected all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

from selaras.errors import Place, Problem, Severity, Text
from selaras.files.layout import content

ALIKE = 70  # percent of letters in place from which another spelling is worth suggesting
TELLING_DIGITS = 6  # digits in a wrong value that may be an NIP, a telephone number or a day of birth
BEGUN = 3  # characters that are shown of a value that may tell about somebody
SHOWN_VALUE = 40  # characters of a wrong value that a message repeats


@cache
def _texts(code: str) -> tuple[Text, Text, Severity]:
    row = content("problems.yaml")[code]
    severity = Severity.WARNING if row.get("warning") else Severity.ERROR
    return Text(**row["what"]), Text(**row["do"]), severity


def problem(code: str, place: Place, **values: object) -> Problem:
    """The problem `code` at `place`, its texts filled with `values` (a Text value in its own language)."""
    what, remedy, severity = _texts(code)
    in_id = {key: value.id if isinstance(value, Text) else value for key, value in values.items()}
    in_en = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
    return Problem(
        code,
        place,
        Text(what.id.format(**in_id), what.en.format(**in_en)),
        Text(remedy.id.format(**in_id), remedy.en.format(**in_en)),
        severity,
    )


def brief(value: object) -> str:
    """A wrong value as a message repeats it: one short line. What may be somebody's number is only begun."""
    text = one_line(value)
    if sum(letter.isdigit() for letter in text) >= TELLING_DIGITS:
        return begun(text)
    return text


def one_line(value: object) -> str:
    """A text of the file, such as a header, on one short line."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"


def brief_code(value: object) -> str:
    """Like `brief`, where one word is expected: several may be a name that was pasted there."""
    text = brief(value)
    return begun(text) if " " in text else text


def begun(text: str) -> str:
    """Enough of a value to find it by, too little to tell whose it is."""
    return text[:BEGUN].rstrip() + "…"


def nearest(word: str, known: Iterable[str]) -> Text:
    """` Maybe "X" is meant.`, or nothing when no known word is similar."""
    found = process.extractOne(
        word[:200].casefold(), list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=ALIKE
    )
    if found is None:
        return Text("", "")
    name = found[0]
    return Text(f' Mungkin maksudnya "{name}".', f' Maybe "{name}" is meant.')
