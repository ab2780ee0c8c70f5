"""What several tables may get wrong: dates, countries, numbers out of range, names of nothing."""

from collections.abc import Iterator
from functools import lru_cache

from timeline_app.core.countries import country_code, country_names
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import split_values
from timeline_app.core.when import DateError, parse_when
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import TableSpec
from timeline_app.io.finding import say


@lru_cache(maxsize=100_000)
def date_fault(text: str) -> Message | None:
    """What is wrong with a date; nothing is wrong with none."""
    try:
        parse_when(text)
    except DateError as error:
        return error.message
    return None


@lru_cache(maxsize=10_000)
def country_faults(cell: str) -> tuple[Message, ...]:
    """What is wrong with a cell of countries."""
    return tuple(_country_faults(split_values(cell)))


def _country_faults(codes: tuple[str, ...]) -> Iterator[Message]:
    for code in codes:
        meant = country_code(code)
        if meant == code and country_names(code):
            continue
        if country_names(meant):
            yield say(
                QT_TRANSLATE_NOOP("io", '"{value}" is no alpha-3 country code; write {code}.'),
                value=code,
                code=meant,
            )
        else:
            yield say(
                QT_TRANSLATE_NOOP(
                    "io", '"{value}" is no country; write its ISO 3166-1 alpha-3 code, like GTM.'
                ),
                value=code,
            )
    if list(codes) != sorted(set(codes)):
        yield say(
            QT_TRANSLATE_NOOP(
                "io", "The countries must stand in alphabetical order, each once: {right}."
            ),
            right="|".join(sorted(set(codes))),
        )


def reference_fault(package: Package, spec: TableSpec, value: str, column: str) -> Message | None:
    """What is wrong with a value that must be the key of a record of another table.

    Nothing is wrong with an empty one, and where there is no such table.
    """
    names = package.names(spec.name, spec.key)
    if not value or names is None or value in names:
        return None
    near = package.nearest(value, names)
    if near is None:
        return say(
            QT_TRANSLATE_NOOP(
                "io", '"{value}" in column "{column}" is not in {table}; add it there.'
            ),
            value=value,
            column=column,
            table=package.file_of(spec.name),
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io", '"{value}" in column "{column}" is not in {table}; did you mean "{near}"?'
        ),
        value=value,
        column=column,
        table=package.file_of(spec.name),
        near=near,
    )


def out_of_range(cell: str, column: str, low: object, high: object) -> Message:
    """A number below or above what is possible; None is no bound."""
    return say(
        QT_TRANSLATE_NOOP(
            "io", '{value} in column "{column}" is out of range; it must lie from {low} to {high}.'
        ),
        value=cell,
        column=column,
        low="..." if low is None else low,
        high="..." if high is None else high,
    )
