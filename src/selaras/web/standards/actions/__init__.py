"""Every write of this app."""

from __future__ import annotations

from selaras.web.standards.actions.embedded import publish_embedded

__all__ = ["publish_embedded"]
