"""What waits for somebody who imports."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.imports.models import Import
from selaras.web.ui.registry import Task

OPEN = (Import.State.UPLOADED, Import.State.CHECKED)


def tasks(asker: Any) -> list[Task]:
    """Imports that are checked and not yet saved."""
    if not asker.may(Permission.IMPORT):
        return []
    found = Import.objects.visible_to(asker).filter(state__in=OPEN).only("state", "counts", "rules")[:100]
    keys = [each.pk for each in found if not each.nothing_new]
    address = reverse("imports:detail", args=keys) if len(keys) == 1 else reverse("imports:list")
    return [Task(title=_("Impor menunggu diputuskan"), count=len(keys), url=address)]
