"""Numbers of things in words; the plural forms are the translation's."""

from PySide6.QtCore import QObject


class Counts(QObject):
    """A QObject because Qt's tools find plurals in `self.tr` only."""

    def events(self, count: int) -> str:
        return self.tr("%Ln event(s)", "", count)

    def undated(self, count: int) -> str:
        return self.tr("%Ln event(s) without a date", "", count)

    def other_types(self, count: int) -> str:
        return self.tr("%Ln other type(s)", "", count)

    def lanes(self, count: int) -> str:
        return self.tr("%Ln lane(s)", "", count)

    def lanes_left_out(self, count: int) -> str:
        return self.tr("and %Ln more lane(s), for which there is no room", "", count)

    def sources(self, count: int) -> str:
        return self.tr("Sources: %Ln document(s); see the data", "", count)

    def more_sources(self, count: int) -> str:
        return self.tr("and %Ln more source(s); see the data", "", count)
