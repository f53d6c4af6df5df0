"""How exact figures are written."""

from __future__ import annotations

from fractions import Fraction

from django import template

from selaras.core import words
from selaras.web.people.telling import language

register = template.Library()


@register.filter
def percent(value: Fraction) -> str:
    """A percentage with two decimals, as the language of the page writes it: 83,33."""
    return words.percent(value, language())
