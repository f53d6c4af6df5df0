"""Next steps with the screen where each is done — for whoever may do it there; for the others a task and its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from selaras.core.explain import Explanation
from selaras.core.model import CompetencyRow, Determination, RowKey
from selaras.core.remedy import Remedy, Step
from selaras.core.verdict import Outcome, Verdict
from selaras.errors import Language
from selaras.law.words import words
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import Asker
from selaras.web.evaluations.presenting.basis import address
from selaras.web.evaluations.presenting.wording import OWN, asked, object_of, proposed
from selaras.web.people.corrections import OPEN_KINDS
from selaras.web.people.models import RECORDS, Kind, Person

MANY = 3  # steps of one kind that are told as one, with its parts below

_MEASURING = (Remedy.ASSESS, Remedy.RENEW, Remedy.REASSESS_RUBRIC)
_RECORDING = (Remedy.RECORD, Remedy.RECORD_HISTORY)
_GROWING = (Remedy.TRAIN, Remedy.TAKE_TRAINING, Remedy.STUDY, Remedy.PROMOTE)
_LAWMAKING = (Remedy.AMEND, Remedy.AMEND_NONE, Remedy.AMEND_RANGE)
# Who does it where no screen of this person's own does.
_BY: dict[Remedy, str | Promise] = {
    Remedy.CONFIRM: gettext_lazy("Pejabat yang berwenang atau analis SDM lain"),
    Remedy.TRAIN: gettext_lazy("Pegawai bersama atasan langsung"),
    Remedy.TAKE_TRAINING: gettext_lazy("Pegawai bersama atasan langsung"),
    Remedy.STUDY: pgettext_lazy("peran", "Pegawai"),
    Remedy.GAIN_EXPERIENCE: gettext_lazy("Pegawai bersama atasan langsung"),
    Remedy.PROMOTE: Role.ANALYST.label,
    Remedy.ORDER: Role.ADMIN.label,
}
_WITH_SUPERVISOR = gettext_lazy("Anda bersama atasan langsung")
_BY_ONESELF: dict[Remedy, str | Promise] = {
    Remedy.TRAIN: _WITH_SUPERVISOR,
    Remedy.TAKE_TRAINING: _WITH_SUPERVISOR,
    Remedy.GAIN_EXPERIENCE: _WITH_SUPERVISOR,
    Remedy.STUDY: gettext_lazy("Anda"),
}
_MANY: dict[Remedy, str | Promise] = {
    Remedy.ASSESS: gettext_lazy("Nilai %(count)s kompetensi"),
    Remedy.RENEW: gettext_lazy("Nilai ulang %(count)s kompetensi yang buktinya kedaluwarsa"),
    Remedy.REASSESS_RUBRIC: gettext_lazy("Nilai %(count)s kompetensi dengan rubrik standar ini"),
    Remedy.TRAIN: gettext_lazy("Kembangkan %(count)s kompetensi di bawah standar"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step in two parts of one sentence, and where or by whom it is done. `then`: the verdict after it alone."""

    title: str
    joint: str
    rest: str
    name: str
    url: str = ""
    action: str = ""
    role: str = ""
    then: str = ""

    @property
    def sentence(self) -> str:
        """Both parts."""
        return f"{self.title}{self.joint}{self.rest}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Steps that are done in the same way. A title of its own only where there are many of them."""

    title: str
    steps: tuple[NextStep, ...]


