"""A figure with the list behind it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from selaras.web.ui.templatetags.ui import number

register = template.Library()


@register.simple_tag
def count(value: int, url: str = "", label: object = "") -> SafeString:
    """A number that leads to the people it counts; plain where it counts nobody or people may not be seen.

    `label`: what it counts, where only a heading of the table says so.
    """
    if not value or not url:
        return (
            mark_safe(f'<span class="none">{number(value)}</span>') if not value else mark_safe(number(value))
        )
    told = format_html('<span class="vh"> {}</span>', label) if label else ""
    return format_html('<a href="{}">{}{}</a>', url, number(value), told)


# Parts that differ by more than colour: fills that are patterns, by tone. The rest is coloured by its class.
PATTERNS = {
    "no": "no",
    "un": "un",
    "c-above": "above",
    "c-below": "no",
    "c-missing": "un",
    "a-lama": "old",
    "a-kedaluwarsa": "warn",
    "a-lain": "other",
    "a-belum": "un",
    "w-30": "warn",
    "w-90": "old",
}


@register.simple_tag
def paint(tone: str) -> str:
    """The fill of a part of a drawing: the pattern of its tone, where it has one."""
    return f"url(#p-{PATTERNS[tone]})" if tone in PATTERNS else "currentColor"
