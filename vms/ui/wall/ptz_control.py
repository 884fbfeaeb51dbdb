"""Moving one camera: from joystick, drag, wheel and keys to the service, and a stop that nothing can lose.

Whatever pushes the camera is a source; the camera moves by the sum of them and stops when none is left. While it
moves, the velocity is repeated well within the service's dead-man time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vms.core.errors import VmsError
from vms.ui.bridge import Bridge

if TYPE_CHECKING:
    from vms.core.tasks import Tasks
    from vms.services.accounts import Actor
    from vms.services.ptz import PresetView, Ptz, PtzEvent, PtzView

REFRESH_MS = 400
Motion = tuple[float, float, float]
_STILL: Motion = (0.0, 0.0, 0.0)


class PtzControl(QObject):
    """At most one camera at a time. GUI thread; only ``take`` waits, on the task pool."""

    changed = Signal()
    moved = Signal(float, float, float)

    def __init__(self, ptz: Ptz, tasks: Tasks, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ptz, self._tasks, self._actor = ptz, tasks, actor
        self._bridge = Bridge(self)
        self._sources: dict[str, Motion] = {}
        self._motion = _STILL
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self._repeat)
        self.camera_id: int | None = None
        self.ready = False
        self.home = False
        self.presets: tuple[PresetView, ...] = ()
        self.preset_at = ""
        self.error: VmsError | None = None
        ptz.on_event(self._news)

    # Taking and giving back

    def begin(self, camera_id: int) -> None:
        """Take a camera; ``changed`` tells when it is ready, or why not (``error``)."""
        if self.camera_id == camera_id and self.error is None:
            return
        self.end()
        self.camera_id, self.ready, self.error, self.presets = camera_id, False, None, ()
        self._tasks.submit(
            lambda: self._ptz.take(self._actor, camera_id),
            lambda view: self._taken(camera_id, view),
            lambda error: self._not_taken(camera_id, error),
        )
        self.changed.emit()

    def end(self) -> None:
        """Stop the camera and give it back."""
        camera_id = self.camera_id
        if camera_id is None:
            return
        self.halt()
        self.camera_id, self.ready, self.error, self.presets, self.preset_at = None, False, None, (), ""
        self._ptz.release(self._actor, camera_id)
        self.changed.emit()

    def close(self) -> None:
        """At the end of the page."""
        self.end()
        self._refresh.stop()
        self._ptz.off_event(self._news)
        self._bridge.close()

    def _taken(self, camera_id: int, view: PtzView) -> None:
        if self.camera_id != camera_id:  # given up while connecting
            self._ptz.release(self._actor, camera_id)
            return
        self.ready, self.presets, self.home = True, view.presets, view.home
        self.changed.emit()

    def _not_taken(self, camera_id: int, error: Exception) -> None:
        if self.camera_id == camera_id:
            self._failed(error)

    # Moving

    def push(self, source: str, pan: float, tilt: float, zoom: float = 0.0) -> None:
        """What one source wants; zero takes it out."""
        if self.camera_id is None:
            return
        if (pan, tilt, zoom) == _STILL:
            self._sources.pop(source, None)
        else:
            self._sources[source] = (pan, tilt, zoom)
        self._apply()

    def halt(self) -> None:
        """Everything let go: focus lost, hidden, another pane."""
        self._sources.clear()
        self._apply(always=True)

    def _apply(self, *, always: bool = False) -> None:
        sums = [max(-1.0, min(1.0, sum(parts))) for parts in zip(*self._sources.values(), strict=True)]
        motion: Motion = (sums[0], sums[1], sums[2]) if sums else _STILL
        if motion == self._motion and not (always and self.camera_id is not None):
            return
        self._motion = motion
        if motion == _STILL:
            self._refresh.stop()
            if self.camera_id is not None:
                self._ptz.stop(self._actor, self.camera_id)
        else:
            self.preset_at = ""
            self._repeat()
            self._refresh.start()
        self.moved.emit(*motion)

    def _repeat(self) -> None:
        if self.camera_id is None or self._motion == _STILL:
            self._refresh.stop()
            return
        try:
            self._ptz.move(self._actor, self.camera_id, *self._motion)
        except VmsError as error:
            self._sources.clear()
            self._motion = _STILL
            self._refresh.stop()
            self._failed(error)

    # Presets

    def go_preset(self, number: int) -> None:
        """The preset of that place in the strip, counted from 1."""
        if self.camera_id is not None and self.ready and 1 <= number <= len(self.presets):
            preset = self.presets[number - 1]
            if self._order(lambda camera: self._ptz.go_preset(self._actor, camera, preset.token)):
                self.preset_at = preset.token
                self.changed.emit()

    def go_home(self) -> None:
        """Drive to the home position."""
        if self.ready and self.home:
            self._order(lambda camera: self._ptz.home(self._actor, camera))

    def add_preset(self, name: str) -> None:
        """Keep the present position under a name."""
        if self.ready and name.strip():
            self._order(lambda camera: self._ptz.add_preset(self._actor, camera, name.strip()))

    def remove_preset(self, token: str) -> None:
        """Forget a preset."""
        if self.ready:
            self._order(lambda camera: self._ptz.remove_preset(self._actor, camera, token))

    def _order(self, give: Callable[[int], None]) -> bool:
        if self.camera_id is None:
            return False
        try:
            give(self.camera_id)
        except VmsError as error:
            self._failed(error)
            return False
        return True

    # News

    def _news(self, news: PtzEvent) -> None:
        self._bridge.post(lambda: self._take_news(news))

    def _take_news(self, news: PtzEvent) -> None:
        if news.camera_id != self.camera_id:
            return
        if news.presets is not None:
            self.presets = news.presets
        if news.error is not None:
            self.error = news.error
        elif self.ready and news.kind in ("moved", "stopped", "presets", "arriving", "ready"):
            # Not while somebody else has the camera: it answers him, and why we haven't got it stays true.
            self.error = None
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, VmsError):
            raise error
        self.error = error
        self.changed.emit()
