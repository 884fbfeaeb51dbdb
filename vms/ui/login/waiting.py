"""The wait after too many wrong passwords, counted down."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vms.core.clock import Clock


class Waiting(QObject):
    """Counts seconds down to zero; ``changed`` carries what is left, at last 0."""

    changed = Signal(int)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)

    @property
    def left(self) -> int:
        """Seconds left, rounded up."""
        return max(0, -int(-(self._until - self._clock.monotonic()) // 1))

    def start(self, seconds: int) -> None:
        """Begin to wait."""
        self._until = self._clock.monotonic() + seconds
        self._timer.start()
        self.changed.emit(self.left)

    def stop(self) -> None:
        """Wait no more."""
        self._timer.stop()
        self._until = 0.0

    def _tick(self) -> None:
        if self.left == 0:
            self._timer.stop()
        self.changed.emit(self.left)
