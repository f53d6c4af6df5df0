"""Tags of lists' templates."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from selaras.web.lists.filters import Filters
from selaras.web.lists.state import COLUMNS, SIZE, SORT, State

register = template.Library()


@register.simple_tag
def controls(filters: Filters) -> SafeString:
    """The filters' controls with their labels, written at once: a template for each would cost more than the rows."""
    return mark_safe("".join(_control(field) for field in filters.form))  # escaped part by part


def _control(field: BoundField) -> str:
    widget = field.field.widget
    if widget.is_hidden:
        return str(field.as_widget())
    look = "form-select" if getattr(widget, "input_type", "") == "select" else "form-control"
    attributes: dict[str, str | bool] = {"class": look}
    if field.errors:
        attributes |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_errors"}
    wrong = (
        f'<p class="wrong" id="{field.auto_id}_errors">{escape(" ".join(map(str, field.errors)))}</p>'
        if field.errors
        else ""
    )
    control = field.as_widget(attrs=attributes)
    return f'<div class="list-field"><label for="{field.id_for_label}">{escape(field.label)}</label>{control}{wrong}</div>'


@register.simple_tag
def carried(state: State) -> SafeString:
    """Hidden fields for what the search form does not show: order, columns, page size."""
    said = {SORT: state.sort, COLUMNS: ",".join(state.columns), SIZE: state.size}
    return mark_safe(
        "".join(
            format_html('<input type="hidden" name="{}" value="{}">', name, value)
            for name, value in said.items()
            if value
        )
    )
