"""Who may see which runs, answers and comparisons.

People are shown to whoever may see them *today*: an answer follows the person to another unit. A run may be looked at
by whose scope lies inside it too; its figures are then those of that part.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import NOTHING, Asker
from selaras.web.evaluations.models import Answer, Comparison, Move, Run

# Who has a hand in what is published sees who would be affected, and who audits it.
PREPARING = {
    Comparison.Kind.STANDARD: (
        Permission.CONFIRM_STANDARD,
        Permission.PUBLISH_STANDARD,
        Permission.APPROVE_DRAFT,
        Permission.VIEW_AUDIT,
    ),
    Comparison.Kind.POLICY: (Permission.EDIT_POLICY, Permission.APPROVE_POLICY, Permission.VIEW_AUDIT),
}


def answers_for(asker: Asker, permission: Permission) -> QuerySet[Answer]:
    """Answers of finished runs about people within the scope, as units are today, and about oneself."""
    own = Q(person__user=asker.user) if asker.may(Permission.VIEW_OWN) else NOTHING
    found = Answer.objects.filter(asker.within(permission, "person__unit__path") | own, run__finished=True)
    return found if asker.national else found.filter(run__instansi=asker.instansi)


def runs_for(asker: Asker) -> QuerySet[Run]:
    """Runs of units that the asker may see verdicts of, or that such a unit belongs to."""
    found = Run.objects.filter(_covering(asker)).select_related("unit", "by", "job", "instansi")
    return found if asker.national else found.filter(instansi=asker.instansi)


def comparable(asker: Asker, run: Run) -> QuerySet[Run]:
    """Finished runs that another can be compared with, the newest first."""
    return runs_for(asker).filter(instansi=run.instansi_id, finished=True).exclude(pk=run.pk).order_by("-pk")


def comparisons_for(asker: Asker, *, unfinished: bool = False) -> QuerySet[Comparison]:
    """Comparisons of such runs, and reports on publications for who prepares or audits them."""
    seen = Q(kind=Comparison.Kind.RUNS) & _covering(asker, "before__") & _covering(asker, "after__")
    for kind, permissions in PREPARING.items():
        for permission in permissions:
            seen |= Q(kind=kind) & asker.in_instansi(permission)
    found = Comparison.objects.filter(seen).select_related("before", "after", "instansi", "job", "by")
    found = found if unfinished else found.filter(finished=True)
    return found if asker.national else found.filter(instansi=asker.instansi)


def moves_for(asker: Asker, permission: Permission) -> QuerySet[Move]:
    """Who moved, among the people that the asker may see verdicts of."""
    seen = comparisons_for(asker).order_by().values("pk")
    return Move.objects.filter(asker.within(permission, "person__unit__path"), comparison__in=seen)


def _covering(asker: Asker, prefix: str = "") -> Q:
    """Runs of units inside the scope, and of those above it."""
    paths = asker.paths(Permission.VIEW_VERDICTS)
    above = {int(part) for path in paths for part in path.split("/") if part}
    return asker.within(Permission.VIEW_VERDICTS, f"{prefix}unit__path") | Q(**{f"{prefix}unit__in": above})
