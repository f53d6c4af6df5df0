"""Accessibility rules (axe), asked of a page in the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
SHOWN = 5  # elements named per rule
WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const held = (each) => each.parentElement?.closest(".table-wrap, .tabs, [data-scrolls], .vh, .search");
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > most + 1 && !held(each))
    .slice(0, 8).map((each) => each.outerHTML.slice(0, 120));
}"""


def violations(page: Page) -> list[str]:
    """Every serious or critical violation on the page as it stands: the rule, how to mend it, the elements."""
    page.wait_for_load_state()  # a page just asked for may have no document to look at yet
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    )
    return [_told(rule) for rule in found if rule["impact"] in GRAVE]


def _told(rule: dict[str, Any]) -> str:
    nodes = rule["nodes"]
    lines = [f"{rule['impact']}: {rule['id']} – {rule['help']} ({len(nodes)} ×)"]
    for node in nodes[:SHOWN]:
        why = "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
        lines.append(f"    {node['html'][:160]}\n      {why}")
    return "\n".join(lines)


def assert_accessible(page: Page) -> None:
    """Fail on a serious or critical violation."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Fail when the page is wider than the screen, and name what sticks out."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide\n" + "\n".join(page.evaluate(WIDE))
