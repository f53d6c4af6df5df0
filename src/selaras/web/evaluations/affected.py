"""What would hold after a publication, beside what holds: for everybody, as of the first day on which it counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from selaras.clock import today
from selaras.core.model import Equivalence, Regulation
from selaras.core.policy import Policy, Purpose
from selaras.errors import Text, UsageError
from selaras.web.accounts.models import Instansi, User
from selaras.web.evaluations.models import Comparison
from selaras.web.evaluations.questions import Question
from selaras.web.people.load import equivalences
from selaras.web.policies import previews as policies
from selaras.web.policies.reading import keys, policies_for
from selaras.web.standards.actions.pairing import confirm_with
from selaras.web.standards.actions.publishing import confirmed_form
from selaras.web.standards.holds import Held, regulation_or_held
from selaras.web.standards.models import Act, Version
from selaras.web.standards.reading import history, holds, regulation_of, stamp

# A standard is looked at for the two purposes that read it differently: what gates, and the match over the core.
OF_STANDARDS = (Purpose.APPOINTMENT, Purpose.MAPPING)
GONE = UsageError(
    Text(
        "Yang akan diterbitkan berubah sejak laporan ini diminta.",
        "What would be published has changed since this report was asked for.",
    ),
    Text(
        "Buka halaman penerbitan dan minta laporannya lagi.", "Open the publishing page and ask for it again."
    ),
)


@dataclass(frozen=True, slots=True)
class Publication:
    """Exactly one publication: `key` is equal only for the same content, day, repeals, and surroundings.

    `on`: the day as of which people are evaluated: the first of effect, but never before today.
    """

    kind: str
    instansi: Instansi
    subject: int
    title: str
    key: str
    effective_from: date
    on: date
    repeals: tuple[int, ...]
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """One question as it is answered now, and after the publication."""

    before: Question
    after: Question


def of_standard(version: Version, starts: date, repeals: Sequence[Act] = ()) -> Publication | None:
    """The publication of a confirmed version; None for one in another state or of the nation."""
    if version.instansi is None or version.state != Version.State.CONFIRMED or version.confirmed_at is None:
        return None
    # A version changes only while it is checked; handed over again, it carries a new moment.
    content = [version.pk, version.confirmed_at.isoformat()]
    ended = tuple(sorted(act.pk for act in repeals))
    kind = Comparison.Kind.STANDARD
    return _publication(
        kind, version.instansi, version.pk, str(version.act or version), content, starts, OF_STANDARDS, ended
    )


def of_policy(content: policies.Content) -> Publication:
    """The publication of a policy or a list."""
    kind, said = Comparison.Kind.POLICY, [content.pk, content.digest]
    purposes = tuple(content.policies)
    return _publication(
        kind, content.instansi, content.pk, content.title, said, content.effective_from, purposes
    )


def publication_of(comparison: Comparison) -> Publication | None:
    """What a report was asked about, as it is now; None when it is not prepared any more."""
    subject = comparison.subject or 0
    if comparison.kind == Comparison.Kind.POLICY:
        content = policies.content(subject)
        return of_policy(content) if content else None
    version = Version.objects.select_related("instansi", "act").filter(pk=subject).first()
    starts = comparison.effective_from
    acts = list(Act.objects.filter(pk__in=comparison.repeals))
    return of_standard(version, starts, acts) if version and starts else None


def questions(comparison: Comparison) -> list[Both]:
    """What everybody is asked, for each purpose, before and after. Raises UsageError when the content has changed."""
    publication = publication_of(comparison)
    if publication is None or publication.key != comparison.key:
        raise GONE
    instansi, on = publication.instansi, publication.on
    laws = tuple(regulation_of(version) for version in history(instansi) if holds(version, on))
    later = _laws_after(publication) if comparison.kind == Comparison.Kind.STANDARD else laws
    known, decided = equivalences(instansi), _known_after(publication)
    found = []
    for purpose in publication.purposes:
        standing = policies_for(instansi, purpose, on)
        before = Question(instansi, on, purpose, laws, standing, known)
        found.append(
            Both(
                before,
                replace(
                    before,
                    regulations=later,
                    policies=_policies_after(publication, before),
                    equivalences=decided,
                ),
            )
        )
    return found


def _laws_after(publication: Publication) -> tuple[Regulation, ...]:
    """What holds on the day without the predecessor and what is repealed, and with the new version."""
    version = Version.objects.select_related("instansi", "act").get(pk=publication.subject)
    starts, gone = publication.effective_from, {version.act_id, *publication.repeals}
    form = confirmed_form(version, starts)
    made = regulation_or_held(
        form.model_copy(update={"instrument": form.instrument.model_copy(update={"in_force_from": starts})})
    )
    if isinstance(made, Held):
        raise UsageError(made.what, made.remedy)
    kept = (each for each in history(publication.instansi) if holds(each, publication.on))
    return (*(regulation_of(each) for each in kept if each.act_id not in gone), made)


def _known_after(publication: Publication) -> tuple[Equivalence, ...]:
    """The rubrics that count for one another once those decided with the version do: tried out, and undone."""
    if publication.kind != Comparison.Kind.STANDARD:
        return equivalences(publication.instansi)
    version = Version.objects.get(pk=publication.subject)
    second = User.objects.exclude(pk__in=version.pairs.values("by")).first()  # anybody: it is undone
    if second is None:
        return equivalences(publication.instansi)
    with transaction.atomic():
        confirm_with(version, publication.effective_from, second)
        found = equivalences(publication.instansi)
        transaction.set_rollback(True)
    return found


def _policies_after(publication: Publication, before: Question) -> tuple[Policy, ...]:
    if publication.kind != Comparison.Kind.POLICY:
        return before.policies
    content = policies.content(publication.subject)
    if content is None:
        raise GONE
    return tuple(content.policies[before.purpose])


def _publication(
    kind: str,
    instansi: Instansi,
    subject: int,
    title: str,
    content: list[object],
    starts: date,
    purposes: tuple[Purpose, ...],
    repeals: tuple[int, ...] = (),
) -> Publication:
    on = max(starts, today())
    surroundings = [stamp(instansi, on), [keys(instansi, purpose, on) for purpose in purposes]]
    said = json.dumps([kind, content, starts.isoformat(), repeals, surroundings], sort_keys=True)
    key = hashlib.sha256(said.encode()).hexdigest()
    return Publication(kind, instansi, subject, title[:400], key, starts, on, repeals, purposes)
