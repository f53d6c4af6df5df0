"""Tags and filters of every template."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from selaras.errors import Language, Text

register = template.Library()


@register.filter
def say(text: Text | dict[str, str] | None) -> str:
    """A bilingual text in the language of the page."""
    if text is None:
        return ""
    language: Language = "en" if (get_language() or "id").startswith("en") else "id"
    return str(text[language])
