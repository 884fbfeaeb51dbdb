"""How pages ask the window for something without knowing it or each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word in the corner. ``state``: ok, info, warn or bad. ``undo`` adds "Hoàn tác" for ten seconds."""

    title: str
    detail: str = ""
    state: str = "ok"
    action: str = ""
    act: Callable[[], None] | None = field(default=None, compare=False)
    undo: Callable[[], None] | None = field(default=None, compare=False)


class Navigator(QObject):
    """Signals between a page and its window; GUI thread only.

    The window makes and shows the page first when ``show_incident``, ``show_camera`` or ``open_archive`` is emitted
    before anyone opened it, so the incidents page listens to ``show_incident``, the wall to ``show_camera`` and the
    archive to ``open_archive`` in its constructor and gets also the emission that made it. Instants are µs UTC
    (``object``: Qt's int has 32 bits). ``mark`` is answered by the window, which writes the bookmark. ``window_wanted``
    opens another window of the wall; ``card_chosen``: where this PC paints its walls from the next sign-in on;
    ``acknowledge_wanted``: the alarm on top, asked for from such a window.
    ``jobs_asked``: a clip was asked for, look at once; ``evidence_changed`` carries the incident that got some.
    ``show_imports`` carries an incident, 0 for all; ``files_dropped`` paths and the incident that they are for.
    ``alarms_muted`` carries the minutes for which alarms make no sound on this PC, 0 for none.
    """

    show_page = Signal(str)
    show_incident = Signal(int)
    show_camera = Signal(int)
    open_archive = Signal(int, object)
    mark = Signal(int, object)
    show_alarms = Signal()
    alarms_changed = Signal(int)
    alarms_muted = Signal(int)
    unmute_alarms = Signal()
    badge_changed = Signal(str, int)
    full_screen_wanted = Signal(bool)
    window_wanted = Signal()
    acknowledge_wanted = Signal()
    school_changed = Signal(str)
    show_jobs = Signal()
    jobs_asked = Signal()
    show_imports = Signal(int)
    files_dropped = Signal(object, int)
    evidence_changed = Signal(int)
    look_changed = Signal(str, int, str)
    card_chosen = Signal(bool)
    notified = Signal(object)
    error_raised = Signal(object)

    def notify(
        self,
        title: str,
        detail: str = "",
        state: str = "ok",
        *,
        undo: Callable[[], None] | None = None,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a toast; ``undo`` is called when "Hoàn tác" is pressed, ``act`` when the named action is."""
        self.notified.emit(Toast(title, detail, state, action, act, undo))

    def fail(self, error: Exception) -> None:
        """Show an error in three parts; fits as ``failed`` of ``Tasks.submit``."""
        self.error_raised.emit(error)
