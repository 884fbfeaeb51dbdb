"""Which sound track of a camera can be recorded: MP4 takes AAC as it comes; nothing is coded anew."""

from __future__ import annotations

from av.audio.stream import AudioStream
from av.container import Container
from av.packet import Packet

from vms.core.instants import SECOND
from vms.video.reader import ticks_to_us

_APART_US = SECOND // 2
CODECS = ("aac",)


def recordable(container: Container) -> AudioStream | None:
    """The first sound track that goes into a segment by stream copy."""
    return next((one for one in container.streams.audio if one.codec_context.name in CODECS), None)


def sound_state(container: Container) -> str:
    """'recording', 'none', or the name of the codec that can't be recorded (``pcm_alaw``)."""
    if recordable(container) is not None:
        return "recording"
    tracks = container.streams.audio
    return tracks[0].codec_context.name if tracks else "none"


class SoundStamps:
    """Stamps of a sound track in a segment: the first packet is placed by its instant, the others by their own
    distances, as long as both agree. One thread.
    """

    def __init__(self) -> None:
        self._first: int | None = None
        self._last = -1

    def place(self, packet: Packet[AudioStream], offset_us: int) -> None:
        """Give the packet its stamp; ``offset_us``: its instant, from the segment's start."""
        assert packet.pts is not None and packet.time_base is not None
        tick = packet.time_base
        apart = self._first is not None and abs(ticks_to_us(packet.pts - self._first, tick) - offset_us) > _APART_US
        if self._first is None or apart:
            self._first = packet.pts - offset_us * tick.denominator // (tick.numerator * 1_000_000)
        self._last = max(packet.pts - self._first, self._last + 1)
        packet.pts = packet.dts = self._last
