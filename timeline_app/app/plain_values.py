"""Choices as plain values for JSON, and back: each field by its own kind, nothing guessed."""

from dataclasses import fields
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Kind = TypeVar("Kind", bound=DataclassInstance)


class NotPlain(ValueError):
    """A value that is missing or of another kind; the text is the name of its field."""


def to_plain(value: object) -> Any:
    """What `from_plain` reads: texts, numbers, lists, and objects by the names of their fields."""
    from timeline_app.views.theme import Theme  # brings Qt

    if isinstance(value, Theme):
        return value.name
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def from_plain(kind: "type[Kind]", plain: object) -> "Kind":
    """The object of a frozen dataclass, all of whose fields are there.

    Raises:
        NotPlain: a field is missing, unknown, or of another kind.
    """
    if not isinstance(plain, dict):
        raise NotPlain("")
    hints = get_type_hints(kind)
    if unknown := sorted(set(plain) - set(hints)):
        raise NotPlain(str(unknown[0]))
    found = {}
    for name, hint in hints.items():
        try:
            found[name] = _read(hint, plain[name])
        except (KeyError, ValueError, TypeError):
            raise NotPlain(name) from None
    return kind(**found)


def _read(hint: Any, value: Any) -> Any:
    """A value of the kind that a field has."""
    from timeline_app.views.theme import DARK, LIGHT, Theme

    if get_origin(hint) in (Union, UnionType):
        if value is None and NoneType in get_args(hint):
            return None
        (hint,) = (kind for kind in get_args(hint) if kind is not NoneType)
    if hint is Theme:
        return {theme.name: theme for theme in (LIGHT, DARK)}[value]
    if hint is datetime:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if get_origin(hint) is tuple:
        kinds = get_args(hint)
        if not isinstance(value, list):
            raise NotPlain
        if kinds[-1] is Ellipsis:
            return tuple(_read(kinds[0], item) for item in value)
        return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))
    if type(value) is not hint:
        raise NotPlain
    return value
