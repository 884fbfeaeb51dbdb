"""What a run does with packets that come late, by a clock turned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import pytest
from av.packet import Packet

from tests.fakes.clock import ManualClock
from tests.footage import encode, number_in
from vms.core.redact import LoggableUrl
from vms.video.load import Reduction
from vms.video.run import StreamRun, Viewers
from vms.video.source import StreamSpec, video_stream

FPS, GOP = 25, 25
CAMERA = StreamSpec(LoggableUrl("rtsp://camera/live"))


class Pane:
    """Notes the numbers of the pictures it gets."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.instants: list[int] = []

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        self.numbers.append(number_in(frame))
        self.instants.append(instant_us)


class Road:
    """Packets of a numbered film on their way to a run."""

    def __init__(self, file: Path) -> None:
        self.container = av.open(str(file))
        self.clock, self.pane = ManualClock(), Pane()
        stream = video_stream(self.container)
        assert stream.time_base is not None
        self.run = StreamRun(stream, stream.time_base, CAMERA, self.clock)
        self.packets: Iterator[Packet] = (p for p in self.container.demux(self.run.stream) if p.size)

    def drive(self, count: int, every_s: float = 1 / FPS, sinks: bool = True) -> None:
        for _ in range(count):
            self.clock.advance(every_s)
            self.run.take(next(self.packets), Viewers((self.pane,) if sinks else ()))  # type: ignore[arg-type]


@pytest.fixture
def road(tmp_path: Path) -> Iterator[Road]:
    road = Road(encode(tmp_path / "film.mp4", range(400), fps=FPS, gop=GOP))
    yield road
    road.container.close()


def test_on_time_every_picture_is_shown_at_its_own_instant(road: Road) -> None:
    road.drive(100)
    assert road.pane.numbers == list(range(100)) and road.run.lost == 0
    steps = {b - a for a, b in zip(road.pane.instants, road.pane.instants[1:], strict=False)}
    assert max(steps) - min(steps) <= 2
    figures = road.run.figures(road.clock.monotonic())
    assert (figures.codec, figures.width, figures.height) == ("h264", 256, 64)
    assert figures.fps == pytest.approx(FPS, abs=0.5) and figures.kbps > 0


@pytest.mark.parametrize("jam_s", [0.5, 0.9, 2.0, 4.0, 9.0])
def test_a_jam_is_caught_up_and_no_delay_stays_behind(road: Road, jam_s: float) -> None:
    road.drive(30)
    road.clock.advance(jam_s)  # nothing came; then all of it at once
    road.drive(int(jam_s * FPS), every_s=0.0001)
    road.drive(60)
    shown = road.pane.numbers
    last = 30 + int(jam_s * FPS) + 60
    assert shown[:30] == list(range(30)) and shown[-30:] == list(range(last - 30, last))
    assert abs(road.pane.instants[-1] - road.clock.now_us()) < 60_000
    assert len(shown) < last  # some were never shown: they were old news
    assert (road.run.lost > 0) == (jam_s > 8)


@pytest.mark.parametrize("later_s", [0.6, 2.0])
def test_a_camera_that_is_later_for_good_is_believed(road: Road, later_s: float) -> None:
    road.drive(30)
    road.clock.advance(later_s)
    road.drive(4 * FPS)
    assert road.pane.numbers[-40:] == list(range(90, 130))
    assert len(road.pane.numbers) > 30 + 2 * FPS


def test_a_network_that_comes_in_bursts_shows_the_newest_picture_of_each(road: Road) -> None:
    road.drive(30)
    for burst in range(4):
        road.clock.advance(2)
        road.drive(2 * FPS, every_s=0.0001)
        assert road.pane.numbers[-1] == 30 + (burst + 1) * 2 * FPS - 1
    assert road.run.lost == 0


def test_nothing_is_decoded_for_nobody_and_then_on_from_a_key_frame(road: Road) -> None:
    road.drive(10)
    road.drive(20, sinks=False)
    road.drive(30)
    assert road.pane.numbers == [*range(10), *range(50, 60)]
    assert road.run.lost == 0  # nobody missed anything


def noise(road: Road) -> av.Packet:
    packet = av.Packet(b"\0\0\0\5noise")
    packet.time_base, packet.stream = road.run.stream.time_base, road.run.stream
    return packet


def test_packets_that_never_give_a_picture_are_hopeless_after_a_while(road: Road) -> None:
    for _ in range(13):
        assert not road.run.hopeless
        road.clock.advance(1)
        road.run.take(noise(road), Viewers((road.pane,)))  # type: ignore[arg-type]
    assert road.run.hopeless == "no_picture"


def test_damage_alone_ends_a_picture_before_it_passes_for_alive(road: Road) -> None:
    road.drive(5)
    for _ in range(3):
        assert not road.run.hopeless
        road.clock.advance(0.9)
        road.run.take(noise(road), Viewers((road.pane,)))  # type: ignore[arg-type]
    assert road.run.hopeless == "damaged" and road.run.lost > 0


def test_a_picture_that_seems_whole_amid_damage_is_not_believed(road: Road) -> None:
    road.drive(5)
    for _ in range(3 * FPS):
        road.run.take(noise(road), Viewers((road.pane,)))  # type: ignore[arg-type]
        road.drive(1)
    assert road.run.hopeless == "damaged"
    road.drive(2)
    assert not road.run.hopeless


@pytest.mark.parametrize(("reduction", "a_second"), [(Reduction.HALF, 8), (Reduction.QUARTER, 4), (Reduction.KEYS, 2)])
def test_a_wall_that_is_too_much_for_the_pc_shows_fewer_pictures(
    road: Road, reduction: Reduction, a_second: int
) -> None:
    def drive(count: int, reduction: Reduction) -> None:
        for _ in range(count):
            road.clock.advance(1 / FPS)
            road.run.take(next(road.packets), Viewers((road.pane,), reduction=reduction))  # type: ignore[arg-type]

    drive(2 * GOP + 1, Reduction.NONE)
    road.pane.numbers.clear()
    drive(4 * FPS, reduction)
    assert len(road.pane.numbers) == pytest.approx(4 * a_second, abs=4)
    if reduction is Reduction.KEYS:
        assert all(number % GOP == 0 for number in road.pane.numbers)
    road.pane.numbers.clear()
    drive(3 * GOP, Reduction.NONE)
    assert len(road.pane.numbers) >= 2 * GOP
    assert road.run.lost == 0


class Eye:
    """Counts what a watch is shown."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self._at = -1.0

    def due(self, now: float) -> bool:
        return now - self._at >= 0.45

    def look(self, picture: av.VideoFrame, instant_us: int, now: float) -> None:
        self._at = now
        self.seen.append(number_in(picture))


def test_a_watch_sees_two_pictures_a_second_and_of_a_hidden_stream_key_frames_only(road: Road) -> None:
    eye = Eye()

    def drive(count: int, sinks: tuple[Pane, ...]) -> None:
        for _ in range(count):
            road.clock.advance(1 / FPS)
            road.run.take(next(road.packets), Viewers(sinks, (eye,)))  # type: ignore[arg-type]

    drive(5 * FPS, (road.pane,))
    assert 8 <= len(eye.seen) <= 11 and len(road.pane.numbers) == 5 * FPS
    eye.seen.clear()
    drive(6 * FPS, ())
    assert len(eye.seen) >= 5 and all(number % GOP == 0 for number in eye.seen)
    assert len(road.pane.numbers) == 5 * FPS
    drive(2 * GOP, (road.pane,))
    assert len(road.pane.numbers) >= 5 * FPS + GOP and road.run.lost == 0
