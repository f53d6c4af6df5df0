"""A synthetic workforce of a city's shape: labelled, deterministic, as large as asked."""

from selaras.files.sample.tables import sample_pieces, sample_tables
from selaras.files.sample.write import write_sample

__all__ = ["sample_pieces", "sample_tables", "write_sample"]
