"""Brings the facts of a time line: asked for off the GUI thread, the newest window wins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vms.core.errors import NotAllowed
from vms.core.instants import Span
from vms.services.cameras import CameraView
from vms.services.timeline import LineRow
from vms.ui.archive.timeline import NamedRow, Timeline
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_SOON_MS = 30  # while the wheel turns one question is enough


class LineLoader(QObject):
    """``failed`` carries an error once; what was refused isn't asked for again until the cameras change."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, parts: Parts, session: Session, line: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._line = parts, session, line
        self._cameras: tuple[CameraView, ...] = ()
        self._chosen: CameraView | None = None
        self._asking = self._again = self._refused = self._closed = False
        self.oldest: int | None = None  # where the oldest footage begins, once it is known
        self._generation = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        line.window_changed.connect(self._soon.start)

    def show_cameras(self, cameras: Sequence[CameraView], chosen: CameraView | None) -> None:
        """Other cameras: ask for them."""
        if tuple(cameras) != self._cameras or chosen != self._chosen:
            self._cameras, self._chosen, self._refused = tuple(cameras), chosen, False
            self._generation += 1
            self._line.set_names({camera.id: camera.code for camera in cameras})
        self.refresh()

    def refresh(self) -> None:
        """Ask again: today's line grows while one looks at it."""
        if not self._refused:
            self._soon.start()

    def stop(self) -> None:
        """The page is gone or hidden; late answers find nobody."""
        self._soon.stop()
        self._generation += 1
        self._asking = self._again = False

    def close(self) -> None:
        """For good."""
        self._closed = True
        self.stop()

    def _ask(self) -> None:
        if self._closed:
            return
        if self._asking:
            self._again = True
            return
        if self._chosen is None:
            self._line.clear()
            return
        self._asking, generation = True, self._generation
        lines, actor, width = self._parts.timelines, self._session.actor, self._line.scale.width
        window = self._line.scale.window
        # Half a window more on either side: a drag finds it painted already.
        span = Span(window.start - window.length // 2, window.end + window.length // 2)
        chosen, every = [self._chosen.id], [camera.id for camera in self._cameras]

        def work() -> tuple[LineRow, LineRow, Span]:
            one = lines.row(actor, chosen, span, 2 * width)
            whole = one if every == chosen else lines.row(actor, every, span, 2 * width)
            return one, whole, lines.bounds(actor, every)

        def arrived(found: tuple[LineRow, LineRow, Span]) -> None:
            if generation == self._generation:
                self._show(*found)
            self._over()

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._refused = isinstance(error, NotAllowed)
                self.failed.emit(error)
            self._over()

        self._parts.tasks.submit(work, arrived, failed)

    def _over(self) -> None:
        self._asking = False
        if self._again and not self._closed:
            self._again = False
            self._soon.start()

    def _show(self, one: LineRow, whole: LineRow, bounds: Span) -> None:
        chosen = self._chosen
        assert chosen is not None
        count = len(self._cameras)
        self._line.set_rows(
            (
                NamedRow(translate("Archive", "This camera"), chosen.label, one),
                NamedRow(
                    translate("Archive", "All"),
                    translate("Archive", "{count} cameras shown").format(count=count),
                    whole,
                ),
            )
        )
        self.oldest = bounds.start
        self.loaded.emit()
