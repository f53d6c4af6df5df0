"""Ruling lines → tables: a grid of columns and rows, and the cells that merged borders make of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from selaras.files.documents.pdf.glyphs import Char, Rule, TooMuch

SNAP = 3.0  # points: lines as near as this are one line, ends as near as this touch
CELLS_LIMIT = 100_000  # of one page


@dataclass(slots=True)
class Cell:
    """A cell: the grid columns and rows it covers (both ends included) and the characters in it."""

    left: int
    right: int
    upper: int
    lower: int
    chars: list[Char] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A ruled table: borders of columns and rows from left and top, in points; cells by their first column and row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: list[list[Cell]]

    @property
    def top(self) -> float:
        """Its upper border."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower border."""
        return self.ys[-1]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell that a point is in; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.cells[row][column] if inside else None


def tables_of(rules: Sequence[Rule], borders: Sequence[float] = ()) -> list[Table]:
    """Ruling lines of a page → its tables from top to bottom.

    `borders` are the column borders of a table that may go on here: its topmost table takes them over when its own
    are among them, so that its columns are counted alike. Raises TooMuch for a grid no page can hold.
    """
    lines = _joined(rules)
    tables: list[Table] = []
    room = CELLS_LIMIT
    for group in sorted(_connected(lines), key=lambda group: min(_top(rule) for rule in group)):
        xs = _positions(rule.at for rule in group if rule.upright)
        ys = _positions(rule.at for rule in group if not rule.upright)
        if not tables:
            xs = _taken_over(xs, borders)
        if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
            continue  # a frame around the page, an underline: no table
        room -= (len(xs) - 1) * (len(ys) - 1)
        if room < 0:
            raise TooMuch("grid")
        tables.append(Table(tuple(xs), tuple(ys), _cells(group, xs, ys)))
    return tables


def _top(rule: Rule) -> float:
    return rule.start if rule.upright else rule.at


def _taken_over(xs: list[float], borders: Sequence[float]) -> list[float]:
    """The borders of the table before when this one's are among them and its sides are the same."""
    alike = (
        len(borders) > 1
        and len(xs) > 1
        and abs(xs[0] - borders[0]) <= SNAP
        and abs(xs[-1] - borders[-1]) <= SNAP
        and all(min(abs(x - known) for known in borders) <= SNAP for x in xs)
    )
    return list(borders) if alike else xs


def _positions(values: Iterable[float]) -> list[float]:
    """Positions with those of one line folded into their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _nearest(positions: Sequence[float], at: float) -> int:
    """The index of the position nearest to `at`; positions ascend."""
    after = bisect_right(positions, at)
    beside = [i for i in (after - 1, after) if 0 <= i < len(positions)]
    return min(beside, key=lambda i: abs(positions[i] - at))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line joined: programs draw a border cell by cell."""
    found: list[Rule] = []
    for upright in (True, False):
        same = [rule for rule in rules if rule.upright is upright]
        at = _positions(rule.at for rule in same)
        lanes: dict[int, list[Rule]] = {}
        for rule in same:
            lanes.setdefault(_nearest(at, rule.at), []).append(rule)
        for lane, pieces in lanes.items():
            pieces.sort(key=lambda rule: rule.start)
            start, stop = pieces[0].start, pieces[0].stop
            for piece in pieces[1:]:
                if piece.start > stop + SNAP:
                    found.append(Rule(upright, at[lane], start, stop))
                    start = piece.start
                stop = max(stop, piece.stop)
            found.append(Rule(upright, at[lane], start, stop))
    return found


def _connected(lines: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that cross or touch, directly or through others, as groups."""
    uprights = [rule for rule in lines if rule.upright]
    levels = sorted((rule for rule in lines if not rule.upright), key=lambda rule: rule.at)
    heights = [rule.at for rule in levels]
    group = {id(rule): i for i, rule in enumerate(lines)}
    members = {i: [rule] for i, rule in enumerate(lines)}
    for rule in uprights:
        first = bisect_right(heights, rule.start - SNAP)
        last = bisect_right(heights, rule.stop + SNAP)
        for level in levels[first:last]:
            if level.start - SNAP <= rule.at <= level.stop + SNAP and group[id(rule)] != group[id(level)]:
                one, other = sorted((group[id(rule)], group[id(level)]), key=lambda i: -len(members[i]))
                for moved in members[other]:
                    group[id(moved)] = one
                members[one] += members.pop(other)
    return [rules for rules in members.values() if len(rules) > 3]


def _cells(group: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]) -> list[list[Cell]]:
    """Grid fields joined where no border parts them; every field names its cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    drawn = {True: _spans(group, True, xs), False: _spans(group, False, ys)}
    parent = list(range(columns * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _covers(drawn[True][column + 1], middle):
                parent[root(here + 1)] = root(here)
            across = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not _covers(drawn[False][row + 1], across):
                parent[root(here + columns)] = root(here)
    cells: dict[int, Cell] = {}
    for row in range(rows):
        for column in range(columns):
            cell = cells.setdefault(root(row * columns + column), Cell(column, column, row, row))
            cell.left, cell.right = min(cell.left, column), max(cell.right, column)
            cell.upper, cell.lower = min(cell.upper, row), max(cell.lower, row)
    return [[cells[root(row * columns + column)] for column in range(columns)] for row in range(rows)]


def _spans(
    group: Sequence[Rule], upright: bool, positions: Sequence[float]
) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[] for _ in positions]
    for rule in group:
        if rule.upright is upright:
            found[_nearest(positions, rule.at)].append((rule.start, rule.stop))
    return found


def _covers(spans: Sequence[tuple[float, float]], at: float) -> bool:
    return any(start - SNAP <= at <= stop + SNAP for start, stop in spans)
