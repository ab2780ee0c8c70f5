"""What became of folders of texts since the texts were looked up in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline_app.core.progress import Progress, tell
from timeline_app.io.digests import Stamp
from timeline_app.io.evidence.documents import ENDINGS, is_document
from timeline_app.io.evidence.folders import FoundFile, files_of
from timeline_app.io.evidence.texts import Texts


@dataclass(frozen=True)
class TextChanges:
    """Files that are not as they were, as far as quotes may depend on them."""

    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    used: tuple[Path, ...] = ()
    """Those of them that are the document of a source."""

    @property
    def files(self) -> tuple[Path, ...]:
        return (*self.added, *self.changed, *self.removed)


NO_CHANGES = TextChanges()


def changes_since(
    texts: Texts, folders: Sequence[Path], progress: Progress | None = None
) -> TextChanges:
    """Look at the folders, at no text.

    Where each source has its document as it was quoted, only these documents count; else every
    file that by its name may be a document.

    Raises:
        Cancelled: `progress` answered False.
    """
    used = {document.path for document in texts.documents.values()}
    now: dict[Path, Stamp] = {}
    for file in files_of(folders):
        tell(progress, 0.0)
        if isinstance(file, FoundFile) and is_document(file.path, file.size):
            now[file.path] = file.stamp
    before = texts.files

    def counts(path: Path) -> bool:
        return path in used or (not texts.is_complete and path.suffix.lower() in ENDINGS)

    different = sorted(
        path
        for path in before.keys() | now.keys()
        if before.get(path) != now.get(path) and counts(path)
    )
    return TextChanges(
        tuple(path for path in different if path not in before),
        tuple(path for path in different if path in before and path in now),
        tuple(path for path in different if path not in now),
        tuple(path for path in different if path in used),
    )
