"""The order of the tests."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)  # whatever others sort by
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys begin first: they are the longest, and one worker alone with them at the end keeps all waiting."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)
