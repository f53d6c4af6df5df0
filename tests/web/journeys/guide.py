"""The guide for analysts, read and done: every numbered step is one sentence of a few verbs and “labels”.

    1. Buka “Impor”.
    2. Isi “Alasan” dengan “SK 12/2026”.
    3. Tekan “Perbaiki” pada “Pendidikan”. What follows the first full stop is for people.

A picture between the steps shows the page as it is at that moment.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.journeys.ways import LONG, Person

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "bekerja-dengan-aplikasi.md"
STEP = re.compile(r"^\d+\. +(?P<verb>\w+) “(?P<first>[^”]+)”(?: (?P<by>dengan|pada) “(?P<second>[^”]+)”)?\.")
NUMBERED = re.compile(r"^\d+\. ")
PICTURE = re.compile(r"^\s*!\[(?P<shows>[^\]]+)\]\((?P<path>[^)]+)\)$")
UNCOUNTED = {"Terlihat", "Tunggu", "Salin", "Lihat"}  # looking is no step


@dataclass(frozen=True)
class Step:
    """A sentence of the guide: what to do, with what, and where."""

    verb: str
    first: str
    by: str = ""
    second: str = ""


def sections(page: Path = PAGE) -> dict[str, list[Step]]:
    """Heading → its steps. A numbered line that is no step is an error: the guide may not say what nobody checks."""
    found: dict[str, list[Step]] = {}
    heading = ""
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
        elif picture := PICTURE.match(line):
            found.setdefault(heading, []).append(Step("Lihat", picture["path"], "", picture["shows"]))
        elif NUMBERED.match(line):
            said = STEP.match(line)
            assert said, f"No step that can be done: {line}"
            step = Step(said["verb"], said["first"], said["by"] or "", said["second"] or "")
            assert step.verb in VERBS, f"Nobody knows how to “{step.verb}”: {line}"
            found.setdefault(heading, []).append(step)
    return found


@dataclass
class Reader:
    """Somebody who does what the guide says. `known`: what words of the guide stand for, like “NIP Anda”."""

    person: Person
    files: Path
    known: dict[str, str] = field(default_factory=dict)
    picture: Callable[[Path], None] | None = None
    steps: int = 0
    waits: list[tuple[str, float]] = field(default_factory=list)

    def does(self, steps: Iterable[Step]) -> None:
        """Step by step; what took long is remembered."""
        for step in steps:
            began = time.monotonic()
            VERBS[step.verb](self, step)
            self.steps += step.verb not in UNCOUNTED
            if (took := time.monotonic() - began) > 1:
                self.waits.append((f"{step.verb} “{step.first}”", took))

    def means(self, said: str) -> str:
        """What a word of the guide stands for here."""
        return self.known.get(said, said)

    def told(self) -> Iterator[str]:
        """How many steps it took, and what took longer than a second."""
        yield f"{self.steps} langkah"
        for what, took in self.waits:
            yield f"  {took:5.1f} s  {what}"


def _open(reader: Reader, step: Step) -> None:
    reader.person.opens(step.first)


def _visit(reader: Reader, step: Step) -> None:
    reader.person.page.goto(reader.means(step.first))


def _fill(reader: Reader, step: Step) -> None:
    assert step.by == "dengan", step
    reader.person.fills(step.first, reader.means(step.second))


def _choose(reader: Reader, step: Step) -> None:
    assert step.by == "pada", step
    reader.person.chooses(reader.means(step.first), step.second)


def _tick(reader: Reader, step: Step) -> None:
    reader.person.ticks(step.first, reader.means(step.second))


def _bring(reader: Reader, step: Step) -> None:
    assert step.by == "pada", step
    reader.person.brings(str(reader.files / step.first), step.second)


def _press(reader: Reader, step: Step) -> None:
    assert step.by in {"", "pada"}, step
    reader.person.presses(reader.means(step.first), reader.means(step.second))


def _download(reader: Reader, step: Step) -> None:
    with reader.person.page.expect_download() as coming:
        reader.person.presses(step.first, reader.means(step.second))
    assert Path(coming.value.path()).stat().st_size > 0


def _see(reader: Reader, step: Step) -> None:
    reader.person.sees(reader.means(step.first))


def _wait(reader: Reader, step: Step) -> None:
    reader.person.sees(reader.means(step.first), LONG)


def _copy(reader: Reader, step: Step) -> None:
    """A code that the page shows once."""
    reader.known[step.first] = reader.person.page.locator("main code").first.inner_text()


def _look(reader: Reader, step: Step) -> None:
    path = (PAGE.parent / step.first).resolve()
    if reader.picture:
        reader.picture(path)
    assert path.exists(), f"{path.name} is missing: python -m tests.web.journeys.pictures"


VERBS: Mapping[str, Callable[[Reader, Step], None]] = {
    "Kunjungi": _visit,
    "Buka": _open,
    "Isi": _fill,
    "Pilih": _choose,
    "Centang": _tick,
    "Unggah": _bring,
    "Tekan": _press,
    "Unduh": _download,
    "Terlihat": _see,
    "Tunggu": _wait,
    "Salin": _copy,
    "Lihat": _look,
}
