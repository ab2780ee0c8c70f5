"""The names that columns have in English, Spanish, French, German and Portuguese tables."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from timeline_app.core.text import fold

_PHRASES: Final[Mapping[str, str]] = {
    "event_id": "event id, eventid, incident id, id, id *, uid, uuid, key, identifier, case"
    " number, case id, incident number, event number, ref, no, nr, number, objectid, kennung, id"
    " evento",
    "title": "title, headline, event title, event name, title *, headline *, name, titulo,"
    " titulo *, titel, titel *, titular, titre, titre *, nombre, nom, nome, subject, caption,"
    " heading, uberschrift, schlagzeile, bezeichnung, asunto, betreff, event, incident, evento,"
    " ereignis, evenement, what",
    "date": "event date, date, date of event, incident date, datetime, date *, fecha, fecha *,"
    " datum, datum *, data, data *, dt, when, timestamp, occurred, occurred on, zeitpunkt, wann,"
    " cuando, quand, time, month, day, week, jour, tag, dia, mes, monat, mois",
    "start": "start, start date, begin, begin date, beginning, from, from date, since, start *,"
    " begin *, inicio, inicio *, desde, beginn, beginn *, anfang, von, debut, debut *, depuis,"
    " de",
    "end": "end, end date, stop, finish, to, to date, until, end *, stop *, finish *, fin, fin"
    " *, final, hasta, termino *, ende, ende *, bis, jusqu, fim, fim *, ate",
    "year": "year, iyear, event year, incident year, reported year, styr, start year, yr, ano,"
    " anio, annee, jahr, year *",
    "month": "month, imonth, event month, incident month, reported month, stmo, start month, mo,"
    " mes, monat, mois",
    "day": "day, iday, event day, incident day, reported day, stday, start day, dy, dia, tag,"
    " jour",
    "time": "time, event time, incident time, start time, time of day, clock, hora, uhrzeit,"
    " zeit, heure, horario, time *",
    "end_year": "end year, eyr, year end, endyear",
    "end_month": "end month, emo, month end, endmonth",
    "end_day": "end day, eday, day end, endday",
    "end_time": "end time, stop time, time end",
    "start_approximate": "start approximate, start approx, approximate start",
    "end_approximate": "end approximate, end approx, approximate end",
    "summary": "summary, description, event description, narrative, abstract, details, notes,"
    " text, description *, message, issuenote, note, comment, comments, remarks, content, body,"
    " descripcion, descripcion *, resumen, detalle, notas, texto, observaciones, resume, texte,"
    " contenu, beschreibung, zusammenfassung, bemerkung, bemerkungen, anmerkung, notizen,"
    " inhalt, descricao, resumo, observacoes, summary *",
    "event_type": "event type, attacktype txt, attack type, incident type, crime type, type,"
    " category, event category, kind, etype, tipo de evento, tipo, tipo *, ereignistyp, typ,"
    " art, kategorie, kategorie *, categoria, categoria *, categorie, class, classification,"
    " layer name, layer, row tag, timestamp desc, timestamp description, sub event type,"
    " disorder type, type *, category *, event text, cameo code, theme, offence, offense, lane,"
    " group, tag, tags",
    "countries": "country name, country txt, countryname, country, countries, event country,"
    " country of incident, country of event, country *, pais, paises, pais *, land, lander,"
    " staat, pays, nation, iso, iso a, country iso, country code, iso code",
    "actors": "actors, actor, actor name, perpetrator, perpetrators, perpetrator *, gname, side"
    " a, side b, assoc actor, attacker, attackers, belligerents, belligerent, parties, party,"
    " participants, group name, group, groups, persons, people, who, actores, autor, autores,"
    " grupo, grupos, perpetrador, participantes, acteur, acteurs, auteur, groupe, akteur,"
    " akteure, tater, gruppe, beteiligte, ator, atores, target, personen, protagonistas",
    "place": "place, place name, location name, city, town, village, location description,"
    " location, elocal, municipality, venue, site, address, where coordinates, district, place"
    " *, city *, location *, lugar, lugar *, localidad, ciudad, municipio, ubicacion, direccion,"
    " lieu, lieu *, ville, commune, endroit, ort, ort *, stadt, gemeinde, standort, local,"
    " localidade, cidade, where, settlement",
    "admin1": "admin1, adm 1, adm1, admin 1, state, province, provstate, province name, state"
    " name, estado, provincia, departamento, bundesland, provinz, kanton, departement, etat,"
    " governorate, oblast, county, region, region *",
    "latitude": "latitude, lat, latitude *, lat *, latitud, breitengrad, geogr breite, breite,"
    " ycoord, y coord, y",
    "longitude": "longitude, lon, lng, long, longitude *, lon *, long *, lng *, longitud,"
    " langengrad, geogr lange, lange, xcoord, x coord, x",
    "coordinates": "coordinates, coords, coordinates *, coordenadas, koordinaten, coordonnees,"
    " latlon, lat lon, lat long, latlng, geolocation, gps, geo, point, geom, geometry, location,"
    " position, ubicacion, standort",
    "fatalities": "fatalities, deaths, killed, nkill, ndeath, ndeaths, number killed, number"
    " dead, number of deaths, total deaths, total killed, total fatalities, dead, death toll,"
    " best, deaths best, fatalities best, muertos, fallecidos, victimas mortales, asesinados,"
    " morts, tues, deces, tote, todesopfer, getotete, mortos, mortes, muertes",
    "fatalities_low": "fatalities low, deaths low, killed low, low, min deaths, minimum deaths,"
    " fatalities min, killed min, deaths min",
    "fatalities_high": "fatalities high, deaths high, killed high, high, max deaths, maximum"
    " deaths, fatalities max, killed max, deaths max",
    "source": "source, sources, publisher, source name, information source, news source, outlet,"
    " newspaper, nsource, media, reported by, fuente, fuentes, fuente *, medio, quelle, quellen,"
    " zeitung, fonte, fontes, source office, dbsource, provider",
    "source_title": "source title, source headline, article title, scite, reference, citation",
    "source_url": "source url, url, link, source link, url *, link *, website, web, weblink,"
    " href, uri, hyperlink, enlace, enlace *, lien, lien *, source, sources, fuente, fuentes,"
    " quelle, quellen, fonte, reference, references, web address, scite",
    "source_date": "source date, publication date, published, date published, published date,"
    " pub date, article date, published *",
    "quote": "quote, quotation, cita, zitat, excerpt, extract",
}  # fmt: skip
"""What columns of each field are called, folded, the surest first; `*` are any other words."""

_LITTLE: Final = frozenset(
    {"of", "the", "a", "in", "on", "de", "del", "la", "el", "los", "las", "le", "les", "du", "des"}
    | {"der", "die", "das", "do", "da", "dos", "event", "incident", "evento", "txt", "utc"}
)
"""Words that may be missing or stand beside."""
_OTHERS: Final = frozenset(
    {"precision", "prec", "accuracy", "quality", "code", "codes", "count", "id", "ids", "scale"}
    | {"number", "num", "nr", "version", "comments", "notes", "note", "birth", "origin", "desc"}
    | {"approximate", "approx", "display", "format", "unit", "rank", "order", "status", "error"}
    | {"actor", "actors", "source", "target", "sources", "file", "media", "zone", "level"}
)
"""Words that make a column one of something else."""
LATER: Final = frozenset(
    {
        "updated",
        "update",
        "created",
        "modified",
        "accessed",
        "access",
        "retrieved",
        "added",
        "entry",
    }
    | {"entered", "upload", "uploaded", "published", "publication", "recorded", "inserted", "birth"}
    | {"deleted", "expiry", "expires", "download", "downloaded", "checked", "verified", "edited"}
)
"""Words of dates that are not when the event took place."""


@lru_cache(maxsize=10_000)
def words_of(name: str, *, digits: bool = True) -> tuple[str, ...]:
    """The words of a column's name, folded; with `digits` as they stand, else without numbers."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"[^\W_]+", fold(apart))
    if digits:
        return tuple(words)
    plain = (re.sub(r"(?<=[^\W\d_])\d+$", "", word) for word in words)
    return tuple(word for word in plain if not word.isdecimal()) or tuple(words)


