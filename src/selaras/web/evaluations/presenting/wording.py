"""A step in the words of who reads it: done, proposed, or asked of somebody who may do it."""

from __future__ import annotations

from selaras.core.remedy import Remedy
from selaras.errors import Language

# How a step begins when it is done, and how when somebody else is asked to do it. The first that fits counts.
_ASKED: dict[Language, tuple[tuple[str, str], ...]] = {
    "id": (
        ("Nilai ulang ", "mengatur penilaian ulang "),
        ("Nilai ", "mengatur penilaian "),
        ("Catat ", "mencatat "),
        ("Selesaikan ", "menyelesaikan "),
        ("Usulkan ", "mengusulkan "),
        ("Tetapkan ", "menetapkan "),
    ),
    "en": (
        ("Assess ", "arrange an assessment of "),
        ("Renew ", "arrange a new assessment of "),
        ("Record ", "record "),
        ("Settle ", "settle "),
        ("Propose ", "propose "),
        ("Let ", "let "),
    ),
}
_ASK: dict[Language, str] = {"id": "Minta {role} {what}", "en": "Ask the {role} to {what}"}
_PROPOSED: dict[Language, tuple[str, str]] = {
    "id": ("Catat ", "Usulkan catatan "),
    "en": ("Record ", "Propose an entry: "),
}
# What nobody does in another's place (one learns, passes, waits), or is a request already.
OWN = frozenset(
    {
        Remedy.DETERMINE,
        Remedy.CONFIRM,
        Remedy.TRAIN,
        Remedy.TAKE_TRAINING,
        Remedy.STUDY,
        Remedy.GAIN_EXPERIENCE,
        Remedy.PROMOTE,
    }
)


def asked(text: str, role: str, language: Language) -> str:
    """`Minta Analis SDM mengatur penilaian Integritas` for “Nilai Integritas”."""
    return _ASK[language].format(role=role, what=object_of(text, language, with_verb=True))


def object_of(text: str, language: Language, *, with_verb: bool = False) -> str:
    """What a step is about, without what is done; `with_verb`: with it, as it is asked for."""
    for done, wanted in _ASKED[language]:
        if text.startswith(done):
            rest = text.removeprefix(done)
            return wanted + rest if with_verb else rest
    return text


def proposed(text: str, language: Language) -> str:
    """`Usulkan catatan bukti …` for “Catat bukti …”."""
    done, wanted = _PROPOSED[language]
    return wanted + text.removeprefix(done) if text.startswith(done) else text
