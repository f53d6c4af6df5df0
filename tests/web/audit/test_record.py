"""A write and its entry stand or fall together."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from selaras.web.accounts.models import Instansi
from selaras.web.audit.models import Entry, Head
from selaras.web.audit.record import Written, fingerprint, record, record_many, sealed
from selaras.web.audit.verify import Tally, database
from tests.web.cast import AT, Cast


def test_an_entry_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("test.write", "test:1", by=None, at=AT)


def test_an_entry_goes_with_the_write_that_is_undone(db: None) -> None:
    with transaction.atomic():
        record("test.write", "test:1", by=None, at=AT)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not Head.objects.filter(number__gt=0).exists()


def test_each_entry_names_the_one_before(cast: Cast) -> None:
    user = next(iter(cast.dumai.users.values()))
    first = record("test.write", cast.dumai.instansi, by=user, at=AT, instansi=cast.dumai.instansi)
    second = record("test.write", "test:2", by=None, at=AT)
    assert (first.number, second.number) == (1, 2)
    assert first.previous == ""
    assert second.previous == first.hash
    assert first.subject == f"accounts.instansi:{cast.dumai.instansi.pk}"
    assert first.by_name == f"{user.name} ({user.nip})"
    assert second.by_name == "Selaras"


AWKWARD: list[dict[str, Any]] = [
    {"number": 1e22, "small": 1e-300, "minus": -0.0, "large": 10**40},
    {"nul": "a\x00b", "half": "\ud800", "name": "Ñandú ‘Contoh’ \u202e😀"},
    {"day": date(2026, 7, 1), "exact": Decimal("83.330"), "at": AT},
    {"deep": [{"b": 1, "a": [None, True, {}]}], "1": "one"},
]


@pytest.mark.parametrize("values", AWKWARD)
def test_what_is_stored_still_fits_its_hash(db: None, values: dict[str, Any]) -> None:
    made = record("test.write", "test:1", by=None, at=AT, before=values, after=values, why="a\x00b \ud800 é")
    read = Entry.objects.get(pk=made.pk)
    assert fingerprint(read) == read.hash == made.hash
    assert not list(database(Tally()))


def test_what_is_no_number_is_refused_before_it_is_written(db: None) -> None:
    with pytest.raises(ValueError, match="JSON"):
        record("test.write", "test:1", by=None, at=AT, after={"ratio": math.nan})
    assert not Entry.objects.exists()


def test_a_long_reason_is_kept_whole_and_a_long_subject_refused(db: None) -> None:
    assert Entry.objects.get(pk=record("a.b", "c:1", by=None, at=AT, why="x" * 5000).pk).why == "x" * 5000
    with pytest.raises(ValueError, match="80"):
        record("a.b", "c" * 81, by=None, at=AT)


def test_one_entry_takes_three_queries_and_a_thousand_hardly_more(
    db: None, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    record("test.write", "test:0", by=None, at=AT)
    with django_assert_num_queries(3):
        record("test.write", "test:1", by=None, at=AT, after={"a": 1})
    with django_assert_max_num_queries(15):
        made = record_many(
            (Written("test.write", f"test:{each}", after={"n": each}) for each in range(1000)),
            by=None,
            at=AT,
        )
    assert [entry.number for entry in made] == list(range(3, 1003))
    assert not list(database(Tally()))


def test_nothing_to_record_records_nothing(db: None) -> None:
    assert record_many([], by=None, at=AT) == []
    assert not Entry.objects.exists()


def test_a_sealed_value_is_proved_without_being_told(db: None) -> None:
    content = {"level": "berat", "since": date(2026, 1, 1)}
    kept = sealed(content)
    assert kept == sealed(dict(reversed(content.items())))
    assert kept != sealed(content | {"level": "ringan"})
    assert sealed(None) is None
    made = record("people.record_entry", "people.entry:1", by=None, at=AT, after=kept)
    assert "berat" not in str(Entry.objects.filter(pk=made.pk).values())


def test_two_instansi_share_one_chain(cast: Cast) -> None:
    for instansi in Instansi.objects.all():
        record("test.write", instansi, by=None, at=AT, instansi=instansi)
    assert not list(database(Tally()))
