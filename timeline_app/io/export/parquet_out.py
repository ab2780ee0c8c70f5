"""Filtered events as Parquet, for pandas, R, DuckDB and the like.

Columns are int64, double or date32 where `typed_columns` says that nothing is lost, with nulls for
empty cells; all others are text, "" where there is nothing. No formula is neutralised.
"""

from pathlib import Path

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows, export_of
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

    with replacing(path, keep=dataset.files) as file:
        export = export_of(dataset, rows, choices, progress)
        schema = schema_of(export.table, export.ours)
        with ParquetWriter(file, schema) as writer:
            for batch, done in batches(export.table, schema):
                writer.write_table(batch)
                tell(progress, done / len(export.rows))
    return len(export.rows)
