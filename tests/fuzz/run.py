"""Harm files and documents for a while: `python -m tests.fuzz.run --minutes 60 [--seed N]`.

What must hold whatever comes: only a deliberate refusal escapes; an input takes no longer than SECONDS and no more
memory than MEMORY; an importance mark is the true one or uncertain. A failure prints the seed that brings it back
(`--only SEED`) and keeps the harmed file in `var/fuzz`: the samples carry their time of writing, so that the same seed
may harm another byte tomorrow.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from selaras.core.model import RowKey
from selaras.errors import SelarasError
from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex
from selaras.files.documents import document_of
from selaras.files.review import review_page
from selaras.law import standard
from selaras.law.document import Document, of_text
from selaras.law.form import Form
from selaras.law.load import embedded_form
from tests.fuzz import mutations

SECONDS = 60.0  # for one harmed input of a few pages; a page of a PDF has a limit of its own
MEMORY = 1 << 30  # bytes more at the peak than before the first input: they are a few pages each
KEPT = Path("var", "fuzz")
KINDS = (".docx", ".pdf", ".xlsx", ".md", ".txt", ".json", "structure", "structure", "structure")
PARTS = ("part.docx", "part.docx", "part.xlsx")  # one part of a package, packed again
OURS = (
    "our.docx",
    "our.pdf",
    "our.md",
)  # the same files, read by the structure that `files.annex` gives them
ID = "perwali-dumai-6-2023"
ONE_CLASS = 5  # the smallest table: most inputs an hour


class Broken(AssertionError):
    """An invariant that did not hold."""


@dataclass
class Tally:
    """What a run met."""

    seed: int
    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


@cache
def whole() -> Form:
    """The form that is harmed: the head of an act and one of its classes."""
    form = embedded_form(ID)
    return form.model_copy(
        update={"job_classes": tuple(each for each in form.job_classes if each.job_class == ONE_CLASS)}
    )


@cache
def sample(kind: str) -> bytes:
    """A good file of a kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"contoh{kind}")
        write_annex(path, whole())
        return path.read_bytes()


@cache
def source() -> Document:
    """The regulation as the text it is: its ticks stand in known rows."""
    import importlib.resources

    text = importlib.resources.files("selaras.law").joinpath("data", ID, "source.txt").read_text("utf-8")
    return of_text(text, "sumber.txt")


def truth() -> dict[tuple[int, RowKey], tuple[str, str]]:
    """Value and mark of every requirement row as undamaged."""
    return {
        (each.job_class, row.key): (row.value, str(row.importance))
        for each in embedded_form(ID).job_classes
        for row in each.requirements
    }


def check_marks(form: Form) -> None:
    """No row of a known text with a certain mark that is not its own."""
    known = truth()
    for each in form.job_classes:
        for row in each.requirements:
            value, mark = known.get((each.job_class, row.key), ("", ""))
            blocked = any(doubt.blocking for doubt in form.uncertain)
            if (
                row.importance
                and row.certain
                and row.value == value
                and str(row.importance) != mark
                and not blocked
            ):
                raise Broken(f"kelas {each.job_class} {row.key}: {row.importance}, true is {mark}")


def one(seed: int, folder: Path, kinds: Sequence[str] = KINDS) -> str:
    """Harm one input and read it. Returns what came of it; raises whatever should not."""
    chance = random.Random(seed)
    kind = chance.choice(kinds)
    if kind.startswith("part"):
        return _one_part(kind.removeprefix("part"), chance, folder)
    ours, kind = kind.startswith("our"), kind.removeprefix("our")
    if kind == "structure":
        document, ways = mutations.structure_of(source(), chance)
        form = standard.read(document)
        if not (ways & mutations.ADDING and ways & mutations.LOSING):
            check_marks(form)
        review_page(form, document, "id")
        return "read " + "+".join(sorted(ways))
    path = folder / f"rusak{kind}"
    if kind == ".txt":
        path.write_text(mutations.text_of(source().text, chance), "utf-8", newline="", errors="replace")
    else:
        path.write_bytes(mutations.bytes_of(sample(kind), chance))
    if ours or kind in (".xlsx", ".json"):
        check_marks(form_of(path))
        return f"read ours {kind}"
    document = document_of(path)
    form = standard.read(document)
    if kind != ".txt":  # a stretch of text reversed can move a tick without a trace
        check_marks(form)
    review_page(form, document, "en")
    return f"read {kind}"


def _one_part(kind: str, chance: random.Random, folder: Path) -> str:
    """A part harmed may move a tick without a trace, so no mark is compared: it is read or refused."""
    path = folder / f"rusak{kind}"
    path.write_bytes(mutations.part_of(sample(kind), chance))
    if kind == ".xlsx" or chance.randrange(2):
        form_of(path)
    else:
        document = document_of(path)
        review_page(standard.read(document), document, "id")
    return f"read part {kind}"


def run(
    seconds: float, seed: int, tell: Callable[[str], None] = print, kinds: Sequence[str] = KINDS
) -> Tally:
    """Harm inputs for some seconds. Raises Broken with the seed of the input that broke an invariant."""
    tally = Tally(seed)
    until, before = time.monotonic() + seconds, _peak()
    with tempfile.TemporaryDirectory() as folder:
        for each in _seeds(seed):
            if time.monotonic() > until:
                break
            start = time.monotonic()
            outcome = _outcome(each, Path(folder), kinds)
            took = time.monotonic() - start
            tally.inputs += 1
            tally.outcomes[outcome.split("+")[0]] += 1
            tally.slowest = max(tally.slowest, took)
            if took > SECONDS:
                _keep(each, Path(folder))
                raise Broken(f"seed {each}: {took:.0f} seconds")
            if (used := _peak() - before) > MEMORY:
                _keep(each, Path(folder))
                raise Broken(f"seed {each}: {used >> 20} MiB of memory")
            if tally.inputs % 200 == 0:
                tell(f"{tally.inputs} inputs, slowest {tally.slowest:.1f} s")
    return tally


def _seeds(seed: int) -> Iterator[int]:
    while True:
        yield seed
        seed += 1


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _keep(seed: int, folder: Path) -> None:
    for path in folder.glob("rusak*"):
        KEPT.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, KEPT / f"{seed}-{path.name}")


def _outcome(seed: int, folder: Path, kinds: Sequence[str]) -> str:
    try:
        return one(seed, folder, kinds)
    except SelarasError as error:
        return type(error).__name__
    except Exception as error:
        _keep(seed, folder)
        raise Broken(f"seed {seed}: {traceback.format_exc()}") from error


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="where to begin; the hour otherwise")
    parser.add_argument("--only", type=int, default=None, help="this one input again")
    asked = parser.parse_args()
    if asked.only is not None:
        sys.stdout.write(_outcome(asked.only, Path(tempfile.mkdtemp()), (*KINDS, *OURS, *PARTS)) + "\n")
        return 0
    # What a runaway input asks for beyond this is refused to it, not taken from everybody.
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
    seed = int(time.time()) // 60 * 1000 if asked.seed is None else asked.seed
    sys.stdout.write(f"seed {seed}\n")
    try:
        tally = run(asked.minutes * 60, seed, lambda line: print(line, flush=True), (*KINDS, *OURS, *PARTS))  # noqa: T201
    except Broken as error:
        sys.stdout.write(f"BROKEN {error}\n")
        return 1
    sys.stdout.write(
        json.dumps({"inputs": tally.inputs, "slowest": round(tally.slowest, 2), **tally.outcomes}) + "\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
