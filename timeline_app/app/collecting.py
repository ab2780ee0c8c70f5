"""Python's cycle collector, kept out of gestures: it runs when nothing has changed for a while."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from timeline_app.app.presenter import Presenter
from timeline_app.models.store import Store

IDLE_MS: Final = 2000


class IdleCollector(QObject):
    """Collects only at rest; what stands after a dataset was opened is not looked at again.

    A collection of everything that pandas and Qt bring takes 50 to 100 ms: a gesture would stop
    for it.
    """

    def __init__(self, store: Store, presenter: Presenter, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._settles = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._collect)
        store.changed.connect(lambda _state, _names: self._idle.start())
        presenter.dataset_shown.connect(self._on_shown)

    def _on_shown(self) -> None:
        self._settles = True
        self._idle.start()

    def _collect(self) -> None:
        gc.collect()
        if self._settles:
            gc.freeze()
            self._settles = False
