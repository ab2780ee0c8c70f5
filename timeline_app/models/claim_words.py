"""Claims, and what a date rests on, in words."""

import re
from collections.abc import Mapping
from typing import Final

from timeline_app.core.figures import VALUE
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.records import Claim
from timeline_app.models.date_words import date_text_in_words
from timeline_app.models.phrases import number, translate

_AMOUNTS: Final = {
    None: "{number}",
    "~": QT_TRANSLATE_NOOP("claims", "about {number}"),
    ">=": QT_TRANSLATE_NOOP("claims", "at least {number}"),
    ">": QT_TRANSLATE_NOOP("claims", "more than {number}"),
    "<=": QT_TRANSLATE_NOOP("claims", "at most {number}"),
}
_COUNTS: Final = {
    "killed": QT_TRANSLATE_NOOP("claims", "{count} killed"),
    "injured": QT_TRANSLATE_NOOP("claims", "{count} injured"),
    "arrested": QT_TRANSLATE_NOOP("claims", "{count} arrested"),
    "displaced": QT_TRANSLATE_NOOP("claims", "{count} displaced"),
    "troops_before": QT_TRANSLATE_NOOP("claims", "{count} before"),
    "troops_after": QT_TRANSLATE_NOOP("claims", "{count} after"),
}
_OTHERS: Final = {
    "date": QT_TRANSLATE_NOOP("claims", "date"),
    "place": QT_TRANSLATE_NOOP("claims", "place"),
}


def claim_in_words(claim: Claim, actor_names: Mapping[str, str]) -> str:
    """One claim: `about 200 people displaced`, `soldiers: 1 injured`, `attributed to ...`.

    `actor_names`: actor_id to name. Values of no known form stand as they are.
    """
    if claim.attribute == "attribution":
        name = actor_names.get(claim.value, claim.value)
        return translate("claims", "attributed to {actor}").format(actor=name)
    amount = VALUE.fullmatch(claim.value)
    if claim.attribute in _COUNTS and amount:
        return _count(claim, amount)
    value = date_text_in_words(claim.value) if claim.attribute == "date" else claim.value
    known = _OTHERS.get(claim.attribute)
    attribute = translate("claims", known) if known else claim.attribute
    template = translate("claims", "{subject}: {value}")
    return template.format(subject=claim.subject or attribute, value=value)


def _count(claim: Claim, value: re.Match[str]) -> str:
    """A number of people; the subject is a plural, so one of them is said after it."""
    most = int(value["high"] or value["number"])
    if value["high"]:
        template = translate("claims", "{low} to {high}")
        amount = template.format(low=number(int(value["low"])), high=number(most))
    else:
        amount = translate("claims", _AMOUNTS[value["sign"]]).format(number=number(most))
    subject = claim.subject
    if not subject and claim.attribute.startswith("troops"):
        subject = translate("claims", "troops")
    happened = translate("claims", _COUNTS[claim.attribute])
    if not subject:
        return happened.format(count=amount)
    if most == 1 and subject == "people":
        template = translate("claims", "{number} person")
        return happened.format(count=template.format(number=amount))
    if most == 1:
        template = translate("claims", "{subject}: {count}")
        return template.format(subject=subject, count=happened.format(count=amount))
    template = translate("claims", "{number} {subject}")
    return happened.format(count=template.format(number=amount, subject=subject))


def basis_in_words(basis: str, note: str) -> str:
    """What a date rests on: the note where there is one, else what the basis means."""
    match basis:
        case "stated":
            stated = translate("basis", "stated by the source")
            template = translate("basis", "{basis}; {note}")
            return template.format(basis=stated, note=note) if note else stated
        case "inferred":
            return note or translate("basis", "worked out from what the source says")
        case "external":
            return note or translate("basis", "settled by another report")
        case _:
            return note
