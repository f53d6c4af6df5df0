"""What this app brings to the common pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.web.audit import labels
from selaras.web.audit.scopes import VIEW_ACCESS, VIEW_AUDIT, VIEW_OWN
from selaras.web.ui import registry


def register() -> None:
    """Pages, and names of this app's own codes."""
    registry.navigation(_("Jejak audit"), "audit:list", "scroll-text", 80, VIEW_AUDIT, group=1)
    registry.navigation(_("Catatan akses"), "audit:access", "eye", 81, VIEW_ACCESS, group=1)
    registry.navigation(_("Siapa melihat data saya"), "audit:who_looked", "eye", 82, VIEW_OWN, group=1)
    labels.register({"audit.export": _("Mengekspor jejak audit untuk diperiksa")})
