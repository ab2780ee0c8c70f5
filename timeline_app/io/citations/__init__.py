"""Citations of sources and of the dataset, for programs that keep literature."""

from timeline_app.io.citations.bibtex import bibtex
from timeline_app.io.citations.csl_json import csl_json
from timeline_app.io.citations.reference import Reference, dataset_reference, source_reference
from timeline_app.io.citations.ris import ris

__all__ = ["Reference", "bibtex", "csl_json", "dataset_reference", "ris", "source_reference"]
