"""How the page comes to an instant: one that is asked for, where one was last time, or near the newest footage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vms.core.instants import HOUR, Span
from vms.services.cameras import CameraView
from vms.ui.archive.jumps import BACK
from vms.ui.archive.page_facts import PageFacts
from vms.ui.archive.page_state import PageState
from vms.ui.archive.playback import Playback
from vms.ui.archive.view import ArchiveView
from vms.ui.parts import Parts
from vms.ui.session import Session

_FIRST_WINDOW = HOUR


class Opening:
    """Opens the film and closes it. ``wanted``: where to go once it is open. GUI thread."""

    def __init__(
        self,
        parts: Parts,
        session: Session,
        view: ArchiveView,
        playback: Playback,
        facts: PageFacts,
        failed: Callable[[Exception], None],
    ) -> None:
        self._parts, self._session, self._view = parts, session, view
        self._playback, self._facts, self._failed = playback, facts, failed
        self._remembered: PageState | None = None
        self.wanted: int | None = None
        self.play_at_once = False

    def remember(self, state: PageState) -> None:
        """Where one was last time; counts for the first opening only."""
        self._remembered = state

    def show(self, cameras: Sequence[CameraView], chosen: CameraView, reason: str) -> None:
        """These cameras, in the film that is open or in a new one."""
        ids = [camera.id for camera in cameras]
        if self._playback.is_open:
            self._playback.show_cameras(ids, chosen.id)
            self._arrive()
            return
        if self.wanted is None and self._remembered is not None:
            self.wanted = self._remembered.instant
        if self.wanted is not None:
            self._open(ids, chosen.id, reason, self.wanted)
            return
        lines, actor = self._parts.timelines, self._session.actor

        def arrived(newest: int | None) -> None:
            if not self._playback.is_open and self._view.cameras.camera_id == chosen.id:
                here = (newest or self._parts.clock.now_us()) - BACK
                self._open(self._view.cameras.shown, chosen.id, reason, here if self.wanted is None else self.wanted)

        self._facts.ask(lambda: lines.newest(actor, ids), arrived, self._failed)

    def _open(self, ids: Sequence[int], chosen: int, reason: str, instant: int) -> None:
        remembered, self._remembered = self._remembered, None
        if remembered is not None:
            self._playback.set_synced(remembered.synced)
            length = remembered.window_us or _FIRST_WINDOW
            self._view.timeline.show_window(Span(instant - length // 2, instant + length - length // 2))
        if self._playback.open(ids, chosen, reason, instant):
            assert self._playback.group is not None
            self._view.thumbs.open(self._playback.group)
            self._view.hover.open(self._playback.group)
            self._arrive()

    def _arrive(self) -> None:
        wanted, self.wanted = self.wanted, None
        play, self.play_at_once = self.play_at_once, False
        if wanted is not None:
            self._playback.seek(wanted)
        if play:
            self._playback.play()

    def again(self) -> None:
        """Close, and come back to the same instant."""
        if self.wanted is None:
            self.wanted = self._playback.position
        self.close()

    def close(self) -> None:
        """Let go of the film and of the pictures out of it."""
        self._view.thumbs.close_strip()
        self._view.hover.close_strip()
        self._playback.close()
