"""Reads the YAML cases: a file per section of the specification, and the annex row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.spec.vocabulary import CaseError, Fields

FOLDER = Path(__file__).parent
FACTS = ("pegawai", "jabatan", "pada", "kebijakan", "peraturan", "kesetaraan rubrik", "pengusul")


@dataclass(frozen=True)
class Case:
    """One case: what holds in all its checks, and per check what differs and what must come out."""

    section: str
    title: str
    sentences: tuple[str, ...]
    facts: Mapping[str, Any]
    checks: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...]

    def __str__(self) -> str:
        return f"{self.section} {self.title}"


@dataclass(frozen=True)
class Section:
    """One section of the specification: its sentences in own words, and the cases that show them."""

    number: str
    title: str
    sentences: Mapping[str, str]
    cases: tuple[Case, ...]


@cache
def sections() -> tuple[Section, ...]:
    """All sections in order."""
    return tuple(_section(path) for path in sorted(FOLDER.glob("[0-9][0-9]-*.yaml")))


@cache
def raw(name: str) -> Any:
    """The content of a YAML file of this folder."""
    return yaml.load((FOLDER / name).read_text("utf-8"), Loader=_OneOfEach)


class _OneOfEach(yaml.SafeLoader):
    """YAML in which a field written twice is an error: the first one would silently vanish."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise CaseError(f"{node.start_mark}: written twice: {', '.join(twice)}")
        return super().construct_mapping(node, deep)


def _section(path: Path) -> Section:
    fields = Fields(raw(path.name), path.name)
    number = str(fields.need("bagian"))
    title, sentences = fields.need("judul"), fields.need("ketentuan")
    cases = tuple(_case(number, item, path.name) for item in fields.need("kasus"))
    fields.done()
    return Section(number, title, sentences, cases)


def _case(section: str, item: object, file: str) -> Case:
    fields = Fields(item, file)
    title = fields.need("kasus")
    fields.where = f"{file}: {title}"
    sentences = fields.need("ketentuan")
    facts = _facts(fields)
    checks = tuple(_checks(fields))
    fields.done()
    if not checks or not all(expected for _, expected in checks):
        raise CaseError(f"{fields.where}: asserts nothing")
    return Case(
        section, title, tuple(sentences if isinstance(sentences, list) else [sentences]), facts, checks
    )


def _facts(fields: Fields) -> dict[str, Any]:
    return {name: fields.take(name) for name in FACTS if name in fields}


def _checks(fields: Fields) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """One check, or several that differ in some of the facts (`pemeriksaan`)."""
    if "diharapkan" in fields:
        yield {}, fields.need("diharapkan")
    for item in fields.take("pemeriksaan", ()):
        check = Fields(item, fields.where)
        yield _facts(check), check.need("diharapkan")
        check.done()