def name_score(field: str, name: str) -> float:
    """How surely a name says that a column is of a field: 100 at most, 0 for not at all."""
    phrases = _phrases(field)
    return max(phrases.score(words) for words in {words_of(name), words_of(name, digits=False)})


class _Phrases:
    """What columns of one field are called, with the score of each way to say it."""

    def __init__(self, text: str) -> None:
        self._known: dict[object, float] = {}
        self._with_others: list[tuple[frozenset[str], float]] = []
        for place, phrase in enumerate(text.split(", ")):
            words, less = tuple(phrase.split()), place / 10
            if words[-1] == "*":
                self._with_others.append((frozenset(words[:-1]), 85 - less))
                continue
            for way, score in _ways(words):
                self._known.setdefault(way, score - less)

    def score(self, words: tuple[str, ...]) -> float:
        known = max(self._known.get(way, 0.0) for way, _ in _ways(words))
        return max(known, *(self._score_among(words, *some) for some in self._with_others), 0.0)

    @staticmethod
    def _score_among(words: tuple[str, ...], wanted: frozenset[str], score: float) -> float:
        others = set(words) - wanted
        if not wanted <= set(words) or len(others) > 3 or not others.isdisjoint(_OTHERS):
            return 0.0
        return score - 8 * len(others - _LITTLE)


def _ways(words: tuple[str, ...]) -> list[tuple[object, float]]:
    """Ever looser ways to compare words, and how much one that fits says."""
    plain = frozenset(words) - _LITTLE
    ways: list[tuple[object, float]] = [(words, 100), ("".join(words), 97), (frozenset(words), 97)]
    return [*ways, ((plain, "plain"), 94)] if plain else ways


@cache
def _phrases(field: str) -> _Phrases:
    return _Phrases(_PHRASES[field])
