"""How exact figures, outcomes and what belongs to a row are written."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from selaras.core import words
from selaras.law.words import words as shown
from selaras.web.evaluations.outcomes import SIGNS, TONES
from selaras.web.people.telling import language

register = template.Library()


@register.filter
def badge(code: str) -> SafeString:
    """An outcome as a badge: sign and words, never colour alone."""
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> <span>{}</span></span>',
        TONES.get(code, "plain"),
        SIGNS.get(code, ""),
        shown().get("outcome", code)[language()],
    )


@register.filter
def percent(value: Fraction) -> str:
    """A percentage with two decimals, as the language of the page writes it: 83,33."""
    return words.percent(value, language())


@register.simple_tag(takes_context=True)
def document(context: Context, entry: int | None) -> SafeString | str:
    """The document filed with the entry a row rests on, for whoever may open the record."""
    name = context["documents"].get(entry)
    if not name or not context["opens"]:
        return ""
    url = reverse("people:document", args=[context["person"].pk, entry])
    return format_html(' · <a href="{}">{}</a>', url, name)


@register.simple_tag(takes_context=True)
def object_to(context: Context, key: str) -> SafeString | str:
    """The way to object to a row of one's own verdict."""
    if not context["guide"].own:
        return ""
    try:
        url = reverse("objections:new", args=[context["person"].pk, key])
    except NoReverseMatch:
        return ""
    query = f"?{context['query']}" if context["query"] else ""
    return format_html(' · <a href="{}{}">{}</a>', url, query, _("Ajukan keberatan"))