class Guide:
    """Knows, for one who asks about one person, which screens are open to them."""

    def __init__(self, asker: Asker, person: Person, query: str, asked: str) -> None:
        path = person.unit.path
        self.person, self.query, self.asked = person, query, asked
        self.own = person.user_id == asker.user.pk
        self.edits = not self.own and asker.reaches(Permission.EDIT_PEOPLE, path)
        self.determines = not self.own and asker.reaches(Permission.DETERMINE, path)
        self.confirms = not self.own and asker.reaches(Permission.CONFIRM_DETERMINATION, path)
        self.asker = asker

    def next_of(self, step: Step, verdict: Verdict) -> tuple[str, str]:
        """Address and name of the screen where a step is done; both empty where none is open."""
        remedy, row = step.remedy, step.row
        if remedy in _MEASURING and row and isinstance(row.row, CompetencyRow):
            return self.record(Kind.COMPETENCY, rubric=row.row.rubric.id)
        if remedy in _RECORDING and row:
            return self.record(RECORDS[RowKey(row.key)])
        if remedy is Remedy.RECORD_POSITION:
            return self.record(Kind.POSITION)
        if remedy in (Remedy.DETERMINE, Remedy.GAIN_EXPERIENCE) and row:
            return self.determine(row.key)
        if remedy is Remedy.CONFIRM and row and isinstance(row.used, Determination):
            return self.confirm(int(row.used.id))
        if remedy is Remedy.TAKE_TRAINING:
            url, _name = self.record(Kind.TRAINING)
            return url, (_("Catat setelah lulus") if self.edits else _("Usulkan setelah lulus"))
        return self.elsewhere(step, verdict)

    def elsewhere(self, step: Step, verdict: Verdict) -> tuple[str, str]:
        """Screens that are not about this person."""
        if step.remedy is Remedy.RESOLVE:
            measured = step.row is not None and isinstance(step.row.row, CompetencyRow)
            url = (
                address("people:tab", self.person.pk, "bukti")
                if measured
                else address("people:detail", self.person.pk)
            )
            return (url, _("Buka catatannya")) if self.edits or self.own else ("", "")
        if step.remedy is Remedy.MAP and self.asker.may(Permission.CONFIRM_MAPPING):
            return address("organisation:mapping"), _("Buka pemetaan jabatan")
        if step.remedy in _LAWMAKING and self.asker.may(Permission.DRAFT_STANDARD):
            url = address("drafts:index")
            return url, _("Susun rancangan standar") if url else ""
        if step.remedy is Remedy.ORDER and self.asker.may(Permission.EDIT_POLICY):
            url = address("policies:index")
            return url, _("Buka kebijakan") if url else ""
        return "", ""

    def does(self, remedy: Remedy, url: str) -> bool:
        """Whether who asks does a step on its screen; else it is asked of somebody, or proposed."""
        if remedy in (*_RECORDING, *_MEASURING, Remedy.RECORD_POSITION, Remedy.RESOLVE):
            return self.edits
        return remedy in OWN or bool(url)

    def record(self, kind: Kind, **said: str) -> tuple[str, str]:
        """The form for an entry: recorded by whoever may, proposed for one's own record."""
        if self.edits:
            name = _("Catat hasil") if kind == Kind.COMPETENCY else _("Catat")
            page = address("evaluations:person", self.person.pk)
            back = f"{page}?{self.asked}" if self.asked else page
            query = urlencode(said | {"kembali": back}, safe="/")
            return f"{address('people:add', self.person.pk, kind.value)}?{query}", name
        query = f"?{urlencode(said)}" if said else ""
        if self.own and kind in OPEN_KINDS:
            return f"{address('people:propose', self.person.pk, kind.value)}{query}", _("Usulkan perbaikan")
        return "", ""

    def determine(self, key: str) -> tuple[str, str]:
        """The form for a determination on a row."""
        if not self.determines:
            return "", ""
        return f"{address('determinations:new', self.person.pk, key)}{self.query}", _("Catat penetapan")

    def confirm(self, entry: int) -> tuple[str, str]:
        """The determination that waits."""
        return (address("determinations:detail", entry), _("Buka penetapan")) if self.confirms else ("", "")


def bundles(explanation: Explanation, verdict: Verdict, guide: Guide, language: Language) -> list[Bundle]:
    """The steps of an explanation; many of one kind stand together under one title."""
    by_remedy: dict[Remedy, list[Step]] = {}
    for step in explanation.steps:
        by_remedy.setdefault(step.remedy, []).append(step)
    return list(_bundles(by_remedy.items(), verdict, guide, language))


def _bundles(
    found: Iterable[tuple[Remedy, list[Step]]], verdict: Verdict, guide: Guide, language: Language
) -> Iterator[Bundle]:
    for remedy, steps in found:
        many = remedy in _MANY and len(steps) >= MANY
        told = tuple(_told(step, verdict, guide, language, part=many) for step in steps)
        if many:
            title = str(_MANY[remedy]) % {"count": len(told)}
            done = guide.does(remedy, told[0].url)
            yield Bundle(title if done else asked(title, _role(remedy, guide), language), told)
        else:
            yield from (Bundle("", (each,)) for each in told)


def _told(step: Step, verdict: Verdict, guide: Guide, language: Language, *, part: bool) -> NextStep:
    """A step for who reads it. `part`: below a title that says already what is asked, and of whom."""
    url, action = guide.next_of(step, verdict)
    role, text = _role(step.remedy, guide), step.text[language]
    if guide.does(step.remedy, url):
        role = "" if url else role
    else:
        wanted = proposed(text, language) if url and step.remedy is not Remedy.RESOLVE else ""
        text = wanted or (object_of(text, language) if part else asked(text, role, language))
        role = ""
    title, joint, rest = _halves(text)
    name = step.row.row.name if step.row and isinstance(step.row.row, CompetencyRow) else ""
    return NextStep(
        title, joint, rest, name, url, action if url else "", role, _then(step.then, verdict, language)
    )


def _role(remedy: Remedy, guide: Guide) -> str:
    """Who does a step, or is asked to."""
    if guide.own and remedy in _BY_ONESELF:
        return str(_BY_ONESELF[remedy])
    return str(_BY.get(remedy, Role.ANALYST.label))


def _then(then: Outcome | None, verdict: Verdict, language: Language) -> str:
    """The verdict once this step alone is done, where it would be another one."""
    return words().get("outcome", then)[language] if then and then is not verdict.outcome else ""


def _halves(text: str) -> tuple[str, str, str]:
    """A sentence before and after its first “; ” or “: ”."""
    at = min((found for mark in ("; ", ": ") if (found := text.find(mark)) > 0), default=-1)
    return (text, "", "") if at < 0 else (text[:at], text[at : at + 2], text[at + 2 :])
