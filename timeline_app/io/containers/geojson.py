"""Features of GeoJSON as a table of text."""

from collections.abc import Iterable, Mapping
from typing import Any

from timeline_app.io.containers.flat_records import FlatRecords, json_text, too_deep
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.limits import LIMITS, Limits
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.finding import HEADER_ROW, read_error


def is_geojson(document: Any) -> bool:
    """Whether a document is GeoJSON with features."""
    return _features(document) is not None


def geojson_table(
    document: Any, file: str, most: int | None = None, limits: Limits = LIMITS
) -> RawTable:
    """The features of GeoJSON as rows, at most so many: properties, place, id.

    A point has a latitude and a longitude, another geometry is kept as its text.

    Raises:
        ReadError: they have too many different properties.
    """
    features = (_features(document) or [])[:most]
    properties = [_properties(feature) for feature in features]
    try:
        extras = [_extras(feature) for feature in features]
    except RecursionError:
        raise read_error(file, HEADER_ROW, too_deep()) from None
    names, others = _in_order(properties), _in_order(extras)
    renamed = dict(zip(others, unique_names([*names, *others])[len(names) :], strict=True))
    table = FlatRecords(ReadingLog(file), limits)
    for line, (feature, own, extra) in enumerate(zip(features, properties, extras, strict=True), 1):
        record = own | {renamed[name]: value for name, value in extra.items()}
        table.add(record if isinstance(feature, dict) else feature, line)
    return table.whole()


def _features(document: Any) -> list[Any] | None:
    if isinstance(document, dict):
        if document.get("type") == "Feature":
            return [document]
        features = document.get("features")
        is_collection = document.get("type") == "FeatureCollection"
        return features if is_collection and isinstance(features, list) else None
    if isinstance(document, list) and document and all(map(_is_feature, document)):
        return document
    return None


def _is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature" and "geometry" in value


def _properties(feature: Any) -> dict[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _extras(feature: Any) -> dict[str, Any]:
    """What a feature has beside its properties: place, id and whatever else."""
    if not isinstance(feature, dict):
        return {}
    others = {
        f"{name} (2)" if name in ("latitude", "longitude") else name: value
        for name, value in feature.items()
        if name not in ("type", "geometry", "properties")
    }
    return _place(feature.get("geometry")) | others


def _place(geometry: Any) -> dict[str, Any]:
    if geometry is None:
        return {}
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        place = geometry.get("coordinates")
        if isinstance(place, list) and len(place) >= 2 and all(map(_is_number, place[:2])):
            return {"latitude": place[1], "longitude": place[0]}
    return {"geometry": json_text(geometry)}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _in_order(records: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record))
