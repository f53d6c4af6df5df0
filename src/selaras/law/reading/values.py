"""The value cell of a requirement row → what it demands. Whatever is not surely understood stays unread."""

from __future__ import annotations

import re

from selaras.core.model import EducationLevel, RowKey, normalise
from selaras.law.form.table import (
    Parsed,
    ParsedEducation,
    ParsedExperience,
    ParsedField,
    ParsedInformation,
    ParsedNothing,
    ParsedRank,
    ParsedTraining,
    ParsedUnread,
    RankName,
)
from selaras.law.lists import education_by_name, ranks, training_equivalents
from selaras.law.reading.words import number_of_word

_NOTHING = re.compile(r"^(?:[-–—]+|tidak\s+(?:ada|dipersyaratkan|disyaratkan))\.?$", re.IGNORECASE)
_OR = re.compile(r"\s*/\s*|\s*;\s*|\s*,?\s+atau\s+")
_RANK = re.compile(
    r"(?:(?P<name>[A-Za-z][A-Za-z. ]{0,60}?)[\s,]*)?\(?\s*(?<![A-Za-z])(?P<code>[IVX]{1,3}\s*/\s*[a-eA-E])\b\s*\)?"
)
_RANGE = re.compile(r"\s*(?:[-–—]|s\s*[./]?\s*d\.?|sampai\s+dengan|hingga)\s*", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?P<number>\d{1,3})\s*(?:\((?P<word>[a-z ]{2,30})\)\s*)?(?P<unit>tahun|bulan)\b", re.IGNORECASE
)
_OF_POSITION = re.compile(r"\bsesuai\b(?:\s+dengan)?\s+(?:jabatan|bidang|tugas|kebutuhan)", re.IGNORECASE)
_RELEVANT = re.compile(r"\brelevan\b|\bsesuai\b(?:\s+dengan)?\s+(?:jabatan|bidang|tugas)", re.IGNORECASE)
_TRAINING = re.compile(
    r"^(?:pelatihan|diklat|kursus|bimbingan|bimtek|sertifika\w+|pendidikan|workshop|lokakarya)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:yang|sesuai|relevan|lain\w*|dan|semua|seluruh|paling|maksimal|kecuali|bagi|untuk|jika|bila|apabila)\b",
    re.IGNORECASE,
)
_ENDS_IN_POSITION = re.compile(r"jabatan(?:nya)?$", re.IGNORECASE)  # a misprint of "sesuai jabatan", no name
_MONTHS_A_YEAR = 12


class NameContradictsCode(ValueError):
    """A rank's name belongs to another code than the one printed beside it."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{name} is not {code}")
        self.name = name
        self.code = code


def parsed_value(key: RowKey, value: str) -> Parsed:
    """What a row demands. `ParsedUnread` when the grammar does not cover its wording.

    Raises NameContradictsCode for a rank whose name and code disagree.
    """
    text = " ".join(value.split())
    if not text:
        return ParsedUnread()
    if _NOTHING.match(text):
        return ParsedNothing()
    if key is RowKey.EDUCATION_LEVEL:
        return _education(text)
    if key is RowKey.EDUCATION_FIELD:
        return _field(text)
    if key is RowKey.EXPERIENCE:
        return _experience(text)
    if key is RowKey.RANK:
        return _rank(text)
    if key is RowKey.PERFORMANCE:
        return ParsedInformation()
    return _training(text)


def _education(text: str) -> Parsed:
    found: list[EducationLevel] = []
    parts = _OR.split(text)
    while parts:
        for size in range(len(parts), 0, -1):  # the longest spelling known: SMA/Setara before SMA
            level = _level("/".join(parts[:size]))
            if level:
                break
        else:
            return ParsedUnread()
        found.append(level)
        parts = parts[size:]
    codes = tuple(dict.fromkeys(level.code for level in found))
    return ParsedEducation(levels=codes, minimum=min(found, key=lambda level: level.order).code)


def _level(name: str) -> EducationLevel | None:
    name = re.sub(r"\([^()]*\)", " ", name).strip(" .")
    return None if name.isdigit() else education_by_name().get(normalise(name))


def _field(text: str) -> Parsed:
    if _RELEVANT.search(text):
        return ParsedField()
    parts = tuple(part.strip() for part in re.split(r",|/|;|\s+atau\s+", text.rstrip(".")))
    if any(not part or _CONDITION.search(part) for part in parts):
        return ParsedUnread()
    return ParsedField(fields=parts)


def _training(text: str) -> Parsed:
    if _OF_POSITION.search(text):
        return ParsedTraining()
    parts = tuple(part.strip() for part in _OR.split(text.rstrip(".")))
    known = {name for group in training_equivalents() for name in group}
    if any(
        "," in part
        or _CONDITION.search(part)
        or _ENDS_IN_POSITION.search(part)
        or not (_TRAINING.match(part) or normalise(part) in known)
        for part in parts
    ):
        return ParsedUnread()
    return ParsedTraining(trainings=parts)


def _experience(text: str) -> Parsed:
    quantities = list(_QUANTITY.finditer(text))
    if not quantities:
        return (
            ParsedUnread()
            if re.search(r"\d", text) or "pengalaman" not in text.casefold()
            else ParsedExperience()
        )
    only = quantities[0]
    number, word = int(only["number"]), only["word"]
    if (
        len(quantities) > 1
        or not number
        or re.search(r"\bpaling\s+lama\b|\bmaksimal\b|\bkurang\s+dari\b", text, re.IGNORECASE)
    ):
        return ParsedUnread()
    if word and number_of_word(word) != number:
        return ParsedUnread()
    return ParsedExperience(months=number * (_MONTHS_A_YEAR if only["unit"].casefold() == "tahun" else 1))


def _rank(text: str) -> Parsed:
    low = _RANK.match(text)
    between = _RANGE.match(text, low.end()) if low else None
    high = _RANK.match(text, between.end()) if between else None
    if not (low and high) or text[high.end() :].strip(" .;"):
        return ParsedUnread()
    ends = [_named_rank(low), _named_rank(high)]
    first, last = (ranks().get(end.code) if end else None for end in ends)
    if not (ends[0] and ends[1] and first and last) or first.order > last.order:
        return ParsedUnread()
    return ParsedRank(low=ends[0], high=ends[1])


def _named_rank(match: re.Match[str]) -> RankName | None:
    """The rank as printed, checked against the list of ranks; a code alone is given its name from there."""
    roman, _, letter = re.sub(r"\s", "", match["code"]).partition("/")
    code = f"{roman}/{letter.lower()}"
    known = ranks().get(code)
    if known is None:
        return None
    name = (match["name"] or "").strip()
    if name and _folded(name) != _folded(known.name):
        raise NameContradictsCode(name, code)
    return RankName(code=code, name=name or known.name)


def _folded(name: str) -> str:
    """Rank names compare without case, dots and spacing; `Tingkat` is `Tk`."""
    return re.sub(r"[^a-z0-9]", "", normalise(name).replace("tingkat", "tk"))
