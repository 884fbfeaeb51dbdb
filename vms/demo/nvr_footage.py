"""What the school's recorder keeps: the fixed cameras' loops again, stamped as if they had been recorded earlier.

A loop is locked to the UTC minute, so the same sixty seconds fit any minute: nothing is rendered or stored for this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vms.demo.encode import FRAMES_PER_S, LOOP_S
from vms.demo.rtp import Packets
from vms.demo.track import Loop


@dataclass(frozen=True, slots=True)
class Kept:
    """One coded picture and when it was taken, Unix seconds."""

    packets: Packets
    taken: float


@dataclass(frozen=True, slots=True)
class KeptRecording:
    """One channel of the recorder. ``stretches``: from–until in whole Unix seconds, in order; between them nothing was
    recorded.
    """

    token: str
    number: int
    code: str
    name: str
    loop: Loop
    stretches: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """When the oldest picture was taken."""
        return self.stretches[0][0]

    @property
    def last(self) -> int:
        """When the newest picture ends."""
        return self.stretches[-1][1]

    def pictures(self, start: float, end: float, *, keys_only: bool = False) -> Iterator[Kept]:
        """Pictures from the key frame before ``start`` on, up to ``end``; seconds not rendered yet are left out."""
        for begin, until in self.stretches:
            second = max(begin, int(start - self.loop.phase_s))
            while second < min(until, end):
                pictures = self.loop.seconds[second % LOOP_S]
                for index, packets in enumerate(pictures[:1] if keys_only else pictures):
                    taken = second + index / FRAMES_PER_S + self.loop.phase_s
                    if taken < end:
                        yield Kept(packets, taken)
                second += 1

    def starts_stretch(self, taken: float) -> bool:
        """Whether a picture is the first after a stretch without any."""
        return any(begin <= taken < begin + 1 / FRAMES_PER_S for begin, _ in self.stretches)


def usual_stretches(now: float, minutes: int = 60) -> tuple[tuple[int, int], ...]:
    """An hour that ended ten minutes ago, in whole minutes, with five of them missing in its middle."""
    end = int(now) // 60 * 60 - 600
    start, half = end - minutes * 60, end - minutes * 30
    return ((start, half - 120), (half + 180, end))
