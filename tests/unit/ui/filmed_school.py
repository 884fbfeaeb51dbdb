"""A school whose camera recorded a while yesterday: real segments in a real catalogue, and the real media process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.footage import encode, record
from tests.unit.ui.shell_parts import School, school, until
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, day_span, local_date, to_datetime
from vms.models.audit import AuditEntry
from vms.models.database import Catalogue
from vms.models.recording import Gap, Segment
from vms.services.accounts import Actor
from vms.services.cameras import CameraView
from vms.ui.navigator import Navigator, Toast
from vms.ui.page import Page
from vms.ui.session import Session


@dataclass
class Filmed:
    """``start``: 09:40:00 yesterday, when C04 began to record. Recorded: 40 s, a gap of 20 s, 20 s."""

    school: School
    catalogue: Catalogue
    start: int
    navigator: Navigator = field(default_factory=Navigator)
    toasts: list[Toast] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    @property
    def parts(self):  # type: ignore[no-untyped-def]
        return self.school.parts

    @property
    def board(self) -> Actor:
        return self.school.board

    @property
    def guard(self) -> Actor:
        return self.school.guard

    def camera(self, code: str = "C04") -> CameraView:
        return next(camera for camera in self.parts.cameras.all(self.board) if camera.code == code)

    def film(self, folder: Path, code: str, starts: list[int], seconds: int = 10) -> None:
        """Segments of ten seconds that the catalogue knows."""
        source = encode(folder / "source.mp4", range(seconds * 25))
        camera, root = self.camera(code).id, self.parts.folder.recordings
        for start in starts:
            piece = record(source, root / code, start, start + seconds * SECOND)
            with self.catalogue.write():
                Segment.create(
                    camera=camera, path=piece.path.relative_to(root).as_posix(), start_us=piece.start_us,
                    end_us=piece.end_us, size=piece.path.stat().st_size, codec="h264", width=256, height=64,
                    frames=seconds * 25,
                )  # fmt: skip

    def gap(self, code: str, span: Span, reason: str) -> None:
        with self.catalogue.write():
            Gap.create(camera=self.camera(code).id, start_us=span.start, end_us=span.end, reason=reason)

    def show(self, page: Page, size: tuple[int, int] = (1286, 642)) -> None:
        """As the window does: in a window of its own, active, then told."""
        self.pages.append(page)
        page.resize(*size)
        page.show()
        page.activateWindow()
        page.activate()
        QCoreApplication.processEvents()

    def session(self, actor: Actor | None = None) -> Session:
        return Session(actor or self.board)

    def log(self, *actions: str) -> list[AuditEntry]:
        with self.catalogue.read():
            return list(AuditEntry.select().where(AuditEntry.action.in_(actions)).order_by(AuditEntry.seq))

    def close(self) -> None:
        for page in self.pages:
            page.deactivate()
            page.shutdown()
            page.close()
            page.deleteLater()
        self.navigator.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def filmed_school(folder: Path) -> Iterator[Filmed]:
    """C04 has footage; C12 has none."""
    with school(folder / "data") as made:
        catalogue = made.parts.archive._catalogue  # one catalogue at a time: the program's own
        yesterday = local_date(made.parts.clock.now_us()) - timedelta(days=1)
        start = day_span(yesterday).start + 9 * HOUR + 40 * MINUTE
        filmed = Filmed(made, catalogue, start)
        filmed.navigator.notified.connect(filmed.toasts.append)
        filmed.navigator.error_raised.connect(filmed.errors.append)
        filmed.film(folder, "C04", [start + at * SECOND for at in (0, 10, 20, 30, 60, 70)])
        filmed.gap("C04", Span(start + 40 * SECOND, start + 60 * SECOND), "camera_unreachable")
        made.assembly.start()
        try:
            yield filmed
        finally:
            filmed.close()
    assert filmed.errors == [], filmed.errors


@contextmanager
def answering(answer) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Inside, the next modal dialog gets ``answer``; one that never comes fails."""
    answered: list[object] = []
    poll = QTimer()
    poll.setInterval(10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible() and not answered:
            poll.stop()
            try:
                answered.append(dialog)
                answer(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    poll.timeout.connect(look)
    poll.start()
    try:
        yield
        until(lambda: answered, 5)
    finally:
        poll.stop()
        poll.deleteLater()


def key(widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever has the focus in the window of ``widget``."""
    QTest.keyClick(widget.window().focusWidget() or widget, which, modifier)
    QCoreApplication.processEvents()


def clock_words(instant: int) -> str:
    return to_datetime(instant).strftime("%H:%M:%S")


__all__ = ["DAY", "Filmed", "answering", "clock_words", "filmed_school", "key", "until"]
