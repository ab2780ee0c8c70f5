"""The window in which sources are read, with what the dataset quotes of them."""

from timeline_app.views.source_reader.window import SourceReader

__all__ = ["SourceReader"]
