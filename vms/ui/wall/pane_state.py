"""What one pane shows, as plain data: made from statuses by pure functions, painted by ``pane_painter``.

Every number is already rounded to what a person reads, so that two equal models mean "nothing to repaint".
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vms.core.instants import SECOND
from vms.video.frames import StreamState, StreamStatus
from vms.video.framing import PLAIN, Framing

# Noticed by the wall itself when the engine says nothing: a picture is never shown as live for more than 3.5 s, and the
# wall looks at its age some four times a second.
STALL_AFTER_S = 3.2


class PaneState(StrEnum):
    """What a pane shows; the order is the priority, highest first.

    An alarm doesn't make an old picture a living one: a covered camera whose cable is then cut is offline.
    """

    empty = "empty"
    no_right = "no_right"
    disabled = "disabled"
    refused = "refused"
    offline = "offline"
    stalled = "stalled"
    connecting = "connecting"
    tamper = "tamper"
    reduced = "reduced"
    live = "live"


# States in which the running picture may be seen at full strength.
WITH_PICTURE = frozenset({PaneState.tamper, PaneState.reduced, PaneState.live})
# States that show the last picture, dimmed; a pane that connects has one when it only was hidden for a while.
WITH_LAST_PICTURE = frozenset({PaneState.offline, PaneState.stalled, PaneState.connecting})
_WITH_ALARM = WITH_LAST_PICTURE | {PaneState.tamper, PaneState.refused}


@dataclass(frozen=True, slots=True)
class Tamper:
    """A camera that someone covered, blurred, darkened, moved, or whose picture froze."""

    kind: str
    since_us: int
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Disablement:
    """A camera switched off with approval: until when, by whom and why. Unknown parts are empty."""

    until_us: int | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PtzHold:
    """Who moves the camera now, and the seconds the control still lasts; ``tour``: the program, on a tour."""

    mine: bool
    who: str = ""
    seconds_left: int | None = None
    error: str = ""
    tour: str = ""


@dataclass(frozen=True, slots=True)
class PlaybackInfo:
    """A pane that plays recorded footage: its instant and the camera's clock offset, both µs.

    ``opening``: no picture has come yet. ``played``: the share of the stretch that was seen, 0 to 1.
    """

    instant_us: int
    offset_us: int | None = None
    paused: bool = False
    opening: bool = False
    played: float = 0.0


@dataclass(frozen=True, slots=True)
class PaneMark:
    """A pane that chooses its camera itself. In a tour: camera ``at`` of ``of``, ``seconds`` until the next one (None
    while it waits, then ``held`` says why: a word of ``vms.ui.layouts.touring``). ``of`` 0: the hot spot.
    """

    at: int = 0
    of: int = 0
    seconds: int | None = None
    held: str = ""


@dataclass(frozen=True, slots=True)
class PaneCamera:
    """What a pane has to know of its camera."""

    camera_id: int
    code: str
    name: str
    record: bool = True
    ptz: bool = False
    enabled: bool = True
    turn: int = 0
    mirror: bool = False
    stretch: bool = False
    clock_offset_us: int | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()

    @property
    def framing(self) -> Framing:
        """The whole picture, the way up that was set for this camera."""
        return Framing(turn=self.turn, mirror=self.mirror, stretch=self.stretch)


@dataclass(frozen=True, slots=True)
class PaneModel:
    """All that the painter needs for one pane."""

    state: PaneState = PaneState.empty
    camera_id: int | None = None
    code: str = ""
    name: str = ""
    recording: bool = False
    how: str = ""  # 'hand', 'armed', 'idle', or '' for the usual way
    not_recording: bool = False
    reason: str = ""
    seconds: int = 0
    retry_in_s: int | None = None
    attempt: int = 0
    last_picture_us: int | None = None
    ptz: bool = False
    motion: bool = False
    night: bool = False
    selected: bool = False
    drop_target: bool = False
    enlarged: bool = False
    tamper: Tamper | None = None
    disablement: Disablement | None = None
    ptz_hold: PtzHold | None = None
    playback: PlaybackInfo | None = None
    reduced: str = ""
    framing: Framing = PLAIN
    inset: bool = False
    statistics: tuple[str, ...] = ()
    mark: PaneMark | None = None

    @property
    def shows_picture(self) -> bool:
        """Whether a running picture, live or played back, is painted at full strength."""
        return self.state in WITH_PICTURE or self.playback is not None

    @property
    def alarm(self) -> bool:
        """Whether border, caption and band warn of tampering: also once the camera that was tampered with is lost."""
        return self.tamper is not None and not self.tamper.acknowledged and self.state in _WITH_ALARM

    @property
    def marked(self) -> bool:
        """Whether something lies on the picture that has to be painted with each of them."""
        return bool(self.statistics) or self.framing.zoomed or self.inset or self.playback is not None

    @property
    def label(self) -> str:
        """Code and name as the caption shows them."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class PaneInput:
    """Everything known of one pane at one moment, before it is boiled down to a model.

    ``picture_age_s`` is the wall's own measure: seconds since the newest picture changed, None before the first.
    """

    camera: PaneCamera
    now_us: int
    status: StreamStatus | None = None
    picture_age_s: float | None = None
    waiting_s: float = 0.0
    recording: bool | None = None
    how: str = ""
    may_watch: bool = True
    motion: bool = False
    night: bool = False
    tamper: Tamper | None = None
    disablement: Disablement | None = None
    ptz_hold: PtzHold | None = None
    playback: PlaybackInfo | None = None
    framing: Framing = PLAIN
    inset: bool = False
    statistics: tuple[str, ...] = ()


