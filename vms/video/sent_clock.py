"""What a camera's stream says of the camera's clock.

An RTSP camera ties its pictures to its own wall clock by RTCP sender reports. A picture arrives after it was taken:
what the stream's clock is ahead of ours by is at least the greatest lead seen.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from vms.core.instants import SECOND

# Between taking a picture and its arrival: encoder, network, our socket. No camera in order takes longer.
LONGEST_WAY_US = SECOND
_LEAST = 3
# Some cameras count from their start, or from 1900: that is no clock.
_NO_CLOCK_US = 20 * 365 * 86_400 * SECOND


@dataclass(frozen=True, slots=True)
class SentReading:
    """The camera's clock minus ours in µs, true within ± ``uncertainty_us``."""

    offset_us: int
    uncertainty_us: int


class SentClock:
    """``note`` on the receiving thread, ``take`` on any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lead_us: int | None = None
        self._seen = 0

    def note(self, taken_us: int, arrival_us: int) -> None:
        """A picture came that the camera took at ``taken_us`` by its own clock; once a key frame is enough."""
        lead = taken_us - arrival_us
        if abs(lead) > _NO_CLOCK_US:
            return
        with self._lock:
            self._lead_us = lead if self._lead_us is None else max(self._lead_us, lead)
            self._seen += 1

    def take(self) -> SentReading | None:
        """What was seen since the last ``take``; None when the stream says nothing of its clock."""
        with self._lock:
            lead, seen, self._lead_us, self._seen = self._lead_us, self._seen, None, 0
        if lead is None or seen < _LEAST:
            return None
        return SentReading(lead + LONGEST_WAY_US // 2, LONGEST_WAY_US // 2)
