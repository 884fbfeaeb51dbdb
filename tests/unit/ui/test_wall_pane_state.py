from __future__ import annotations

from dataclasses import replace

import pytest

from vms.core.instants import SECOND
from vms.ui.layouts.layout import Rect
from vms.ui.wall import picture_words, words
from vms.ui.wall.pane_geometry import Zone, caption_px, pane_geometry
from vms.ui.wall.pane_state import (
    STALL_AFTER_S,
    Disablement,
    PaneCamera,
    PaneInput,
    PaneModel,
    PaneState,
    PlaybackInfo,
    PtzHold,
    Tamper,
    pane_model,
    state_of,
)
from vms.video.frames import StreamState, StreamStatus

NOW = 1_795_432_356 * SECOND
CAMERA = PaneCamera(12, "C12", "Cầu thang B", record=True, ptz=True)
LIVE = StreamStatus(StreamState.LIVE)
GOOD = PaneInput(CAMERA, NOW, LIVE, picture_age_s=0.05, recording=True)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, PaneState.live),
        ({"status": StreamStatus(StreamState.LIVE, reduced="rate")}, PaneState.reduced),
        ({"status": None, "picture_age_s": None}, PaneState.connecting),
        ({"status": StreamStatus(StreamState.CONNECTING)}, PaneState.connecting),
        ({"status": StreamStatus(StreamState.PAUSED)}, PaneState.connecting),
        ({"picture_age_s": None}, PaneState.connecting),
        ({"picture_age_s": STALL_AFTER_S + 0.1}, PaneState.stalled),
        ({"picture_age_s": STALL_AFTER_S - 0.1}, PaneState.live),
        ({"status": StreamStatus(StreamState.STALLED)}, PaneState.stalled),
        ({"status": StreamStatus(StreamState.OFFLINE)}, PaneState.offline),
        ({"status": StreamStatus(StreamState.INVALID)}, PaneState.offline),
        ({"status": StreamStatus(StreamState.ENDED)}, PaneState.offline),
        ({"status": StreamStatus(StreamState.REFUSED)}, PaneState.refused),
        ({"disablement": Disablement()}, PaneState.disabled),
        ({"camera": replace(CAMERA, enabled=False)}, PaneState.disabled),
        ({"tamper": Tamper("covered", NOW)}, PaneState.tamper),
        ({"tamper": Tamper("covered", NOW, acknowledged=True)}, PaneState.live),
        ({"may_watch": False}, PaneState.no_right),
    ],
)
def test_each_state(changes: dict, state: PaneState) -> None:
    assert state_of(replace(GOOD, **changes)) is state


def test_the_highest_state_wins() -> None:
    """Everything at once, then the highest taken away, one after the other: the table's order."""
    worst = replace(
        GOOD,
        may_watch=False,
        tamper=Tamper("dark", NOW),
        disablement=Disablement(),
        status=StreamStatus(StreamState.REFUSED),
    )
    seen = [state_of(worst)]
    for relief in (
        {"may_watch": True},
        {"disablement": None},
        {"status": StreamStatus(StreamState.OFFLINE)},
        {"status": StreamStatus(StreamState.STALLED)},
        {"status": StreamStatus(StreamState.CONNECTING)},
        {"status": StreamStatus(StreamState.LIVE, reduced="keys")},
        {"tamper": None},
        {"status": LIVE},
    ):
        worst = replace(worst, **relief)
        seen.append(state_of(worst))
    assert seen == [state for state in PaneState if state is not PaneState.empty]


def test_a_frozen_picture_is_never_live_whatever_the_engine_says() -> None:
    model = pane_model(replace(GOOD, picture_age_s=12.4))
    assert model.state is PaneState.stalled and not model.shows_picture and model.seconds == 12


def test_an_alarm_makes_no_old_picture_a_living_one() -> None:
    alarm = replace(GOOD, tamper=Tamper("covered", NOW))
    assert pane_model(alarm).state is PaneState.tamper and pane_model(alarm).shows_picture
    for lost, state in (
        ({"picture_age_s": 12.4}, PaneState.stalled),
        ({"status": StreamStatus(StreamState.OFFLINE, "camera_unreachable")}, PaneState.offline),
    ):
        model = pane_model(replace(alarm, **lost))
        assert model.state is state and not model.shows_picture and model.alarm, "the warning stays"


def test_offline_tells_reason_countdown_attempt_and_last_picture() -> None:
    status = StreamStatus(
        StreamState.OFFLINE, "camera_silent", NOW - 20 * SECOND, 7.2, attempt=4, last_picture_us=NOW - 30 * SECOND
    )
    model = pane_model(replace(GOOD, status=status, recording=False))
    assert (model.reason, model.retry_in_s, model.attempt) == ("camera_silent", 8, 4)
    assert model.last_picture_us == NOW - 30 * SECOND
    assert model.not_recording
    told = words.message(model)
    assert told is not None
    lines = [line.wordings[0] for line in told.lines]
    assert "Retry in 8 s · attempt 4" in lines and "Last picture at 18:12:06" in lines


