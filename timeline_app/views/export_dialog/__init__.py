"""The dialogs that ask how events are exported, as a table or a picture."""

from timeline_app.views.export_dialog.figure_dialog import FigureDialog
from timeline_app.views.export_dialog.table_dialog import ExportDialog
from timeline_app.views.export_dialog.wishes import FigureWish, Offer, TableWish

__all__ = ["ExportDialog", "FigureDialog", "FigureWish", "Offer", "TableWish"]
