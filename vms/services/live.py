"""Watching live: who may, which stream a pane gets, and every look in the log of acts."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Mapping

from vms.core.errors import CameraUnreachable, VmsError
from vms.core.log import event
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras, CameraView
from vms.services.watches import Listener, Watches
from vms.video.budget import Quality, choose_quality
from vms.video.client import EngineClient, EngineView
from vms.video.engine import StreamKey, stream_key
from vms.video.frames import Frame, StreamState, StreamStatus
from vms.video.framing import PLAIN, Framing
from vms.video.source import StreamSpec
from vms.video.watching import References, WatchState

__all__ = ["Live", "LiveView"]

_log = logging.getLogger(__name__)

Specs = dict[Quality, StreamSpec]


class LiveView:
    """One pane's live picture. GUI thread; nothing here waits for the network.

    Going from sub to main stream and back keeps the old picture until the first of the new one.
    """

    def __init__(self, live: Live, camera_id: int, specs: Specs, width: int, height: int) -> None:
        self.camera_id = camera_id
        self._live, self._specs, self._size = live, specs, (width, height)
        self.framing = PLAIN
        self._planes = False
        self._quality = self._wanted()
        self._shown = live.open_view(specs[self._quality], width, height)
        self._next: EngineView | None = None
        self._sequence_before = 0
        self._paused = self._closed = self._ended = False
        self.stale = False  # set on any thread: the camera has changed in the catalogue

    @property
    def quality(self) -> Quality:
        """The stream this pane is meant to show; the picture may still be the other one's."""
        return self._quality

    @property
    def sequence(self) -> int:
        """Another number for another picture, ever larger; 0 before the first. Cheap: ask it on every tick."""
        self._switch_when_ready()
        now = self._shown.sequence
        return self._sequence_before + now if now else self._sequence_before

    def frame(self) -> Frame | None:
        """The newest picture, or None before the first. Valid until the next call."""
        self._switch_when_ready()
        return self._shown.frame()

    def status(self) -> StreamStatus:
        """How the stream fares: connection, reason, countdown, figures."""
        status = self._shown.status()
        if self._next and status.state is not StreamState.LIVE:
            status = self._next.status()  # nothing good to keep: what is being tried counts
        return dataclasses.replace(status, state=StreamState.ENDED, retry_in_s=None) if self._ended else status

    def resize(self, width: int, height: int) -> None:
        """The pane has another size, in physical pixels."""
        if self._closed:
            return
        self._size = (width, height)
        if not self._other_stream() and self._next:
            self._next.resize(width, height)
        self._shown.resize(width, height)

    def set_framing(self, framing: Framing) -> None:
        """Show this part of the picture, this way up. Deep in, the main stream comes by itself."""
        if self._closed or framing == self.framing:
            return
        self.framing = framing
        if not self._other_stream() and self._next:
            self._next.set_framing(framing)
        self._shown.set_framing(framing)

    def set_planes(self, on: bool) -> None:
        """Pictures come as three planes, for a surface that makes colours of them itself, or as colours."""
        if not self._closed and on != self._planes:
            self._planes = on
            self._shown.set_planes(on)
            if self._next:
                self._next.set_planes(on)

    def pause(self) -> None:
        """Hidden: decode nothing. The session ends after some seconds."""
        self._paused = True
        self._shown.pause()
        if self._next:
            self._next.pause()

    def resume(self) -> None:
        """Seen again."""
        self._paused = False
        self._shown.resume()
        if self._next:
            self._next.resume()

    def retry(self) -> None:
        """Try now: a person asked. The only way out of a refused password."""
        self._shown.retry()
        if self._next:
            self._next.retry()

    def close(self) -> None:
        """End the view and free its memory. May be called twice."""
        if not self._closed:
            self._closed = True
            self._live.forget(self)
            self._shown.close()
            if self._next:
                self._next.close()

    def _wanted(self, now: Quality | None = None) -> Quality:
        width, height = self._size
        seen = (height if self.framing.turn in (90, 270) else width) * self.framing.zoom
        return choose_quality(round(seen), has_sub="sub" in self._specs, now=now)

    def _other_stream(self) -> bool:
        """Change to the other stream if the pane is worth it now; whether it was."""
        quality = self._wanted(self._quality)
        if quality == self._quality:
            return False
        self._quality = quality
        self._reopen()
        return True

    def _reopen(self) -> None:
        if self._next:
            self._next.close()
        self._next = self._live.open_view(self._specs[self._quality], *self._size, planes=self._planes)
        self._next.set_framing(self.framing)
        if self._paused:
            self._next.pause()

    def _follow(self) -> None:
        self.stale = False
        try:
            specs = self._live.specs(self.camera_id)
        except VmsError as error:
            event(_log, "view_not_changed", camera=self.camera_id, code=error.code)
            return
        if not specs:
            self._ended = True
            self._shown.pause()
            return
        if self._ended:
            self._ended = False
            if not self._paused:
                self._shown.resume()
        if _keys(specs) != _keys(self._specs):
            self._specs = specs
            self._quality = self._wanted(self._quality)
            self._reopen()

    def _switch_when_ready(self) -> None:
        if self.stale and not self._closed:
            self._follow()
        if self._next and self._next.sequence:
            self._sequence_before += self._shown.sequence
            self._shown.close()
            self._shown, self._next = self._next, None


