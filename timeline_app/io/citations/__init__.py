"""Citations of sources and of the dataset, for programs that keep literature."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from timeline_app.io.citations.bibtex import bibtex
from timeline_app.io.citations.csl_json import csl_json
from timeline_app.io.citations.reference import Reference, dataset_reference, source_reference
from timeline_app.io.citations.ris import ris

__all__ = [
    "FORMS",
    "Reference",
    "bibtex",
    "csl_json",
    "dataset_reference",
    "ris",
    "source_reference",
]

FORMS: Final[Mapping[str, Callable[[Sequence[Reference]], str]]] = {
    "BibTeX": bibtex,
    "RIS": ris,
    "CSL-JSON": csl_json,
}
"""By the names that they have in any language."""
