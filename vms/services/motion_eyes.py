"""The recorder's eyes: one a camera, on a stream that is received anyway, else on a connection of its own."""

from __future__ import annotations

from collections.abc import Mapping

from vms.core.clock import Clock
from vms.services.stream_specs import key_of
from vms.video.motion_eye import MotionEye, MotionWatch, Sight
from vms.video.recorder import CameraRecorder
from vms.video.source import StreamSpec

# Where an eye looks: along with a recorder, or at a stream opened for it.
Place = CameraRecorder | StreamSpec


class MotionEyes:
    """Settles eyes where they are wanted. One thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[int, CameraRecorder] = {}
        self._watches: dict[int, MotionWatch] = {}
        self._ending: list[MotionWatch] = []

    def settle(self, places: Mapping[int, Place]) -> None:
        """From now on look here, and nowhere else."""
        for camera_id, host in list(self._hosts.items()):
            if places.get(camera_id) is not host:
                host.eye = None
                del self._hosts[camera_id]
        for camera_id, watch in list(self._watches.items()):
            place = places.get(camera_id)
            if not isinstance(place, StreamSpec) or key_of(place) != key_of(watch.spec):
                watch.stopping.set()
                self._ending.append(watch)
                del self._watches[camera_id]
        for camera_id, place in places.items():
            if isinstance(place, CameraRecorder):
                if camera_id not in self._hosts:
                    self._hosts[camera_id] = place
                    place.eye = MotionEye()
            elif camera_id not in self._watches:
                watch = self._watches[camera_id] = MotionWatch(camera_id, place, self._clock)
                watch.start()
        self._ending = [watch for watch in self._ending if watch.alive]

    def sights(self) -> dict[int, Sight]:
        """What each eye sees."""
        found = {camera_id: watch.eye.sight for camera_id, watch in self._watches.items()}
        found |= {camera_id: host.eye.sight for camera_id, host in self._hosts.items() if host.eye is not None}
        return found

    def ask_to_stop(self) -> list[MotionWatch]:
        """All watches begin to stop; those to wait for."""
        for watch in self._watches.values():
            watch.stopping.set()
        return [*self._watches.values(), *self._ending]
