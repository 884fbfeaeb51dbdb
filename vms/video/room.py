"""How many decoded pictures a film keeps, and which: memory is bounded however far apart key frames lie."""

from __future__ import annotations

import av

# For going back, 3 MB a picture at 1080p. Forwards, a few suffice for steps.
ROOM_BYTES = 48 << 20
LEAST_KEPT, MOST_KEPT, KEPT_FORWARDS = 8, 250, 4
# Going back in a very long group of pictures: as many passes over it at most, then pictures are left out.
_PASSES, _THINNED_PASSES = 16, 4


def pictures_kept(frame: av.VideoFrame, room_bytes: int) -> int:
    """How many pictures like this one fit into the room."""
    return max(LEAST_KEPT, min(MOST_KEPT, room_bytes // max(1, frame.width * frame.height * 3 // 2)))


def thinning(distance_us: int, step_us: int, kept: int) -> int:
    """Keep each how-many-eth picture of a stretch: all, unless going back took too many passes over it."""
    count = distance_us // max(1, step_us)
    return 1 if count <= kept * _PASSES else -(-count // (kept * _THINNED_PASSES))
