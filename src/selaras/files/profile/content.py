"""What a profile says, as data: every word that is printed, in one language, and the digest over all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selaras.core.explain import Explanation, explain
from selaras.core.model import Position, PositionType
from selaras.core.policy import Effect
from selaras.core.verdict import Reason, Verdict
from selaras.core.words import Words, percent, written
from selaras.errors import Language, Text
from selaras.files.profile.rows import competency_groups, requirement_rows
from selaras.files.profile.words import text

PAPERS = {"a4": (210, 297), "f4": (215, 330), "a4-lebar": (297, 210)}  # mm; the last one across
GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))  # an NIP's: born, appointed, sex, serial
SHOWN_DIGITS = 32  # of the digest's 64: enough that nobody finds another content with the same ones


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose profile it is, as the record says it.

    `held` is today's position when the verdict is about another one (“what if”), else empty. `versions` names the
    published versions of the standard; `instansi` and `unit` as they are called.
    """

    nip: str
    name: str
    unit: str
    instansi: str
    purpose: Text
    synthetic: bool = False
    what_if: bool = False
    held: str = ""
    versions: tuple[str, ...] = ()
    engine: str = ""


def profile(verdict: Verdict, subject: Subject, words: Words, language: Language) -> dict[str, Any]:
    """The content of one profile. `digest` covers all that is said, nothing of how it is set."""
    explanation = explain(verdict, words)

    def say(code: str, **values: object) -> str:
        return text(code, **values)[language]

    said: dict[str, Any] = {
        "language": language,
        "title": say("title"),
        "instansi": subject.instansi,
        "synthetic": say("synthetic") if subject.synthetic else "",
        "synthetic_note": say("synthetic_note") if subject.synthetic else "",
        "name": subject.name,
        "identity": [[label[language], value] for label, value in _identity(verdict, subject, language)],
        "verdict": _verdict(verdict, explanation, words, language),
        "jpm": _jpm(verdict, language),
        "competencies": competency_groups(verdict, explanation, words, language),
        "top": verdict.policy.scale_top.value,
        "arithmetic": [sentence[language] for sentence in explanation.arithmetic],
        "requirements": requirement_rows(verdict, explanation, words, language),
        "steps": [step.text[language] for step in explanation.steps],
        "then": explanation.then[language] if explanation.then else "",
        "basis": [
            [label[language], value] for label, value in _basis(verdict, subject, explanation, language)
        ],
    }
    document = f"{said['title']} – {subject.name}"
    return said | {"digest": digest(said), "document": document, "words": _words(language)}


def digest(said: dict[str, Any]) -> str:
    """SHA-256 over everything a profile says, its first digits in groups of four."""
    whole = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:SHOWN_DIGITS]
    return " ".join(found[at : at + 4] for at in range(0, SHOWN_DIGITS, 4))


def grouped(nip: str) -> str:
    """An NIP in its groups; anything else as it is."""
    if len(nip) != GROUPS[-1][1] or not nip.isdecimal():
        return nip
    return " ".join(nip[start:end] for start, end in GROUPS)


def _identity(verdict: Verdict, subject: Subject, language: Language) -> Sequence[tuple[Text, str]]:
    position = verdict.position
    unknown = text("unknown")[language]
    rows = [
        (text("name"), subject.name),
        (text("nip"), grouped(subject.nip)),
        (text("unit"), subject.unit),
    ]
    if subject.what_if:
        rows.append((text("position_held"), subject.held or unknown))
    label = "position_asked" if subject.what_if else "position"
    rows.append((text(label), position.title if position else unknown))
    rows.append((text("job_class"), _class(position)[language]))
    rows.append((text("day"), written(verdict.on, language)))
    rows.append((text("purpose"), subject.purpose[language]))
    return rows


def _class(position: Position | None) -> Text:
    """A class as printed: one that nobody recorded is not the same as a position that has none."""
    if position is None or (position.type is PositionType.EXECUTOR and position.job_class is None):
        return text("unknown")
    return Text(*(str(position.job_class),) * 2) if position.job_class else text("none")


def _standard(verdict: Verdict) -> Text:
    """The place of the standard, or what stands for it."""
    if verdict.standard:
        return Text(*(str(verdict.standard.citation),) * 2)
    return text("none" if verdict.reason is Reason.NOT_COVERED else "no_standard")


def _verdict(verdict: Verdict, explanation: Explanation, words: Words, language: Language) -> dict[str, str]:
    # As the sentence: an empty AND is true, but nobody may read that as “meets the standard”.
    gates = verdict.reason or any(row.effect is Effect.GATE for row in verdict.rows)
    return {
        "code": str(verdict.outcome),
        "label": words.get("outcome", verdict.outcome if gates else "nothing_gates")[language],
        "sentence": explanation.verdict[language],
        "law": f"{_standard(verdict)[language]} · {explanation.policy.title[language]}",
    }


def _jpm(verdict: Verdict, language: Language) -> dict[str, str] | None:
    if verdict.jpm is None:
        return None
    counted = verdict.jpm.counted
    interval = counted.capped if verdict.policy.jpm.value.capped else counted.uncapped
    low, high = percent(interval.low, language), percent(interval.high, language)
    band = verdict.policy.bands.value.of(interval.low)
    return {
        "label": text("jpm")[language],
        "value": low if low == high else f"{low}–{high}",
        "category": text("category_open")[language]
        if verdict.jpm.category is None
        else text("category", code=band.code, label=band.label)[language],
    }


def _basis(
    verdict: Verdict, subject: Subject, explanation: Explanation, language: Language
) -> Sequence[tuple[Text, str]]:
    policy, standard = verdict.policy, verdict.standard
    named = _standard(verdict)
    if standard:
        named = text("in_force", standard=named, since=standard.instrument.in_force_from)
    held = text("policy_since", title=policy.title, id=policy.id, since=policy.effective_from)
    rows = [(text("standard"), named[language]), (text("policy"), held[language])]
    if subject.versions:
        rows.append((text("versions"), "; ".join(subject.versions)))
    if explanation.unverified:
        rows.append((text("unverified"), ", ".join(each[language] for each in explanation.unverified)))
    if subject.engine:
        rows.append((text("engine"), subject.engine))
    return rows


_PRINTED = (
    "competencies", "competency", "levels", "difference", "evidence", "legend", "legend_required", "legend_result",
    "legend_states", "arithmetic", "requirements", "requirement", "result", "citation", "steps", "no_steps", "basis",
    "nature", "digest", "digest_how", "page", "verdict",
)  # fmt: skip


def _words(language: Language) -> dict[str, str]:
    return {code: text(code)[language] for code in _PRINTED}
