"""The database itself refuses to change an approved version."""

from __future__ import annotations

from selaras.web.guards import Guard, unchanged

GUARD = Guard(
    "an approved policy never changes",
    {
        "policies_version": unchanged("OLD.state = 'approved'"),
        "policies_paper": unchanged(
            "(SELECT state FROM policies_version WHERE id = OLD.version_id) = 'approved'"
        ),
    },
    stem="approved_",
)
