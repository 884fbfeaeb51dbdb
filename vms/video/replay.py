"""Replaying a stretch out of a recorder: ONVIF's replay over RTSP, or a maker's own play-back address.

FFmpeg sends none of the replay headers and knows nothing of the time in them, hence this small leg of our own.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

from vms.core.errors import CameraError, CameraFault, CameraSilent, StreamInvalid
from vms.core.instants import SECOND, Span, from_datetime, to_datetime
from vms.core.log import event
from vms.core.redact import Secret
from vms.video.rtcp import is_goodbye
from vms.video.rtp import AccessUnit, Assembler
from vms.video.rtsp_login import RtspLogin
from vms.video.rtsp_play import Playing, play
from vms.video.rtsp_wire import Packet, Patience, RtspWire
from vms.video.sdp import Codec, video_track

_log = logging.getLogger(__name__)

# What a recorder sends may begin a long GOP before the instant asked for, and end one after it.
_SLACK_US = 60 * SECOND
_OVERRUN_US = 2 * SECOND
_LEAST_STEP_US = SECOND // 4
_MOST_NONSENSE = 20_000
_CLOCK = re.compile(r"clock\s*=\s*(\d{8}T\d{6})(\.\d{1,6})?\d*Z")


@dataclass(frozen=True, slots=True)
class ReplaySource:
    """Where a recording is replayed. ``url`` has no credentials in it. ``onvif``: by ONVIF's headers; else the times
    stand in the address.
    """

    url: str
    user: str
    password: Secret | None
    onvif: bool = True


class Replay:
    """One replay of one stretch; opened by ``with``. One thread, and no other is started.

    Raises CameraError. ``complete``: the recorder has sent everything it has of the stretch. ``exact``: every picture
    came with the recorder's own time; else times were counted by the RTP clock from the start that it told.
    """

    def __init__(
        self, source: ReplaySource, span: Span, *, keys_only: bool = False, patience: Patience | None = None
    ) -> None:
        self.complete = False
        self.exact = True
        self._source, self._span, self._keys_only = source, span, keys_only
        self._patience = patience or Patience()
        self._wire: RtspWire | None = None
        self._playing: Playing | None = None
        self._begins_us = span.start
        self._assembler: Assembler | None = None
        self._seen_us = self._step_us = self._wrong = 0

    @property
    def codec(self) -> Codec:
        """What comes; once it is open."""
        assert self._playing is not None
        return self._playing.track.codec

    @property
    def dropped(self) -> int:
        """Pictures that came damaged, or before the first key frame."""
        return self._assembler.dropped if self._assembler else 0

    def __enter__(self) -> Replay:
        self._wire = RtspWire(self._source.url, RtspLogin(self._source.user, self._source.password), self._patience)
        try:
            self._begin(self._wire)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Tell the recorder that it is over, and hang up. May be called twice."""
        wire, self._wire = self._wire, None
        if wire is None:
            return
        try:
            if self._playing is not None and self._playing.session:
                wire.send("TEARDOWN", self._playing.whole, self._playing.headers)
        except CameraError as error:
            event(_log, "replay_gone_before", logging.DEBUG, code=error.code)
        finally:
            wire.close()

    def units(self) -> Iterator[AccessUnit]:
        """The pictures as the recorder sends them, each with its instant; ends where the stretch does.

        Raises CameraSilent when the recorder stops or hangs up before; StreamInvalid for what is no video.
        """
        assert self._playing is not None and self._wire is not None
        track = self._playing.track
        assembler = self._assembler = Assembler(track.codec, track.payload, track.sets)
        clock = _Clock(self._begins_us, track.clock_hz)
        for packet in self._packets(self._wire, self._playing):
            for unit in assembler.feed(packet.data):
                timed = self._timed(unit, clock)
                if timed is not None:
                    yield timed
                    if self._past_end(timed):
                        self.complete = True
                        return
            if assembler.strange > _MOST_NONSENSE:
                raise StreamInvalid(host=self._wire.host, detail="no pictures of this time")
            if assembler.ended:
                self.complete = True
                break
        for unit in assembler.flush():
            if (timed := self._timed(unit, clock)) is not None:
                yield timed

    # -- inside

    def _begin(self, wire: RtspWire) -> None:
        needs = {"Require": "onvif-replay"} if self._source.onvif else {}
        # The times of a maker's own address stand in its query, which a Content-Base often lacks.
        playing = play(wire, self._source.url, needs, self._wishes(), query_kept=not self._source.onvif)
        self._playing = playing
        self._begins_us = _told_start(playing.answer.first("range"), self._span.start)

    def _wishes(self) -> dict[str, str]:
        wishes = {"Rate-Control": "no"}
        if self._source.onvif:
            wishes |= {"Range": f"clock={_stamp(self._span.start)}-{_stamp(self._span.end)}", "Immediate": "yes"}
        if self._keys_only:
            wishes["Frames"] = "intra"
        return wishes

    def _packets(self, wire: RtspWire, playing: Playing) -> Iterator[Packet]:
        """RTP packets until the recorder says goodbye; keeps the session alive meanwhile."""
        due = time.monotonic() + playing.every_s
        while True:
            if time.monotonic() > due:
                due = time.monotonic() + playing.every_s
                wire.send("GET_PARAMETER", playing.whole, playing.headers)
            try:
                packet = wire.packet()
            except CameraSilent:
                packet = None
                if not self._near_end():
                    raise
            if packet is None:
                if not self._near_end():
                    raise CameraSilent(host=wire.host, detail="connection closed")
                self.complete = True
                return
            if packet.channel == playing.channel + 1 and is_goodbye(packet.data):
                self.complete = True
                return
            if packet.channel == playing.channel:
                yield packet

    def _near_end(self) -> bool:
        """Whether the last picture was about the last one asked for: some recorders end without a word."""
        return self._seen_us + max(2 * self._step_us, _LEAST_STEP_US) >= self._span.end

    def _timed(self, unit: AccessUnit, clock: _Clock) -> AccessUnit | None:
        """The picture with its instant; None for one that can't belong here."""
        counted = clock.instant(unit)
        if unit.instant_us is None:
            self.exact = False
        instant = counted if unit.instant_us is None else unit.instant_us
        if not self._span.start - _SLACK_US <= instant <= self._span.end + _SLACK_US:
            self._nonsense()
            return None
        self._step_us = min(max(0, instant - self._seen_us), _OVERRUN_US)
        self._seen_us = instant
        return unit._replace(instant_us=instant)

    def _past_end(self, unit: AccessUnit) -> bool:
        """Whether what follows lies behind the stretch; pictures shown earlier may still follow a late one."""
        return self._seen_us >= self._span.end + (0 if unit.key else _OVERRUN_US)

    def _nonsense(self) -> None:
        self._wrong += 1
        if self._wrong > _MOST_NONSENSE:
            assert self._wire is not None
            raise StreamInvalid(host=self._wire.host, detail="no pictures of this time")


