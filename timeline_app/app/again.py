"""Makes an export again from its manifest, and says whether it is the same, or what changed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from timeline_app import __version__
from timeline_app.app.exports import ExportRequest, run_export
from timeline_app.app.manifest import kind_of, libraries
from timeline_app.app.origin import files_of, open_origin
from timeline_app.app.plain_values import to_plain
from timeline_app.app.read_manifest import Manifest, ManifestError, read_manifest
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.io.atomic import replacing
from timeline_app.io.digests import Digest, digest_of


def make_again(path: Path, out: Path | None, tell: Callable[[str], None]) -> bool:
    """Make the export of a manifest again, and tell what came of it.

    It is made in a folder of its own first. What differs from what was recorded is written only
    where somebody named a file for it. Nothing is written anywhere but to `out`, by default to the
    recorded name in the folder of the manifest.

    Args:
        path: the manifest.
        out: where to write.
        tell: is given each line to print.

    Returns:
        Whether the bytes are the same.

    Raises:
        TimelineError: the manifest cannot be used, the data cannot be read, or a write failed.
    """
    manifest = read_manifest(path)
    target = path.parent / manifest.output.name
    if out is not None and out.suffix.lower() != target.suffix.lower():
        ending = f"end in {target.suffix}" if target.suffix else "have no ending"
        raise ManifestError(path, f"its export is made again to a name that must {ending}.")
    target = out or target
    for read in (*manifest.origin.paths, *manifest.origin.texts):
        if not read.exists():
            raise ManifestError(
                path, f"{read} is no longer there, from which its export was made; put it back."
            )
    if kind_of(manifest.choices) != "table":
        from timeline_app.app.main import create_drawing_application

        create_drawing_application()
    dataset = open_origin(manifest.origin)
    projection = project(dataset, manifest.state.filter)
    changed = list(_changed(manifest, dataset))
    with tempfile.TemporaryDirectory(prefix="timeline-app-") as folder:
        made = Path(folder) / manifest.output.name
        request = ExportRequest(made, manifest.choices, manifest.origin)
        run_export(request, dataset, projection, manifest.state)
        found = digest_of(made)
        is_same = found.sha256 == manifest.output.sha256
        stands = is_same and _stands(target, found)
        if not stands and (is_same or out is not None):
            _put(made, replace(request, path=target), dataset, manifest)
    name, when = manifest.output.name, to_plain(manifest.choices.made)
    if is_same:
        place = f"they stand in {target}" if stands else f"written to {target}"
        tell(f"The same bytes as {name} of {when}: {place}")
    else:
        tell(f"Not the same bytes as {name} of {when}:")
        tell(f"  SHA-256 is {found.sha256}, it was {manifest.output.sha256}")
    for line in changed:
        tell(f"  {line}")
    if not is_same and manifest.origin.texts:
        tell("  the texts of the sources may have changed")
    elif not is_same and not changed:
        tell(
            "  data, program and libraries are as recorded: the manifest was changed, or something "
            "else of the machine differs"
        )
    if not is_same:
        tell(f"Written to {target}" if out else "Nothing was written; --out FILE writes what it is")
    return is_same


def _changed(manifest: Manifest, dataset: Dataset) -> Iterator[str]:
    """What is not as it was when the export was made."""
    now = files_of(dataset, manifest.origin)
    for old, new in zip_longest(manifest.files.files, now.files):
        if old is None or new is None or old.name != new.name:
            yield from _other_files(manifest.files, now)
            break
        if old.sha256 != new.sha256:
            yield f"{new.name} of the dataset has changed"
    for clause in manifest.state.filter:
        if isinstance(clause, ValueClause) and dataset.field(clause.field) is None:
            yield f"the dataset has no field {clause.field!r}, by which it was filtered"
    if manifest.program != __version__:
        yield f"the program is {__version__}, it was {manifest.program}"
    for name, version in libraries(manifest.choices).items():
        if (was := manifest.libraries.get(name, version)) != version:
            yield f"{name} is {version or 'unknown'}, it was {was or 'unknown'}"


def _other_files(before: Digest, now: Digest) -> Iterator[str]:
    """Files that came or went."""
    old, new = ({file.name: file for file in digest.files} for digest in (before, now))
    for name in sorted(old.keys() - new.keys()):
        yield f"{name} is no longer part of the dataset"
    for name in sorted(new.keys() - old.keys()):
        yield f"{name} was no part of the dataset"
    for name in sorted(old.keys() & new.keys()):
        if old[name].sha256 != new[name].sha256:
            yield f"{name} of the dataset has changed"


def _stands(target: Path, digest: Digest) -> bool:
    """Whether a file is there already as it is to be."""
    return target.exists() and digest_of(target).sha256 == digest.sha256


def _put(made: Path, request: ExportRequest, dataset: Dataset, manifest: Manifest) -> None:
    """Put what was made in its place, in one step."""
    if made.is_dir():
        run_export(request, dataset, project(dataset, manifest.state.filter), manifest.state)
        return
    keep = (*dataset.files, manifest.path)
    with made.open("rb") as source, replacing(request.path, keep) as file:
        shutil.copyfileobj(source, file, 1 << 20)
