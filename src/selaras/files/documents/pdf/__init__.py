"""A PDF with a text layer → Document: tables by their ruling lines, or by the white between their columns where that
proves them, other text paragraph by paragraph.

Page after page is read and forgotten, so that a decree of a thousand pages needs the memory of its text only.
"""

from __future__ import annotations

from selaras.files.documents.pdf.reading import Advance, Reading, document_of_pdf, read_pdf

__all__ = ["Advance", "Reading", "document_of_pdf", "read_pdf"]
