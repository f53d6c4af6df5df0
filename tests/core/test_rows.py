"""Sentences about single rows that are not well told as cases."""

from __future__ import annotations

from datetime import date

from selaras.core.model import Person
from selaras.core.rows import family_stints


def test_a_person_without_position_history_has_no_stints() -> None:
    assert family_stints(Person(id="1", name="Rekaan"), date(2026, 7, 1)) == ()
