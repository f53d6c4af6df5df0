"""Whatever is changed in a short log, the check finds it: in the database and in a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.web.audit.chain import Walk
from selaras.web.audit.export import export
from selaras.web.audit.rows import ENTRY, Row
from selaras.web.audit.verify import Tally, database, file
from tests.web.audit.guard import off
from tests.web.audit.harm import chain
from tests.web.cast import AT

LENGTH = 5
MANY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def stored(db: None) -> list[Row]:
    """A short log."""
    return chain(LENGTH)


def end(stored: list[Row]) -> tuple[int, str]:
    return stored[-1]["number"], stored[-1]["hash"]


def found(changed: list[Row], stored: list[Row]) -> bool:
    walk = Walk()
    return bool([*walk.along(sorted(changed, key=lambda row: row["number"])), *walk.end(*end(stored))])


@MANY
@given(data=st.data())
def test_any_character_of_any_column(stored: list[Row], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, LENGTH - 1))
    column = data.draw(st.sampled_from(ENTRY))
    changed = [dict(row) for row in stored]
    changed[which][column] = other(data, stored[which][column])
    assert found(changed, stored)


def other(data: st.DataObject, value: Any) -> Any:
    """A value that differs in one place."""
    if value is None:
        return data.draw(st.sampled_from(["", "{}", "0"]))
    if isinstance(value, int):
        return data.draw(st.integers(0, 99).filter(lambda each: each != value))
    if not value:
        return data.draw(st.text(min_size=1, max_size=1))
    at = data.draw(st.integers(0, len(value) - 1))
    letter = data.draw(st.characters().filter(lambda each: each != value[at]))
    return value[:at] + letter + value[at + 1 :]


@MANY
@given(data=st.data())
def test_any_removal_insertion_swap_or_cut(stored: list[Row], data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True))
    changed = [dict(row) for row in stored]
    match data.draw(
        st.sampled_from(["remove", "swap", "swap content", "cut", "insert", "copy over", "renumber"])
    ):
        case "remove":
            del changed[first]
        case "swap":
            numbers = changed[first]["number"], changed[second]["number"]
            changed[second]["number"], changed[first]["number"] = numbers
        case "swap content":
            changed[first], changed[second] = (
                changed[second] | {"number": first + 1},
                changed[first] | {"number": second + 1},
            )
        case "cut":
            del changed[max(first, second) :]
        case "insert":
            changed = [
                row | {"number": row["number"] + 1} if row["number"] > first else row for row in changed
            ]
            changed.append(changed[second] | {"number": first + 1})
        case "copy over":
            changed[first] = changed[second] | {"number": first + 1}
        case "renumber":
            del changed[first]
            changed = [row | {"number": at} for at, row in enumerate(changed, start=1)]
    assert found(changed, stored)


@MANY
@given(data=st.data())
def test_any_byte_of_a_row_in_the_database(stored: list[Row], data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([name for name in ENTRY if isinstance(stored[1][name], str)]))
    number = data.draw(st.integers(1, LENGTH))
    with off(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS text) FROM audit_entry WHERE number = %s", [number])
        value = cursor.fetchone()[0]
        if value:
            changed = other(data, value).replace("\x00", "?").encode("utf-8", "replace").decode()
            if column != "at" or connection.vendor == "sqlite":
                cursor.execute(
                    f"UPDATE audit_entry SET {column} = %s WHERE number = %s", [changed[: len(value)], number]
                )
                if changed[: len(value)] != value:
                    assert [*database(Tally())]
        transaction.set_rollback(True)


@MANY
@given(data=st.data())
def test_any_byte_of_an_exported_file(stored: list[Row], tmp_path: Path, data: st.DataObject) -> None:
    into = io.BytesIO()
    with transaction.atomic():
        export(None, None, into, at=AT)
        transaction.set_rollback(True)
    content = bytearray(into.getvalue())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255).filter(lambda each: each != content[at]))
    (tmp_path / "log").write_bytes(bytes(content))
    assert [*file(tmp_path / "log", Tally())]
