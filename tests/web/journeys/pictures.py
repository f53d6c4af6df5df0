"""Pictures for the guide and the README, taken by the journeys: `python -m tests.web.journeys.pictures`.

The people on them are synthetic. A picture has few colours and weighs little; one that shows too much is refused.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

ASKED = "SELARAS_TEST_PICTURES"
FOLDER = Path(__file__).parents[3] / "docs" / "images"
HEAVIEST = 120 * 1024  # bytes
COLOURS = (96, 64, 48, 32, 24, 16)


def wanted() -> bool:
    """Whether this run takes pictures."""
    return os.environ.get(ASKED) == "1"


def take(page: Page, path: Path) -> None:
    """The page as it is on the screen, without what a pointer or a cursor adds."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    for colours in COLOURS:
        few = shown.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= HEAVIEST:
            return
    raise AssertionError(f"{path.name} weighs {path.stat().st_size // 1024} KB.")


if __name__ == "__main__":
    os.environ[ASKED] = "1"
    here = Path(__file__).parent
    tests = [str(here / "test_guide.py"), str(here / "test_pictures.py")]
    sys.exit(pytest.main([*tests, "-q", "-p", "no:randomly", "-k", "guide or picture"]))
