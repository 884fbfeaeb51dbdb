from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from tests.footage import START_US, encode, footage, number_in
from vms.core.instants import SECOND
from vms.video.film import Film, Picture
from vms.video.reader import Piece
from vms.video.segment_writer import SegmentWriter

TWO_S = 2 * SECOND
LATER = START_US + 2 * TWO_S + 10 * SECOND


def _at(pictures: float) -> int:
    return START_US + round(pictures * 40_000)


def _seen(picture: Picture | None) -> tuple[int, int] | None:
    return None if picture is None else (number_in(picture.frame), picture.instant_us)


@pytest.fixture(scope="module", params=[0, 2], ids=["plain", "b-frames"])
def pieces(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    folder = tmp_path_factory.mktemp("film")
    return footage(folder, [START_US, START_US + TWO_S, LATER], bframes=request.param)


@pytest.fixture
def film(pieces: list[Piece]) -> Iterator[Film]:
    film = Film(pieces)
    yield film
    film.close()


@pytest.mark.parametrize("number", [0, 1, 9, 10, 33, 49, 50, 51, 99])
def test_seek_shows_the_picture_of_the_instant(film: Film, number: int) -> None:
    for shift in (0, 1, 39_999):
        assert _seen(film.seek(_at(number) + shift)) == (number, _at(number))


def test_seek_into_a_gap_goes_to_the_first_picture_after_it(film: Film) -> None:
    assert _seen(film.seek(START_US + 2 * TWO_S + SECOND)) == (100, LATER)
    assert _seen(film.seek(START_US - SECOND)) == (0, START_US)
    assert film.seek(LATER + TWO_S) is None


def test_next_walks_every_picture_over_borders_and_gaps(film: Film) -> None:
    assert _seen(film.seek(_at(45))) == (45, _at(45))
    walked = []
    while (picture := film.next()) is not None:
        walked.append(_seen(picture))
    assert walked == [(n, _at(n)) for n in range(46, 100)] + [(n, LATER + (n - 100) * 40_000) for n in range(100, 150)]
    assert _seen(film.current) == (149, LATER + 49 * 40_000)


def test_previous_walks_back_over_borders_and_gaps(film: Film) -> None:
    film.seek(LATER + TWO_S - 1)
    walked = []
    while (picture := film.previous()) is not None:
        walked.append(number_in(picture.frame))
    assert walked == list(range(148, -1, -1))


def test_steps_to_and_fro_meet_the_same_pictures(film: Film) -> None:
    film.seek(_at(52))
    steps = [film.previous, film.previous, film.previous, film.next, film.next, film.next, film.next, film.previous]
    assert [number_in(step().frame) for step in steps] == [51, 50, 49, 50, 51, 52, 53, 52]  # type: ignore[union-attr]


def test_key_frames_alone_then_pictures_again(film: Film) -> None:
    assert _seen(film.key_at(_at(37))) == (30, _at(30))
    assert _seen(film.next()) == (31, _at(31))
    assert _seen(film.key_at(_at(99))) == (90, _at(90))
    assert _seen(film.key_at(START_US + 2 * TWO_S + SECOND)) == (100, LATER)
    assert _seen(film.previous()) == (99, _at(99))


@pytest.mark.logs("piece_unreadable")
def test_a_piece_that_vanished_is_passed_over(pieces: list[Piece], tmp_path: Path) -> None:
    gone = Piece(tmp_path / "gone.mp4", pieces[1].start_us, pieces[1].end_us)
    film = Film([pieces[0], gone, pieces[2]])
    assert _seen(film.seek(_at(60))) == (100, LATER)
    film.seek(_at(49))
    assert _seen(film.next()) == (100, LATER)
    film.close()


def test_a_growing_part_is_followed_when_the_list_is_renewed(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(60))
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        packets = [p for p in container.demux(stream) if p.pts is not None]
        writer = SegmentWriter(tmp_path / "camera", stream, START_US)
        for packet in packets[:31]:
            writer.add(packet)
        film = Film([Piece(writer.part, START_US, writer.durable_us, open=True)])
        assert _seen(film.seek(_at(29))) == (29, _at(29))
        assert film.next() is None
        for packet in packets[31:]:
            writer.add(packet)
        done = writer.close()
    film.set_pieces([Piece(done.path, done.start_us, done.end_us)])
    assert [number_in(film.next().frame) for _ in range(30)] == list(range(30, 60))  # type: ignore[union-attr]
    assert film.next() is None
    film.close()
