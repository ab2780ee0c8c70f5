"""The texts of sources in folders that a person named, and the quotes looked up in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from timeline_app.core.anchors import Anchor
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.core.records import Quote, Source
from timeline_app.io.digests import Stamp
from timeline_app.io.evidence.anchoring import place_of
from timeline_app.io.evidence.candidates import Candidates, Match
from timeline_app.io.evidence.documents import (
    ENDINGS,
    Document,
    digest_of,
    is_document,
    read_document,
    too_large,
)
from timeline_app.io.evidence.folded_text import FoldedText
from timeline_app.io.evidence.folders import FoundFile, Unread, files_of
from timeline_app.io.evidence.quoted_letters import QuotedLetters
from timeline_app.io.finding import ReadError

_LISTED: Final = 0.05
_DIGESTED: Final = 0.3
_READ: Final = 0.9
"""The part of the work that is done when all files are listed, compared by SHA-256, and read."""


@dataclass(frozen=True)
class Texts:
    """What was found of the sources of a dataset."""

    documents: Mapping[str, Document]
    """source_id to its text; none where it is absent."""
    changed: frozenset[str]
    """Those of the sources whose text is not the very one that the dataset was made from."""
    anchors: Mapping[Quote, Anchor]
    """Where each quote of these sources stands."""
    unread: tuple[Unread, ...] = ()
    """Folders and documents that could not be read, and why."""
    files: Mapping[Path, Stamp] = field(default_factory=dict)
    """All files that may be documents, as they were before they were looked at."""
    is_complete: bool = False
    """Whether no other file could say more: each source has its document, as it was quoted."""

    def is_changed(self, source_id: str) -> bool:
        """Whether the text that was found of a source differs from the one it was quoted from."""
        return source_id in self.changed


def find_texts(
    dataset: Dataset, folders: Sequence[Path], progress: Progress | None = None
) -> Texts:
    """Find the texts of a dataset's sources in folders, and where its quotes stand in them.

    A folder that is absent is told of in `Texts.unread`.

    Raises:
        Cancelled: `progress` answered False.
    """
    return texts_of(dataset.sources.values(), dataset.every_quote(), folders, progress)


def texts_of(
    sources: Iterable[Source],
    quotes: Iterable[Quote],
    folders: Sequence[Path],
    progress: Progress | None = None,
) -> Texts:
    """The same for some sources and quotes.

    Raises:
        Cancelled: `progress` answered False.
    """
    own: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        own[quote.source_id].append(quote)
    search = _Search({source.source_id: source for source in sources}, own, folders)
    search.run(part_of(progress, 0.0, _READ))
    anchors: dict[Quote, Anchor] = {}
    for number, (source_id, document) in enumerate(search.found.items()):
        tell(progress, _READ + (1 - _READ) * number / len(search.found))
        if match := search.changed.get(source_id):
            anchors |= {quote: place.anchor for quote, place in match.places.items()}
        else:
            text = FoldedText(document.text)
            anchors |= {one: place_of(one, text, is_same=True).anchor for one in own[source_id]}
    tell(progress, 1.0)
    return Texts(
        search.found,
        frozenset(search.changed),
        anchors,
        tuple(search.unread),
        search.files,
        search.is_complete and not search.changed,
    )


class _Search:
    """Finds documents: by SHA-256 without reading a text, and only where one is missing by text."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        quotes: Mapping[str, Sequence[Quote]],
        folders: Sequence[Path],
    ) -> None:
        self._sources = {
            source_id: source
            for source_id, source in sources.items()
            if source.sha256 or source.title or quotes.get(source_id)
        }
        self._quotes = quotes
        self._folders = folders
        spoken = (one.prefix + one.exact + one.suffix for of in quotes.values() for one in of)
        self._letters = QuotedLetters(spoken)
        self._by_digest: defaultdict[str, set[str]] = defaultdict(set)
        for source in self._sources.values():
            if source.sha256:
                self._by_digest[source.sha256.lower()].add(source.source_id)
        self.found: dict[str, Document] = {}
        self.changed: dict[str, Match] = {}
        self.unread: list[Unread] = []
        self.files: dict[Path, Stamp] = {}

    def run(self, progress: Progress | None) -> None:
        """Look through all files, as far as documents are missing."""
        files = self._files(progress)
        others: list[FoundFile] = []
        for number, file in enumerate(files):
            tell(progress, _LISTED + (_DIGESTED - _LISTED) * number / len(files))
            if self.is_complete:
                return
            if not self._take_by_digest(file.path) and file.path.suffix.lower() in ENDINGS:
                others.append(file)
        if not self.is_complete:
            self._look_through(others, part_of(progress, _DIGESTED, 1 - _DIGESTED))

    @property
    def is_complete(self) -> bool:
        """Whether each source that can be known has its document."""
        return len(self.found) == len(self._sources)

    def _files(self, progress: Progress | None) -> list[FoundFile]:
        files: list[FoundFile] = []
        for file in files_of(self._folders):
            tell(progress, 0.0)
            if isinstance(file, Unread):
                self.unread.append(file)
            elif is_document(file.path, file.size):
                files.append(file)
                self.files[file.path] = file.stamp
            elif message := too_large(file.path, file.size):
                self.unread.append(Unread(file.path, message))
        return files

    def _take_by_digest(self, path: Path) -> bool:
        try:
            wanted = self._by_digest.get(digest_of(path), set()) - self.found.keys()
            if wanted:
                self._take(read_document(path, self._letters), wanted)
        except ReadError as error:
            self.unread.append(Unread(path, error.finding.message))
            return True
        return bool(wanted)

    def _take(self, document: Document, source_ids: Iterable[str]) -> None:
        self.found.update(dict.fromkeys(sorted(source_ids), document))

    def _look_through(self, files: Sequence[FoundFile], progress: Progress | None) -> None:
        absent = sorted(self._sources.keys() - self.found.keys())
        missing = [self._sources[source_id] for source_id in absent]
        candidates = Candidates(missing, self._quotes)
        whole = sum(file.size for file in files) or 1
        done = 0
        for file in files:
            tell(progress, done / whole)
            done += file.size
            try:
                document = read_document(file.path, self._letters)
            except ReadError as error:
                self.unread.append(Unread(file.path, error.finding.message))
                continue
            same = self._by_digest.get(document.text_digest) if document.is_converted else None
            if same and same - self.found.keys():
                self._take(document, same - self.found.keys())
            else:
                candidates.look_at(document)
        for match in candidates.matches():
            if match.source_id not in self.found:
                self.found[match.source_id] = match.document
                self.changed[match.source_id] = match
