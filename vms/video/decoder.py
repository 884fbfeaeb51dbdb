"""Packets to pictures for one stream: starts at a key frame, survives damage, skips when it is behind."""

from __future__ import annotations

import av
import av.error
from av.packet import Packet
from av.video.stream import VideoStream

# Without a key frame for so many packets (10 s at 30/s) decode anyway: some encoders refresh bit by bit instead.
_PATIENCE = 300


class Decoder:
    """Decodes the packets of one run on the calling thread. ``lost`` counts what was damaged or skipped."""

    name = "software"

    def __init__(self, stream: VideoStream) -> None:
        self._context = stream.codec_context
        self._waits_for_key = True
        self._waited = 0
        self.lost = 0
        self.damaged = False

    def decode(self, packet: Packet[VideoStream]) -> list[av.VideoFrame]:
        """The pictures this packet completes: often one, none while it waits for a key frame or after damage."""
        if self._waits_for_key:
            if not packet.is_keyframe and self._waited < _PATIENCE:
                self._waited += 1
                return []
            self._waits_for_key = False
        if packet.is_corrupt:
            self.lost += 1
        try:
            return self._context.decode(packet)
        except (av.error.InvalidDataError, av.error.UndefinedError, av.error.PatchWelcomeError, av.error.BugError):
            self.lost += 1
            self.damaged = True
            return []

    def skip_to_key(self) -> None:
        """Forget what is in hand and decode nothing before the next key frame."""
        if not self._waits_for_key:
            self._waits_for_key, self._waited = True, 0
            self._context.flush_buffers()
