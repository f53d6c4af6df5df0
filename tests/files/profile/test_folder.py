"""Profiles of a workforce file, by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from selaras.cli.evaluate import evaluate
from selaras.files.profile.folder import slug
from selaras.files.sample import write_sample
from tests.cast import ON
from tests.files.profile.test_profile import pages


def test_everybody_gets_a_file_named_without_the_nip(tmp_path: Path) -> None:
    workbook, folder = tmp_path / "pegawai.xlsx", tmp_path / "profil"
    write_sample(workbook, size=5, seed=7, evidence="full", on=ON)
    arguments = [workbook, "--on", "2026-07-01", "-o", tmp_path / "hasil.xlsx", "--profile-dir", folder]
    result = CliRunner().invoke(evaluate, [str(each) for each in arguments], standalone_mode=False)
    assert result.exception is None
    made = sorted(folder.iterdir())
    assert len(made) == 5
    assert all("01-07-2026" in pages(path.read_bytes())[0] for path in made)
    assert not any(len("".join(filter(str.isdecimal, path.stem))) > 5 for path in made)


@pytest.mark.parametrize(
    ("name", "said"), [("Contoh Żółty/..", "contoh-zoty"), ("文", "pegawai"), ("a" * 99, "a" * 60)]
)
def test_a_name_becomes_a_file_name(name: str, said: str) -> None:
    assert slug(name) == said
