"""One person's record as a page shows it: what stands, what is missing, what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.people.models import RESTRICTED, Entry, Kind, Person
from selaras.web.people.names import names_for
from selaras.web.people.telling import Told, tell

# In the order in which an office reads a record.
PROFILE = (Kind.EMPLOYMENT, Kind.POSITION, Kind.RANK, Kind.EDUCATION, Kind.TRAINING)
EVIDENCE = (Kind.COMPETENCY, Kind.DETERMINATION, Kind.PERFORMANCE, Kind.DISCIPLINE)
ONE_AT_A_TIME = frozenset({Kind.EMPLOYMENT, Kind.POSITION, Kind.RANK, Kind.PROFILE})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its words. `standing`: it counts today."""

    entry: Entry
    told: Told
    standing: bool


@dataclass(frozen=True, slots=True)
class Section:
    """All entries of one kind, newest first."""

    kind: Kind
    lines: Sequence[Line]

    @property
    def label(self) -> str:
        """The kind's name."""
        return str(self.kind.label)


def entries_of(person: Person, asker: Asker, kinds: Collection[Kind] = tuple(Kind)) -> list[Entry]:
    """What is recorded of these kinds and the asker may read, newest day first."""
    shown = set(kinds) - (frozenset() if may_read_restricted(person, asker) else RESTRICTED)
    entries = person.entries.filter(kind__in=shown).select_related("recorded_by", "document", "corrected_by")
    return list(entries.order_by("-since", "-pk"))


def may_read_restricted(person: Person, asker: Asker) -> bool:
    """Whether sanctions may be shown: to those with the permission for the unit, and to oneself."""
    return person.user_id == asker.user.pk or asker.reaches(Permission.VIEW_RESTRICTED, person.unit.path)


def lines_of(entries: Sequence[Entry], person: Person, on: date) -> list[Line]:
    """Entries with their words, and whether each stands today."""
    names = names_for(entries, person.instansi)
    seen: set[str] = set()
    lines = []
    for entry in entries:
        standing = not entry.withdrawn and not hasattr(entry, "corrected_by") and entry.since <= on
        if standing and entry.kind in ONE_AT_A_TIME:
            standing = entry.kind not in seen
            seen.add(entry.kind)
        lines.append(Line(entry, tell(entry.kind, entry.data, names), standing))
    return lines


def sections(lines: Iterable[Line], kinds: Sequence[Kind]) -> list[Section]:
    """Lines by kind; of what was corrected or withdrawn only the history tells."""
    shown = [line for line in lines if not line.entry.withdrawn and not hasattr(line.entry, "corrected_by")]
    return [Section(kind, [line for line in shown if line.entry.kind == kind]) for kind in kinds]


def holes(person: Person, lines: Sequence[Line]) -> list[str]:
    """What a record needs before anybody can be compared with a standard, in words. `lines`: those of the profile."""
    standing = {line.entry.kind for line in lines if line.standing}
    found = []
    if Kind.POSITION not in standing:
        found.append(_("Jabatan belum dicatat."))
    elif person.position and person.position.type == "executor" and person.position.job_class is None:
        found.append(_("Kelas jabatan “%(title)s” belum ditetapkan.") % {"title": person.position.title})
    if Kind.RANK not in standing:
        found.append(_("Pangkat/golongan belum dicatat."))
    if Kind.EDUCATION not in standing:
        found.append(_("Pendidikan belum dicatat."))
    elif not any(
        line.entry.data["field"] for line in lines if line.entry.kind == Kind.EDUCATION and line.standing
    ):
        found.append(_("Bidang ilmu pendidikan belum dicatat."))
    if not any(
        line.entry.kind == Kind.TRAINING and line.standing and line.entry.data["kind"] == "managerial"
        for line in lines
    ):
        found.append(_("Pelatihan manajerial (Pelatihan Dasar) belum dicatat."))
    if not person.competencies_known:
        found.append(_("Belum ada hasil kompetensi."))
    return found
