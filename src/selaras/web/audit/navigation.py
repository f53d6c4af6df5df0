"""What this app brings to the common pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.web.audit import labels
from selaras.web.audit.scopes import VIEW_ACCESS, VIEW_AUDIT, VIEW_OWN
from selaras.web.ui import registry


def register() -> None:
    """Pages, and names of this app's own codes."""
    registry.navigation(
        label=_("Jejak audit"),
        url="audit:list",
        icon="scroll-text",
        order=80,
        permissions=(VIEW_AUDIT,),
        group=1,
    )
    registry.navigation(
        label=_("Catatan akses"),
        url="audit:access",
        icon="eye",
        order=81,
        permissions=(VIEW_ACCESS,),
        group=1,
    )
    registry.navigation(
        label=_("Siapa melihat data saya"),
        url="audit:who_looked",
        icon="eye",
        order=82,
        permissions=(VIEW_OWN,),
        group=1,
    )
    labels.register({"audit.export": _("Mengekspor jejak audit untuk diperiksa")})
