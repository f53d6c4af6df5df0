"""Rows and policies that several sentences about the core start from."""

from __future__ import annotations

import pytest

from selaras.core.model import Requirement, RowKey, Standard
from selaras.core.policy import Policy
from selaras.law.load import regulation
from selaras.law.policies import policies


@pytest.fixture
def kelas_5() -> Standard:
    """The Dumai standard of class 5."""
    standards = regulation("perwali-dumai-6-2023").standards
    return next(standard for standard in standards if standard.applies_to.job_class == 5)


@pytest.fixture
def pangkat(kelas_5: Standard) -> Requirement:
    """Its rank row, I/a to II/b, without a mark."""
    return next(row for row in kelas_5.requirements if row.key is RowKey.RANK)


@pytest.fixture
def pengangkatan() -> Policy:
    """The embedded appointment policy for PNS."""
    return policies("appointment")[0]
