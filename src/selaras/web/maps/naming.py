"""What the rows of a run's standards are called, in the order in which people read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.model import Kind
from selaras.law.words import words
from selaras.web.evaluations.models import Run
from selaras.web.people.telling import language
from selaras.web.standards.reading import laws

KINDS: dict[Kind, str | Promise] = {
    Kind.MANAGERIAL: _("Manajerial"),
    Kind.SOCIOCULTURAL: _("Sosial kultural"),
    Kind.TECHNICAL: _("Teknis"),
}
SHORT: dict[Kind, str | Promise] = {Kind.SOCIOCULTURAL: _("Soskul")}  # where there is room for one column
# The states of a competency: code, words, sign. The sign is read where colours are not.
STATES: tuple[tuple[str, str | Promise, str], ...] = (
    ("above", _("di atas standar"), "▲"),
    ("equal", _("sesuai standar"), "="),
    ("below", _("di bawah standar"), "▼"),
    ("missing", _("belum ada bukti"), "?"),
    ("none", _("tidak disyaratkan"), "·"),
)
STATE_SIGNS = {code: sign for code, _words, sign in STATES}


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency that some standard of the run asks for."""

    key: str
    code: str
    name: str
    kind: Kind


def competencies(run: Run) -> list[Competency]:
    """Those of all standards of the run: by kind, core ones first, each kind in the order of the standards."""
    found: dict[str, Competency] = {}
    for law in laws(run.instansi, run.versions):
        for standard in law.standards:
            for row in standard.competencies:
                found.setdefault(row.key, Competency(row.key, row.code, row.name, row.kind))
    order = list(Kind)
    return sorted(found.values(), key=lambda each: order.index(each.kind))


def row_name(key: str) -> str:
    """A requirement row."""
    return str(words().get("row", key)[language()])


def reason_name(reason: str) -> str:
    """A reason in a few words."""
    return str(words().get("short", reason)[language()])
