"""Workforce files: rows to people, with every mistake in them named."""

from selaras.files.people.guide import Guide, recognise
from selaras.files.people.places import PositionMap, read_position_map
from selaras.files.people.reader import PeopleFile, UnmappedTitle, read_people

__all__ = [
    "Guide",
    "PeopleFile",
    "PositionMap",
    "UnmappedTitle",
    "read_people",
    "read_position_map",
    "recognise",
]
