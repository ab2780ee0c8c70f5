"""Filtered events as Parquet, for pandas, R, DuckDB and the like.

Columns are int64, double or date32 where `typed_columns` says that nothing is lost, with nulls for
empty cells; all others are text, "" where there is nothing. No formula is neutralised.
"""

from pathlib import Path

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import exporting
from timeline_app.io.export.typed_columns import batches, schema_of


def write_parquet(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    from pyarrow.parquet import ParquetWriter

    with exporting(dataset, rows, path, choices, progress) as job:
        schema = schema_of(job.export.table, job.export.ours)
        with ParquetWriter(job.file, schema) as writer:
            for batch, done in batches(job.export.table, schema, job.batch):
                writer.write_table(batch)
                job.done(done)
    return len(job.export.rows)
