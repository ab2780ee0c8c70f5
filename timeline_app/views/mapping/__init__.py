"""The dialog that asks which columns of a table are what."""

from timeline_app.views.mapping.dialog import MappingDialog

__all__ = ["MappingDialog"]
