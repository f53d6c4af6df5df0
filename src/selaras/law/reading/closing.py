"""The end of the body: enactment, promulgation, signatures, gazette, and the day of entry into force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from selaras.errors import Place
from selaras.law.document import Line, Piece
from selaras.law.form.head import Article, Gazette, Signature
from selaras.law.reading.doubts import Doubts, piece_of, source_of
from selaras.law.reading.references import gazette_in
from selaras.law.reading.words import DATE, date_in, title_case

Act = Literal["enactment", "promulgation", "annex"]

_PLACE = re.compile(r"^\s*(?P<act>Ditetapkan|Diundangkan)\s+di\s*:?\s*(?P<place>\S.*?)\s*$", re.IGNORECASE)
_ON = re.compile(r"^\s*pada\s+tanggal\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:dto|ttd|td|tanda\s*tangan|cap)\W*(?:(?:dto|ttd)\W*)?$", re.IGNORECASE)
_IN_FORCE = re.compile(
    r"mulai\s+berlaku\s+(?:pada|sejak)\s+tanggal\s+(?P<when>diundangkan|ditetapkan|pengundangan|penetapan|\d{1,2}\s+\w+\s+\d{4})",
    re.IGNORECASE,
)
_TAKES_EFFECT = re.compile(
    r"^\s*(?:Peraturan|Keputusan)\b.{0,80}\bmulai\s+berlaku\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands after the last article."""

    signatures: tuple[Signature, ...]
    gazette: Gazette | None

    def of(self, act: Act) -> Signature | None:
        """The signature for one act, if read."""
        return next((each for each in self.signatures if each.act == act), None)


def closing_of(lines: Sequence[Line], doubts: Doubts) -> Closing:
    """Closing lines → signatures and gazette."""
    starts = [(i, match) for i, line in enumerate(lines) if (match := _PLACE.match(line.text))]
    ends = [*(i for i, _ in starts[1:]), len(lines)][: len(starts)]
    signatures = [
        _signature(
            "enactment" if match["act"].casefold() == "ditetapkan" else "promulgation",
            lines[i:end],
            match["place"],
            doubts,
        )
        for (i, match), end in zip(starts, ends, strict=True)
    ]
    printed = [
        line.text for line in lines if re.match(r"^\s*(?:BERITA|LEMBARAN)\s", line.text, re.IGNORECASE)
    ]
    return Closing(tuple(signatures), gazette_in(" ".join(printed)) if printed else None)


def _signature(act: Act, lines: Sequence[Line], place: str, doubts: Doubts) -> Signature:
    """`Ditetapkan di …`, `pada tanggal …`, office, dto, name."""
    on = next((line for line in lines if _ON.match(line.text)), None)
    signed_on = date_in(on.text) if on else None
    if signed_on is None:
        doubts.add("date", (on or lines[0]).piece.part(0))
    after = [line for line in lines[1:] if not line.blank and line is not on]
    office, name = office_and_name(after)
    if not office or not name:
        doubts.add("signature", lines[0].piece.part(0))
    return Signature(
        act=act,
        office=office,
        name=name,
        place=title_case(place.rstrip(",")),
        signed_on=signed_on,
        source=source_of(lines[0].piece.part(0)),
    )


def office_and_name(lines: Sequence[Line]) -> tuple[str, str]:
    """Filled lines `WALI KOTA DUMAI,` · `dto` · `PAISAL` → office and name; empty texts for what is not there."""
    comma = next((i for i, line in enumerate(lines) if line.text.rstrip().endswith(",")), None)
    if comma is None:
        return "", ""
    office = " ".join(line.text.strip() for line in lines[: comma + 1]).rstrip(",")
    rest = [line.text.strip() for line in lines[comma + 1 :] if not _SIGNED.match(line.text)]
    return title_case(office), rest[0] if rest else ""


def annex_signature(lines: Sequence[Line]) -> Signature | None:
    """The signature under an annex: an office ending in a comma, then its holder."""
    filled = [line for line in lines if not line.blank]
    office, name = office_and_name(filled)
    if not name:
        return None
    return Signature(act="annex", office=office, name=name, source=source_of(filled[0].piece.part(0)))


def in_force_from(articles: Sequence[Article], closing: Closing, doubts: Doubts) -> date | None:
    """The day the act's own article makes it take effect; None and a doubt when that cannot be said."""
    about = next((article for article in articles if _TAKES_EFFECT.match(article.text)), None)
    for article in articles:
        match = _IN_FORCE.search(article.text)
        if match and not re.search(r"\bpada\s+saat\b", article.text[: match.start()], re.IGNORECASE):
            about = article
            if day := _day(match["when"], closing):
                return day
            break
    place = piece_of(about.text, about.source) if about else Piece("", Place())
    doubts.add("in_force", place, blocking=True)
    return None


def _day(when: str, closing: Closing) -> date | None:
    if DATE.match(when):
        return date_in(when)
    act: Act = "promulgation" if "undang" in when.casefold() else "enactment"
    signature = closing.of(act)
    return signature.signed_on if signature else None
