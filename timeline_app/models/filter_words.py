"""Fields, values and filters in words: for chips, captions and empty states."""

from timeline_app.core.clauses import Clause, Filter, TextClause, TimeClause, ValueClause
from timeline_app.core.dataset import Dataset, Field
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.when import DateError, Span, parse_when
from timeline_app.models.date_words import date_in_words, date_text_in_words
from timeline_app.models.day_words import stretch_words, unit_of
from timeline_app.models.evidence_words import evidence_phrase, evidence_value
from timeline_app.models.phrases import any_of, translate

_FIELDS = {
    "country": QT_TRANSLATE_NOOP("fields", "Country"),
    "actor": QT_TRANSLATE_NOOP("fields", "Actor"),
    "type": QT_TRANSLATE_NOOP("fields", "Event type"),
    "source": QT_TRANSLATE_NOOP("fields", "Source"),
    "place": QT_TRANSLATE_NOOP("fields", "Place"),
    "admin1": QT_TRANSLATE_NOOP("fields", "State or department"),
    "publisher": QT_TRANSLATE_NOOP("fields", "Publisher"),
    "published": QT_TRANSLATE_NOOP("fields", "Published"),
    "language": QT_TRANSLATE_NOOP("fields", "Language"),
    "independent_sources": QT_TRANSLATE_NOOP("fields", "Independent sources"),
    "anchor": QT_TRANSLATE_NOOP("fields", "State of quotes"),
    "sources_disagree": QT_TRANSLATE_NOOP("fields", "Sources disagree"),
}
_NOT_FIELDS = {
    "country": QT_TRANSLATE_NOOP("fields", "not country {values}"),
    "actor": QT_TRANSLATE_NOOP("fields", "not actor {values}"),
    "type": QT_TRANSLATE_NOOP("fields", "not event type {values}"),
    "source": QT_TRANSLATE_NOOP("fields", "not source {values}"),
    "place": QT_TRANSLATE_NOOP("fields", "not place {values}"),
    "admin1": QT_TRANSLATE_NOOP("fields", "not state or department {values}"),
    "publisher": QT_TRANSLATE_NOOP("fields", "not publisher {values}"),
    "published": QT_TRANSLATE_NOOP("fields", "not published {values}"),
    "language": QT_TRANSLATE_NOOP("fields", "not language {values}"),
}
_NO_VALUES = {
    "country": QT_TRANSLATE_NOOP("fields", "no country"),
    "actor": QT_TRANSLATE_NOOP("fields", "no actor"),
    "type": QT_TRANSLATE_NOOP("fields", "no event type"),
    "source": QT_TRANSLATE_NOOP("fields", "no source"),
    "place": QT_TRANSLATE_NOOP("fields", "no place"),
    "admin1": QT_TRANSLATE_NOOP("fields", "no state or department"),
    "publisher": QT_TRANSLATE_NOOP("fields", "no publisher known"),
    "published": QT_TRANSLATE_NOOP("fields", "no year of publication known"),
    "language": QT_TRANSLATE_NOOP("fields", "no language known"),
    "independent_sources": QT_TRANSLATE_NOOP("fields", "no source"),
    "anchor": QT_TRANSLATE_NOOP("fields", "no quote"),
}


def field_in_words(name: str) -> str:
    """The name of a field; a column's own name otherwise."""
    return translate("fields", _FIELDS[name]) if name in _FIELDS else name


def value_in_words(field: Field, key: str) -> str:
    """The label of a value; `no country` and the like for the key ""."""
    if not key:
        return _no_value(field.name)
    return evidence_value(field.name, key) or field.label_of(key)


def value_by_itself(field: Field, key: str) -> str:
    """A value where nothing says of which field it is, as in a chip or at the head of a lane."""
    return evidence_phrase(field.name, key) or value_in_words(field, key)


def chip_texts(dataset: Dataset, clause: Clause) -> list[tuple[str | None, str]]:
    """One chip for each value of a clause, with the key that the chip stands for."""
    match clause:
        case ValueClause():
            template = translate("filter", "not: {value}") if clause.exclude else "{value}"
            return [
                (key, template.format(value=_by_itself(dataset, clause.field, key)))
                for key in clause.keys
            ]
        case TimeClause():
            template = translate("filter", "{time}, certainly") if clause.certain else "{time}"
            return [(None, template.format(time=time_in_words(clause)))]
        case TextClause():
            return [(None, translate("filter", "text: {text}").format(text=clause.text))]


def filter_in_words(dataset: Dataset, filter_: Filter) -> str:
    """The filter as one sentence for captions; `all events` where there is none."""
    words = [_clause(dataset, clause) for clause in filter_]
    return translate("filter", "; ").join(words) or translate("filter", "all events")


def _clause(dataset: Dataset, clause: Clause) -> str:
    match clause:
        case ValueClause():
            values = any_of([_value(dataset, clause.field, key) for key in clause.keys])
            if clause.field != "published" and evidence_phrase(clause.field, clause.keys[0]):
                values = any_of([_by_itself(dataset, clause.field, key) for key in clause.keys])
                template = translate("filter", "not: {values}") if clause.exclude else "{values}"
                return template.format(values=values)
            if not clause.exclude:
                template = translate("filter", "{field} {values}")
                return template.format(field=field_in_words(clause.field), values=values)
            if clause.field in _NOT_FIELDS:
                return translate("fields", _NOT_FIELDS[clause.field]).format(values=values)
            template = translate("filter", "not {field} {values}")
            return template.format(field=clause.field, values=values)
        case TimeClause():
            both = clause.start and clause.end and clause.start != clause.end
            template = translate("filter", "from {time}") if both else "{time}"
            words = template.format(time=time_in_words(clause))
            template = translate("filter", "certainly {time}") if clause.certain else "{time}"
            return template.format(time=words)
        case TextClause():
            return translate("filter", "text “{text}”").format(text=clause.text)


def _by_itself(dataset: Dataset, name: str, key: str) -> str:
    field = dataset.field(name)
    if field is None:
        return evidence_phrase(name, key) or key or _no_value(name)
    return value_by_itself(field, key)


def _value(dataset: Dataset, name: str, key: str) -> str:
    field = dataset.field(name)
    if field is None:
        return key or _no_value(name)
    return value_in_words(field, key)


def _no_value(name: str) -> str:
    if name in _NO_VALUES:
        return translate("fields", _NO_VALUES[name])
    return translate("fields", "no {column}").format(column=name)


def time_in_words(clause: TimeClause) -> str:
    """The span of a time clause: `2010 to 2025`, `from 2010`, `until 2025`, `June 2024`."""
    if clause.start == clause.end:
        return date_text_in_words(clause.start)
    if not clause.end:
        start = date_text_in_words(clause.start)
        return translate("filter", "from {date}").format(date=start)
    if not clause.start:
        end = date_text_in_words(clause.end)
        return translate("filter", "until {date}").format(date=end)
    return _range(clause)


def _range(clause: TimeClause) -> str:
    """Two dates; whole years or months are said as such although they were given in days."""
    try:
        first, last = parse_when(clause.start), parse_when(clause.end)
        outer = Span(first.start, last.end)
        unit = unit_of(outer)
        if unit in ("year", "month") and "moment" not in (unit_of(first.span), unit_of(last.span)):
            return stretch_words(outer, unit)
        return date_in_words(parse_when(f"{clause.start}/{clause.end}"))
    except DateError:
        start, end = date_text_in_words(clause.start), date_text_in_words(clause.end)
        return translate("filter", "{first} to {last}").format(first=start, last=end)
