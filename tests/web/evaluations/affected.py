"""Having the report made that publication waits for: what a person does with one button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from selaras.web.accounts.models import User
from selaras.web.evaluations.actions import ask_affected
from selaras.web.evaluations.affected import Publication, of_policy, of_standard
from selaras.web.evaluations.models import Comparison
from selaras.web.jobs.work import run_now
from selaras.web.policies import previews as policies
from selaras.web.standards.models import Act, Version
from tests.web.cast import AT


def seen(content: policies.Content, by: User) -> Comparison:
    """The report on a policy or list that is prepared."""
    return _made(of_policy(content), by)


def seen_standard(version: Version, starts: date, by: User, repeals: Sequence[Act] = ()) -> Comparison | None:
    """The report on a confirmed version; nothing where it would be refused anyway."""
    version.refresh_from_db()
    publication = of_standard(version, starts, repeals)
    return _made(publication, by) if publication else None


def _made(publication: Publication, by: User) -> Comparison:
    report = ask_affected(publication=publication, by=by, at=AT)
    assert report.job
    run_now(report.job)
    report.refresh_from_db()
    assert report.finished, report.job
    return report
