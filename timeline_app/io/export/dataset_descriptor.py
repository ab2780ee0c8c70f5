"""The descriptor of a dataset that is written: a Data Package of tables (Frictionless, v1)."""

from collections.abc import Sequence
from typing import Any, Final

from timeline_app.core.dataset import Dataset
from timeline_app.io.dataset.descriptor import resource_of, schema_fields
from timeline_app.io.dataset.schema import OURS, TYPES
from timeline_app.io.export.dataset_tables import WrittenTable

LINE_END: Final = "\n"
"""Of the tables of a dataset, as the shipped one has it."""
_CSV: Final = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {
        "delimiter": ",",
        "lineTerminator": LINE_END,
        "quoteChar": '"',
        "doubleQuote": True,
        "header": True,
    },
}


def descriptor_of(
    dataset: Dataset, tables: Sequence[WrittenTable], *, in_files: bool = True
) -> dict[str, Any]:
    """What describes these tables of a dataset; what its own descriptor says of them is kept.

    Args:
        dataset: the dataset as a whole.
        tables: those of its tables that are written.
        in_files: whether each is a CSV file of the name of its table.
    """
    return {
        "profile": "tabular-data-package",
        "name": dataset.name,
        "title": dataset.title,
        "version": dataset.version,
        "description": dataset.description,
        **dataset.about,
        "resources": [_resource(dataset, table, in_files) for table in tables],
    }


def _resource(dataset: Dataset, table: WrittenTable, in_files: bool) -> dict[str, Any]:
    name = table.spec.name
    given = resource_of(dataset.about, name)
    words = {key: given[key] for key in ("title", "description") if key in given}
    title = {"title": name.replace("_", " ").capitalize(), **words}
    schema = {"schema": _schema(dataset, table)}
    if not in_files:
        return {"name": name, **title, **schema}
    place = {"path": table.spec.file, "profile": "tabular-data-resource"}
    return {"name": name, **place, **title, **_CSV, **schema}


def _schema(dataset: Dataset, table: WrittenTable) -> dict[str, Any]:
    name = table.spec.name
    given = resource_of(dataset.about, name).get("schema")
    known = {field["name"]: field for field in schema_fields(dataset.about, name)}
    fields = []
    for column in table.columns:
        field = known.get(column, {"name": column, "type": TYPES.get((name, column), "string")})
        field = {key: value for key, value in field.items() if key != OURS}
        fields.append(field | ({OURS: table.holds[column]} if column in table.holds else {}))
    others = given if isinstance(given, dict) else {}
    return {**others, "fields": fields, "missingValues": [""]}
