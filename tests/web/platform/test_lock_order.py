"""Who locks a row must not make those wait who only point to it: with the log's end in hand, that is a deadlock.

On PostgreSQL a foreign key is checked at the commit, when a writer already holds the end of the log. A plain FOR UPDATE on
the row pointed to would hold up that check, while its holder waits for the end of the log.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

import selaras.web
from selaras.clock import now
from selaras.web.accounts.actions import choose_language
from selaras.web.accounts.models import User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Head
from selaras.web.audit.record import record
from selaras.web.organisation.actions import Ruling, change_position, change_unit, confirm_titles
from tests.web.cast import DAY, Cast, make_cast

LOCK = re.compile(r"select_for_update\((?!no_key=True)")
SOURCES = Path(selaras.web.__file__).parent


def test_no_lock_holds_up_those_who_only_point_to_the_row() -> None:
    found = [
        f"{path.relative_to(SOURCES)}: {line.strip()}"
        for path in sorted(SOURCES.rglob("*.py"))
        for line in path.read_text().splitlines()
        if LOCK.search(line)
    ]
    assert found == []


def guarded(work: Callable[[], object], errors: list[BaseException]) -> None:
    """Run in a thread of its own; what went wrong."""
    try:
        work()
    except Exception as error:  # noqa: BLE001  # the test shows whatever it was
        errors.append(error)
    finally:
        connection.close()


def while_somebody_writes(cast: Cast, by: User, act: Callable[[], object]) -> list[BaseException]:
    """`act` begins while somebody holds the end of the log, and waits for it; then that writer finishes."""
    held, errors = threading.Event(), list[BaseException]()

    def write() -> None:
        with transaction.atomic():
            record("tests.write", cast.dumai.instansi, by=by, at=now(), instansi=cast.dumai.instansi)
            held.set()
            connection.cursor().execute("SELECT pg_sleep(1)")

    writer = threading.Thread(target=guarded, args=(write, errors))
    actor = threading.Thread(target=guarded, args=(act, errors))
    writer.start()
    assert held.wait(20)
    actor.start()
    writer.join()
    actor.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_a_change_to_an_account_or_a_unit_and_another_write_end_both() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    cast = make_cast()
    user = cast.superadmin
    Head.objects.get_or_create(pk=Head.ENTRIES)
    language = lambda: choose_language(user=user, language="en", by=user, at=now())  # noqa: E731
    assert while_somebody_writes(cast, user, language) == []
    unit = cast.dumai.section
    rename = lambda: change_unit(unit=unit, name="Baru", since=DAY, reason="uji", by=user, at=now())  # noqa: E731
    assert while_somebody_writes(cast, user, rename) == []


@pytest.mark.django_db(transaction=True)
def test_a_decision_on_a_title_waits_for_who_changes_one_of_its_positions() -> None:
    house = make_cast().dumai
    by, changed, errors = house.users[Role.ANALYST], threading.Event(), list[BaseException]()

    def change() -> None:
        with transaction.atomic():
            change_position(
                position=house.position, said={"needed": 9}, since=DAY, reason="uji", by=by, at=now()
            )
            changed.set()
            time.sleep(1)

    def decide() -> None:
        assert changed.wait(20)
        ruling = Ruling(house.position.title, 7)
        confirm_titles(instansi=house.instansi, rulings=[ruling], since=DAY, reason="uji", by=by, at=now())

    threads = [threading.Thread(target=guarded, args=(work, errors)) for work in (change, decide)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    period = house.position.periods.on(DAY).get()
    assert (period.needed, period.job_class) == (9, 7)