def test_refused_has_no_countdown() -> None:
    status = StreamStatus(StreamState.REFUSED, "camera_refused", retry_in_s=5.0, attempt=1)
    model = pane_model(replace(GOOD, status=status))
    assert model.retry_in_s is None
    assert "Tell IT" in [line.wordings[0] for line in words.message(model).lines]  # type: ignore[union-attr]


def test_not_recording_is_said_only_where_recording_is_meant() -> None:
    assert pane_model(replace(GOOD, recording=False)).not_recording
    assert not pane_model(replace(GOOD, recording=None)).not_recording
    assert not pane_model(replace(GOOD, recording=False, camera=replace(CAMERA, record=False))).not_recording
    lost = replace(GOOD, status=StreamStatus(StreamState.OFFLINE), recording=True)
    assert not pane_model(lost).not_recording, "another path records"


def test_without_a_right_nothing_of_the_camera_shows() -> None:
    given = replace(GOOD, may_watch=False, tamper=Tamper("moved", NOW), ptz_hold=PtzHold(True), motion=True)
    model = pane_model(given)
    assert model.tamper is None and model.ptz_hold is None and not model.motion and not model.ptz


def test_equal_knowledge_makes_equal_models() -> None:
    """Otherwise every status look would repaint the wall."""
    status = StreamStatus(StreamState.OFFLINE, "camera_silent", NOW, 7.9, attempt=1)
    later = replace(status, retry_in_s=7.1)
    assert pane_model(replace(GOOD, status=status)) == pane_model(replace(GOOD, status=later))
    assert pane_model(GOOD) == pane_model(replace(GOOD, picture_age_s=0.4, now_us=NOW + SECOND))


@pytest.mark.parametrize(
    "code",
    ["camera_silent", "camera_unreachable", "camera_refused", "camera_fault", "stream_invalid", "engine_restarted"],
)
def test_reasons_of_the_engine_have_words(code: str) -> None:
    assert words.reason_text(code) and code not in words.reason_text(code)


def test_an_unknown_reason_keeps_its_code() -> None:
    assert "odd_thing" in words.reason_text("odd_thing")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59, "59 s"), (60, "1 min 00"), (165, "2 min 45"), (3725, "1 h 02")]
)
def test_durations(seconds: int, text: str) -> None:
    assert words.duration(seconds) == text


@pytest.mark.usefixtures("qapp")
def test_playback_shows_milliseconds_and_warns_of_the_clock() -> None:
    shown, far = picture_words.playback_texts(PaneModel(playback=PlaybackInfo(NOW + 123_000, -2_500_000)))
    assert shown[0] == "Replay 18:12:36.123 · clock −2.5 s" and far
    assert picture_words.playback_texts(PaneModel(playback=PlaybackInfo(NOW, 1_000_000)))[1] is False


def test_ptz_chip() -> None:
    assert words.ptz_texts(PaneModel(ptz_hold=PtzHold(True, seconds_left=24)))[0] == "You have the control · 0:24 left"
    assert words.ptz_texts(PaneModel(ptz_hold=PtzHold(False, "Trần Thị Mai")))[0] == "Trần Thị Mai has the control"


@pytest.mark.parametrize(("height", "px"), [(60, 14), (223, 15), (420, 28), (1000, 28)])
def test_caption_grows_with_the_pane(height: int, px: int) -> None:
    assert caption_px(height) == px


@pytest.mark.parametrize("state", list(PaneState))
@pytest.mark.parametrize("size", [(130, 75), (340, 220), (1900, 1000)])
def test_parts_of_a_pane_tile_it(state: PaneState, size: tuple[int, int]) -> None:
    rect = Rect(10, 20, *size)
    parts = pane_geometry(rect, PaneModel(state=state, camera_id=1, tamper=Tamper("dark", 0)))
    bands = parts.caption.h + parts.room.h + (parts.band.h if parts.band else 0)
    assert bands == rect.h
    assert parts.room.h > rect.h * 0.25


def test_zones() -> None:
    tampered = PaneModel(state=PaneState.tamper, camera_id=1, tamper=Tamper("dark", 0), enlarged=True)
    parts = pane_geometry(Rect(0, 0, 400, 300), tampered)
    assert parts.zone(395, 10) is Zone.close
    assert parts.zone(20, 10) is Zone.caption
    assert parts.zone(200, 150) is Zone.picture
    assert parts.handle is not None
    assert parts.zone(parts.handle.x + 3, parts.handle.y + 3) is Zone.handle
    assert parts.zone(401, 10) is None
