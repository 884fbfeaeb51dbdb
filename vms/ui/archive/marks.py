"""The stretch between the marks, and what is done with it or with the moment shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vms.core.errors import InvalidInput
from vms.core.instants import SECOND, Span
from vms.services.cameras import CameraView
from vms.ui.archive.acts import Acts
from vms.ui.archive.page_facts import PageFacts
from vms.ui.archive.playback import Playback
from vms.ui.archive.selection import Selection
from vms.ui.archive.view import ArchiveView
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts


class Marks:
    """``cameras`` tells those shown, the chosen one first. GUI thread."""

    def __init__(
        self,
        parts: Parts,
        navigator: Navigator,
        view: ArchiveView,
        playback: Playback,
        facts: PageFacts,
        acts: Acts,
        cameras: Callable[[], list[CameraView]],
    ) -> None:
        self._parts, self._navigator, self._view = parts, navigator, view
        self._playback, self._facts, self._acts, self._cameras = playback, facts, acts, cameras
        self.selection = Selection()

    def set(self, change: Callable[[Selection, int], Selection]) -> None:
        """Set one mark at the instant shown."""
        if self._playback.position is not None and not self._view.live.isChecked():
            self._select(change(self.selection, self._playback.position))

    def stretch(self, span: Span) -> None:
        """Both marks at once."""
        self._select(Selection(span.start, span.end))

    def forget(self) -> None:
        """No stretch is chosen any more."""
        self._select(Selection())

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        if self._playback.loop is not None and self._playback.loop != selection.span:
            self._playback.set_loop(None)
        self.show()

    def show(self) -> None:
        """On the line and beside the pictures."""
        looping = self._playback.loop is not None
        self._view.timeline.set_selection(self.selection, looping=looping)
        self._view.transport.set_loop(looping, possible=self.selection.span is not None)
        self._facts.show_selection(self.selection, self._cameras())

    def toggle_loop(self) -> None:
        """Play the marked stretch again and again, or no more."""
        span = None if self._playback.loop is not None else self.selection.span
        try:
            self._playback.set_loop(span)
        except InvalidInput as error:
            self._navigator.fail(error)
        if self._playback.loop is not None:
            self._playback.play()
        self.show()

    def with_span(self, act: Callable[[Sequence[CameraView], Span], None]) -> None:
        """Do something with the stretch of all cameras shown."""
        cameras, span = self._cameras(), self.selection.span
        if cameras and span is not None:
            self._playback.pause()
            act(cameras, span)

    def still(self) -> None:
        """The picture shown becomes a still of an incident."""
        self._with_moment(self._acts.still)

    def bookmark(self) -> None:
        """Keep the moment shown."""
        self._with_moment(self._acts.bookmark)

    def _with_moment(self, act: Callable[[CameraView, int], None]) -> None:
        cameras, instant = self._cameras(), self._playback.position
        if self._view.live.isChecked():
            instant = self._parts.clock.now_us() - SECOND
        if cameras and instant is not None:
            self._playback.pause()
            act(cameras[0], instant)
