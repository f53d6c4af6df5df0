"""Silenced findings: `<document>.lint.yaml` beside the document names a rule, the quote or line, and the reason.

- rule: family-in-classes
  quote: Pengelola
  reason: Kelas ditetapkan per jabatan dalam Keputusan Bupati 12/2022.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from selaras.errors import Place, Text, UsageError
from selaras.law.lint.catalogue import rule_texts
from selaras.law.lint.finding import Finding, Spot

SUFFIX = ".lint.yaml"
_SIZE = 1_000_000  # bytes; a file of silences is written by hand


@dataclass(frozen=True, slots=True)
class Silence:
    """One entry: which findings of a rule are silenced, and why. `spot` is the entry itself."""

    rule: str
    quote: str | None
    line: int | None
    reason: str
    spot: Spot

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of this finding: the rule, and the quote or the line where one is given."""
        return (
            self.rule == finding.rule
            and (self.quote is not None or self.line is not None)
            and self.quote in (None, finding.spot.quote)
            and self.line in (None, finding.spot.place.line)
        )


def silences_beside(document: Path) -> tuple[Silence, ...]:
    """The silences kept beside a document, as `x.txt.lint.yaml` or `x.lint.yaml`. Raises UsageError when unreadable."""
    names = (document.name + SUFFIX, document.stem + SUFFIX)
    paths = (document.with_name(name) for name in dict.fromkeys(names))
    return tuple(silence for path in paths if path.is_file() for silence in _read(path))


def _read(path: Path) -> Iterable[Silence]:
    try:
        if path.stat().st_size > _SIZE:
            raise ValueError("too large")
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        entries = yaml.safe_load(text) or []
        starts = [each.start_mark.line + 1 for each in node.value] if node is not None else []
        return [_silence(each, line, path, text) for each, line in zip(entries, starts, strict=True)]
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        yaml.YAMLError,
    ) as error:
        raise UsageError(
            Text(f"Berkas {path.name} tidak dapat dibaca.", f"The file {path.name} cannot be read."),
            Text(
                "Isinya daftar dengan kunci rule, quote atau line, dan reason.",
                "It is a list with the keys rule, quote or line, and reason.",
            ),
        ) from error


def _silence(entry: dict[str, Any], line: int, path: Path, text: str) -> Silence:
    unknown = entry.keys() - {"rule", "quote", "line", "reason"}
    if unknown:
        raise KeyError(*unknown)
    quote, number = entry.get("quote"), entry.get("line")
    return Silence(
        rule=str(entry["rule"]),
        quote=None if quote is None else str(quote),
        line=None if number is None else int(number),
        reason=str(entry.get("reason") or "").strip(),
        spot=Spot(text.split("\n")[line - 1].strip(), Place(file=str(path), line=line, character=1)),
    )


def silenced(
    findings: Sequence[Finding], silences: Iterable[Silence]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that remain, and those silenced. A silence without reason or without effect is a finding itself."""
    kept, quiet, about = list(findings), [], []
    for silence in silences:
        covered = [finding for finding in kept if silence.covers(finding)]
        if not silence.reason:
            about.append(_finding("silence-without-reason", silence))
        elif not covered:
            about.append(_finding("silence-unused", silence))
        else:
            quiet += covered
            kept = [finding for finding in kept if finding not in covered]
    return (*kept, *about), tuple(quiet)


def _finding(rule: str, silence: Silence) -> Finding:
    text = rule_texts()[rule]
    return Finding(
        rule,
        text.severity,
        text.heuristic,
        silence.spot,
        text.message.format(rule=silence.rule),
        text.advice.format(rule=silence.rule),
    )
