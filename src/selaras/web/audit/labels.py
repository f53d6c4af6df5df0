"""What actions, looks and fields are called on the pages. Apps name theirs in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.web.ui.templatetags.ui import day, moment, number

Label = str | Promise

_labels: dict[str, Label] = {}
_looks: dict[str, Label] = {}
_pages: dict[str, str] = {}
Words = Callable[[Mapping[str, Any]], list[tuple[str, str]]]
_words: dict[str, Words] = {}


def register(labels: Mapping[str, Label]) -> None:
    """Names of actions in plain words: {"people.record_entry": _("Mencatat bukti")}. “field.x” names a field x."""
    _labels.update(labels)


def register_looks(labels: Mapping[str, Label]) -> None:
    """Names of what is looked at: {"people.record": _("Data pegawai")}."""
    _looks.update(labels)


def register_pages(pages: Mapping[str, str]) -> None:
    """Where a subject is seen: {"people.person": "people:detail"}; the address takes `pk`."""
    _pages.update(pages)


def register_words(words: Mapping[str, Words]) -> None:
    """How to say what an action wrote, where fields and values alone do not: name and text of each part of `after`."""
    _words.update(words)


def words_of(action: str, after: Any) -> list[tuple[str, str]] | None:
    """What an action wrote, part by part; None where nobody registered words for it."""
    return _words[action](after) if action in _words and isinstance(after, dict) else None


def of(code: str) -> Label:
    """What an action is called; its code where nobody named it."""
    return _labels.get(code, code)


def of_look(code: str) -> Label:
    """What was looked at; its code where nobody named it."""
    return _looks.get(code) or _labels.get(code, code)


def actions() -> list[tuple[str, Label]]:
    """Every action with a name, by name."""
    named = [(code, label) for code, label in _labels.items() if not code.startswith("field.")]
    return sorted(named, key=lambda each: str(each[1]).casefold())


def looks() -> list[tuple[str, Label]]:
    """Everything that is looked at, by name."""
    return sorted(_looks.items(), key=lambda each: str(each[1]).casefold())


def kinds() -> list[tuple[str, str]]:
    """What entries can be about: the application's own models, by name."""
    own = [model for model in apps.get_models() if model.__module__.startswith("selaras.web.")]
    named = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in own]
    return sorted(named, key=lambda each: each[1].casefold())


def subject_name(subject: str) -> str:
    """“pegawai 12” for people.person:12."""
    model, pk = _model(subject)
    return f"{model._meta.verbose_name} {pk}" if model and pk else subject


def subject_page(subject: str) -> str:
    """The address of a subject's page, or nothing."""
    label, _colon, pk = subject.partition(":")
    try:
        return reverse(_pages[label], kwargs={"pk": int(pk)}) if label in _pages else ""
    except (NoReverseMatch, ValueError):
        return ""


def field_name(subject: str, name: str) -> str:
    """What a field of the subject is called; the field's own name, made readable, where nobody named it."""
    model, _pk = _model(subject)
    for each in (name, name.removesuffix("_id")):
        try:
            found = model._meta.get_field(each) if model else None
        except FieldDoesNotExist:
            continue
        if found is not None and hasattr(found, "verbose_name"):
            return str(found.verbose_name)
    return str(_labels.get(f"field.{name}", name.replace("_", " ")))


def value_name(subject: str, name: str, value: Any) -> str:
    """A value as people read it: choices in words, days as dd-mm-yyyy, nothing as a dash."""
    model, _pk = _model(subject)
    try:
        choices = dict(getattr(model._meta.get_field(name), "flatchoices", ())) if model else {}
    except FieldDoesNotExist:
        choices = {}
    if isinstance(value, str) and value in choices:
        return str(choices[value])
    return readable(value)


def readable(value: Any) -> str:
    """Any value of JSON in words."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return str(_("ya") if value else _("tidak"))
    if isinstance(value, dict):
        if set(value) == {"digest"}:
            return str(_("isi dirahasiakan (sidik %(digest)s…)") % {"digest": str(value["digest"])[:12]})
        return "; ".join(
            f"{_labels.get(f'field.{key}', key.replace('_', ' '))}: {readable(each)}"
            for key, each in value.items()
        )
    if isinstance(value, list):
        return ", ".join(readable(each) for each in value)
    if isinstance(value, (int, float)):
        return number(value) if isinstance(value, float) else str(value)
    return _dated(str(value))


def role_names(codes: str) -> list[str]:
    """Roles by their codes, in the words of the accounts' own list."""
    choices: dict[Any, Any] = dict(apps.get_model("accounts", "Grant")._meta.get_field("role").flatchoices)
    return [str(choices.get(code, code)) for code in codes.split(",") if code]


def _dated(value: str) -> str:
    try:
        if len(value) == len("2026-07-01"):
            return day(date.fromisoformat(value))
        found = datetime.fromisoformat(value) if "T" in value else None
        return moment(found) if found and found.tzinfo else value
    except ValueError:
        return value


def _model(subject: str) -> tuple[type[Model] | None, str]:
    label, _colon, pk = subject.partition(":")
    try:
        return apps.get_model(label), pk
    except (LookupError, ValueError):
        return None, pk
