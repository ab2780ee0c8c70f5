"""The fields that follow from sources, quotes and claims, in words."""

from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.models.phrases import translate

_VALUES: Final = {
    "anchor": {
        "exact": QT_TRANSLATE_NOOP("evidence", "exact"),
        "found elsewhere": QT_TRANSLATE_NOOP("evidence", "found elsewhere"),
        "lost": QT_TRANSLATE_NOOP("evidence", "lost"),
        "not checked": QT_TRANSLATE_NOOP("evidence", "not checked"),
    },
    "sources_disagree": {
        "yes": QT_TRANSLATE_NOOP("evidence", "yes"),
        "no": QT_TRANSLATE_NOOP("evidence", "no"),
    },
}
_PHRASES: Final = {
    "anchor": {
        "exact": QT_TRANSLATE_NOOP("evidence", "quotes exact"),
        "found elsewhere": QT_TRANSLATE_NOOP("evidence", "quotes found elsewhere"),
        "lost": QT_TRANSLATE_NOOP("evidence", "quotes lost"),
        "not checked": QT_TRANSLATE_NOOP("evidence", "quotes not checked"),
    },
    "sources_disagree": {
        "yes": QT_TRANSLATE_NOOP("evidence", "sources disagree"),
        "no": QT_TRANSLATE_NOOP("evidence", "sources do not disagree"),
    },
}


def evidence_value(name: str, key: str) -> str | None:
    """A value under the name of its field; None where its label says it."""
    words = _VALUES.get(name, {}).get(key)
    return translate("evidence", words) if words else None


def evidence_phrase(name: str, key: str) -> str | None:
    """A value as it stands by itself: `2 independent sources`; None where its label will do."""
    if name == "independent_sources" and key.isdecimal():
        one = translate("evidence", "1 independent source")
        more = translate("evidence", "{count} independent sources")
        return one if key == "1" else more.format(count=key)
    if name == "published" and key.isdecimal():
        return translate("evidence", "published {year}").format(year=key)
    words = _PHRASES.get(name, {}).get(key)
    return translate("evidence", words) if words else None
