"""What this app brings to the search and to “Tugas saya”."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.lists.filters import cleaned, words
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.titles import Show, distinct
from selaras.web.ui.registry import Hit, Task


def positions(asker: Asker, text: str, limit: int) -> Sequence[Hit]:
    """Positions whose titles hold every word."""
    rows = words("title", "new_title")(Position.objects.visible_to(asker).filter(ended=False), cleaned(text))
    found = rows.order_by("title", "pk").values_list("pk", "title", "unit__name")[:limit]
    return [Hit(title, unit, reverse("organisation:position", args=[pk])) for pk, title, unit in found]


def units(asker: Asker, text: str, limit: int) -> Sequence[Hit]:
    """Units whose names hold every word."""
    rows = words("name", "code")(Unit.objects.visible_to(asker).filter(ended=False), cleaned(text))
    found = rows.order_by("path").values_list("pk", "name", "parent__name")[:limit]
    return [Hit(name, above or "", reverse("organisation:unit", args=[pk])) for pk, name, above in found]


def open_titles(asker: Asker) -> Sequence[Task]:
    """Titles that wait for a class."""
    if not asker.may(Permission.CONFIRM_MAPPING) or asker.instansi is None:
        return ()
    number = distinct(asker, Show.OPEN).count()
    return (Task(_("Nama jabatan menunggu penetapan kelas"), number, reverse("organisation:mapping")),)
