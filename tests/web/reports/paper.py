"""What stands on printed pages."""

from __future__ import annotations

import io
import re

import pdfplumber


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_text(use_text_flow=True) for page in document.pages]


def text(content: bytes) -> str:
    """All text, with spaces for line breaks."""
    return re.sub(r"\s+", " ", " ".join(pages(content)))


def links(content: bytes) -> list[str]:
    """Where the links of all pages lead."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [str(link["uri"]) for page in document.pages for link in page.hyperlinks]
