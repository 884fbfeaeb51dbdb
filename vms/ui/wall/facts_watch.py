"""What is known of cameras besides their streams, asked for now and then off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vms.ui.errands import Errands

if TYPE_CHECKING:
    from vms.services.recording import RecordingState, RecordingView, StorageView

_RECORDING_S = 2
_STORAGE_S = 30


class FactsWatch(QObject):
    """Asks the recorder's state. ``beat`` comes from the page's one-second timer; GUI thread.

    An error is told once, not every two seconds.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, recording: RecordingState, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recording, self._errands = recording, errands
        self._beats = 0
        self._asking = False
        self._failing = False
        self.recordings: Mapping[int, RecordingView] = {}
        self.storage: StorageView | None = None

    def beat(self) -> None:
        """A second has passed."""
        beat, self._beats = self._beats, self._beats + 1
        if beat % _RECORDING_S or self._asking:
            return
        self._asking = True
        with_storage = beat % _STORAGE_S == 0
        self._errands.submit(lambda: self._ask(with_storage), lambda found: self._take(*found), self._fail)

    def _ask(self, with_storage: bool) -> tuple[Mapping[int, RecordingView], StorageView | None]:
        return self._recording.all(), self._recording.storage() if with_storage else None

    def _take(self, recordings: Mapping[int, RecordingView], storage: StorageView | None) -> None:
        self._asking = self._failing = False
        self.recordings = recordings
        self.storage = storage or self.storage
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._asking = False
        if not self._failing:
            self._failing = True
            self.failed.emit(error)
