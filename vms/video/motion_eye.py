"""Sees from a stream's packets whether something moves, decoding as little as possible: key frames, as a rule.

Key frames alone cost a fiftieth of decoding everything, and stand for the picture they were taken from. Where they are
too far apart to catch a person walking by, small pictures are decoded all and two a second looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import av
import av.error
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.clock import Clock
from vms.core.errors import CameraRefused, VmsError
from vms.core.instants import SECOND
from vms.core.workers import Backoff, Worker
from vms.video.decoder import Decoder
from vms.video.glance import glance
from vms.video.intake import open_intake
from vms.video.motion import Motion
from vms.video.source import StreamSpec, camera_error

_LOOK_US = SECOND // 2 - 50_000  # two looks a second, though a picture comes early
_SPARSE_US = 2_500_000  # key frames further apart than this don't show everybody who walks by
_SMALL = 1280 * 720  # pixels: larger ones are never decoded all
_REFUSED_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Sight:
    """``moving`` since ``since_us``; not moving: nothing has moved from there on. ``looks``: pictures looked at."""

    moving: bool
    since_us: int
    looks: int


class MotionEye:
    """Fed with every packet of one stream, before anybody else changes it. One thread; ``sight`` on any."""

    def __init__(self) -> None:
        self.sight = Sight(False, 0, 0)
        self._motion = Motion()
        self._decoder: Decoder | None = None
        self._stream: VideoStream | None = None
        self._looked_us = 0
        self._key_us: int | None = None
        self._sparse = True  # until a second key frame has come soon: without the first ones nothing decodes

    def take(self, packet: Packet[VideoStream], arrival_us: int) -> None:
        """A packet of the stream has come. Decodes it where it is worth looking at: some milliseconds at most."""
        stream = packet.stream
        if self._decoder is None or stream is not self._stream:
            self._stream, self._decoder, self._key_us, self._sparse = stream, Decoder(stream), None, True
        key = packet.is_keyframe
        if key:
            if self._key_us is not None:
                self._sparse = arrival_us - self._key_us > _SPARSE_US
            self._key_us = arrival_us
        elif self._key_us is not None and arrival_us - self._key_us > _SPARSE_US:
            self._sparse = True
        context = stream.codec_context
        whole = self._sparse and context.width * context.height <= _SMALL
        due = arrival_us - self._looked_us >= _LOOK_US
        if whole:
            pictures = self._decoder.decode(packet)
        elif key and due:
            pictures = self._decoder.decode_alone(packet)
        else:
            return
        if pictures and due:
            self._look(pictures[-1], arrival_us)

    def lost(self, at_us: int) -> None:
        """The connection has ended: nothing moves that anybody sees."""
        self._decoder = self._stream = None
        if self.sight.moving:
            self.sight = Sight(False, at_us, self.sight.looks)

    def _look(self, frame: av.VideoFrame, at_us: int) -> None:
        self._looked_us = at_us
        before = self.sight
        moving = self._motion.look(glance(frame).tiny, at_us)
        since = before.since_us if moving == before.moving and before.looks else at_us
        self.sight = Sight(moving, since, before.looks + 1)


class MotionWatch(Worker):
    """Receives a camera's sub stream for its eye alone, where nothing else receives it. ``sight`` on any thread."""

    def __init__(self, camera_id: int, spec: StreamSpec, clock: Clock) -> None:
        super().__init__(f"motion-{camera_id}")
        self.spec = spec
        self.eye = MotionEye()
        self._clock = clock
        self._backoff = Backoff()

    def run(self) -> None:
        """Connections, one after the other, until stopped. Why a camera doesn't answer is the recorder's to tell."""
        while not self.stopping.is_set():
            failure = self._once()
            self.eye.lost(self._clock.now_us())
            refused = isinstance(failure, CameraRefused)
            self.stopping.wait(_REFUSED_WAIT_S if refused else self._backoff.next())

    def _once(self) -> VmsError | None:
        try:
            intake = open_intake(self.spec)
        except VmsError as failure:
            return failure
        try:
            for packet in intake.packets():
                if self.stopping.is_set():
                    return None
                if packet.size:
                    self._backoff.reset()
                    self.eye.take(packet, self._clock.now_us())
        except VmsError as failure:
            return failure
        except (av.FFmpegError, OSError, ValueError) as error:
            return camera_error(error, self.spec.host, late=False)
        finally:
            intake.close()
        return None
