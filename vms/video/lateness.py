"""What to do with a stream that comes late: catch up without showing, throw away up to a key frame, or believe it.

Late packets have two causes that look alike: we (or the network) were held up and a backlog lies in the socket, which
has to go; or the camera's pictures simply take longer now. So the backlog is thrown away first, which costs next to
nothing, and what is late even then is on time from now on. That way delay never accumulates.

A backlog is first decoded without showing most of it: that takes a fraction of the time it lasts, and leaves the newest
picture. Only what can't be caught up within a second, or is longer than any hiccup, is thrown away undecoded.
"""

from __future__ import annotations

from enum import Enum, auto

LATE_US = 400_000
BEHIND_US = 8_000_000
_PATIENCE_S = 1.0
_PROGRESS_US = 300_000


class Verdict(Enum):
    """What becomes of a packet."""

    SHOW = auto()
    THIN = auto()  # decode, but show only some pictures
    DROP = auto()  # throw away
    BELIEVE = auto()  # show, and take this lag as none from now on


class Lateness:
    """Judges the packets of one run. One thread."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._drained_from: int | None = None

    def judge(self, lag_us: int, now: float, *, key: bool) -> Verdict:
        """``lag_us`` behind the fastest packet; ``now`` monotonic seconds; ``key``: decoding could start here."""
        if lag_us <= LATE_US:
            self._since = self._drained_from = None
            return Verdict.SHOW
        if self._drained_from is None:
            if self._since is None:
                self._since = now
            if lag_us <= BEHIND_US and now - self._since < _PATIENCE_S:
                return Verdict.THIN
            self._drained_from = lag_us
            return Verdict.DROP
        if not key:
            return Verdict.DROP
        if self._drained_from - lag_us > _PROGRESS_US:
            self._drained_from = lag_us  # the backlog still shrinks: on to the next key frame
            return Verdict.DROP
        self._since = self._drained_from = None
        return Verdict.BELIEVE
