"""What the sources say of one matter of an event, in words."""

from typing import Final

from timeline_app.core.figures import Agreement, Matter
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.models.date_words import date_text_in_words
from timeline_app.models.phrases import capitalised, number, translate

_MATTERS: Final = {
    "attribution": QT_TRANSLATE_NOOP("matters", "Who did it"),
    "date": QT_TRANSLATE_NOOP("matters", "Date"),
    "place": QT_TRANSLATE_NOOP("matters", "Place"),
    "killed": QT_TRANSLATE_NOOP("matters", "Killed"),
    "injured": QT_TRANSLATE_NOOP("matters", "Injured"),
    "arrested": QT_TRANSLATE_NOOP("matters", "Arrested"),
    "displaced": QT_TRANSLATE_NOOP("matters", "Displaced"),
    "troops_before": QT_TRANSLATE_NOOP("matters", "Troops before"),
    "troops_after": QT_TRANSLATE_NOOP("matters", "Troops after"),
}
_DISPUTED: Final = {
    "attribution": QT_TRANSLATE_NOOP("matters", "Who did it is disputed"),
    "date": QT_TRANSLATE_NOOP("matters", "The date is disputed"),
    "place": QT_TRANSLATE_NOOP("matters", "The place is disputed"),
    "killed": QT_TRANSLATE_NOOP("matters", "How many were killed is disputed"),
    "injured": QT_TRANSLATE_NOOP("matters", "How many were injured is disputed"),
    "arrested": QT_TRANSLATE_NOOP("matters", "How many were arrested is disputed"),
    "displaced": QT_TRANSLATE_NOOP("matters", "How many were displaced is disputed"),
}
_AGREEMENTS: Final = {
    Agreement.AGREE: QT_TRANSLATE_NOOP("matters", "the sources agree"),
    Agreement.ONE_ORIGIN: QT_TRANSLATE_NOOP(
        "matters", "the sources agree, but go back to one report"
    ),
    Agreement.DISAGREE: QT_TRANSLATE_NOOP("matters", "the sources do not agree"),
    Agreement.UNDECIDED: QT_TRANSLATE_NOOP("matters", "the source itself leaves this open"),
}


def matter_in_words(matter: Matter) -> str:
    """What a matter is about, as the heading of its claims: `Killed (soldiers)`."""
    if matter.disputed:
        other = QT_TRANSLATE_NOOP("matters", "The figures are disputed")
        words = translate("matters", _DISPUTED.get(matter.attribute, other))
    else:
        words = translate("matters", _MATTERS.get(matter.attribute, matter.attribute))
    has_subject = matter.subject and matter.attribute != "attribution"
    return f"{words} ({matter.subject})" if has_subject else words


def outcome_in_words(matter: Matter, agreement: Agreement) -> str:
    """What its claims amount to: `Lowest 10, highest 27; the sources do not agree`."""
    parts = [_bounds(matter), translate("matters", _AGREEMENTS.get(agreement, ""))]
    return capitalised(translate("matters", "; ").join(filter(None, parts)))


def _bounds(matter: Matter) -> str:
    """The lowest and highest figure, the earliest and latest date; "" where all say the same."""
    if len(matter.claims) < 2:
        return ""
    if figures := matter.figures:
        low, high = figures
        if low == high:
            return ""
        unknown = translate("matters", "lowest {low}, highest not known")
        template = unknown if high is None else translate("matters", "lowest {low}, highest {high}")
        return template.format(low=number(low), high=number(high or 0))
    if dates := matter.dates:
        first, last = (
            date_text_in_words(date) if date else translate("matters", "not known")
            for date in dates
        )
        template = translate("matters", "earliest {first}, latest {last}")
        return template.format(first=first, last=last) if first != last else ""
    return ""
