"""Tags and filters of every template."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from selaras.clock import WESTERN_INDONESIA
from selaras.errors import Language, Text

register = template.Library()
PAGE = "halaman"  # the parameter that carries a list's page
NIP_DIGITS = 18
NIP_GROUPS = (8, 14, 15)  # born, appointed, sex, serial


def language() -> Language:
    """The language of the page."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def say(text: Text | dict[str, str] | str | None) -> str:
    """A bilingual text in the language of the page."""
    if text is None:
        return ""
    return text if isinstance(text, str) else str(text[language()])


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day as dd-mm-yyyy; a moment as its day in western Indonesia; an ISO day likewise."""
    if not value:
        return ""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(WESTERN_INDONESIA)
    return value.strftime("%d-%m-%Y")


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in western Indonesia: dd-mm-yyyy 14.05 WIB (English: 14:05)."""
    if value is None:
        return ""
    here = value.astimezone(WESTERN_INDONESIA)
    return here.strftime("%d-%m-%Y %H.%M WIB" if language() == "id" else "%d-%m-%Y %H:%M WIB")


@register.filter
def nip(value: str | None) -> str:
    """A NIP in its four groups, as people read it; anything else as it is."""
    text = str(value or "")
    if len(text) != NIP_DIGITS or not text.isdecimal():
        return text
    born, appointed, sex = NIP_GROUPS
    return f"{text[:born]} {text[born:appointed]} {text[appointed:sex]} {text[sex:]}"


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """A number as the language writes it: 4.000 or 83,33 (English 4,000 or 83.33). Not a number: as it is."""
    if value is None or isinstance(value, (str, bool)):
        return str(value) if value not in (None, "") else ""
    text = f"{value:,}" if places is None else f"{value:,.{int(places)}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


@register.simple_tag
def icon(name: str, size: int = 18, label: str = "") -> SafeString:
    """An icon of Lucide as inline SVG: ornament by default, an image with a name when `label` is given."""
    drawing = _drawing(str(name), int(size))
    if not label:
        return drawing
    return mark_safe(drawing.replace('aria-hidden="true"', f'role="img" aria-label="{escape(label)}"', 1))


@lru_cache(maxsize=512)
def _drawing(name: str, size: int) -> SafeString:
    attributes = {"class": "icon", "aria_hidden": "true", "focusable": "false"}
    # Drawn by the package from its own files; `name` is looked up there and never written out.
    return mark_safe(lucide._render_icon(name, size, **attributes))


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's query string with some parameters changed; an empty one is taken out. Begins with “?”."""
    request = context.get("request")
    kept: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value in (None, ""):
            kept.pop(name, None)
        else:
            kept[name] = str(value)
    return f"?{kept.urlencode()}"


@register.simple_tag(takes_context=True)
def turn(context: Context, page: int, parameter: str = "") -> str:
    """The address of another page of the same list: the query string with the page's number changed."""
    return query(context, **{parameter or PAGE: page})


@register.filter
def described(field: BoundField) -> SafeString:
    """The field's control, tied to its help and its errors, in the look its kind has."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    look = {"checkbox": "form-check-input", "radio": "", "select": "form-select", "hidden": ""}
    attributes = {"class": f"{widget.attrs.get('class', '')} {look.get(kind, 'form-control')}".strip()}
    told = [f"{field.auto_id}_errors"] if field.errors else []
    told += [f"{field.auto_id}_helptext"] if field.help_text else []
    if told and not field.use_fieldset:
        attributes["aria-describedby"] = " ".join(told)
    if field.errors:
        attributes["aria-invalid"] = "true"
        attributes["class"] += " is-invalid"
    return field.as_widget(attrs={name: value for name, value in attributes.items() if value})


@register.filter
def kind(field: BoundField) -> str:
    """What kind of control a field has: text, select, checkbox, radio, file, textarea …"""
    widget = field.field.widget
    return str(getattr(widget, "input_type", "") or type(widget).__name__.lower())


@register.simple_tag
def share(done: Any, total: Any) -> int | None:
    """Whole per cent done; None without a total."""
    return None if not total else max(0, min(100, int(100 * (done or 0) / total)))
