"""Page, API and command line say the same of the same person, sentence by sentence.

One file of synthetic people goes both ways: the command line reads it, the application imports it. Asked of everybody
in it: the verdict's sentence, every line, the arithmetic, the next steps; in both languages where both are given.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from rich.console import Console

from selaras.cli import explain as cli_explain
from selaras.cli.app import cli
from selaras.cli.job import question
from selaras.clock import now, today
from selaras.core.explain import explain as explained
from selaras.core.facts import employment_on
from selaras.core.policy import policy_for
from selaras.files.people import PeopleFile, read_people
from selaras.files.sample import write_sample
from selaras.law.words import words
from selaras.web.accounts.roles import Role
from selaras.web.imports.actions import take_in
from selaras.web.imports.models import Import
from selaras.web.people.models import Person
from tests.web.api.keys import key_for, program
from tests.web.cast import DAY, Cast
from tests.web.evaluations.people import crowd

# Seed, how much is measured, purpose, how many people, and how many days from today. (Not before today: the
# application knows when it came to know something, a file does not; see the last test.)
ASKED = [
    (11, "full", "appointment", 50, 0),
    (12, "sparse", "movement", 40, 30),
    (13, "full", "mapping", 40, 400),
    (14, "full", "development", 40, 0),
    (15, "full", "recruitment", 40, 900),
]


@dataclass(frozen=True, slots=True)
class Told:
    """What one of the three says of a person, as texts in Bahasa."""

    sentence: str
    lines: dict[str, str]
    arithmetic: list[str]
    steps: list[str]
    then: str


@pytest.mark.parametrize(("seed", "evidence", "purpose", "size", "later"), ASKED, ids=lambda each: str(each))
def test_page_api_and_command_line_give_the_same_verdict(
    cast: Cast,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    evidence: Any,
    purpose: str,
    size: int,
    later: int,
) -> None:
    path, on = tmp_path / "pegawai.xlsx", today() + timedelta(days=later)
    write_sample(path, size=size, seed=seed, evidence=evidence, on=today(), layout="selaras", language="id")
    analyst = cast.dumai.users[Role.ANALYST]
    batch = take_in(path=path, instansi=cast.dumai.instansi, by=analyst, at=now())
    assert batch.state == Import.State.COMMITTED
    people = {each.nip: each for each in Person.objects.filter(instansi=cast.dumai.instansi)}
    batched = _evaluate(path, purpose, on, tmp_path)
    wanted = question(("perwali-dumai-6-2023",), purpose, on)
    found = read_people(path, wanted.regulations)
    assert not [problem for problem in found.problems if problem.severity == "error"]
    _key, text = key_for(cast.dumai)
    client, reader = program(text), cast.client(Role.ANALYST)
    counted: Counter[str] = Counter()
    for nip, printed in _printed(found, wanted, monkeypatch):
        said = client.post(
            "/api/v1/verdicts", {"nip": nip, "purpose": purpose, "on": on.isoformat()}, "application/json"
        ).json()
        _same_as_printed(said, printed, nip)
        _same_as_batch(said, batched[nip])
        _on_the_page(said, reader, people[nip], on)
        counted.update([said["outcome"], *(row["reason"] for row in said["rows"])])
    assert sum(counted[each] for each in ("eligible", "not_eligible", "undetermined", "not_covered")) == size
    assert len(counted) > 6, counted  # answers of many kinds were compared


def _evaluate(path: Path, purpose: str, on: date, folder: Path) -> dict[str, Any]:
    """What `selaras evaluate` writes: the batch engine, over everybody."""
    results = folder / "hasil.json"
    arguments = ["evaluate", str(path), "--policy", purpose, "--on", on.isoformat(), "-o", str(results)]
    assert cli(arguments, standalone_mode=False) in (0, 1)
    return {each["nip"]: each for each in json.loads(results.read_text())["people"]}


def _printed(found: PeopleFile, wanted: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """What `selaras explain` prints, for everybody of the file: its own functions, on a very wide terminal."""
    for person in found.persons:
        paper = io.StringIO()
        monkeypatch.setattr(cli_explain, "out", Console(file=paper, width=10_000, highlight=False))
        chosen = policy_for(wanted.policies, employment_on(person, wanted.on), wanted.on)
        verdict = cli_explain._verdict(person, found, chosen, wanted, None)
        cli_explain.show(verdict, explained(verdict, words()), words())
        yield person.id, paper.getvalue()


def _same_as_printed(said: dict[str, Any], printed: str, nip: str) -> None:
    """Every sentence of the API is printed, and nothing is printed that is not one of them."""
    body = [line.strip() for line in printed.splitlines() if line.strip()]
    sentences = [
        said["sentence"]["id"],
        *(text for row in said["rows"] for text in (f"{row['text']['id']}", row["citation"])),
        *(over["text"]["id"] for row in said["rows"] for over in row["not_chosen"]),
        *(each["id"] for each in said["arithmetic"]),
        *(f"{n}. {step['text']['id']}" for n, step in enumerate(said["next_steps"], 1)),
        *([said["then"]["id"]] if said["then"] else []),
    ]
    plain = Counter(re.sub(r"^[✗?!] ", "", line) for line in body)
    lacking = Counter(" ".join(each.split()) for each in sentences) - Counter(
        {" ".join(line.split()): n for line, n in plain.items()}
    )
    assert not lacking, f"{said['person']['pk']}: not printed: {list(lacking)[:3]}"
    headings = {words().get("section", each).id for each in ("not_met", "undetermined", "warning", "rest")}
    left = plain - Counter(sentences)
    strange = [
        line
        for line in left
        if line not in headings
        and nip not in line
        and not line.startswith(("Perhitungan JPM", "Yang perlu dilakukan", "Kebijakan: "))
        and not (said["position"] and line.startswith(said["position"]["title"]))
        and not line.casefold().startswith(words().get("unverified", "mark").id.casefold())
    ]
    assert not strange, f"{said['person']['pk']}: printed only: {strange[:3]}"


def _same_as_batch(said: dict[str, Any], batched: dict[str, Any]) -> None:
    """The file of results: outcome, sentence, every row with its evidence day, exact JPM, steps."""
    assert batched["verdict"] == said["outcome"]
    assert batched["sentence"] == said["sentence"]["id"]
    assert batched["reason"] == said["reason"]
    rows = [
        (row["key"], row["status"], row["reason"], row["effect"], row["citation"]) for row in batched["rows"]
    ]
    assert rows == [
        (row["key"], row["status"], row["reason"], row["effect"], row["citation"]) for row in said["rows"]
    ]
    assert [row["since"] for row in batched["rows"]] == [
        row["used"]["since"] if row["used"] else None for row in said["rows"]
    ]
    jpm = said["jpm"]
    assert (batched["jpm_low_exact"], batched["jpm_high_exact"]) == (
        (_capped(jpm)["low"], _capped(jpm)["high"]) if jpm else (None, None)
    )
    assert batched["category"] == (jpm["category"] if jpm else None)
    steps = [f"{n}. {step['text']['id']}" for n, step in enumerate(said["next_steps"], 1)]
    assert batched["next_steps"] == "; ".join(steps)
    assert batched["standard"] == (said["standard"]["id"] if said["standard"] else None)
    assert batched["policy"] == said["policy"]["id"]
    assert batched["on"] == said["on"]


def _capped(jpm: dict[str, Any]) -> dict[str, str]:
    """Of the variant that is counted: whichever of the two holds the interval that the policy counts."""
    found: dict[str, str] = next(
        match["capped"]
        for match in (jpm["by_level"], jpm["by_indicator"])
        if jpm["counted"] in (match["capped"], match["uncapped"])
    )
    return found


def _on_the_page(said: dict[str, Any], reader: Client, person: Person, on: date) -> None:
    """Every sentence stands on the person's page."""
    query = {"keperluan": said["purpose"], "per": f"{on:%d-%m-%Y}"}
    answer = reader.get(f"/kesesuaian/pegawai/{person.pk}/", query)
    assert answer.status_code == 200
    page = _text(answer.content.decode())
    wanted = {
        "verdict": said["sentence"]["id"],
        **{row["key"]: _reason_of(row) for row in said["rows"]},
        **{f"step {n}": step["text"]["id"] for n, step in enumerate(said["next_steps"])},
        **({"jpm": said["jpm"]["shown"]["id"]} if said["jpm"] else {}),
        **({"then": said["then"]["id"]} if said["then"] else {}),
    }
    lacking = {name: text for name, text in wanted.items() if _plain(text) not in page}
    assert not lacking, (person.pk, lacking)


