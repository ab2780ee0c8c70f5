"""Jobs that run when a test says so."""

from concurrent.futures import Executor, Future
from typing import Any


class ByHand(Executor):
    """Runs nothing until told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Any, tuple[Any, ...]]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting.append((fn, args))
        return Future()

    def run_all(self) -> None:
        while self.waiting:
            self.run_next()

    def run_next(self) -> None:
        fn, args = self.waiting.pop(0)
        fn(*args)