class _Clock:
    """Counts instants by the RTP clock, for recorders that don't tell each picture's."""

    def __init__(self, begins_us: int, clock_hz: int) -> None:
        self._begins_us, self._hz = begins_us, clock_hz
        self._last: int | None = None
        self._passed = 0

    def instant(self, unit: AccessUnit) -> int:
        if self._last is not None:
            step = (unit.ticks - self._last) & 0xFFFFFFFF
            self._passed += step - (1 << 32) if step >= 1 << 31 else step
        self._last = unit.ticks
        return self._begins_us + self._passed * SECOND // self._hz


def _stamp(instant: int) -> str:
    moment = to_datetime(instant, UTC)
    return moment.strftime("%Y%m%dT%H%M%S") + f".{moment.microsecond // 1000:03d}Z"


def _told_start(said: str, asked: int) -> int:
    """Where the recorder says it begins; what was asked for where it says nothing that fits."""
    found = _CLOCK.search(said)
    if not found:
        return asked
    try:
        moment = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return asked
    told = from_datetime(moment) + int(float(found[2] or 0) * SECOND)
    return told if abs(told - asked) <= _SLACK_US else asked


def describes(source: ReplaySource, patience: Patience | None = None) -> bool:
    """Whether a server has pictures at an address; nothing is played. Raises CameraError, but for a plain refusal."""
    wire = RtspWire(source.url, RtspLogin(source.user, source.password), patience or Patience())
    try:
        said = wire.request("DESCRIBE", source.url, {"Accept": "application/sdp"})
        return video_track(said.body, source.url) is not None
    except CameraFault:
        return False
    finally:
        wire.close()
