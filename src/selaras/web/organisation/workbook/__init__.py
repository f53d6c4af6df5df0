"""Units, positions and titles as workbooks: written, read, compared with what is recorded."""
