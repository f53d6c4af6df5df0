"""What the linter found, worst first; and in an act that came with the program: nobody brought a file, so nothing was stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from typing import Any

from selaras.files.documents import document_of
from selaras.law.lint import lint
from selaras.law.lint.catalogue import RuleText, rule_texts
from selaras.law.load import embedded_form, embedded_ids
from selaras.law.reading.words import shown
from selaras.web.standards.reading import digest_of

ORDER = ("error", "warning", "info")


def findings_of_embedded(digest: str, act_id: str) -> tuple[dict[str, Any], ...]:
    """Findings as the linter publishes them; none for an act that is not embedded, or no longer the same."""
    if act_id not in embedded_ids():
        return ()
    form = embedded_form(act_id)
    if digest_of(form.model_dump(mode="json")) != digest:
        return ()
    with as_file(files("selaras.law").joinpath("data", act_id, "source.txt")) as path:
        return tuple(finding.as_json() for finding in lint(document_of(path), form).findings)


def worst_first(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Findings with what their rule is called: errors, warnings, notes; each kind in the order of the document."""
    titles = rule_texts()
    rows = [_told(each, titles) for each in found]
    return sorted(rows, key=lambda each: ORDER.index(each["severity"]))


def _told(each: Mapping[str, Any], rules: Mapping[str, RuleText]) -> dict[str, Any]:
    rule = rules.get(each["rule"])
    return {**each, "title": rule.title if rule else each["rule"], "quote": shown(each["quote"])}
