"""The words that dates are written with, in six languages: months, seasons, days, eras, hedges."""

import re
from functools import cache
from typing import Final

_MONTHS: Final = (
    "january jan janv janvier januar janner jaenner janeiro enero ene gennaio gen",
    "february feb fevrier fevr fev februar feber fevereiro febrero febbraio",
    "march mar mars marz maerz mrz marco marzo",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag",
    "june jun juin juni junho junio giugno giu",
    "july jul juillet juil juli julho julio luglio lug",
    "august aug aout agosto ago",
    "september sep sept septembre setembro septiembre setiembre settembre set sett",
    "october oct octobre oktober okt outubro out octubre ottobre ott",
    "november nov novembre novembro noviembre",
    "december dec decembre dezember dez dezembro diciembre dic dicembre",
)
"""In the order of the year, folded: English, French, German, Portuguese, Spanish, Italian."""
_SEASONS: Final = {
    21: "spring primavera printemps fruhling fruehling fruhjahr",
    22: "summer verano ete sommer verao estate",
    23: "autumn fall otono automne herbst outono autunno",
    24: "winter invierno hiver inverno",
}
"""By the code of EDTF."""
_NO_CUTS: Final = {"de", "do", "no", "se"}
"""The beginnings of months that are words of their own."""

WEEKDAYS: Final = re.compile(
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lun|mie|jue|vie|sab|dom"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mer|jeu|ven|sam|dim"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so"
    r"|(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?|seg|ter|qua|qui|sex"
    r"|lunedi|martedi|mercoledi|giovedi|venerdi|domenica|gio)(?:\.,?|,)?\s+(?=[0-9a-z])"
)
"""A day of the week in front of a date."""
LITTLE_WORDS: Final = re.compile(r"\b(?:of the|of|the|del?|du|des|di|do|da)\s+|\bd'")
"""What stands between the parts of a date and says nothing."""

BEFORE_CHRIST: Final = re.compile(
    r"\s*\b(?:b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?c\.?|(?:av|v)\.?\s?(?:j\.?-?\s?c|chr)\.?)$"
)
AFTER_CHRIST: Final = re.compile(
    r"\s*\b(?:a\.?\s?d\.?|c\.?\s?e\.?|d\.?\s?c\.?|(?:ap|n)\.?\s?(?:j\.?-?\s?c|chr)\.?)$"
)
ANNO_DOMINI: Final = re.compile(r"^(?:a\.?d\.?|c\.?e\.?)\s+(?=[0-9])")

APPROXIMATE: Final = re.compile(
    r"^(?:(?:circa|about|around|approximately|approx|roughly|estimated|est|hacia|cerca|alrededor"
    r"|aproximadamente|aprox|environ|vers|etwa|um|verso|ca|c)\.?\s+|(?:ca|c)\.?\s*(?=[0-9])|c(?:a)?\.\s*"
    r"|[~≈]\s*)|\s*(?:\((?:approx|approximate|circa|ca|c)\.?\)|\bapprox\.?|~)$"
)
UNCERTAIN: Final = re.compile(
    r"^(?:probably|possibly|perhaps|maybe|likely|prob\.|posiblemente|probablemente|probablement"
    r"|wahrscheinlich|vermutlich|forse|provavelmente)\s+|\s*(?:\(\?\)|\?+)$"
)
REPORTED: Final = re.compile(r"^(?:reported|rep\.)\s+")
EARLY: Final = re.compile(
    r"^(?:early|beginning|start|principios|comienzos|inicios?|debut|anfang|inizio)[\s-]+"
)
MIDDLE: Final = re.compile(r"^(?:mid|middle|mediados|meados|mitte|mi|meta)[\s-]+|^mid(?=[a-z0-9])")
LATE: Final = re.compile(r"^(?:late|end|finales|fines|final|fin|ende|fim|fine)[\s-]+")
BEFORE: Final = re.compile(
    r"^(?:before|prior to|until|till|by|not later than|no later than|antes|avant|vor|prima)\s+"
)
AFTER: Final = re.compile(r"^(?:after|later than|despues|apres|nach|dopo|depois)\s+")
SINCE: Final = re.compile(r"^(?:since|from|desde|depuis|seit|dal)\s+")
NOW: Final = re.compile(
    r"(?:the )?(?:present|now|today|ongoing|current|to date|presente|actualidad|hoy|heute|"
    r"aujourd'hui|oggi|hoje|atual)(?: day)?"
)

MISSING: Final = frozenset(
    {
        *("na", "n/a", "n.a.", "#n/a", "<na>", "nan", "nat", "null", "none", "nil", "never"),
        *("unknown", "unk", "unk.", "undated", "unspecified", "not specified", "missing"),
        *(
            "not available",
            "not known",
            "no date",
            "n.d.",
            "n.d",
            "nd",
            "s.f.",
            "s/f",
            "tbd",
            "tba",
        ),
        *("desconocido", "desconocida", "sin fecha", "inconnu", "inconnue", "sans date"),
        *("unbekannt", "desconhecido", "desconhecida", "sconosciuto", "sconosciuta"),
        *("#value!", "#ref!", "#num!", "#div/0!", "[]", "{}"),
    }
)
"""What stands, folded, where no date is known, besides signs without a letter or figure."""


@cache
def _month_names() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


@cache
def month_of(word: str) -> int | None:
    """The month (1 to 12) of a folded name, an abbreviation, or a beginning that only it has."""
    names = _month_names()
    word = word.rstrip(".")
    if word in names:
        return names[word]
    if len(word) < 2 or word in _NO_CUTS:
        return None
    meant = {number for name, number in names.items() if name.startswith(word)}
    return meant.pop() if len(meant) == 1 else None


@cache
def season_of(word: str) -> int | None:
    """EDTF's code (21 to 24) of a season's folded name."""
    codes = {name: code for code, names in _SEASONS.items() for name in names.split()}
    return codes.get(word)
