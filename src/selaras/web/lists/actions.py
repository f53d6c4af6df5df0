"""What people change about lists: saved views, their habits; and the record of what was taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from selaras.errors import DataRefused, Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.lists.models import View
from selaras.web.lists.state import LONGEST_QUERY

LONGEST_NAME = 80
MOST_VIEWS = 50  # of one person for one list


@transaction.atomic
def save_view(
    *, key: str, name: str, query: str, shared: bool, start: bool, instansi: Instansi, by: User, at: datetime
) -> View:
    """Save a view under a name; one's own view of that name is replaced. Raises DataRefused."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise DataRefused(
            Text(
                "Nama tampilan belum diisi atau terlalu panjang.", "The view has no name, or too long a one."
            ),
            Text("Tulis nama paling panjang 80 karakter.", "Write a name of at most 80 characters."),
        )
    if len(query) > LONGEST_QUERY:
        raise DataRefused(
            Text("Saringan terlalu panjang untuk disimpan.", "The filters are too long to be saved."),
            Text("Kurangi saringan atau kolomnya, lalu simpan.", "Take out filters or columns, then save."),
        )
    mine = View.objects.select_for_update(no_key=True).filter(key=key, instansi=instansi, by=by)
    if mine.exclude(name__in=("", name)).count() >= MOST_VIEWS:
        raise DataRefused(
            Text(
                f"Sudah ada {MOST_VIEWS} tampilan tersimpan.", f"There are {MOST_VIEWS} saved views already."
            ),
            Text("Hapus yang tidak dipakai lagi.", "Delete those no longer used."),
        )
    view, _ = View.objects.update_or_create(
        key=key, instansi=instansi, by=by, name=name, defaults={"query": query, "shared": shared, "at": at}
    )
    record(
        "lists.save_view",
        view,
        by=by,
        at=at,
        instansi=instansi,
        after={"list": key, "name": name, "shared": shared, "start": start},
    )
    if start:
        set_start(view=view, key=key, instansi=instansi, by=by, at=at)
    return view


@transaction.atomic
def delete_view(*, view: View, by: User, at: datetime) -> None:
    """Delete a view of one's own. Raises DataRefused for another's."""
    view = View.objects.select_for_update(no_key=True).get(pk=view.pk)
    if view.by_id != by.pk:
        raise DataRefused(
            Text("Tampilan ini milik orang lain.", "This view is somebody else's."),
            Text("Minta pemiliknya menghapusnya.", "Ask its owner to delete it."),
        )
    record(
        "lists.delete_view",
        view,
        by=by,
        at=at,
        instansi=view.instansi_id,
        before={"list": view.key, "name": view.name, "shared": view.shared},
    )
    view.delete()


@transaction.atomic
def set_start(*, view: View | None, key: str, instansi: Instansi, by: User, at: datetime) -> None:
    """Let a view open first for somebody; None: the whole list again."""
    _habit(key, instansi, by, at, {"start": view})
    after = {"list": key, "start": view.pk if view else None}
    record("lists.set_start", f"lists.list:{key}", by=by, at=at, instansi=instansi, after=after)


@transaction.atomic
def choose_columns(*, key: str, columns: tuple[str, ...], instansi: Instansi, by: User, at: datetime) -> None:
    """Remember the columns somebody wants to see; none: the list's own."""
    _habit(key, instansi, by, at, {"query": ",".join(columns)})
    after = {"list": key, "columns": list(columns)}
    record("lists.choose_columns", f"lists.list:{key}", by=by, at=at, instansi=instansi, after=after)


def _habit(key: str, instansi: Instansi, by: User, at: datetime, values: Mapping[str, Any]) -> None:
    View.objects.update_or_create(key=key, instansi=instansi, by=by, name="", defaults={**values, "at": at})


@transaction.atomic
def record_export(
    *,
    key: str,
    kind: str,
    rows: int,
    told: Mapping[str, str],
    search: str,
    instansi: Instansi | None,
    by: User,
    at: datetime,
) -> None:
    """Put on record that a list was taken away: how many rows, under which filters, as what.

    A search may be a name or a NIP: the log keeps its keyed digest (`digest`), by which a search can be compared
    and not read.
    """
    after = {"list": key, "as": kind, "rows": rows, "filters": dict(told)}
    if search:
        after["search"] = digest(search)
    record("lists.export", f"lists.list:{key}", by=by, at=at, instansi=instansi, after=after)


def digest(search: str) -> str:
    """A search as the log names it."""
    return salted_hmac("selaras.lists.search", search.casefold(), algorithm="sha256").hexdigest()[:24]
