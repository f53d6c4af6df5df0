"""Tables without upright lines are parted where white and headers prove it; anywhere else their places are uncertain."""

from __future__ import annotations

import itertools
import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from selaras.core.model import RowKey
from selaras.files.documents import document_of
from selaras.law import standard
from selaras.law.form import Form
from selaras.law.form.table import CompetencyEntry
from tests.files.documents.open_tables import (
    MARKS,
    SKILLS,
    Setting,
    Skill,
    need_rows,
    open_paper,
    skill_rows,
)
from tests.files.documents.paper import NEEDS, Page, act, annex_page, paper

LAYOUTS = int(
    os.environ.get("SELARAS_LAYOUTS", "40")
)  # generated ones; a thousand were read while this was written
MARKED = (RowKey.TRAINING_MANAGERIAL, RowKey.TRAINING_TECHNICAL, RowKey.EXPERIENCE)
VALUES = tuple(row[2] for row in NEEDS[1:])
ORDER = (
    RowKey.EDUCATION_LEVEL,
    RowKey.EDUCATION_FIELD,
    RowKey.TRAINING_MANAGERIAL,
    RowKey.TRAINING_TECHNICAL,
    RowKey.TRAINING_FUNCTIONAL,
    RowKey.EXPERIENCE,
    RowKey.RANK,
    RowKey.PERFORMANCE,
)
TRUE = list(MARKS)


def read(
    path: Path,
    setting: Setting,
    *,
    skills: Sequence[Skill] = SKILLS,
    ticks: Sequence[int] = (0, 1, 2),
    values: Sequence[str] = (),
    over: bool = False,
) -> Form:
    return standard.read(
        document_of(
            open_paper(path / "a.pdf", setting, skill_rows(skills), need_rows(ticks, values, over=over))
        )
    )


def marks(form: Form) -> list[str]:
    """The mark of each marked row; `?` for an uncertain one, `-` for one that was not read."""
    found = {row.key: row for row in form.job_classes[0].requirements}
    return [
        "-" if key not in found else str(found[key].importance) if found[key].certain else "?"
        for key in MARKED
    ]


def told(skill: CompetencyEntry) -> Skill:
    texts = tuple(" ".join(each.text.split()) for each in skill.indicators)
    return (" ".join(skill.name.split()), skill.level or 0, " ".join(skill.description.split()), texts)


def assert_whole(form: Form) -> None:
    """All of both tables is read, and nothing of them doubted."""
    assert [told(skill) for skill in form.job_classes[0].competencies] == list(SKILLS)
    assert {row.key: " ".join(row.value.split()) for row in form.job_classes[0].requirements} == dict(
        zip(ORDER, VALUES, strict=True)
    )
    assert marks(form) == TRUE
    assert {doubt.code for doubt in form.uncertain if doubt.blocking} <= {"in_force"}


@pytest.mark.parametrize(
    ("rules", "centred", "centred_head"),
    list(itertools.product(("none", "levels", "frame"), (False, True), (False, True))),
)
def test_columns_are_parted_by_the_white_between_them(
    tmp_path: Path, rules: str, centred: bool, centred_head: bool
) -> None:
    """Without any line, with level ones, in a frame; cells on top or centred; headers at the left or centred."""
    setting = Setting(rules=rules, centred=centred, centred_head=centred_head)
    assert_whole(read(tmp_path, setting))


@pytest.mark.parametrize("gutter", [4, 6, 14])
def test_a_narrow_gutter_is_seen(tmp_path: Path, gutter: float) -> None:
    assert_whole(read(tmp_path, Setting(gutter=gutter)))


def test_rows_as_near_to_each_other_as_their_lines_begin_at_their_labels(tmp_path: Path) -> None:
    assert_whole(read(tmp_path, Setting(space=0)))


def test_centred_rows_as_near_to_each_other_as_their_lines_are_uncertain(tmp_path: Path) -> None:
    """Where one centred row ends and the next begins, nothing proves."""
    form = read(tmp_path, Setting(space=0, centred=True))
    assert not form.job_classes[0].competencies
    assert any(doubt.code == "text_outside" and doubt.blocking for doubt in form.uncertain)


def test_marks_may_have_a_common_heading(tmp_path: Path) -> None:
    assert_whole(read(tmp_path, Setting(), over=True))


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "v", "x"])
@pytest.mark.parametrize("ticks", list(itertools.permutations(range(3))))
def test_a_tick_counts_by_the_name_it_stands_under(tmp_path: Path, ticks: tuple[int, ...], tick: str) -> None:
    assert marks(read(tmp_path, Setting(tick=tick), ticks=ticks)) == [MARKS[at] for at in ticks]


@pytest.mark.parametrize("shift", [-26, 26])
def test_a_tick_between_two_names_is_uncertain(tmp_path: Path, shift: float) -> None:
    assert marks(read(tmp_path, Setting(shift=shift))) == ["?", "?", "?"]


