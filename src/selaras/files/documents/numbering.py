"""Automatic numbers of a Word document: they stand in no text and are counted as Word counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

BULLET = "•"
_DEEPEST = 9  # levels that Word's lists have
_LARGEST = 32_767
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    form: str = "bullet"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list: its levels by depth, and how far each has counted. Lists of one abstract list count together."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Labels of paragraphs in reading order; each paragraph is asked for once."""

    def __init__(self, package: Any) -> None:
        """`package` is an opened python-docx document."""
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        numbering = _part(package, "numbering")
        if numbering is not None:
            self._read(numbering)
        self._read_styles(_part(package, "styles"))

    def label_of(self, paragraph: Any) -> str:
        """The label that Word shows before a paragraph: `1.1`, `a.`, `•`; nothing when it is not in a list."""
        id_, depth = self._place(paragraph)
        found = self._lists.get(id_)
        if found is None or depth not in found.levels:
            return BULLET if id_ not in ("", "0") else ""
        restarted = self._restarts.pop(id_, {})
        for restart, start in restarted.items():
            found.counts[restart] = start - 1
        level = found.levels[depth]
        found.counts[depth] = min(found.counts.get(depth, level.start - 1) + 1, _LARGEST)
        for deeper in [each for each in found.counts if each > depth]:
            del found.counts[deeper]
        if level.form == "bullet":
            return BULLET
        return "" if level.form == "none" and "%" in level.text else self._written(found, depth).strip()

    def _written(self, found: _List, depth: int) -> str:
        text, own = found.levels[depth].text, found.levels[depth]
        for at in range(depth + 1):
            level = found.levels.get(at, _Level("decimal"))
            number = found.counts.get(at, level.start)
            form = "decimal" if own.legal else level.form
            text = text.replace(f"%{at + 1}", written(number, form))
        return text

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Id of the list and depth, from the paragraph or else from its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        id_, depth = self._styles.get(_value(style), ("", 0))
        own = properties.find(qn("w:numPr"))
        if own is not None:
            id_ = _value(own.find(qn("w:numId"))) or id_
            depth = _whole(own.find(qn("w:ilvl")), depth)
        return id_, min(depth, _DEEPEST - 1)

    def _read(self, numbering: Any) -> None:
        abstract = {
            each.get(qn("w:abstractNumId")): _List(
                {_depth(level): _level(level) for level in each.iterfind(qn("w:lvl"))}
            )
            for each in numbering.iterfind(qn("w:abstractNum"))
        }
        for num in numbering.iterfind(qn("w:num")):
            id_ = num.get(qn("w:numId"), "")
            shared = abstract.get(_value(num.find(qn("w:abstractNumId"))))
            if shared is None:
                continue
            own = {
                _depth(each): _level(inner)
                for each in num.iterfind(qn("w:lvlOverride"))
                if (inner := each.find(qn("w:lvl"))) is not None
            }
            self._lists[id_] = _List({**shared.levels, **own}) if own else shared
            for each in num.iterfind(qn("w:lvlOverride")):
                start = each.find(qn("w:startOverride"))
                if start is not None:
                    self._restarts.setdefault(id_, {})[_depth(each)] = _whole(start, 1)

    def _read_styles(self, styles: Any) -> None:
        """Lists that styles put their paragraphs in, through the styles they are based on."""
        found = (
            {each.get(qn("w:styleId"), ""): each for each in styles if each.tag == qn("w:style")}
            if (styles is not None)
            else {}
        )
        for id_, style in found.items():
            at, seen = style, {id_}
            while at is not None:
                number = at.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if number is not None and number.find(qn("w:numId")) is not None:
                    depth = _whole(number.find(qn("w:ilvl")), 0)
                    self._styles[id_] = (_value(number.find(qn("w:numId"))), depth)
                    break
                above = _value(at.find(qn("w:basedOn")))
                at = found.get(above) if above not in seen else None
                seen.add(above)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; decimal in a form that is not known."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 5)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and number > 0:
        numeral, rest = "", number
        for value, sign in _ROMAN:
            numeral += sign * (rest // value)
            rest %= value
        return numeral.lower() if form == "lowerRoman" else numeral
    return f"{number:02d}" if form == "decimalZero" else "" if form == "none" else str(number)


def _part(package: Any, name: str) -> Any:
    """The root of the part that the main document relates to under this name; None when there is none."""
    for relation in package.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return getattr(relation.target_part, "element", None)
    return None


def _level(element: Any) -> _Level:
    return _Level(
        form=_value(element.find(qn("w:numFmt"))) or "decimal",
        text=_value(element.find(qn("w:lvlText"))),
        start=_whole(element.find(qn("w:start")), 0 if element.find(qn("w:start")) is None else 1),
        legal=element.find(qn("w:isLgl")) is not None,
    )


def _depth(element: Any) -> int:
    value = element.get(qn("w:ilvl"), "0")
    return int(value) if value.isdigit() else 0


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val"), ""))


def _whole(element: Any, default: int) -> int:
    value = _value(element)
    return min(int(value), _LARGEST) if value.isdigit() else default
