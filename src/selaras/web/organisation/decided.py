"""What was confirmed for titles, as of each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selaras.web.accounts.models import Instansi
from selaras.web.organisation.models import TitleDecision


@dataclass(frozen=True, slots=True)
class Decided:
    """From a day on, a title has this class and family, until the next one."""

    since: date
    job_class: int | None
    family: str


def decided(instansi: Instansi, keys: Iterable[str] | None = None) -> Mapping[str, Sequence[Decided]]:
    """Title key → what holds from when, in the order of days. A newer decision replaces older ones from its day on."""
    rows = TitleDecision.objects.filter(instansi=instansi)
    if keys is not None:
        rows = rows.filter(title_key__in=set(keys))
    found: dict[str, list[Decided]] = defaultdict(list)
    for key, since, job_class, family in rows.order_by("pk").values_list(
        "title_key", "since", "job_class", "family"
    ):
        earlier = [one for one in found[key] if one.since < since]
        found[key] = [*earlier, Decided(since, job_class, family)]
    return found
