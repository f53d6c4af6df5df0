"""The body of a regulation that sets standards, line by line before any format: an amendment, or a new act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from selaras.files.annex.blocks import act_name
from selaras.files.annex.settings import settings
from selaras.files.draft import words
from selaras.law.form import Form
from selaras.law.form.head import Gazette, InstrumentHead
from selaras.law.reading.words import title_case


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One paragraph. `labelled`: label, mark and text side by side; `signed`: at the signature's indent."""

    set: Literal["centred", "heading", "prose", "labelled", "signed"]
    text: str
    label: str = ""
    mark: str = ""
    indent: int = 0  # mm


def body_of(form: Form, base: Form | None, *, checked: bool = False) -> Iterator[BodyLine]:
    """The body of the act that `form` is the annex of; `base`: the act it amends, None for a new one.

    `checked`: the legal bases are known to hold; else each asks to be checked.
    """
    act, text, blanks = form.instrument, words()["words"], words()["blanks"]
    values = _values(form, base)
    yield from _title(act)
    reasons = [each.text for each in act.considerations] or [f"{blanks['consideration']};"]
    given = [text["gap"].format(**values)] if base and values["new"] else []
    changes = [text["change"].format(**values)] if base and values["changed"] else []
    opening = [*given, *changes, *reasons]
    letters = [f"huruf {'abcdefgh'[at]}" for at in range(len(opening))]
    last = text["therefore" if base else "therefore_new"].format(**values, letters=_listed(letters))
    for at, reason in enumerate([*opening, last]):
        yield BodyLine("labelled", reason, "Menimbang" if at == 0 else "", f"{'abcdefgh'[at]}.")
    bases = [each.text if checked else f"{each.text} {blanks['reference']}" for each in act.legal_bases]
    if base:
        bases.append("{act} Nomor {number} Tahun {year} tentang {about} ({gazette});".format(**values))
    for at, one in enumerate(bases, 1):
        yield BodyLine(
            "labelled",
            _ended(one, last=at == len(bases)) if checked else one,
            "Mengingat" if at == 1 else "",
            f"{at}.",
        )
    yield BodyLine("heading", text["decides"])
    yield BodyLine("labelled", f"{act.type.upper()} TENTANG {act.title}.", "Menetapkan")
    yield from _articles(base, values)
    yield BodyLine("prose", text["everyone"].format(**values))
    yield from _closing(act)


def _values(form: Form, base: Form | None) -> dict[str, Any]:
    act, blanks = form.instrument, words()["blanks"]
    about = base.instrument if base else act
    have = {each.job_class for each in base.job_classes} if base else set()
    places = {str(each.applies_to) for each in base.position_standards} if base else set()
    new = [f"kelas jabatan {each.job_class}" for each in form.job_classes if each.job_class not in have]
    changed = [f"kelas jabatan {each.job_class}" for each in form.job_classes if each.job_class in have]
    for each in form.position_standards:
        (changed if str(each.applies_to) in places else new).append(f"jabatan {each.applies_to.title}")
    gazette = _gazette(about.gazette) or blanks["gazette"]
    paper = about.gazette.name if about.gazette else blanks["gazette"]
    return {
        "act": title_case(act_name(about)),
        "this": act.type,
        "number": about.number,
        "year": about.year,
        "about": title_case(about.title),
        "new": _joined(new),
        "changed": _joined(changed),
        "every": _joined([*new, *changed]),
        "gazette": gazette,
        "paper": paper,
    }


def _joined(names: Sequence[str]) -> str:
    """`kelas jabatan 4, 3, dan 1`, and positions as they are."""
    prefix = "kelas jabatan "
    classes = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    others = [name for name in names if not name.startswith(prefix)]
    return _listed([*([prefix + _listed(classes)] if classes else []), *others])


def _listed(items: Sequence[str]) -> str:
    """`4`, `4 dan 3`, `4, 3, dan 1`."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def _gazette(gazette: Gazette | None) -> str:
    if gazette is None:
        return ""
    series = f" Seri {gazette.series}" if gazette.series else ""
    return f"{gazette.name} Tahun {gazette.year} Nomor {gazette.number}{series}"


def _ended(text: str, *, last: bool) -> str:
    return f"{text.rstrip(' ;.')}{'.' if last else ';'}"


def _title(act: InstrumentHead) -> Iterator[BodyLine]:
    year = act.year or words()["blanks"]["year"]
    number = settings()["number"].format(number=act.number, year=year)
    province = [f"PROVINSI {act.province.upper()}"] if act.province else []
    office = act.issuer.upper()
    for line in (office, *province, "", act_name(act), number, "", settings()["about"], "", act.title, ""):
        yield BodyLine("centred", line)
    yield BodyLine("heading", words()["words"]["grace"])
    yield BodyLine("heading", f"{office},")


def _articles(base: Form | None, values: dict[str, Any]) -> Iterator[BodyLine]:
    text = words()["words"]
    if base is None:
        yield BodyLine("heading", "Pasal 1")
        yield BodyLine("prose", text["article_new"].format(**values))
        yield BodyLine("heading", "Pasal 2")
    else:
        yield BodyLine("heading", "Pasal I")
        sentences = [
            text[f"article_{name}"].format(**values)
            for name in ("changed", "new_class")
            if values[name.removesuffix("_class")]
        ]
        if len(sentences) == 1:
            yield BodyLine("prose", sentences[0])
        for at, sentence in enumerate(sentences if len(sentences) > 1 else (), 1):
            yield BodyLine("labelled", sentence, "", f"{at}.", indent=-1)
        yield BodyLine("heading", "Pasal II")
    yield BodyLine("prose", text["article_two"].format(**values))


def _closing(act: InstrumentHead) -> Iterator[BodyLine]:
    blanks = words()["blanks"]
    place = act.enacted_at or "[isi tempat]"
    secretary = next((each.office.upper() for each in act.signatures if each.act == "promulgation"), "")
    day = f"{blanks['day'].split(',')[0]}]"
    signed = (
        ("Ditetapkan di", act.issuer.upper(), settings()["signature"]["indent"]),
        ("Diundangkan di", secretary or f"SEKRETARIS DAERAH {(act.region or '').upper()}".strip(), 0),
    )
    for verb, who, indent in signed:
        for line in (f"{verb} {place}", f"pada tanggal {day}", f"{who},", "", "", blanks["holder"], ""):
            yield BodyLine("signed", line, indent=indent)
