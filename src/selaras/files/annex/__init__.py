"""The annex of a regulation in its legal layout: written as Word, PDF, workbook, Markdown or JSON, and read back."""
