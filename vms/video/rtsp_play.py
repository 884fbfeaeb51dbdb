"""From an address to a stream that plays: DESCRIBE, SETUP and PLAY of its pictures, live and from a recorder alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vms.core.errors import StreamInvalid
from vms.video.rtsp_wire import Answer, RtspWire
from vms.video.sdp import VideoTrack, video_track

_OFTEN_ENOUGH_S = 25.0


@dataclass(frozen=True, slots=True)
class Playing:
    """What plays. ``whole``: its address; ``every_s``: so often the server wants to hear that somebody still watches;
    ``channel``: of the RTP packets, RTCP has the next one; ``answer``: to PLAY.
    """

    track: VideoTrack
    whole: str
    session: str
    every_s: float
    channel: int
    answer: Answer

    @property
    def headers(self) -> dict[str, str]:
        """For every request from here on."""
        return {"Session": self.session} if self.session else {}


def play(
    wire: RtspWire, url: str, needs: dict[str, str], wishes: dict[str, str], *, query_kept: bool = False
) -> Playing:
    """Have the pictures of an address sent. ``needs`` goes with every request, ``wishes`` with PLAY; ``query_kept``:
    what stands in the address' query counts, though the server's own base lacks it.

    Raises CameraError: StreamInvalid where there is no H.264 or H.265.
    """
    said = wire.request("DESCRIBE", url, {**needs, "Accept": "application/sdp"})
    base = said.first("content-base") or said.first("content-location") or url
    track = video_track(said.body, base)
    if track is None:
        raise StreamInvalid(host=wire.host, detail="no h264 or h265")
    whole = url if query_kept and track.whole == base else track.whole
    answer = wire.request("SETUP", track.control, {**needs, "Transport": "RTP/AVP/TCP;unicast;interleaved=0-1"})
    session, _, rest = answer.first("session").partition(";")
    every_s = _OFTEN_ENOUGH_S
    if limit := re.search(r"timeout\s*=\s*(\d{1,5})", rest):
        every_s = max(1.0, min(_OFTEN_ENOUGH_S, int(limit[1]) / 2))
    channel = re.search(r"interleaved\s*=\s*(\d{1,2})", answer.first("transport"))
    known = {"Session": session.strip()} if session.strip() else {}
    played = wire.request("PLAY", whole, {**known, **needs, **wishes})
    return Playing(track, whole, session.strip(), every_s, int(channel[1]) if channel else 0, played)
