"""Generated standards in every layout read back to the same data; damaged ones never give a wrong mark that is sure."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.core.model import RowKey
from selaras.errors import DataRefused
from selaras.files.documents import document_of
from selaras.law import load
from selaras.law.document import of_text
from selaras.law.form import Form
from selaras.law.standard import read
from tests.law.layouts import Block, Layout, Meant, blocks_of, document, layouts, meanings, word_file

QUIET = list(HealthCheck)


def check(form: Form, meant: Meant, layout: Layout) -> None:
    """Nothing but the head and what is only noted is in doubt, and every value is the one meant."""
    blocking = [(each.code, each.quote) for each in form.uncertain if each.blocking]
    assert blocking == [("in_force", "")] or [code for code, _ in blocking] == ["in_force"]
    [standard] = form.position_standards
    assert standard.applies_to.title == meant.identity["Nama Jabatan"]
    assert standard.applies_to.code == meant.identity["Kode Jabatan"]
    assert standard.applies_to.urusan == meant.identity["Urusan Pemerintahan"]
    assert standard.summary == (meant.summary if layout.with_summary else None)
    found = [
        (row.name, row.level, row.description, tuple(each.text for each in row.indicators))
        for row in standard.competencies
    ]
    assert found == [(row.name, row.level, row.description, row.indicators) for row in meant.competencies]
    needs = {row.key: (row.value, row.importance, row.certain) for row in standard.requirements}
    assert needs == {key: (meant.values[key], meant.marks.get(key), True) for key in RowKey}
    assert [row.number for row in standard.competencies] == [str(n + 1) for n in range(len(found))]
    assert ("spelling" in {each.code for each in form.uncertain}) == layout.slips


@settings(max_examples=120, deadline=None, suppress_health_check=QUIET)
@given(meanings(), layouts())
def test_every_layout_reads_back_to_what_was_meant(meant: Meant, layout: Layout) -> None:
    check(read(document(blocks_of(meant, layout))), meant, layout)


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(meanings(), layouts())
def test_word_files_in_every_layout_read_back(meant: Meant, layout: Layout) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        word_file(blocks_of(meant, layout), path)
        check(read(document_of(path)), meant, layout)


@st.composite
def damaged(draw: st.DrawFn, blocks: list[Block]) -> list[Block]:
    """Cells lost or added, rows lost, doubled or exchanged, lines lost; ticks themselves stay where they are set."""
    found = [block if isinstance(block, str) else [list(row) for row in block] for block in blocks]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(found) - 1))
        block = found[at]
        if isinstance(block, str):
            if draw(st.booleans()):
                found[at] = block[: draw(st.integers(0, len(block)))]
            continue
        row = draw(st.integers(0, len(block) - 1))
        what = draw(
            st.sampled_from(
                ["cell lost", "cell added", "cell emptied", "row lost", "row twice", "rows swapped", "narrow"]
            )
        )
        cell = draw(st.integers(0, len(block[row]) - 1))
        if what == "cell lost" and len(block[row]) > 1:
            del block[row][cell]
        elif what == "cell added":
            block[row].insert(cell, ("", 1))
        elif what == "cell emptied":
            block[row][cell] = ("", block[row][cell][1])
        elif what == "row lost" and len(block) > 1:
            del block[row]
        elif what == "row twice":
            block.insert(row, list(block[row]))
        elif what == "rows swapped":
            other = draw(st.integers(0, len(block) - 1))
            block[row], block[other] = block[other], block[row]
        elif what == "narrow":
            text, span = block[row][cell]
            block[row][cell] = (text, span + 1)
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(st.data(), meanings(), layouts())
def test_damage_never_gives_a_wrong_mark_that_is_sure(
    data: st.DataObject, meant: Meant, layout: Layout
) -> None:
    blocks = data.draw(damaged(blocks_of(meant, layout)))
    try:
        form = read(document(blocks))
    except DataRefused:
        return
    assert Form.model_validate_json(form.model_dump_json()) == form
    for standard in form.position_standards:
        for row in standard.requirements:
            known = meant.marks.get(row.key)
            assert not row.certain or row.importance is known, (row, blocks)
    try:
        load.to_regulation(form)
    except DataRefused as refused:
        assert refused.problems  # noqa: PT017


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(meanings(), layouts())
def test_without_knowledge_of_merged_cells_a_mark_is_right_or_doubted(meant: Meant, layout: Layout) -> None:
    known = document(blocks_of(meant, layout))
    form = read(replace(known, lines=tuple(replace(line, spans=()) for line in known.lines)))
    for standard in form.position_standards:
        for row in standard.requirements:
            assert not row.certain or row.importance is meant.marks.get(row.key), row
    if set(layout.parts) == {1} and not layout.one_table:
        check(form, meant, layout)


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(st.data(), meanings(), layouts())
def test_extracted_text_with_lost_tabs_never_gives_a_wrong_mark(
    data: st.DataObject, meant: Meant, layout: Layout
) -> None:
    lines = [line.text.replace("\n", " ") for line in document(blocks_of(meant, layout)).lines]
    tabbed = [at for at, line in enumerate(lines) if "\t" in line]
    for at in data.draw(st.lists(st.sampled_from(tabbed), min_size=1, max_size=4)):
        tabs = [i for i, sign in enumerate(lines[at]) if sign == "\t"]
        if tabs:
            cut = data.draw(st.sampled_from(tabs))
            lines[at] = lines[at][:cut] + lines[at][cut + 1 :]
    try:
        form = read(of_text("\n".join(lines)))
    except DataRefused:
        return
    for standard in form.position_standards:
        for row in standard.requirements:
            assert not row.certain or row.importance is meant.marks.get(row.key), row
