"""What other apps ask: which policies and lists hold on a day, which version that was, what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from selaras.core.citation import Cited
from selaras.core.policy import Policy, Purpose
from selaras.errors import Text, UsageError
from selaras.law.policies import policies_of
from selaras.law.trainings import training_equivalence
from selaras.web.accounts.models import Instansi
from selaras.web.kept import Kept
from selaras.web.policies.content import digest_of, document, embedded
from selaras.web.policies.models import Version
from selaras.web.policies.subjects import Subject

KEPT = 64  # policies held in memory; an instansi has five in force
KEY_DIGITS = 16  # of a digest, in a key: enough to tell contents apart

_read: Kept[str, tuple[Policy, ...]] = Kept(KEPT)
_approved = [0]  # how often this process approved something: what was asked before is asked again


def policies_for(instansi: Instansi, purpose: Purpose | str, on: date) -> tuple[Policy, ...]:
    """The policies of a purpose that hold for an instansi on a day, a variant for each group of employment types.

    Those of its own version in force on that day, else those that come with the program.
    """
    return policies_by(instansi, keys(instansi, purpose, on))


def keys(instansi: Instansi, purpose: Purpose | str, on: date) -> list[str]:
    """What names, by number and content, everything that `policies_for` takes: what a run stores to be repeatable."""
    return [key_of(in_force(instansi, subject, on)) for subject in (str(purpose), Subject.TRAININGS)]


def policies_by(instansi: Instansi, kept: Collection[str]) -> tuple[Policy, ...]:
    """The policies of given keys of an instansi: those that a run stored."""
    versions = [_version_of_key(instansi, key) for key in kept]
    (policy,) = (version for version in versions if version.topic.is_policy)
    lists = [version for version in versions if version.subject == Subject.TRAININGS]
    return with_trainings(read(policy), lists[0]) if lists else read(policy)


def version_of(instansi: Instansi, purpose: Purpose | str, on: date) -> Version:
    """The version in force on a day: for its permanent address (`policies:version`) and its label."""
    return in_force(instansi, purpose, on)


def in_force(instansi: Instansi | None, subject: Subject | Purpose | str, on: date) -> Version:
    """The version of a policy or list that holds for an instansi on a day; number 0 is what comes with the program."""
    found = [
        version
        for version in (history(instansi) if instansi else ())
        if version.subject == str(subject) and version.from_day() <= on
    ]
    return max(found, key=lambda version: version.number or 0, default=base(str(subject)))


def history(instansi: Instansi) -> tuple[Version, ...]:
    """Every version ever approved for an instansi, by subject and number. One query for each Instansi in memory."""
    kept = instansi.__dict__.get("_policies_approved")
    if kept is None or kept[0] != _approved[0]:
        rows = (
            Version.objects.filter(instansi=instansi).approved().select_related("approved_by", "submitted_by")
        )
        kept = (_approved[0], tuple(rows.order_by("subject", "number")))
        instansi.__dict__["_policies_approved"] = kept
    found: tuple[Version, ...] = kept[1]
    return found


@lru_cache(maxsize=len(Subject))
def base(subject: str) -> Version:
    """What comes with the program, as a version that stands in no table."""
    content = embedded(subject)
    starts = date.fromisoformat(content["effective_from"]) if Subject(subject).is_policy else date(2000, 1, 1)
    return Version(
        subject=subject,
        number=0,
        state=Version.State.APPROVED,
        content=content,
        digest=digest_of(content),
        effective_from=starts,
    )


def read(version: Version) -> tuple[Policy, ...]:
    """The policies that a version of a policy says, approved or not. Raises LawRefused with every problem."""
    name = str(version.subject)

    def made() -> tuple[Policy, ...]:
        return policies_of(document(version.content), name if version.is_base else f"{name}.yaml")

    return _read.get(version.digest, made)


def with_trainings(policies: Iterable[Policy], version: Version) -> tuple[Policy, ...]:
    """The policies with the equivalent trainings that a version of that list says."""
    if version.is_base:
        return tuple(policies)
    cited = equivalence(version)
    return tuple(replace(policy, training_equivalents=cited) for policy in policies)


def equivalence(version: Version) -> Cited[tuple[frozenset[str], ...]]:
    """What a version of the list of equivalent trainings says. Raises LawRefused with every problem."""
    return training_equivalence(document(version.content).get("equivalents"), f"{version.subject}.yaml")


def key_of(version: Version) -> str:
    """What names a version by its number and content."""
    return f"{version.subject}/{version.number}/{version.digest[:KEY_DIGITS]}"


def changed() -> None:
    """Something was approved: what this process keeps of lists is out of date."""
    _approved[0] += 1


def _version_of_key(instansi: Instansi, key: str) -> Version:
    subject = key.split("/")[0]
    for version in (base(subject), *history(instansi)):
        if version.subject == subject and key_of(version) == key:
            return version
    raise UsageError(
        Text(
            "Kebijakan yang dipakai penilaian ini tidak lagi dibawa oleh versi program ini.",
            "This release of the program no longer brings the policy that this run used.",
        ),
        Text("Jalankan penilaian baru.", "Start a new run."),
    )
