"""The watches over the cameras' pictures: which run, what each last said, and who wants to hear it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from vms.core.errors import VmsError
from vms.services.cameras import Cameras, CameraView
from vms.video.client import EngineClient
from vms.video.engine import StreamKey, stream_key
from vms.video.source import StreamSpec
from vms.video.watch_view import EngineWatch
from vms.video.watching import References, WatchNews, WatchState

Listener = Callable[[int, WatchNews], None]


@dataclass(slots=True)
class _Running:
    key: StreamKey
    references: References
    watch: EngineWatch


class Watches:
    """One watch a camera, on its sub stream. Any thread; listeners are called on the media keeper's."""

    def __init__(self, cameras: Cameras, engine: EngineClient) -> None:
        self._cameras, self._engine = cameras, engine
        self._lock = threading.RLock()
        self._running: dict[int, _Running] = {}
        self._states: dict[int, WatchState] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Tell this one too, from now on."""
        with self._lock:
            self._listeners.append(listener)

    def states(self) -> dict[int, WatchState]:
        """Camera → what its watch last said; cameras of which nothing was said yet are missing."""
        with self._lock:
            return dict(self._states)

    def watch(self, wanted: Mapping[int, References]) -> None:
        """Watch exactly these cameras, beginning with these references. Those that run on as they are aren't touched.

        A camera that is off, removed or has no address is left out until it is asked for again.
        """
        specs = self._specs(wanted)
        with self._lock:
            for camera_id, running in list(self._running.items()):
                spec = specs.get(camera_id)
                if spec is None or stream_key(spec) != running.key or self._forgotten(running, wanted[camera_id]):
                    self._end(camera_id)
            for camera_id, spec in specs.items():
                if camera_id not in self._running:
                    self._begin(camera_id, spec, wanted[camera_id])

    def close(self) -> None:
        """End all."""
        with self._lock:
            self._listeners.clear()
            for camera_id in list(self._running):
                self._end(camera_id)

    @staticmethod
    def _forgotten(running: _Running, references: References) -> bool:
        """Someone asked for a new reference: what the watch has learned since is thrown away."""
        return references == References() and running.references != References()

    def _specs(self, wanted: Mapping[int, References]) -> dict[int, StreamSpec]:
        found: dict[int, StreamSpec] = {}
        for camera in self._cameras.every():
            if camera.id in wanted and camera.enabled:
                spec = self._spec(camera)
                if spec:
                    found[camera.id] = spec
        return found

    def _spec(self, camera: CameraView) -> StreamSpec | None:
        try:
            return self._cameras.source(camera.id, "sub" if camera.sub_url else "main")
        except VmsError:
            return None  # no address, or the vault is locked: its pane and the recorder say so

    def _begin(self, camera_id: int, spec: StreamSpec, references: References) -> None:
        watch = self._engine.open_watch(spec, references, partial(self._found, camera_id))
        self._running[camera_id] = _Running(stream_key(spec), references, watch)

    def _end(self, camera_id: int) -> None:
        self._running.pop(camera_id).watch.close()
        self._states.pop(camera_id, None)

    def _found(self, camera_id: int, news: WatchNews) -> None:
        with self._lock:
            running = self._running.get(camera_id)
            if running is None:
                return  # ended meanwhile
            if news.references:
                running.references = news.references
            self._states[camera_id] = news.state
            listeners = list(self._listeners)
        for listener in listeners:
            listener(camera_id, news)
