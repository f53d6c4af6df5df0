"""Hand out a stored file. The view that does it has asked first whether this person may have it."""

from __future__ import annotations

from django.http import FileResponse, HttpResponseBase

from selaras.web.uploads.contents import TYPES
from selaras.web.uploads.models import Upload


def serve(upload: Upload) -> HttpResponseBase:
    """The file as a download: never shown within the page's origin, never guessed at, never kept by a proxy."""
    response = FileResponse(
        upload.file.open("rb"), as_attachment=True, filename=upload.name, content_type=TYPES[upload.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Content-Length"] = str(upload.size)
    return response