@pytest.mark.parametrize("shift", range(-24, 26, 4))
def test_a_shifted_tick_is_its_own_mark_or_uncertain(tmp_path: Path, shift: float) -> None:
    assert all(
        mark in ("?", true)
        for mark, true in zip(marks(read(tmp_path, Setting(shift=shift))), TRUE, strict=True)
    )


def test_names_at_the_left_do_not_prove_ticks_far_to_the_right(tmp_path: Path) -> None:
    """A tick beside the names could be of the column left or right of it."""
    columns = (90, 70, 100, 85, 85, 85)
    form = read(tmp_path, Setting(centred_head=False, need_columns=columns, shift=45))
    assert marks(form) == ["?", "?", "?"]


@pytest.mark.parametrize("height", [300, 340, 380, 420])
def test_columns_go_on_over_the_page_without_their_header(tmp_path: Path, height: float) -> None:
    """Rows that a page breaks apart are uncertain; whole ones are read, and no mark is wrong."""
    form = read(tmp_path, Setting(height=height, numbered=True))
    known = {skill[0]: skill for skill in SKILLS}
    whole = [told(skill) for skill in form.job_classes[0].competencies]
    assert all(skill[:3] == known[skill[0]][:3] for skill in whole)
    assert marks(form) == TRUE


def test_a_title_on_every_page_is_part_of_no_row(tmp_path: Path) -> None:
    setting = Setting(height=420, title="BERITA DAERAH", title_at=330, numbered=True)
    form = read(tmp_path, setting)
    texts = [row.value for row in form.job_classes[0].requirements]
    texts += [text for skill in form.job_classes[0].competencies for text in (skill.name, skill.description)]
    texts += [each.text for skill in form.job_classes[0].competencies for each in skill.indicators]
    assert not [text for text in texts if "BERITA" in text or "- 3 -" in text]


@pytest.mark.parametrize("signed_at", [0, 100, 250, 330])
@pytest.mark.parametrize("below", [14, 30])
def test_a_signature_below_is_part_of_no_row(tmp_path: Path, signed_at: float, below: float) -> None:
    form = read(tmp_path, Setting(signed=True, signed_at=signed_at, below=below))
    assert not [row for row in form.job_classes[0].requirements if "KOTA" in row.value or "ttd" in row.value]
    assert marks(form) == TRUE


def loose(page: Page, xs: Sequence[float], rows: Sequence[Sequence[str]], top: float) -> Page:
    """Rows of single lines, one word or tick where the test wants it."""
    for at, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            if text:
                page.text(x, top + 24 * at, text, 8)
    return page


XS = (40, 140, 230, 430, 470, 510)


def read_needs(path: Path, *pages: Page) -> Form:
    return standard.read(document_of(paper(path / "a.pdf", act(), annex_page(), *pages)))


def open_needs(rows: Sequence[Sequence[str]] = NEEDS, xs: Sequence[float] = XS) -> Page:
    return loose(Page().text(60, 60, "II. PERSYARATAN JABATAN"), xs, rows, 100)


def test_requirements_without_any_line_are_read(tmp_path: Path) -> None:
    assert marks(read_needs(tmp_path, open_needs())) == TRUE


def test_a_tick_between_two_rows_is_uncertain_in_both(tmp_path: Path) -> None:
    rows = [[*row[:3], "", "", ""] if at in (3, 4) else row for at, row in enumerate(NEEDS)]
    page = open_needs([NEEDS[0], *rows[1:]]).text(470, 100 + 24 * 3.5, "√", 8)
    assert marks(read_needs(tmp_path, page)) == ["?", "?", "perlu"]


def test_two_ticks_in_a_row_are_uncertain(tmp_path: Path) -> None:
    page = open_needs().text(510, 100 + 24 * 3, "√", 8)
    assert marks(read_needs(tmp_path, page)) == ["?", "penting", "perlu"]


def test_a_text_that_runs_into_the_next_column_makes_its_row_uncertain(tmp_path: Path) -> None:
    long = "Diklat sesuai jabatan yang diselenggarakan oleh lembaga terakreditasi"
    rows = [[*row[:2], long, *row[3:]] if at == 4 else row for at, row in enumerate(NEEDS)]
    form = read_needs(tmp_path, open_needs(rows))
    assert RowKey.TRAINING_TECHNICAL not in {row.key for row in form.job_classes[0].requirements}
    assert any("Diklat sesuai jabatan yang" in doubt.quote and doubt.blocking for doubt in form.uncertain)


def test_columns_whose_texts_leave_no_white_are_not_parted(tmp_path: Path) -> None:
    """Spaces between words are as wide as what is left between the columns."""
    rows = [[*row[:2], "Memiliki pengalaman kerja di bidang yang sama terus", *row[3:]] for row in NEEDS[1:]]
    form = read_needs(tmp_path, open_needs([NEEDS[0], *rows], (40, 140, 222, 430, 470, 510)))
    assert set(marks(form)) <= {"-", "?", *TRUE}
    assert not [
        row for row in form.job_classes[0].requirements if row.value and row.value != rows[0][2]
    ] or any(doubt.blocking and doubt.code == "text_outside" for doubt in form.uncertain)