def state_of(given: PaneInput) -> PaneState:
    """The highest state of the priority table that holds."""
    if not given.may_watch:
        return PaneState.no_right
    if given.disablement is not None or not given.camera.enabled:
        return PaneState.disabled
    stream = _stream_state(given)
    if stream is PaneState.live and given.tamper is not None and not given.tamper.acknowledged:
        return PaneState.tamper
    if stream is PaneState.live and given.status is not None and given.status.reduced:
        return PaneState.reduced
    return stream


def _stream_state(given: PaneInput) -> PaneState:
    status, age = given.status, given.picture_age_s
    if status is None:
        return PaneState.connecting
    match status.state:
        case StreamState.REFUSED:
            return PaneState.refused
        case StreamState.OFFLINE | StreamState.INVALID | StreamState.ENDED:
            return PaneState.offline
        case StreamState.STALLED:
            return PaneState.stalled
        case StreamState.LIVE:
            if age is None:
                return PaneState.connecting
            return PaneState.stalled if age > STALL_AFTER_S else PaneState.live
        case _:
            return PaneState.connecting


def pane_model(given: PaneInput) -> PaneModel:
    """Boil everything known down to what is painted."""
    state, camera, status = state_of(given), given.camera, given.status
    recording = bool(given.recording)
    lost = state in (PaneState.offline, PaneState.stalled, PaneState.refused)
    known_silent = given.recording is False and camera.record and state is not PaneState.no_right
    return PaneModel(
        state=state,
        camera_id=camera.camera_id,
        code=camera.code,
        name=camera.name,
        recording=recording,
        how=given.how,
        # While connecting, the recorder's own state says enough through the open circle.
        not_recording=known_silent and (lost or state in (PaneState.live, PaneState.reduced, PaneState.tamper)),
        reason=_reason(given, state),
        seconds=_seconds(given, state),
        retry_in_s=_countdown(given) if lost and state is not PaneState.refused else None,
        attempt=status.attempt if status is not None and lost else 0,
        last_picture_us=status.last_picture_us if status is not None and lost else None,
        ptz=camera.ptz and state is not PaneState.no_right,
        motion=given.motion and state in WITH_PICTURE,
        night=given.night and state in WITH_PICTURE,
        tamper=given.tamper if state is not PaneState.no_right else None,
        disablement=given.disablement,
        ptz_hold=given.ptz_hold if state is not PaneState.no_right else None,
        playback=given.playback if state is not PaneState.no_right else None,
        reduced=status.reduced if status is not None and state is PaneState.reduced else "",
        framing=given.framing,
        inset=given.inset,
        statistics=given.statistics,
    )


def _reason(given: PaneInput, state: PaneState) -> str:
    if state in (PaneState.offline, PaneState.refused, PaneState.connecting, PaneState.stalled) and given.status:
        return given.status.reason or ""
    return ""


def _seconds(given: PaneInput, state: PaneState) -> int:
    if state is PaneState.tamper and given.tamper is not None:
        return max(0, (given.now_us - given.tamper.since_us) // SECOND)
    if state is PaneState.stalled:
        since_status = _since(given)
        return int(max(since_status, given.picture_age_s or 0.0))
    if state is PaneState.connecting:
        return int(given.waiting_s)
    return 0


def _since(given: PaneInput) -> float:
    status = given.status
    if status is None:
        return 0.0
    began = status.last_picture_us if status.last_picture_us else status.since_us
    return max(0.0, (given.now_us - began) / SECOND) if began else 0.0


def _countdown(given: PaneInput) -> int | None:
    status = given.status
    if status is None or status.retry_in_s is None:
        return None
    return max(0, math.ceil(status.retry_in_s))


def with_marks(
    model: PaneModel, *, selected: bool = False, drop_target: bool = False, enlarged: bool = False
) -> PaneModel:
    """The same model with what the wall itself knows: selection, a drag above it, enlarged."""
    return replace(model, selected=selected, drop_target=drop_target, enlarged=enlarged)
