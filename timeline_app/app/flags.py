"""What several flags of the command line have in common."""

import argparse
from typing import Any


class Once(argparse.Action):
    """Keeps a value that may be given only once."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        seen: frozenset[str] = getattr(namespace, "seen", frozenset())
        if self.dest in seen:
            parser.error(f"argument {option_string}: it may be given only once")
        namespace.seen = seen | {self.dest}
        setattr(namespace, self.dest, values)
