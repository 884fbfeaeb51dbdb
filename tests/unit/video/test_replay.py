"""The replay leg against the demo school's recorder on a real socket: headers, times, pictures, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from tests.fakes import timestrip
from tests.fakes.demo_recorder import START, demo_recorder
from vms.core.errors import CameraError, CameraFault, CameraRefused, CameraSilent, CameraUnreachable
from vms.core.instants import MINUTE, SECOND, Span
from vms.core.redact import Secret
from vms.demo.nvr import PASSWORD, USER, RecorderDevice
from vms.demo.nvr_rtsp import NvrFault
from vms.video.reader import open_segment
from vms.video.replay import Replay, ReplaySource
from vms.video.replay_copy import Copied, copy_units
from vms.video.rtsp_wire import Patience
from vms.video.segment import SegmentFile

AT = START * SECOND
STEP = SECOND // 15
QUICK = Patience(connect_s=2, answer_s=2, packet_s=1)


@pytest.fixture(scope="module")
def running() -> Iterator[RecorderDevice]:
    with demo_recorder(second="h265") as device:
        yield device


@pytest.fixture
def recorder(running: RecorderDevice) -> Iterator[RecorderDevice]:
    yield running
    running.set_fault(NvrFault.NONE)
    running.replay.basic = ""
    running.replay.played.clear()


def source(recorder: RecorderDevice, path: str = "replay/REC1", password: str = PASSWORD) -> ReplaySource:
    onvif = path.startswith("replay/")
    return ReplaySource(f"rtsp://127.0.0.1:{recorder.face.rtsp_port}/{path}", USER, Secret(password), onvif)


def fetch(folder: Path, source: ReplaySource, span: Span, **how: bool) -> tuple[list[SegmentFile], Copied, Replay]:
    done: list[SegmentFile] = []
    with Replay(source, span, patience=QUICK, **how) as replay:
        copied = copy_units(replay.units(), replay.codec, folder, span, done.append)
    return done, copied, replay


def strips(piece: SegmentFile) -> list[tuple[int, int | None]]:
    """For each picture: when the file says it was taken, and what stands in the picture (ms in the minute)."""
    with open_segment(piece.path) as segment:
        return [
            (piece.start_us + segment.instant(frame), timestrip.read(frame.to_ndarray(format="bgr24")))
            for frame in segment.container.decode(segment.stream)
        ]


@pytest.mark.parametrize(("path", "codec"), [("replay/REC1", "h264"), ("replay/REC2", "hevc")])
def test_every_picture_of_the_stretch_comes_with_the_instant_it_was_taken(
    recorder: RecorderDevice, tmp_path: Path, path: str, codec: str
) -> None:
    span = Span(AT + 5 * SECOND, AT + 9 * SECOND)
    (piece,), copied, replay = fetch(tmp_path, source(recorder, path), span)
    assert (replay.complete, replay.exact, replay.dropped) == (True, True, 0)
    assert (piece.codec, piece.width, piece.frames, copied.frames) == (codec, 320, 60, 60)
    assert abs(piece.start_us - span.start) <= 1 and abs(piece.end_us - span.end) < 2 * STEP
    for number, (instant, strip) in enumerate(strips(piece)):
        assert abs(instant - (span.start + number * STEP)) < 1000
        assert strip is not None and abs(strip - instant // 1000 % 60_000) <= 1


def test_the_headers_of_onvif_are_sent(recorder: RecorderDevice, tmp_path: Path) -> None:
    fetch(tmp_path, source(recorder), Span(AT + 1_500_000, AT + 2 * SECOND))
    (headers,) = recorder.replay.played
    assert headers["require"] == "onvif-replay"
    assert headers["range"] == "clock=20261123T012001.500Z-20261123T012002.000Z"
    assert (headers["rate-control"], headers["immediate"]) == ("no", "yes")
    assert "frames" not in headers


def test_it_begins_with_the_key_frame_before(recorder: RecorderDevice, tmp_path: Path) -> None:
    span = Span(AT + 5 * SECOND + 700_000, AT + 7 * SECOND)
    (piece,), _copied, _replay = fetch(tmp_path, source(recorder), span)
    assert abs(piece.start_us - (AT + 5 * SECOND)) <= 1


def test_key_frames_alone_on_request(recorder: RecorderDevice) -> None:
    with Replay(source(recorder), Span(AT, AT + 10 * SECOND), keys_only=True, patience=QUICK) as replay:
        units = list(replay.units())
    assert [unit.key for unit in units] == [True] * 10
    assert recorder.replay.played[0]["frames"] == "intra"


def test_a_long_stretch_becomes_pieces_of_a_minute_and_a_gap_stays_one(
    recorder: RecorderDevice, tmp_path: Path
) -> None:
    pieces, _copied, _replay = fetch(tmp_path, source(recorder), Span(AT, AT + 5 * MINUTE))
    starts = [round((piece.start_us - AT) / SECOND) for piece in pieces]
    assert starts == [0, 60, 180, 240]
    assert pieces[0].end_us == pieces[1].start_us
    assert abs(pieces[1].end_us - (AT + 2 * MINUTE)) < 2 * STEP
    assert sum(piece.frames for piece in pieces) == 240 * 15
    assert not list(tmp_path.rglob("*.part"))


def test_a_recorder_whose_clock_is_ahead_is_asked_in_its_own_time(recorder: RecorderDevice, tmp_path: Path) -> None:
    recorder.set_fault(NvrFault.WRONG_CLOCK, 90)
    span = Span(AT + 92 * SECOND, AT + 94 * SECOND)
    (piece,), _copied, _replay = fetch(tmp_path, source(recorder), span)
    assert abs(piece.start_us - span.start) <= 1
    assert strips(piece)[0][1] in (2000, 1999, 2001)


def test_without_the_times_they_are_counted(recorder: RecorderDevice, tmp_path: Path) -> None:
    recorder.set_fault(NvrFault.NO_STAMPS)
    span = Span(AT + 5 * SECOND + 700_000, AT + 8 * SECOND)
    (piece,), _copied, replay = fetch(tmp_path, source(recorder), span)
    assert replay.complete and not replay.exact
    for instant, strip in strips(piece):
        assert strip is not None and abs(strip - instant // 1000 % 60_000) <= 1


@pytest.mark.parametrize(
    "path",
    [
        "Streaming/tracks/101?starttime=20261123T012010Z&endtime=20261123T012013Z",
        "cam/playback?channel=1&starttime=2026_11_23_08_20_10&endtime=2026_11_23_08_20_13",
    ],
)
def test_the_makers_own_addresses(recorder: RecorderDevice, tmp_path: Path, path: str) -> None:
    recorder.set_fault(NvrFault.NO_PROFILE_G)
    span = Span(AT + 10 * SECOND, AT + 13 * SECOND)
    (piece,), _copied, replay = fetch(tmp_path, source(recorder, path), span)
    assert replay.complete and piece.frames == 45 and abs(piece.start_us - span.start) <= 1
    assert not {"require", "range"} & recorder.replay.played[0].keys()
    assert strips(piece)[0][1] == 10_000


def test_a_basic_login_where_nothing_better_is_offered(recorder: RecorderDevice, tmp_path: Path) -> None:
    recorder.replay.basic = "YWRtaW46QmluaE1pbmgtTlZS"
    assert fetch(tmp_path, source(recorder), Span(AT, AT + SECOND))[1].frames == 15


def test_a_wrong_password_is_refused(recorder: RecorderDevice) -> None:
    with pytest.raises(CameraRefused), Replay(source(recorder, password="wrong"), Span(AT, AT + SECOND)):
        pass


@pytest.mark.parametrize(
    ("fault", "path", "status"),
    [(NvrFault.REFUSE_RANGE, "replay/REC1", "457"), (NvrFault.NONE, "replay/REC9", "404")],
)
def test_a_refusal_says_what_was_refused(recorder: RecorderDevice, fault: NvrFault, path: str, status: str) -> None:
    recorder.set_fault(fault)
    with pytest.raises(CameraFault) as caught, Replay(source(recorder, path), Span(AT, AT + SECOND)):
        pass
    assert caught.value.values["codes"] == (status,)
    assert not recorder.replay.connections or all(one._sending is None for one in recorder.replay.connections)


def test_where_nothing_was_recorded_the_recorder_refuses(recorder: RecorderDevice) -> None:
    with pytest.raises(CameraFault), Replay(source(recorder), Span(AT - MINUTE, AT - 30 * SECOND)):
        pass


@pytest.mark.parametrize("fault", [NvrFault.CUT_OFF, NvrFault.SILENT])
def test_what_came_before_the_line_broke_is_kept(recorder: RecorderDevice, tmp_path: Path, fault: NvrFault) -> None:
    recorder.set_fault(fault)
    done: list[SegmentFile] = []
    span = Span(AT, AT + 10 * SECOND)
    with pytest.raises(CameraSilent), Replay(source(recorder), span, patience=QUICK) as replay:
        copy_units(replay.units(), replay.codec, tmp_path, span, done.append)
    assert [piece.frames for piece in done] in ([19], [20])
    with av.open(str(done[0].path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == done[0].frames


def test_cancelled_after_a_while_the_piece_is_whole(recorder: RecorderDevice, tmp_path: Path) -> None:
    done: list[SegmentFile] = []
    shares: list[float] = []
    span = Span(AT, AT + 2 * MINUTE)
    with Replay(source(recorder), span, patience=QUICK) as replay:
        copy_units(replay.units(), "h264", tmp_path, span, done.append, shares.append, lambda: len(shares) > 3)
    # The fifth key frame is not taken any more; the group before it is finished.
    assert [piece.frames for piece in done] == [46]
    assert shares == sorted(shares)


def test_nobody_there() -> None:
    with pytest.raises(CameraUnreachable), Replay(ReplaySource("rtsp://127.0.0.1:9/x", "", None), Span(0, 1)):
        pass
    for nonsense in ("", "http://x/y", "rtsp://[/", "rtsp://h:999999/"):
        with pytest.raises(CameraError), Replay(ReplaySource(nonsense, "", None), Span(0, 1)):
            pass
