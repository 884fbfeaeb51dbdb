"""Moving one camera: from joystick, keys, clicks and boxes to the service, and a stop that nothing can lose.

Whatever pushes the camera is a source; the camera moves by the sum of them and stops when none is left. While it
moves, the velocity is repeated well within the service's dead-man time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vms.core.errors import CameraInUse, VmsError
from vms.ui.bridge import Bridge
from vms.ui.ptz.aiming import direction
from vms.video.framing import PLAIN, Framing

if TYPE_CHECKING:
    from vms.core.tasks import Tasks
    from vms.services.accounts import Actor
    from vms.services.ptz import Aim, PresetView, Ptz, PtzEvent, PtzView

REFRESH_MS = 400
_BEAT_MS = 500
Motion = tuple[float, float, float]
_STILL: Motion = (0.0, 0.0, 0.0)
_GOOD_NEWS = ("moved", "stopped", "aimed", "presets", "arriving", "arrived", "ready")


class PtzControl(QObject):
    """At most one camera at a time. GUI thread; only ``take`` and ``ask`` wait, on the task pool.

    ``changed``: something shown is another; ``moved``: the push, as seen on the screen. ``taken``: the name of who
    has it now; ``timed_out``: nothing was pressed for too long.
    """

    changed = Signal()
    moved = Signal(float, float, float)
    taken = Signal(str)
    timed_out = Signal()

    def __init__(self, ptz: Ptz, tasks: Tasks, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ptz, self._tasks, self._actor = ptz, tasks, actor
        self._bridge = Bridge(self)
        self._sources: dict[str, Motion] = {}
        self._motion = _STILL
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self._repeat)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._look)
        self.framing: Callable[[], Framing] = lambda: PLAIN
        self.camera_id: int | None = None
        self._forget()
        ptz.on_event(self._news)

    def _forget(self) -> None:
        self.ready = self.home = self.asked = False
        self.presets: tuple[PresetView, ...] = ()
        self.preset_at = self.asked_by = ""
        self.error: VmsError | None = None
        self.left_s: float | None = None

    # Taking and giving back

    def begin(self, camera_id: int, *, over: bool = False) -> None:
        """Take a camera; ``changed`` tells when it is ready, or why not (``error``). ``over``: from a lower rank."""
        if self.camera_id == camera_id and self.error is None:
            return
        self.end()
        self.camera_id = camera_id
        self._beat.start()
        self._tasks.submit(
            lambda: self._ptz.take(self._actor, camera_id, over=over),
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
        self.camera_id = None
        self._beat.stop()
        self._forget()
        self._ptz.release(self._actor, camera_id)
        self.changed.emit()

    def close(self) -> None:
        """At the end of the page."""
        self.end()
        self._refresh.stop()
        self._ptz.off_event(self._news)
        self._bridge.close()

    def take_over(self) -> None:
        """From who has it now, who is told."""
        if self.camera_id is not None and self.error is not None:
            self.begin(self.camera_id, over=True)

    def ask(self) -> None:
        """Tell who has it that it is wanted; it is taken as soon as it is free."""
        camera_id = self.camera_id
        if camera_id is None or not isinstance(self.error, CameraInUse):
            return
        self.asked = True
        self._tasks.submit(
            lambda: self._ptz.ask(self._actor, camera_id), lambda _asked: self.changed.emit(), self._failed
        )
        self.changed.emit()

    def forget_asker(self) -> None:
        """Keep the camera for now."""
        self.asked_by = ""
        self.changed.emit()

    def _taken(self, camera_id: int, view: PtzView) -> None:
        if self.camera_id != camera_id:  # given up while connecting
            self._ptz.release(self._actor, camera_id)
            return
        self.ready, self.presets, self.home, self.error = True, view.presets, view.home, None
        self._look()
        self.changed.emit()

    def _not_taken(self, camera_id: int, error: Exception) -> None:
        if self.camera_id == camera_id:
            self._failed(error)

    def _look(self) -> None:
        """Twice a second while a camera is wanted: how long it lasts, and whether it is free by now."""
        if self.camera_id is None:
            return
        holder = self._ptz.holder(self.camera_id)
        self.left_s = holder[1] if holder is not None else None
        if isinstance(self.error, CameraInUse):
            if holder is None and self.asked:
                self.begin(self.camera_id)
            self.changed.emit()

    # Moving

    def push(self, source: str, pan: float, tilt: float, zoom: float = 0.0) -> None:
        """What one source wants, as seen on the screen; zero takes it out."""
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

    def aim(self, aim: Aim) -> None:
        """Bring a point of the camera's picture to the middle, or a box to full size."""
        if self.ready:
            self.preset_at = ""
            self._order(lambda camera: self._ptz.aim(self._actor, camera, aim))
            self.changed.emit()

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
        if self.camera_id is None or self._motion == _STILL or not self.ready:
            self._refresh.stop()
            return
        pan, tilt, zoom = self._motion
        try:
            self._ptz.move(self._actor, self.camera_id, *direction(self.framing(), pan, tilt), zoom)
        except VmsError as error:
            self._sources.clear()
            self._motion = _STILL
            self._refresh.stop()
            self._failed(error)

    # Presets

    def go_preset(self, number: int) -> None:
        """The preset of that place in the list, counted from 1."""
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

    def replace_preset(self, token: str, name: str) -> None:
        """Keep the present position instead of the one stored under that name."""
        if self.ready:
            self._order(lambda camera: self._ptz.replace_preset(self._actor, camera, token, name))

    def rename_preset(self, token: str, name: str) -> None:
        """Another name."""
        camera_id = self.camera_id
        if camera_id is not None and self.ready:
            self._tasks.submit(
                lambda: self._ptz.rename_preset(self._actor, camera_id, token, name), lambda _none: None, self._failed
            )

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
        if news.user_id == self._actor.user_id:
            self._own_news(news)
        self.changed.emit()

    def _own_news(self, news: PtzEvent) -> None:
        if news.kind == "taken":
            self._lost(news.error)
        elif news.kind == "released" and self.ready:
            self.end()
            self.timed_out.emit()
        elif news.kind == "asked":
            self.asked_by = news.who
        elif news.error is not None:
            self.error = news.error
        elif self.ready and news.kind in _GOOD_NEWS:
            # Not while somebody else has the camera: why we haven't got it stays true.
            self.error = None

    def _lost(self, error: VmsError | None) -> None:
        self._sources.clear()
        self._motion = _STILL
        self._refresh.stop()
        self._forget()
        self.error = error
        self.moved.emit(*_STILL)
        self.taken.emit(str(error.values.get("holder", "")) if error else "")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, VmsError):
            raise error
        if isinstance(error, CameraInUse):
            self.ready = False
        self.error = error
        self.changed.emit()
