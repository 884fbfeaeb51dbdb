"""Motion search over real H.264: who walks through the area is found, who walks elsewhere is not."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.footage import START_US, encode, number_in, record
from tests.moving import encode_walks, film_walks, walk
from vms.core.instants import SECOND, Span, subtract, union
from vms.video.motion_area import Comparer, as_sent, as_shown
from vms.video.motion_keys import Reading, key_glimpses
from vms.video.motion_process import MotionEnded, MotionProcess
from vms.video.motion_search import (
    MotionAsk,
    MotionDamage,
    MotionDropped,
    MotionFind,
    MotionNews,
    MotionProgress,
    MotionStage,
    search_all,
)
from vms.video.reader import Piece
from vms.video.segment_writer import SegmentWriter

LEFT = ((0.05, 0.4), (0.45, 0.4), (0.45, 0.99), (0.05, 0.99))
RIGHT = ((0.62, 0.4), (0.97, 0.4), (0.97, 0.99), (0.62, 0.99))


def ask(*pieces: Piece, points: tuple[tuple[float, float], ...] = LEFT, **how: object) -> MotionAsk:
    span = Span(pieces[0].start_us, pieces[-1].end_us)
    return MotionAsk(4, pieces, **({"span": span, "points": points} | how))  # type: ignore[arg-type]


def searched(asked: MotionAsk) -> tuple[list[MotionFind], list[MotionNews]]:
    """The finds as they stand at the end, by number, and all that was told."""
    told: list[MotionNews] = []
    search_all([asked], told.append, lambda: False, threads=2)
    finds = {news.number: news for news in told if isinstance(news, MotionFind)}
    return list(finds.values()), told


def seconds(find: MotionFind) -> tuple[float, float]:
    return (find.span.start - START_US) / SECOND, (find.span.end - START_US) / SECOND


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Piece:
    """On the left from 5 to 13 s and from 30 to 36 s, on the right from 16 to 26 s."""
    return film_walks(
        tmp_path_factory.mktemp("walks"), START_US, 44,
        walk(5, 13, (0.15, 0.9), (0.35, 0.8)),
        walk(16, 26, (0.75, 0.9), (0.9, 0.8)),
        walk(30, 36, (0.35, 0.95), (0.15, 0.75)),
    )  # fmt: skip


def test_every_movement_inside_is_found_none_outside(walks: Piece) -> None:
    finds, _ = searched(ask(walks))
    assert len(finds) == 2
    for find, (start, end) in zip(finds, ((5, 13), (30, 36)), strict=True):
        assert find.exact
        assert seconds(find) == (pytest.approx(start, abs=0.35), pytest.approx(end, abs=0.35))
        assert start <= (find.peak_us - START_US) / SECOND <= end + 2
        assert 0 < find.share < 0.6
    (right,), _ = searched(ask(walks, points=RIGHT))
    assert seconds(right) == (pytest.approx(16, abs=0.35), pytest.approx(26, abs=0.35))


def test_the_thumbnail_shows_the_person_in_the_box(walks: Piece) -> None:
    find = searched(ask(walks))[0][0]
    picture = cv2.imdecode(np.frombuffer(find.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    empty = searched(ask(walks, points=RIGHT))[0][0].jpeg
    other = cv2.imdecode(np.frombuffer(empty, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture.shape == (180, 320)
    left, top, right, bottom = find.box
    box = (slice(int(top * 180), int(bottom * 180)), slice(int(left * 320), int(right * 320)))
    assert 0.05 <= left < right <= 0.45
    # The other picture shows the same corridor with nobody there.
    assert np.abs(picture[box].astype(int) - other[box]).mean() > 15


def test_only_the_span_asked_for(walks: Piece) -> None:
    finds, _ = searched(ask(walks, span=Span(START_US + 20 * SECOND, START_US + 33 * SECOND)))
    assert [seconds(find)[1] <= 33 for find in finds] == [True]


def test_smallest_thing_and_sensitivity(walks: Piece) -> None:
    assert searched(ask(walks, least=0.2))[0] == []
    assert len(searched(ask(walks, level=5))[0]) == 2
    assert len(searched(ask(walks, level=1))[0]) == 2


def test_light_that_changes_everywhere_is_no_motion(tmp_path: Path) -> None:
    piece = film_walks(tmp_path, START_US, 24, light={8: 0.7, 16: 1.0})
    assert searched(ask(piece))[0] == []


def test_a_stretch_over_two_files_is_one(tmp_path: Path) -> None:
    first = film_walks(tmp_path / "a", START_US, 10, walk(5, 20, (0.15, 0.9), (0.35, 0.8)))
    after = START_US + 10 * SECOND
    second = film_walks(tmp_path / "b", after, 16, walk(0, 6, (0.25, 0.85), (0.35, 0.8)))
    finds, told = searched(ask(first, second))
    assert len(finds) == 1
    assert seconds(finds[0]) == (pytest.approx(5, abs=0.35), pytest.approx(16, abs=0.35))
    overview = [one.share for one in told if isinstance(one, MotionProgress) and one.stage is MotionStage.OVERVIEW]
    assert overview == [0.5, 1.0]


def test_who_passes_between_two_pictures_of_the_overview_is_found_after_it(tmp_path: Path) -> None:
    """The overview has the pictures of 0, 8, 16 and 24 s."""
    piece = film_walks(
        tmp_path, START_US, 30,
        walk(1.5, 4.5, (0.15, 0.9), (0.35, 0.8)),
        walk(17.5, 21, (0.35, 0.9), (0.2, 0.8)),
        walk(25.5, 27.5, (0.15, 0.9), (0.35, 0.8)),
    )  # fmt: skip
    finds, told = searched(ask(piece))
    stages = [one.stage for one in told if isinstance(one, MotionProgress)]
    first = next(at for at, one in enumerate(told) if isinstance(one, MotionFind))
    overview = next(at for at, one in enumerate(told) if isinstance(one, MotionProgress) and one.stage == "overview")
    assert overview < first and set(stages) == set(MotionStage)
    assert [seconds(find) for find in finds] == [
        (pytest.approx(1.5, abs=0.35), pytest.approx(4.5, abs=0.35)),
        (pytest.approx(17.5, abs=0.35), pytest.approx(27.5, abs=0.35)),
    ], "the second and third are closer than a bridge"
    assert all(find.exact for find in finds)


def test_a_camera_with_hardly_a_key_frame_is_searched_picture_by_picture(tmp_path: Path) -> None:
    """One key frame, and nobody there in it: 40 s in which key frames alone show nothing at all."""
    piece = film_walks(tmp_path, START_US, 40, walk(12, 19, (0.15, 0.9), (0.35, 0.8)), gop=10_000)
    (find,), _ = searched(ask(piece))
    assert seconds(find) == (pytest.approx(12, abs=0.35), pytest.approx(19, abs=0.35))
    part = Span(START_US + 15 * SECOND, START_US + 38 * SECOND)
    (find,), _ = searched(ask(piece, span=part))
    assert seconds(find) == (pytest.approx(15.2, abs=0.4), pytest.approx(19, abs=0.35))


def test_what_the_overview_alone_shows_is_taken_back(tmp_path: Path) -> None:
    """Light that goes from two seconds to the next, in the area alone, adds up in eight."""
    room = np.full((180, 320, 3), 120, np.uint8)

    def grey(number: int) -> np.ndarray:
        picture = room.copy()
        picture[80:, 20:140] = 60 + 10 * (number // 20)
        return picture

    source = tmp_path / "slow.mp4"
    with av.open(str(source), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        stream.codec_context.gop_size = 20
        stream.options = {"preset": "ultrafast", "sc_threshold": "0", "bf": "0"}
        for number in range(300):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(grey(number), "bgr24")))
        out.mux(stream.encode())
    finds, told = searched(ask(record(source, tmp_path / "recordings", START_US, START_US + 30 * SECOND)))
    overview = {one.number for one in told if isinstance(one, MotionFind) and not one.exact}
    dropped = {one.number for one in told if isinstance(one, MotionDropped)}
    assert overview and dropped == overview
    assert finds and not any(find.exact for find in finds)


def test_what_the_overview_shows_and_what_comes_beside_it_is_one(tmp_path: Path) -> None:
    """The first walk lies between two pictures of the overview, the second over one, three seconds later."""
    piece = film_walks(
        tmp_path, START_US, 30,
        walk(9.5, 12.5, (0.15, 0.9), (0.35, 0.8)),
        walk(15.5, 21, (0.35, 0.9), (0.2, 0.8)),
    )  # fmt: skip
    (find,), told = searched(ask(piece))
    assert seconds(find) == (pytest.approx(9.5, abs=0.35), pytest.approx(21, abs=0.35))
    assert {one.number for one in told if isinstance(one, MotionFind)} == {find.number}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_that_key_frames_show_is_found_whatever_the_overview_shows(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    walks, at = [], 0.0
    while (at := at + chance.uniform(2.5, 16)) < 80:
        end = min(86, at + chance.uniform(2.5, 14))
        walks.append((at, end))
        at = end
    paths = [walk(start, end, (0.15, 0.9), (0.35, 0.8)) for start, end in walks]
    first = film_walks(tmp_path / "a", START_US, 44, *paths)
    later = [walk(start - 44, end - 44, (0.15, 0.9), (0.35, 0.8)) for start, end in walks if end > 44]
    second = film_walks(tmp_path / "b", START_US + 44 * SECOND, 46, *later)
    finds, _ = searched(ask(first, second))
    found = union(find.span for find in finds)
    near = [
        Span(START_US + round((start - 0.5) * SECOND), START_US + round((end + 0.5) * SECOND)) for start, end in walks
    ]
    for start, end in walks:
        middle = START_US + round((start + end) / 2 * SECOND)
        assert any(span.contains(middle) for span in found), (start, end, walks)
    for span in found:  # a bridge of 5 s between key frames of 2 s
        parts = subtract(span, union(near, bridge=9 * SECOND))
        assert sum(part.length for part in parts) == 0, (span, walks)


def test_a_dash_between_two_key_frames_is_found_when_asked_to_be_thorough(tmp_path: Path) -> None:
    piece = film_walks(tmp_path, START_US, 20, walk(8.3, 9.7, (0.15, 0.9), (0.4, 0.9)))
    assert searched(ask(piece))[0] == []
    (find,), _ = searched(ask(piece, thorough=True))
    assert seconds(find) == (pytest.approx(8.3, abs=0.35), pytest.approx(9.7, abs=0.35))


def test_damaged_pieces_are_passed_over_and_named(walks: Piece, tmp_path: Path) -> None:
    data = walks.path.read_bytes()
    gone = Piece(tmp_path / "gone.mp4", START_US - 60 * SECOND, START_US)
    rubbish = tmp_path / "rubbish.mp4"
    rubbish.write_bytes(os.urandom(5000))
    broken = Piece(rubbish, START_US + 44 * SECOND, START_US + 60 * SECOND)
    cut = tmp_path / walks.path.name
    cut.write_bytes(data[: len(data) // 3])
    short = Piece(cut, walks.start_us, walks.end_us)
    finds, told = searched(ask(gone, short, broken))
    damage = {news.name: news.span for news in told if isinstance(news, MotionDamage)}
    assert set(damage) == {"gone.mp4", walks.path.name, "rubbish.mp4"}
    assert damage["gone.mp4"] == Span(gone.start_us, gone.end_us)
    assert damage[walks.path.name].end == walks.end_us
    assert [round(seconds(find)[0]) for find in finds] == [5]


def test_bytes_turned_over_end_nothing(walks: Piece, tmp_path: Path) -> None:
    data = bytearray(walks.path.read_bytes())
    for at in range(len(data) // 2, len(data), 997):
        data[at] ^= 0xFF
    bad = tmp_path / walks.path.name
    bad.write_bytes(data)
    finds, _ = searched(ask(Piece(bad, walks.start_us, walks.end_us)))
    assert seconds(finds[0])[0] == pytest.approx(5, abs=0.35)


def test_a_stop_ends_it_before_the_end(walks: Piece) -> None:
    pieces = [Piece(walks.path, START_US + at * 44 * SECOND, START_US + (at + 1) * 44 * SECOND) for at in range(40)]
    told: list[MotionNews] = []
    search_all([ask(*pieces)], told.append, lambda: len(told) >= 4, threads=2)
    shares = [news.share for news in told if isinstance(news, MotionProgress)]
    assert 0 < max(shares) < 0.5


@given(
    st.tuples(st.floats(0, 1), st.floats(0, 1)), st.sampled_from([0, 90, 180, 270]), st.booleans()
)  # fmt: skip
def test_from_the_pane_to_the_camera_and_back(point: tuple[float, float], turn: int, mirror: bool) -> None:
    ((x, y),) = as_sent((point,), turn, mirror=mirror)
    left, top, right, bottom = as_shown((x, y, x, y), turn, mirror=mirror)
    assert (left, top) == (pytest.approx(point[0]), pytest.approx(point[1]))
    assert (right, bottom) == (left, top)


def test_a_turned_picture_is_searched_where_the_pane_shows_it(walks: Piece) -> None:
    """Turned by 90° clockwise the left of the camera's picture is the top of the pane's."""
    top = tuple((1 - y, x) for x, y in LEFT)
    finds, _ = searched(ask(walks, points=top, turn=90))
    assert [round(seconds(find)[0]) for find in finds] == [5, 30]
    assert cv2.imdecode(np.frombuffer(finds[0].jpeg, np.uint8), 0).shape == (320, 180)


def test_the_area_alone_counts() -> None:
    before = np.full((90, 160), 100, np.uint8)
    after = before.copy()
    after[10:30, 10:30] = 200
    inside = Comparer(((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)), (160, 90), 3, 0.001)
    change = inside.compare(before, after)
    assert change is not None
    assert change.box == (
        pytest.approx(10 / 160),
        pytest.approx(10 / 90),
        pytest.approx(30 / 160),
        pytest.approx(30 / 90),
    )
    assert change.share == pytest.approx(400 / (81 * 46), rel=0.05)
    outside = Comparer(((0.5, 0.5), (1, 0.5), (1, 1)), (160, 90), 3, 0.001)
    assert outside.compare(before, after) is None


# --- the process ---


def _until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_of_several_cameras_all_are_looked_over_before_one_is_looked_at_closely(walks: Piece) -> None:
    told: list[MotionNews] = []
    asks = [MotionAsk(number, (walks,), Span(walks.start_us, walks.end_us), LEFT) for number in (1, 2)]
    search_all(asks, told.append, lambda: False, threads=2)
    steps = [(news.stage, news.camera_id) for news in told if isinstance(news, MotionProgress)]
    assert list(dict.fromkeys(steps)) == [(stage, number) for stage in MotionStage for number in (1, 2)]


def test_two_spans_of_one_camera_number_their_finds_together(walks: Piece) -> None:
    told: list[MotionNews] = []
    half = START_US + 22 * SECOND
    asks = [ask(walks, span=Span(walks.start_us, half)), ask(walks, span=Span(half, walks.end_us))]
    search_all(asks, told.append, lambda: False, threads=2)
    finds = {news.number: news for news in told if isinstance(news, MotionFind)}
    assert sorted(round(seconds(find)[0]) for find in finds.values()) == [5, 30]


def test_a_process_of_its_own_tells_the_same(walks: Piece) -> None:
    told: list[MotionNews | MotionEnded] = []
    process = MotionProcess((ask(walks), ask(walks, points=RIGHT)), told.append)
    process.start()
    _until(lambda: told and isinstance(told[-1], MotionEnded))
    assert told[-1] == MotionEnded(complete=True)
    assert process.join(10)
    exact = [news for news in told if isinstance(news, MotionFind) and news.exact]
    assert len(exact) == 3


def test_a_stopped_process_ends_and_says_so(walks: Piece) -> None:
    pieces = [Piece(walks.path, START_US + at * 44 * SECOND, START_US + (at + 1) * 44 * SECOND) for at in range(900)]
    told: list[MotionNews | MotionEnded] = []
    process = MotionProcess((ask(*pieces),), told.append)
    process.start()
    _until(lambda: any(isinstance(news, MotionProgress) for news in told))
    assert process.stop(10)
    assert told[-1] == MotionEnded(complete=False)


def _dies(link: Connection, asks: tuple[MotionAsk, ...]) -> None:
    os._exit(3)


@pytest.mark.logs("motion_search_died", "motion_search_gone")
def test_a_process_that_dies_is_told_of(walks: Piece) -> None:
    told: list[MotionNews | MotionEnded] = []
    process = MotionProcess((ask(walks),), told.append, _dies)
    process.start()
    _until(lambda: told)
    assert told == [MotionEnded(complete=False, died=True)]
    assert process.join(10)


# --- what cameras and recorders leave ---


@pytest.mark.parametrize(
    ("codec", "bframes"), [("h264", 0), ("h264", 3), ("hevc", 0), ("hevc", 3), ("mjpeg", 0)]
)  # fmt: skip
def test_every_key_frame_is_seen_whatever_the_codec(tmp_path: Path, codec: str, bframes: int) -> None:
    source = encode(tmp_path / "source.mkv", range(250), codec=codec, gop=50, bframes=bframes, height=128)
    piece = record(source, tmp_path / "recordings", START_US, START_US + 10 * SECOND)
    reading = Reading()
    seen = list(key_glimpses(piece, Span(START_US, START_US + 10 * SECOND), reading, lambda: False))
    assert reading.damaged == []
    at = [(one.instant_us - START_US) / SECOND for one in seen]
    assert [number_in(one.frame) for one in seen] == [round(second * 25) for second in at], "the picture of its instant"
    assert at[0] == 0 and len(at) == (7 if codec == "mjpeg" else 5)
    assert all(1.5 <= later - earlier <= 2.1 for earlier, later in pairwise(at))


def test_the_file_being_written_is_searched_too(tmp_path: Path) -> None:
    path = encode_walks(tmp_path / "walks.mp4", 20, walk(5, 11, (0.15, 0.9), (0.35, 0.8)))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(tmp_path / "recordings", stream, START_US)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
        growing = Piece(writer.part, START_US, writer.durable_us, open=True)
        (find,), told = searched(ask(growing))
        writer.abandon()
    assert seconds(find) == (pytest.approx(5, abs=0.35), pytest.approx(11, abs=0.35))
    assert not any(isinstance(news, MotionDamage) for news in told)


def test_a_gap_in_the_recording_is_no_motion(tmp_path: Path) -> None:
    """Somebody stands there before it and nobody after it: nobody was seen to move."""
    before = film_walks(tmp_path / "a", START_US, 6, walk(0, 60, (0.2, 0.9), (0.2, 0.9)))
    after = film_walks(tmp_path / "b", START_US + 60 * SECOND, 6)
    assert searched(ask(before, after))[0] == []