def _reason_of(row: dict[str, Any]) -> str:
    """What a line says after the name and the status, which the page shows in places of their own."""
    return str(row["text"]["id"]).partition(" — ")[2]


def _text(page: str) -> str:
    """What a page says, without its marks."""
    return _plain(re.sub(r"<[^>]+>", " ", page))


def _plain(text: str) -> str:
    """Letters and digits only: signs between parts are a matter of layout."""
    return " ".join(re.findall(r"\w+", html.unescape(text).casefold()))


@pytest.mark.parametrize(("seed", "purpose"), [(21, "appointment"), (22, "mapping")])
def test_page_and_api_agree_on_records_full_of_contradictions(cast: Cast, seed: int, purpose: str) -> None:
    """Records as no file brings them: corrected, withdrawn, contradicting, measured with other rubrics."""
    crowd(cast.dumai, 25, seed)
    _key, text = key_for(cast.dumai)
    client, reader = program(text), cast.client(Role.ANALYST)
    counted: Counter[str] = Counter()
    for person in Person.objects.filter(instansi=cast.dumai.instansi):
        query = {"purpose": purpose, "on": DAY.isoformat()}
        said = client.get(f"/api/v1/people/{person.pk}/verdict", query).json()
        _on_the_page(said, reader, person, DAY)
        counted.update(row["reason"] for row in said["rows"])
    assert len(counted) > 10, counted


def test_before_the_day_of_import_the_application_knows_less_than_the_file(
    cast: Cast, tmp_path: Path
) -> None:
    """The one difference, and meant so: nothing that became known later existed for a day (specification §3)."""
    path = tmp_path / "pegawai.xlsx"
    write_sample(path, size=5, seed=16, evidence="full", on=today(), layout="selaras", language="id")
    analyst = cast.dumai.users[Role.ANALYST]
    take_in(path=path, instansi=cast.dumai.instansi, by=analyst, at=now())
    yesterday = today() - timedelta(days=1)
    batched = _evaluate(path, "appointment", yesterday, tmp_path)
    _key, text = key_for(cast.dumai)
    for nip in batched:
        said = (
            program(text)
            .post("/api/v1/verdicts", {"nip": nip, "on": yesterday.isoformat()}, "application/json")
            .json()
        )
        assert (said["outcome"], said["reason"]) == ("undetermined", "unknown_on_day")
    assert {each["reason"] for each in batched.values()} != {"unknown_on_day"}
