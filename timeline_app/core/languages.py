"""Languages by BCP 47 tag: how a tag is written, and what people call it."""

from functools import cache


def language_tag(text: str) -> str:
    """A tag with the letters that RFC 5646 (2.1.1) recommends: `EN_us` is `en-US`."""
    first, *others = text.strip().replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_subtag, others)])


def language_label(tag: str) -> str:
    """The language's English name, with the rest of the tag: `Spanish (MX)`; else the tag."""
    first, _, rest = tag.partition("-")
    name = _name(first)
    if not name:
        return tag
    return f"{name} ({rest})" if rest else name


def language_names(tag: str) -> tuple[str, ...]:
    """What else a language is typed by: its name without the rest of its tag."""
    return tuple(filter(None, [_name(tag.partition("-")[0])]))


def _subtag(text: str) -> str:
    if len(text) == 2:
        return text.upper()
    return text.title() if len(text) == 4 else text.lower()


@cache
def _name(code: str) -> str:
    """The name of an ISO 639 code, "" if it is none."""
    import pycountry  # loads tables: only who asks for languages pays for it

    found = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    return str(found.name) if found else ""
