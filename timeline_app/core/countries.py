"""Countries by ISO 3166-1 alpha-3 code: their short names, and all the names they are typed by."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from timeline_app.core.text import fold

_SHORT: Final = {
    "BRN": "Brunei", "COD": "DR Congo", "COG": "Congo", "FLK": "Falkland Islands",
    "FSM": "Micronesia", "MAF": "Saint Martin", "PSE": "Palestine", "RUS": "Russia",
    "SHN": "Saint Helena", "SXM": "Sint Maarten", "VAT": "Vatican City",
    "VGB": "British Virgin Islands", "VIR": "US Virgin Islands", "XKX": "Kosovo",
}  # fmt: skip
"""Names where ISO 3166-1 has only a long one; XKX is the code in use for Kosovo."""

_ALSO: Final = {
    "ATF": ("French Southern and Antarctic Lands",), "BES": ("Caribbean Netherlands",),
    "COD": (
        "Democratic Republic of the Congo", "Democratic Republic of Congo", "DRC", "Congo-Kinshasa",
    ),
    "COG": ("Republic of the Congo", "Republic of Congo", "Congo-Brazzaville"),
    "GGY": ("Bailiwick of Guernsey",), "JEY": ("Bailiwick of Jersey",), "MAC": ("Macau",),
    "MAF": ("Collectivity of Saint Martin",),
    "CIV": ("Ivory Coast",), "CPV": ("Cape Verde",), "CZE": ("Czech Republic",),
    "GBR": ("UK", "U.K.", "Great Britain", "Britain"), "MKD": ("Macedonia",), "MMR": ("Burma",),
    "NLD": ("Holland",), "SWZ": ("Swaziland",), "TLS": ("East Timor",), "TUR": ("Turkey",),
    "USA": ("U.S.", "U.S.A.", "United States of America"),
}  # fmt: skip


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Code to short name and then all its other names."""
    import pycountry  # loads tables: only a dataset with countries pays for it

    names = {"XKX": (_SHORT["XKX"],)}
    for country in pycountry.countries:
        code = country.alpha_3
        formal = [country.name, getattr(country, "official_name", ""), country.alpha_2, code]
        turned = " ".join(reversed(country.name.split(", ")))
        short = _SHORT.get(code) or getattr(country, "common_name", "") or country.name
        names[code] = tuple(
            dict.fromkeys(filter(None, [short, *formal, turned, *_ALSO.get(code, ())]))
        )
    return names


@cache
def _codes() -> Mapping[str, str]:
    """Folded name to code; codes come first, so that no name hides one."""
    codes = {fold(code): code for code in _names()}
    for code, names in _names().items():
        for name in names:
            codes.setdefault(fold(name), code)
    return codes


def country_code(word: str) -> str:
    """The alpha-3 code of a country's name or code; the word itself where it is none."""
    return _codes().get(fold(word), word) if word else ""


def country_label(code: str) -> str:
    """A country's short name; the word itself where it is no code."""
    return _names().get(code, (code,))[0]


def country_names(code: str) -> tuple[str, ...]:
    """All the names and codes a country is typed by."""
    return _names().get(code, ())
