"""Where the dataset of an export was read from, so that it can be opened again."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.digests import Digest, Stamp, digest_of, stamp_of, together
from timeline_app.io.finding import WriteError
from timeline_app.paths import shipped_dataset

if TYPE_CHECKING:
    from timeline_app.io.mapping.mapping import TableMapping


@dataclass(frozen=True, slots=True)
class Origin:
    """What was opened, and what was settled about it."""

    paths: tuple[Path, ...] = ()
    """As given; none for the dataset that comes with the program."""
    mapping: "TableMapping | None" = None
    """Which column of a table is what."""
    sheet: str = ""
    texts: tuple[Path, ...] = ()
    """Folders in which the texts of sources were looked for."""
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    """Of files that were read a while ago."""

    @property
    def opened(self) -> tuple[Path, ...]:
        return self.paths or (shipped_dataset(),)


def open_origin(origin: Origin) -> Dataset:
    """The dataset, with its quotes looked up in the folders of texts.

    Raises:
        ReadError: something cannot be read.
    """
    from timeline_app.io.open import open_dataset  # brings pandas
    from timeline_app.io.open_file import Choices

    choices = Choices(mapping=origin.mapping, sheet=origin.sheet)
    dataset = open_dataset(origin.opened, choices=choices)
    if not origin.texts:
        return dataset
    from timeline_app.io.evidence.folders import check_folders
    from timeline_app.io.evidence.texts import find_texts

    check_folders(origin.texts)
    return dataset.with_anchors(find_texts(dataset, origin.texts).anchors)


def files_of(dataset: Dataset, origin: Origin) -> Digest:
    """The files that a dataset was read from, in order, and all of them together.

    Raises:
        WriteError: one of them is no longer as it was read.
        ReadError: one of them cannot be read.
    """
    for path, stamp in origin.stamps.items():
        if stamp != stamp_of(path):
            template = QT_TRANSLATE_NOOP(
                "io",
                "{file} has changed since it was opened, so that nothing can say what was "
                "exported; reload it first, or export without a manifest.",
            )
            raise WriteError(Message("io", template, {"file": path.name}))
    named = ((path, _name_in(path, origin.opened)) for path in dataset.files)
    return together(dataset.name, [digest_of(path, name) for path, name in named])


def _name_in(path: Path, opened: Iterable[Path]) -> str:
    """The name of a file as it stands in what was opened."""
    for given in opened:
        folder = Path(os.path.realpath(given))
        if folder.is_dir() and Path(os.path.realpath(path)).is_relative_to(folder):
            return Path(os.path.realpath(path)).relative_to(folder).as_posix()
    return path.name
