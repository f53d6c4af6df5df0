"""The same meaning over columns, a workforce at once. It must agree with `evaluate`, which judges it.

`columns` lays people out, `evaluate_all` answers for all of them, `assemble` rebuilds full verdicts from the
frames. Read `seats` (who is asked what), `evidence`, `competencies`, `conditions`, `judgement` and `whole` beside
their counterparts in the core.
"""

from selaras.core.batch.assemble import assemble
from selaras.core.batch.columns import Tables, columns
from selaras.core.batch.result import Result
from selaras.core.batch.run import evaluate_all

__all__ = ["Result", "Tables", "assemble", "columns", "evaluate_all"]
