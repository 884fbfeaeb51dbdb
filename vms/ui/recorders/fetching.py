"""Footage that lies in another recorder, copied while somebody looks for it: a bar below the playback page.

A seek into such a stretch copies the next minutes of it and then plays them; while they play, what follows is copied.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from vms.core.errors import VmsError
from vms.core.instants import MINUTE, SECOND, Span, time_text
from vms.core.log import event
from vms.services.foreign_archive import Fetched, ForeignStretch
from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.bridge import Bridge
from vms.ui.controls import Button, label
from vms.ui.errands import Errands
from vms.ui.icons import IconLabel
from vms.ui.parts import Parts
from vms.ui.recorders import words
from vms.ui.session import Session

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)
_BEFORE_US, _AHEAD_US = 5 * SECOND, 2 * MINUTE
# So long before the end of what is copied the next minutes are asked for.
_SOON_US = 40 * SECOND
_BAR_WIDTH = 220
# What recorders keep is asked anew in the background when it is older than this.
_STALE_US = 10 * MINUTE
_FINISHED_MS = 1500


@dataclass(frozen=True, slots=True)
class Errand:
    """One copy under way; ``ahead``: nobody waits for it."""

    camera_id: int
    instant: int
    reason: str
    stretch: ForeignStretch
    span: Span
    ahead: bool = False


class FetchBar(QFrame):
    """Copies what is looked at, one stretch at a time. GUI thread; the work runs in the tasks."""

    arrived = Signal(int, object)  # camera, instant: its footage is here now

    def __init__(self, parts: Parts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._parts, self._session = parts, session
        self._errands, self._bridge = Errands(parts.tasks), Bridge(self)
        self._cancel = threading.Event()
        self._asked = 0
        self._refreshed: dict[int, int] = {}
        self.errand: Errand | None = None
        self._lost: Errand | None = None
        self._copied_to: tuple[int, int] | None = None  # camera, and where the copy that was made last ends
        self._icon = IconLabel("harddisk", "accent", 20)
        self.text = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.length(_BAR_WIDTH))
        self.retry_button = Button(translate("Recorders", "Try again"), "default", "refresh", "dense")
        self.retry_button.clicked.connect(self._again)
        self.stop_button = Button("", fit="dense")
        self.stop_button.clicked.connect(self.cancel)
        inside = row(self._icon, self.text, self._bar, spacing=12, margins=(12, 6, 12, 6), parent=self)
        inside.addStretch(1)
        inside.addWidget(self.retry_button)
        inside.addWidget(self.stop_button)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_FINISHED_MS)
        self._fade.timeout.connect(self.hide)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a copy is under way."""
        return self.errand is not None

    def look(self, camera_id: int | None, instant: int, reason: str) -> None:
        """Somebody seeks to an instant: if it lies in another recorder only, copy what is there."""
        self._asked += 1
        if camera_id is None or not reason:
            return
        if self.errand is not None:
            if self.errand.camera_id == camera_id and self.errand.span.contains(instant):
                return
            self.cancel()
        self._refresh(camera_id)
        self._find(camera_id, instant, reason, ahead=False)

    def follow(self, camera_id: int | None, instant: int, reason: str) -> None:
        """A picture of this instant is shown: near the end of what was copied, copy on."""
        if self.errand is not None or self._copied_to is None or camera_id != self._copied_to[0] or not reason:
            return
        end = self._copied_to[1]
        if end - _SOON_US < instant <= end:
            self._copied_to = None  # asked once
            self._find(camera_id, end, reason, ahead=True)

    def cancel(self) -> None:
        """Stop what is being copied, or put away what went wrong; what came stays."""
        self._cancel.set()
        self._asked += 1
        self.errand = None
        self.hide()

    def stop(self) -> None:
        """The page closes."""
        self.cancel()
        self._fade.stop()
        self._errands.close()
        self._bridge.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on one of its buttons stops."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _refresh(self, camera_id: int) -> None:
        """Ask recorders with old knowledge anew; what goes wrong then is told when somebody wants their footage."""
        now, foreign, recorders = self._parts.clock.now_us(), self._parts.foreign, self._parts.recorders
        if now - self._refreshed.get(camera_id, 0) < _STALE_US:
            return
        self._refreshed[camera_id] = now

        def work() -> None:
            for number in foreign.stale(camera_id, now - _STALE_US):
                recorders.refresh(None, number)

        self._errands.submit(work, lambda _none: None, _known_only)

    def _find(self, camera_id: int, instant: int, reason: str, *, ahead: bool) -> None:
        number, foreign, actor = self._asked, self._parts.foreign, self._session.actor
        around = Span(instant - _BEFORE_US, instant + _AHEAD_US)

        def done(found: list[ForeignStretch]) -> None:
            there = next((one for one in found if one.span.contains(instant)), None)
            here = there is None or any(part.contains(instant) for part in there.copied)
            rest = there.span.end - instant if there is not None else 0
            if number == self._asked and there is not None and not here and rest > SECOND // 4:
                span = around.clip(there.span)
                assert span is not None
                self._begin(Errand(camera_id, instant, reason, there, span, ahead))

        self._errands.submit(lambda: foreign.spans(actor, camera_id, around), done, _known_only)

    def _begin(self, errand: Errand) -> None:
        self.errand, self._cancel = errand, threading.Event()
        self._fade.stop()
        self._icon.set_icon("harddisk", "accent")
        said = translate("Recorders", "Copying from {0}: {1} – {2}")
        self.text.setText(
            said.format(errand.stretch.recorder, time_text(errand.span.start), time_text(errand.span.end))
        )
        self._bar.setAccessibleName(self.text.text())
        self._bar.setValue(0)
        self._bar.show()
        self.retry_button.hide()
        self.stop_button.setText(translate("Recorders", "Stop"))
        self.stop_button.show()
        self.setVisible(not errand.ahead)
        foreign, actor, cancel, post = self._parts.foreign, self._session.actor, self._cancel, self._bridge.post

        def told(share: float) -> None:
            post(lambda: self._progress(errand, share))

        def work() -> Fetched:
            return foreign.fetch(actor, errand.camera_id, errand.span, errand.reason, told, cancel.is_set)

        self._errands.submit(
            work, lambda fetched: self._done(errand, fetched), lambda error: self._failed(errand, error)
        )

    def _progress(self, errand: Errand, share: float) -> None:
        if self.errand is errand:
            self._bar.setValue(round(share * 1000))

    def _done(self, errand: Errand, fetched: Fetched) -> None:
        if self.errand is not errand:
            return
        self.errand = None
        self._bar.setValue(1000)
        clock = words.clock_text(errand.stretch.clock_offset_us)
        if clock and not errand.ahead:
            self._stay("clock-alert", f"{errand.stretch.recorder}: {clock}")
        else:
            self._fade.start()
        end = max((part.end for part in fetched.copied), default=None)
        self._copied_to = None if end is None else (errand.camera_id, end)
        if not errand.ahead:
            self.arrived.emit(errand.camera_id, errand.instant)

    def _failed(self, errand: Errand, error: Exception) -> None:
        if self.errand is not errand:
            return
        self.errand = None
        if errand.ahead:
            _known_only(error)
            return
        if not isinstance(error, VmsError):
            self.hide()
            raise error
        self._lost = errand
        self._stay("alert", f"{errand.stretch.recorder}: {words.problem_text(error, sets_up=False)}")
        self.retry_button.show()

    def _stay(self, icon_name: str, text: str) -> None:
        """Say something that has to be read; it stays until it is closed."""
        self._icon.set_icon(icon_name, "warn")
        self.text.setText(text)
        self._bar.hide()
        self.stop_button.setText(translate("Recorders", "Close"))
        self.show()

    def _again(self) -> None:
        lost, self._lost = self._lost, None
        if lost is not None:
            self._begin(lost)


def _known_only(error: Exception) -> None:
    """In the background known errors are no news: they are told when somebody waits for what they hinder."""
    if not isinstance(error, VmsError):
        raise error
    event(_log, "recorder_not_asked", code=error.code)
