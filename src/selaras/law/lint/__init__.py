"""The linter: reads a regulation as a legal drafter would, and says what is wrong, where, and what to do.

One function per rule (`body`, `lists`, `marks`, `letters`, `words`, `definitions`, `references`, `formulas`,
`content`, `requirements`, `dictionary`); what a rule says to people stands in `law/data/lint/rules`.
"""

from __future__ import annotations

from selaras.law.lint.finding import Finding, Spot, Weight
from selaras.law.lint.run import Report, lint

__all__ = ["Finding", "Report", "Spot", "Weight", "lint"]
