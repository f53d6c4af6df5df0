"""What every test of the application starts from: the small cast, each with an account."""

from __future__ import annotations

import pytest

from tests.web.audit.guard import log_can_be_emptied  # noqa: F401  # a fixture for all tests
from tests.web.browser import browser, context, page, screen, server, shot, sign_in  # noqa: F401  # one browser
from tests.web.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Two instansi with units, positions, people and one account per role."""
    return make_cast()
