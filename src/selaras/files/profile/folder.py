"""Profiles of a whole workforce as files in a folder."""

from __future__ import annotations

import os
import re
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from selaras.core.verdict import Verdict
from selaras.core.words import Words
from selaras.errors import Language
from selaras.files.profile.content import Subject, profile
from selaras.files.profile.press import Press
from selaras.files.results.run import Run

Advance = Callable[[int], None]
NAME = 60  # letters of a name in a file's name
AT_ONCE = 64  # profiles in memory
_mine = threading.local()


def write_profiles(folder: Path, run: Run, words: Words, language: Language, advance: Advance) -> int:
    """Write one PDF for each person; returns how many. File names hold a number and the name, never the NIP.

    `advance` is called with the number of people finished.
    """
    folder.mkdir(parents=True, exist_ok=True)
    synthetic = any("sintetis" in note.id.casefold() for note in run.notes)
    places = {law.instrument.region or law.instrument.short for law in run.regulations}

    def one(numbered: tuple[int, Verdict]) -> None:
        number, verdict = numbered
        position = verdict.position
        subject = Subject(
            nip=verdict.person,
            name=verdict.name,
            unit=position.unit if position else "",
            instansi=", ".join(sorted(places)),
            purpose=verdict.policy.title,
            synthetic=synthetic,
            engine=run.engine,
        )
        if not hasattr(_mine, "press"):
            _mine.press = Press("profile")
        made = _mine.press.pdf(profile(verdict, subject, words, language))
        (folder / f"{number:05}-{slug(verdict.name)}.pdf").write_bytes(made)

    numbered = enumerate(run.verdicts, 1)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as presses:
        while lot := list(islice(numbered, AT_ONCE)):
            for _done in presses.map(one, lot):
                advance(1)
    return len(run.verdicts)


def slug(name: str) -> str:
    """Letters and digits of a name, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:NAME] or "pegawai"
