"""Filters of the audit log and of the access log. An address holds numbers, never names or NIP."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from selaras.clock import WESTERN_INDONESIA
from selaras.web.audit import labels
from selaras.web.audit.models import Access, Entry
from selaras.web.audit.scopes import Asks
from selaras.web.whole import whole

ALL = ("", _("semua"))
MOST_ACTORS = 300  # more names than a list can be searched in; others are chosen from an entry of theirs
BIGGEST = 2**63 - 1  # what a database's number holds


class Day(forms.DateField):
    """A day, with the browser's calendar."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            error_messages={"invalid": _("Tulis tanggal sebagai hh-bb-tttt, misalnya 31-12-2026.")},
        )


class Period(forms.Form):
    """From a day to a day, both included."""

    since = Day(_("Dari tanggal"))
    until = Day(_("Sampai tanggal"))

    def clean(self) -> dict[str, Any]:
        """The first day must not be after the last."""
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", _("Tanggal akhir mendahului tanggal awal."))
        return values

    def said(self) -> dict[str, Any]:
        """What was filled in and can be used."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def between(self) -> dict[str, datetime]:
        """The condition on `at`."""
        said = self.said()
        found = {}
        if "since" in said:
            found["at__gte"] = _midnight(said["since"])
        if "until" in said and said["until"] < date.max:
            found["at__lt"] = _midnight(said["until"] + timedelta(days=1))
        return found


class EntryFilter(Period):
    """What of the log to show."""

    action = forms.ChoiceField(label=_("Tindakan"), required=False)
    by = forms.TypedChoiceField(label=_("Oleh"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Tentang"), required=False)
    subject = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, asker: Asks) -> None:
        super().__init__(data)
        self._choose("action", labels.actions(), lambda code: labels.of(code))
        self._choose("kind", labels.kinds(), lambda code: code)
        self._choose("by", actors(asker), lambda pk: _name_of(pk, asker))

    def filtered(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries asked for; a filter with an error is left out, and told."""
        said = self.said()
        if "action" in said:
            entries = entries.filter(action=said["action"])
        if "by" in said:
            entries = entries.filter(by=said["by"])
        if "subject" in said:
            entries = entries.filter(subject=said["subject"])
        elif "kind" in said:
            entries = entries.filter(subject__startswith=f"{said['kind']}:")
        return entries.filter(**self.between())

    def _choose(self, name: str, choices: list[tuple[Any, Any]], called: Any) -> None:
        # One that came by a link from an entry stands in the list too, so that it can be seen and taken out.
        asked = str(self.data.get(name, ""))
        known = {str(value) for value, _label in choices}
        extra = [(asked, called(asked))] if asked and asked not in known and called(asked) else []
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices, *extra]


class AccessFilter(Period):
    """What of the access log to show. `by` and `person` come by links from the rows."""

    what = forms.ChoiceField(label=_("Yang dilihat"), required=False)
    by = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST, widget=forms.HiddenInput)
    person = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *labels.looks()]

    def filtered(self, looks: QuerySet[Access]) -> QuerySet[Access]:
        """The looks asked for."""
        said = self.said()
        same = {name: said[name] for name in ("what", "by", "person") if name in said}
        return looks.filter(**same, **self.between())


def actors(asker: Asks) -> list[tuple[int, str]]:
    """Accounts with a role in the asker's instansi other than that of an employee, by name."""
    grants = apps.get_model("accounts", "Grant")._default_manager.filter(instansi=asker.instansi)
    found = grants.exclude(role="employee").order_by("user__name").values_list("user_id", "user__name")
    return list(dict.fromkeys(found.distinct()[:MOST_ACTORS]))


def _name_of(pk: str, asker: Asks) -> str:
    number = whole(pk)
    last = Entry.objects.visible_to(asker).filter(by=number).first() if number else None
    return last.by_name if last else ""


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, WESTERN_INDONESIA)
