"""From what is known of all cameras to what tree, alarms and panes show: pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from vms.ui.alarms.losses import RECORDER_KEY, LostNow
from vms.ui.wall import words
from vms.ui.wall.feed import CameraFacts
from vms.ui.wall.pane_state import PaneCamera, PaneModel, PaneState, PtzHold, Tamper
from vms.ui.wall.tree_rows import TreeCamera, TreeState

if TYPE_CHECKING:
    from vms.services.cameras import CameraView
    from vms.services.recording import RecordingView
    from vms.video.watching import WatchState

translate = QCoreApplication.translate

RECORDER_DOWN = "recorder_down"
# A recorder needs some seconds to start and a camera some to come back: shorter than this is no alarm.
GRACE_S = {"unrecorded": 12.0, "recorder": 20.0}
# So long a camera may take to come up for the first time after the window was opened.
SETTLING_S = 30.0
_LOST = (PaneState.offline, PaneState.stalled, PaneState.refused)
# Our own media process coming back is no loss of a camera.
_OURS = ("engine_restarted",)

Recordings = Mapping[int, "RecordingView"]


def pane_camera(view: CameraView) -> PaneCamera:
    """What a pane has to know of a camera."""
    return PaneCamera(
        view.id, view.code, view.name, view.record, view.ptz, view.enabled,
        turn=view.turn, mirror=view.mirror, stretch=view.stretch, clock_offset_us=view.clock_offset_us,
    )  # fmt: skip


def tree_camera(view: CameraView) -> TreeCamera:
    """What the tree has to know of a camera."""
    purposes = tuple(one for one in view.purposes.split(",") if one)
    return TreeCamera(view.id, view.code, view.name, view.area, view.ptz, purposes)


def facts_of(
    view: CameraView,
    recordings: Recordings,
    holder: tuple[str, float] | None,
    tour: str = "",
    *,
    mine: bool,
    tamper: Tamper | None = None,
    watched: WatchState | None = None,
) -> CameraFacts:
    """What a pane shows besides its stream."""
    recording = recordings.get(view.id)
    hold = None
    if mine:
        hold = PtzHold(True, seconds_left=math.ceil(holder[1]) if holder else None)
    elif holder is not None:
        hold = PtzHold(False, holder[0])
    elif tour:
        hold = PtzHold(False, tour=tour)
    return CameraFacts(
        recording=None if recording is None or (recording.idle and not recording.recording) else recording.recording,
        how=how_recorded(recording),
        by_hand=None if recording is None else recording.by_hand,
        motion=watched is not None and watched.motion,
        night=watched is not None and watched.night,
        tamper=tamper,
        ptz_hold=hold,
    )


def tree_state(
    view: CameraView, model: PaneModel | None, recordings: Recordings, tamper: Tamper | None = None
) -> TreeState:
    """Icon and word of a camera in the tree; quiet when all is well."""
    recording = recordings.get(view.id)
    ring = "record-circle" if recording is not None and recording.recording else "circle-outline"
    spoken = words.state_word(model) if model is not None else ""
    if not view.enabled:
        return TreeState(
            "video-off", "t3", translate("wall", "Off"), spoken=translate("wall", "Switched off"), group="disabled"
        )
    if tamper is not None and (model is None or model.state is not PaneState.no_right):
        word, waits = words.tamper_word(tamper.kind), not tamper.acknowledged
        return TreeState("alert-octagon", "bad" if waits else "warn", word, lost=waits, spoken=word, group="alarm")
    if model is not None:
        match model.state:
            case PaneState.offline:
                return TreeState(
                    "lan-disconnect", "warn", translate("wall", "Lost"), lost=True, spoken=spoken, group="lost"
                )
            case PaneState.stalled:
                return TreeState(
                    "snowflake-alert", "warn", translate("wall", "Still"), lost=True, spoken=spoken, group="lost"
                )
            case PaneState.refused:
                return TreeState(
                    "key-alert", "warn", translate("wall", "Refused"), lost=True, spoken=spoken, group="lost"
                )
            case PaneState.connecting:
                return TreeState(ring, "t2", translate("wall", "Connecting"), spoken=spoken, minor=True)
            case PaneState.no_right:
                return TreeState("lock", "t3", "", spoken=spoken)
            case _:
                pass
    silent = _silent(view, recording)
    word = translate("wall", "Not recording") if silent else ""
    state = words.recording_state(ring == "record-circle", how_recorded(recording))
    told = ", ".join(part for part in (spoken, state) if part)
    # The recorder itself standing still is one alarm, not one for each area.
    counts = silent and recording is not None and recording.reason != RECORDER_DOWN
    return TreeState(
        ring,
        "warn" if silent else "t2",
        word,
        lost=counts,
        spoken=told,
        minor=True,
        group="silent" if silent else "well",
    )


def lost_now(
    views: Iterable[CameraView], models: Mapping[int, PaneModel], recordings: Recordings, now_us: int
) -> dict[int, LostNow]:
    """The cameras that give no picture or aren't recorded though they should be; the recorder itself is number 0."""
    found: dict[int, LostNow] = {}
    down_since: int | None = None
    for view in views:
        if not view.enabled:
            continue
        model, recording = models.get(view.id), recordings.get(view.id)
        silent = _silent(view, recording)
        if silent and recording is not None and recording.reason == RECORDER_DOWN:
            down_since = min(down_since or recording.since_us, recording.since_us)
            silent = False
        if model is not None and model.state in _LOST and model.reason not in _OURS:
            since = model.last_picture_us or now_us
            found[view.id] = LostNow(view.label, view.area, model.state.value, model.reason, since)
        elif silent and recording is not None and recording.reason != "connecting":
            state = "offline" if recording.reason.startswith(("camera_", "stream_")) and model is None else "unrecorded"
            found[view.id] = LostNow(view.label, view.area, state, recording.reason, recording.since_us)
    if down_since is not None:
        label = translate("wall", "Recorder of this PC")
        found[RECORDER_KEY] = LostNow(label, "", "recorder", RECORDER_DOWN, down_since)
    return found


def unknown_now(views: Iterable[CameraView], models: Mapping[int, PaneModel], recordings: Recordings) -> set[int]:
    """The cameras of which nothing can be said: not on screen or still connecting, and no word of the recorder."""
    found: set[int] = set() if recordings else {RECORDER_KEY}
    for view in views:
        model, recording = models.get(view.id), recordings.get(view.id)
        seen = model is not None and model.state is not PaneState.connecting
        recorded = view.record and recording is not None and (recording.recording or recording.idle)
        if view.enabled and not seen and not recorded:
            found.add(view.id)
    return found


def recorded_count(views: Iterable[CameraView], recordings: Recordings) -> tuple[int, int]:
    """So many run, so many should: a camera whose plan asks for nothing now doesn't count."""
    wanted = [recordings.get(view.id) for view in views if view.record and view.enabled]
    due = [one for one in wanted if one is None or one.recording or not one.idle]
    return sum(1 for one in due if one is not None and one.recording), len(due)


def how_recorded(recording: RecordingView | None) -> str:
    """'hand', 'armed', 'idle', or '' for the usual way."""
    if recording is None:
        return ""
    if recording.recording:
        return "hand" if recording.by_hand is not None else ""
    return "armed" if recording.armed else "idle" if recording.idle else ""


def _silent(view: CameraView, recording: RecordingView | None) -> bool:
    """Whether it should be recorded now, and isn't."""
    return view.record and recording is not None and not recording.recording and not recording.idle
