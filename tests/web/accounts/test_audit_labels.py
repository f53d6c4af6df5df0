"""The audit trail calls everything done with accounts by its name."""

from __future__ import annotations

import re
from pathlib import Path

from selaras.web.accounts.deeds import DEEDS

ACCOUNTS = Path(__file__).parents[3] / "src" / "selaras" / "web" / "accounts"
DONE = re.compile(r'"accounts\.([a-z_]+)"|(?:note|_record|_put)\(\s*"([a-z_]+)"')


def test_everything_put_on_record_about_accounts_has_a_name() -> None:
    said = "".join(path.read_text() for path in ACCOUNTS.rglob("*.py") if path.name != "deeds.py")
    done = {f"accounts.{one or other}" for one, other in DONE.findall(said)} - {"accounts.instansi"}
    assert len(done) > 10
    assert done <= DEEDS.keys()
