"""Whatever path a person names, as a dataset."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.dataset.folder import read_folder
from timeline_app.io.dataset.package import is_single_table
from timeline_app.io.dataset.schema import DESCRIPTOR
from timeline_app.io.parts import Parts, build

if TYPE_CHECKING:
    from timeline_app.io.open_file import Choices

Preview = Callable[[Dataset], None]

_READ: Final = 0.8
"""The part of the work that is done when all is read."""


def open_dataset(
    paths: Sequence[Path],
    progress: Progress | None = None,
    preview: Preview | None = None,
    choices: "Choices | None" = None,
) -> Dataset:
    """Read datasets and join them into one.

    Args:
        paths: each a dataset's folder or its datapackage.json, a file of one of `FORMATS`, any
            other table, or a zip of one of these; a repeated one counts once, by other names too.
        progress: told how far the work is.
        preview: given the first events of a single very large table as soon as they are read.
        choices: what was settled about tables of unknown columns.

    Raises:
        ReadError: something cannot be read, or something of a dataset's folder would be lost.
        Unmapped: a table has unknown columns, and somebody is there to ask.
        Cancelled: `progress` answered False.
    """
    parts: list[Parts] = []
    different = {_real_name(path): path for path in paths}
    share = _READ / len(different)
    if len(different) > 1:
        preview = None
    for number, path in enumerate(different.values()):
        tell(progress, share * number)
        parts.append(_read(path, part_of(progress, share * number, share), preview, choices))
    tell(progress, _READ)
    pa.default_memory_pool().release_unused()
    dataset = build(parts)
    pa.default_memory_pool().release_unused()
    tell(progress, 1.0)
    return dataset


def _real_name(path: Path) -> Path:
    """The one name of a dataset that may be called by several."""
    try:
        real = Path(os.path.realpath(path))
    except ValueError:  # a name with a NUL, of no file
        return path
    return real.parent if real.name == DESCRIPTOR else real


def _read(
    path: Path, progress: Progress | None, preview: Preview | None, choices: "Choices | None"
) -> Parts:
    if not is_single_table(path):
        return read_folder(path, progress)
    from timeline_app.io.open_file import Choices, read_file  # all formats: no folder needs them

    return read_file(path, progress, preview, choices or Choices())
