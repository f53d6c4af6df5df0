"""What people do here: order profiles, fetch them, take reports along."""

from __future__ import annotations

from selaras.web.reports.actions.bundles import fetch_bundle, order_bundle
from selaras.web.reports.actions.taking import record_report

__all__ = ["fetch_bundle", "order_bundle", "record_report"]
