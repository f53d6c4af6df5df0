"""Rows as the database or an exported file really holds them: damaged ones too, which models could not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from selaras.web.audit.record import COVERED, moment

Row = dict[str, Any]
AT_ONCE = 1000  # rows in memory
ENTRY = (*COVERED, "hash")
BATCH = ("id", "number", "at", "views", "members", "previous", "hash")
VIEW = ("id", "at", "by_id", "by_name", "by_role", "instansi_id", "person_id", "what", "hash")
# Read as bytes from SQLite, which keeps anything in any column: text that is no UTF-8 must be found, not fail.
WHOLE = {"number", "by_id", "instansi_id", "person_id", "id", "views"}


def entries(first: int | None = None, last: int | None = None) -> Iterator[Row]:
    """The log in the order of its numbers, from `first` to `last`, some at a time."""
    return _in_order("audit_entry", ENTRY, "number", first, last)


def batches() -> Iterator[Row]:
    """The batches of views in their order."""
    return _in_order("audit_accessbatch", BATCH, "number")


def views(batch_id: Any) -> list[Row]:
    """The views of a batch, at most a few more than a batch has."""
    return _read("audit_access", VIEW, "batch_id = %s", [batch_id], "id", 10 * AT_ONCE)


def loose_views() -> Iterator[Row]:
    """Views not yet in a batch."""
    return _in_order("audit_access", VIEW, "id", where="batch_id IS NULL")


def number_before(previous: str) -> int | None:
    """The number of the entry whose hash is `previous`."""
    return _number("hash", previous)


def number_after(own: str) -> int | None:
    """The number of an entry chained to the hash `own`."""
    return _number("previous", own) if own else None


def count(table: str) -> int:
    """How many rows; for the progress."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # a table's name of this module
        return int(cursor.fetchone()[0])


def _in_order(
    table: str,
    columns: Sequence[str],
    key: str,
    first: int | None = None,
    last: int | None = None,
    where: str = "1 = 1",
) -> Iterator[Row]:
    condition, values = where, []
    if last is not None:
        condition, values = f"{condition} AND {key} <= %s", [last]
    after, bound = (">=", first) if first is not None else (None, None)
    while True:
        beyond = f"{condition} AND {key} {after} %s" if after else condition
        found = _read(table, columns, beyond, [*values, bound] if after else values, key, AT_ONCE)
        yield from found
        if len(found) < AT_ONCE:
            return
        after, bound = ">", found[-1][key]


def _read(
    table: str, columns: Sequence[str], where: str, values: Sequence[Any], order: str, limit: int
) -> list[Row]:
    sqlite = connection.vendor == "sqlite"
    taken = [f"CAST({name} AS BLOB)" if sqlite and name not in WHOLE else name for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(taken)} FROM {table} WHERE {where} ORDER BY {order} LIMIT {limit}", values
        )
        return [_row(columns, each) for each in _all(cursor)]


def _all(cursor: CursorWrapper) -> list[tuple[Any, ...]]:
    return list(cursor.fetchall())


def _row(columns: Sequence[str], values: Sequence[Any]) -> Row:
    row = {name: _text(value) for name, value in zip(columns, values, strict=True)}
    return row | {"at": _moment(row["at"])}


def _text(value: Any) -> Any:
    return (
        bytes(value).decode("utf-8", "surrogateescape") if isinstance(value, (bytes, memoryview)) else value
    )


def _moment(at: Any) -> Any:
    """As it is hashed; what is not written as Django writes it stays as it is, and fails its fingerprint."""
    if isinstance(at, datetime):
        return moment(at)
    try:
        read = datetime.fromisoformat(at).replace(tzinfo=UTC)
        return moment(read) if str(read.replace(tzinfo=None)) == at else at
    except (TypeError, ValueError):
        return at


def _number(column: str, value: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM audit_entry WHERE {column} = %s LIMIT 1", [value])
        found = cursor.fetchone()
    return int(found[0]) if found and isinstance(found[0], int) else None