class Live:
    """Live views of cameras. GUI thread. The media process behind it is started and closed by who made it."""

    def __init__(self, cameras: Cameras, audit: Audit, engine: EngineClient) -> None:
        self._cameras, self._audit, self._engine = cameras, audit, engine
        self._views: list[LiveView] = []
        self._lock = threading.Lock()
        self._watches = Watches(cameras, engine)
        cameras.on_change(self._camera_changed)

    def show(self, actor: Actor, camera_id: int, width: int, height: int) -> LiveView:
        """Show a camera in a pane of this size (physical pixels); one entry in the log of acts.

        Raises NotAllowed, InvalidInput (no such camera), CameraUnreachable (no address known, or switched off),
        VaultLocked.
        """
        camera = self._cameras.get(actor, camera_id)  # checks the right, and the area of who has only one
        specs = self._specs(camera)
        if not specs:
            raise CameraUnreachable(host=camera.address, detail="disabled")
        self._audit.write(actor, "watch_live", object=f"camera:{camera_id}")
        view = LiveView(self, camera_id, specs, width, height)
        with self._lock:
            self._views.append(view)
        return view

    def close(self) -> None:
        """End every view. The media process goes on until its owner closes it."""
        self._cameras.off_change(self._camera_changed)
        self._watches.close()
        for view in list(self._views):
            view.close()

    def set_watch(self, wanted: Mapping[int, References]) -> None:
        """Watch exactly these cameras for motion and tampering, beginning with these references."""
        self._watches.watch(wanted)

    def on_watch(self, listener: Listener) -> None:
        """Tell this one what the watches find; called on a thread of the background."""
        self._watches.listen(listener)

    def watch_states(self) -> dict[int, WatchState]:
        """Camera → what its watch last said."""
        return self._watches.states()

    # --- for LiveView ---

    def specs(self, camera_id: int) -> Specs:
        """The streams of a camera as they are now; empty when it is removed or switched off."""
        camera = next((one for one in self._cameras.every() if one.id == camera_id), None)
        return self._specs(camera) if camera else {}

    def open_view(self, spec: StreamSpec, width: int, height: int, *, planes: bool = False) -> EngineView:
        """A pane in the media process."""
        return self._engine.open_stream(spec, width, height, planes=planes)

    def forget(self, view: LiveView) -> None:
        """The view is closed."""
        with self._lock:
            self._views = [one for one in self._views if one is not view]

    def _specs(self, camera: CameraView) -> Specs:
        if not camera.enabled or camera.removed_us is not None:
            return {}
        found: Specs = {"main": dataclasses.replace(self._cameras.source(camera.id, "main"), hardware=True)}
        if camera.sub_url:
            found["sub"] = self._cameras.source(camera.id, "sub")
        return found

    def _camera_changed(self, camera_id: int) -> None:
        with self._lock:
            for view in self._views:
                if view.camera_id == camera_id:
                    view.stale = True


def _keys(specs: Specs) -> dict[Quality, StreamKey]:
    return {quality: stream_key(spec) for quality, spec in specs.items()}
