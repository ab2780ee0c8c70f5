"""The words that the generator draws from: real ones for a reader, invented ones for variety."""

from functools import cache

import numpy as np

COUNTRIES = (
    "MEX", "GTM", "COL", "SYR", "UKR", "NGA", "AFG", "SDN", "MMR", "IRQ", "ETH", "COD",
    "HTI", "YEM", "MLI", "SOM", "PAK", "BRA", "PHL", "CAF",
)  # fmt: skip
"""Alpha-3 codes, the busiest first."""

TYPES = (
    "Armed clash", "Attack", "Arrest", "Protest", "Roadblock", "Seizure of goods", "Killing",
    "Abduction", "Displacement", "Policy or statement", "Air strike", "Shelling", "Riot", "Raid",
    "Explosion", "Ceasefire", "Return of migrants", "Border closed", "Border opened", "Extortion",
    "Looting", "Trial", "Election violence", "Troops moved", "Found grave",
)  # fmt: skip
"""Event types, the most frequent first."""

SUBJECTS = (
    "Police", "Soldiers", "Gunmen", "Migrants", "Residents", "Officials", "Farmers", "Smugglers",
    "Teachers", "Deputies", "Journalists", "Rangers", "Prosecutors", "Drivers", "Students",
)  # fmt: skip
VERBS = (
    "attack", "arrest", "stop", "search", "leave", "demand", "return to", "fire at", "negotiate",
    "surround", "find", "release", "accuse", "block", "abandon", "report",
)  # fmt: skip
OBJECTS = (
    "a convoy", "the border post", "two trucks", "a village", "the main road", "a patrol",
    "the town hall", "a camp", "the bridge", "thirty families", "weapons", "a warehouse",
)  # fmt: skip

GROUPS = (
    "National Army", "Town Police", "Liberation Front", "Workers Union", "Cartel", "Council",
    "Border Guard", "Brigade",
)  # fmt: skip

VOCABULARY = 4000
ACCENTED = 500
PLACES = 1500
"""How many different invented words, invented words with accents, and places there are."""

PLAIN = str.maketrans("áéíöüñ", "aeioun")
"""Takes the accents from a word."""
_ACCENTS = str.maketrans("aeioun", "áéíöüñ")
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvz", "aeiou"


@cache
def vocabulary() -> tuple[str, ...]:
    """Invented words, the most frequent first."""
    return _invented(VOCABULARY, seed=1)


@cache
def accented_words() -> tuple[str, ...]:
    """Invented words with accents, none of which is in `vocabulary`."""
    return tuple(word.translate(_ACCENTS) for word in _invented(ACCENTED, seed=2, end="x"))


@cache
def places(count: int = PLACES) -> tuple[str, ...]:
    """Names of places, the busiest first; every third has accents."""
    names = [word.title() for word in _invented(count, seed=3, end="q")]
    return tuple(name.translate(_ACCENTS) if i % 3 == 2 else name for i, name in enumerate(names))


@cache
def actors(count: int) -> tuple[str, ...]:
    """Names of actors, the busiest first."""
    words = _invented(count, seed=4, end="r")
    return tuple(f"{word.title()} {GROUPS[i % len(GROUPS)]}" for i, word in enumerate(words))


def _invented(count: int, seed: int, end: str = "") -> tuple[str, ...]:
    """Different words of two to four syllables, half of them of three, in a fixed order."""
    rng = np.random.default_rng(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = rng.choice([2, 3, 4], p=[0.2, 0.5, 0.3])
        letters = [
            rng.choice(list(_CONSONANTS)) + rng.choice(list(_VOWELS)) for _ in [0] * syllables
        ]
        found["".join(letters) + end] = None
    return tuple(found)
