"""Packets to pictures for one stream: starts at a key frame, survives damage, skips when it is behind."""

from __future__ import annotations

import av
import av.error
from av.packet import Packet
from av.video.stream import VideoStream

from vms.video.hwaccel import accelerator

# Without a key frame for so many packets (10 s at 30/s) decode anyway: some encoders refresh bit by bit instead.
_PATIENCE = 300
_SOFTWARE = "software"


class Decoder:
    """Decodes the packets of one run on the calling thread. ``lost`` counts what was damaged or skipped."""

    def __init__(self, stream: VideoStream, *, hardware: bool = False) -> None:
        """``hardware``: the stream was opened with the graphics card, which may have left it to the processor."""
        self._context = stream.codec_context
        self._hardware = hardware
        self._waits_for_key = True
        self._waited = 0
        self._spare = False
        self.lost = 0

    @property
    def name(self) -> str:
        """The hardware's name, "software", or both where the one asked has passed it to the other."""
        if not self._hardware:
            return _SOFTWARE
        wanted = accelerator()
        return wanted if self._context.is_hwaccel else f"{wanted} → {_SOFTWARE}"

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
        except av.error.FFmpegError:  # damaged beyond repair, or of a kind this FFmpeg can't decode
            self.lost += 1
            return []

    def decode_alone(self, packet: Packet[VideoStream]) -> list[av.VideoFrame]:
        """The picture of one key frame between packets that are passed over; the next may be another key frame."""
        pictures = self.decode(packet)
        try:
            # A decoder that expects B-frames holds the picture back until it is told that nothing follows.
            pictures += self._context.decode(None)
        except av.error.FFmpegError:
            self.lost += 1
        self.skip_to_key()
        return pictures

    def skip_to_key(self) -> None:
        """Forget what is in hand and decode nothing before the next key frame."""
        if not self._waits_for_key:
            self._waits_for_key, self._waited = True, 0
            self._context.flush_buffers()

    def spare(self, on: bool) -> None:
        """Leave out pictures that no other picture needs."""
        if on != self._spare:
            self._spare = on
            self._context.skip_frame = "NONREF" if on else "DEFAULT"
