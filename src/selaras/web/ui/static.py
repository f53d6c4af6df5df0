"""Static files with their fingerprint in the name, so that a browser may keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the package ships no types
    """Tolerates names that packages mention and do not ship (source maps)."""

    manifest_strict = False
