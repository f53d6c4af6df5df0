"""What pages of runs need."""

from __future__ import annotations

from django import template

from selaras.web.evaluations.outcomes import badge
from selaras.web.ui.shares import share

register = template.Library()
register.filter("badge", badge)
register.simple_tag(share, name="percent_of")


@register.filter
def unlocalized(value: float) -> str:
    """A number as SVG reads it, whatever the language of the page: 12.5."""
    return f"{value:g}"