def test_ticks_two_pages_after_their_names_are_uncertain(tmp_path: Path) -> None:
    pages = [open_needs(NEEDS[:2]), loose(Page(), XS, NEEDS[2:3], 60), loose(Page(), XS, NEEDS[3:], 60)]
    assert not set(marks(read_needs(tmp_path, *pages))) & set(TRUE)


def test_ticks_on_the_page_after_their_names_count(tmp_path: Path) -> None:
    pages = [open_needs(NEEDS[:3]), loose(Page(), XS, NEEDS[3:], 60)]
    assert marks(read_needs(tmp_path, *pages)) == TRUE


def test_a_page_with_other_columns_is_not_read_by_the_header_before(tmp_path: Path) -> None:
    moved = (40, 140, 230, 405, 447, 489)  # each tick between the names of the page before
    pages = [open_needs(NEEDS[:3]), loose(Page(), moved, NEEDS[3:], 60)]
    assert not set(marks(read_needs(tmp_path, *pages))) & set(TRUE)


_WORDS = """
mampu kerja nilai norma etika organisasi pribadi tim tugas rencana hasil layanan publik data laporan kegiatan dan yang
untuk dengan pada mutu pegawai
"""
WORDS = _WORDS.split()


def generated(seed: int) -> tuple[Setting, list[Skill], list[int], list[str], bool]:
    """A layout with texts, of which nothing is sure but its seed."""
    chance = random.Random(seed)

    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()

    def columns(least: Sequence[float]) -> list[float]:
        drawn = [chance.uniform(1, 3) * each for each in least]
        return [each * 515 / sum(drawn) for each in drawn]

    choices: dict[str, Sequence[Any]] = {
        "rules": ("none", "none", "levels", "frame"),
        "size": (7, 8, 10),
        "gutter": (1, 3, 4, 6, 8, 10, 14),
        "space": (0, 2, 4, 6, 8, 12),
        "centred": (True, False),
        "centred_head": (True, False),
        "justified": (True, False, False, False),
        "tick": "√✓✔vx",
        "height": (842, 595),
        "title": ("", "BERITA DAERAH KOTA CONTOH"),
        "title_at": (0, 100, 250),
        "numbered": (True, False),
        "broken": (True, False),
        "signed": (True, False),
        "signed_at": (0, 100, 250, 300, 400),
        "below": (0, 2, 5, 14, 30),
    }
    setting = replace(Setting(), **{name: chance.choice(known) for name, known in choices.items()})
    setting = replace(
        setting, skill_columns=columns((50, 20, 60, 70)), need_columns=columns((60, 50, 60, 30, 30, 30))
    )
    skills: list[Skill] = [
        (
            f"{text(chance.randint(1, 4))} {'abcdefghij'[at]}",
            chance.randint(1, 5),
            text(chance.randint(1, 14)),
            tuple(f"{text(chance.randint(1, 22))}." for _ in range(chance.randint(1, 4))),
        )
        for at in range(chance.choice((3, 6, 9)))
    ]
    values = [text(chance.randint(1, 9)) for _ in VALUES] if chance.random() < 0.5 else list(VALUES)
    return setting, skills, [chance.randrange(3) for _ in MARKED], values, chance.random() < 0.4


def part_of(skill: Skill, whole: Skill) -> bool:
    """Whether nothing of `skill` is another's: a page may have cut off its end, which is doubted at its place."""
    name, level, description, indicators = skill
    return (
        whole[0].startswith(name)
        and level in (0, whole[1])
        and whole[2].startswith(description)
        and all(any(one.startswith(each) or one.endswith(each) for one in whole[3]) for each in indicators)
    )


@pytest.mark.parametrize("seed", range(LAYOUTS))
def test_of_a_generated_layout_everything_is_right_or_uncertain(tmp_path: Path, seed: int) -> None:
    setting, skills, ticks, values, over = generated(seed)
    form = read(tmp_path, setting, skills=skills, ticks=ticks, values=values, over=over)
    (found,) = form.job_classes
    for skill in found.competencies:
        assert any(part_of(told(skill), whole) for whole in skills), told(skill)
    for row in found.requirements:
        assert values[ORDER.index(row.key)].startswith(" ".join(row.value.split())), row
        if row.key not in MARKED:
            assert row.importance is None
    true = [MARKS[tick] for tick in ticks]
    assert all(mark in ("?", "-", own) for mark, own in zip(marks(form), true, strict=True))
    whole = [told(skill) for skill in found.competencies] == skills and len(found.requirements) == len(values)
    assert whole or [doubt for doubt in form.uncertain if doubt.blocking and doubt.code != "in_force"]


def test_a_page_full_of_headers_and_words_is_left_as_text_in_time(tmp_path: Path) -> None:
    page = open_needs()
    for at in range(400):
        page.text(20 + at % 7, 130 + at * 1.7, "Level Kompetensi Indikator Mutlak Penting x v " * 3, 2)
    start = time.process_time()
    document = document_of(paper(tmp_path / "a.pdf", page))
    assert time.process_time() - start < 20
    assert "Level Kompetensi Indikator" in document.text
