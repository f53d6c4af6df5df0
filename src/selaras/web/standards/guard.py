"""The database itself refuses to change a published version."""

from __future__ import annotations

from selaras.web.guards import ALWAYS, Guard, unchanged

OF_PUBLISHED = unchanged("(SELECT state FROM standards_version WHERE id = OLD.version_id) = 'published'")

GUARD = Guard(
    "a published standard never changes",
    {
        "standards_version": unchanged("OLD.state = 'published'"),
        "standards_piece": OF_PUBLISHED,
        "standards_link": OF_PUBLISHED,
        "standards_ending": unchanged(ALWAYS),  # appended only
        # Counts from a day on, once a second person has confirmed it.
        "standards_rubricpair": unchanged("OLD.since IS NOT NULL"),
    },
    stem="published_",
)
