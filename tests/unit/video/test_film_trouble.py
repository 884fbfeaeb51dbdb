"""Footage as it shouldn't be: playing goes on past it, says what it can't read, and never hangs."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.film_wall import Pane, Wall, until, wall_of
from tests.footage import START_US, encode, footage, number_in, record
from vms.core.instants import SECOND, Span
from vms.video.film import Film, Interrupted, Picture
from vms.video.play_orders import Play, PlayState, Seek, SetSpeed, Step
from vms.video.reader import Piece

S = SECOND


def _three(folder: Path) -> list[Piece]:
    """Three pieces of a second, one after the other, pictures 0 to 74."""
    return footage(folder, [START_US, START_US + S, START_US + 2 * S], frames=25, gop=5)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("Đây không phải là video. " * 500, "utf-8")


def _header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:900])


UNREADABLE: list[Callable[[Path], None]] = [_empty, _gone, _folder, _text, _header_only]


def _walk(film: Film, start_us: int, move: Callable[[], Picture | None]) -> list[tuple[int, int]]:
    """Number and instant of every picture on the way."""
    seen = []
    picture = film.seek(start_us)
    while picture is not None:
        seen.append((number_in(picture.frame), picture.instant_us))
        picture = move()
    return seen


def _both_ways(pieces: list[Piece]) -> list[tuple[int, int]]:
    """What is seen forwards; backwards it is the same."""
    film = Film(pieces)
    forwards = _walk(film, pieces[0].start_us, film.next)
    backwards = _walk(film, pieces[-1].end_us - 1, film.previous)
    film.close()
    assert backwards == forwards[::-1]
    instants = [instant for _, instant in forwards]
    assert instants == sorted(set(instants))
    return forwards


@pytest.mark.logs("piece_unreadable", "segment_damaged")
@pytest.mark.parametrize("spoil", UNREADABLE, ids=lambda spoil: spoil.__name__.strip("_"))
def test_an_unreadable_file_is_passed_over(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    pieces = _three(tmp_path)
    spoil(pieces[1].path)
    assert [number for number, _ in _both_ways(pieces)] == [*range(25), *range(50, 75)]
    film = Film(pieces)
    key = film.key_at(START_US + 3 * S // 2)
    assert key is not None and number_in(key.frame) == 50
    assert film.unreadable_at(START_US + 3 * S // 2) == Span(START_US + S, START_US + 2 * S)
    assert film.unreadable_at(START_US) is None
    film.close()


@pytest.mark.logs("piece_unreadable")
def test_an_unreadable_stretch_is_said_while_others_play_and_jumped_over_alone(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    whole, pieces = _three(tmp_path / "whole"), _three(tmp_path)
    pieces[1].path.unlink()
    with wall_of([pieces, whole], START_US + S // 2) as wall:
        bad, good = wall.panes
        until(lambda: bad.newest == 12)
        wall.order(Seek(START_US + 3 * S // 2))
        until(lambda: bad.state is PlayState.UNREADABLE and good.newest == 37)
        status = bad.player.status()  # type: ignore[union-attr]
        assert status.reason == "footage_unreadable" and status.gap == Span(START_US + S, START_US + 2 * S)
        wall.order(Play())
        until(lambda: bad.newest > 52)
        assert bad.state in (PlayState.PLAYING, PlayState.ENDED) and not set(bad.numbers) & set(range(25, 50))
    with wall_of([pieces], START_US + S // 2) as alone:
        alone.order(SetSpeed(2.0), Play())
        until(lambda: alone.panes[0].state is PlayState.ENDED)
        assert alone.panes[0].newest == 74 and alone.panes[0].player.status().skips == 1  # type: ignore[union-attr]


@pytest.mark.logs("picture_damaged", "segment_damaged", "piece_unreadable")
def test_a_file_damaged_in_the_middle_is_played_as_far_as_it_goes(tmp_path: Path) -> None:
    pieces = _three(tmp_path)
    data = bytearray(pieces[1].path.read_bytes())
    third = len(data) // 3
    data[third : 2 * third] = os.urandom(third)
    pieces[1].path.write_bytes(data)
    film = Film(pieces)
    forwards = [number for number, _ in _walk(film, START_US, film.next)]
    assert forwards[:25] == list(range(25)) and forwards[-25:] == list(range(50, 75))
    backwards = [number for number, _ in _walk(film, START_US + 3 * S - 1, film.previous)]
    assert backwards[:25] == list(range(74, 49, -1)) and backwards[-25:] == list(range(24, -1, -1))
    for tenth in range(30):
        assert film.key_at(START_US + tenth * S // 10) is not None
    film.close()
    with wall_of([pieces], START_US + S // 2) as wall:
        wall.order(SetSpeed(2.0), Play())
        until(lambda: wall.panes[0].state is PlayState.ENDED)
        assert wall.panes[0].newest == 74


@pytest.mark.parametrize("codec", ["hevc", "mjpeg", "h264"])
def test_a_file_that_somebody_replaced_plays_as_what_it_is(tmp_path: Path, codec: str) -> None:
    pieces = _three(tmp_path)
    source = encode(tmp_path / "other.mp4", range(200, 260), codec=codec, height=128, fps=30)
    pieces[1].path.write_bytes(record(source, tmp_path / "other", START_US).path.read_bytes())
    with wall_of([pieces], START_US) as wall:
        pane = wall.panes[0]
        wall.order(Seek(START_US + S + 500_000))
        until(lambda: pane.newest == 215)
        assert pane.player.status().height == 128  # type: ignore[union-attr]
        wall.order(Play())
        until(lambda: pane.state is PlayState.ENDED)
        # Its second second is cut off where the next piece begins.
        assert pane.newest == 74 and max(n for n in pane.numbers if n >= 200) <= 230
        wall.order(Step(-25))
        until(lambda: pane.newest >= 200)


@pytest.mark.parametrize("codec", ["hevc", "mjpeg"])
def test_other_codecs_play_both_ways_and_by_key_frames(tmp_path: Path, codec: str) -> None:
    pieces = footage(tmp_path, [START_US, START_US + S], frames=25, codec=codec, gop=5)
    with wall_of([pieces], START_US + 24 * 40_000) as wall:
        pane = wall.panes[0]
        for steps, number in ((1, 25), (3, 28), (-8, 20)):
            wall.order(Step(steps))
            until(lambda number=number: pane.newest == number)
        wall.order(SetSpeed(-2.0), Play())
        until(lambda: pane.newest == 0)
        wall.order(SetSpeed(4.0), Play())
        until(lambda: pane.newest >= 45)


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 5 * S), (0, S // 5), (-S // 2, S), (3 * S // 10, 13 * S // 10)],
    ids=["row too long", "row too short", "starts too early", "starts too late"],
)
def test_wrong_times_in_a_row_never_turn_the_film_back(tmp_path: Path, start: int, end: int) -> None:
    pieces = _three(tmp_path)
    pieces[1] = replace(pieces[1], start_us=pieces[1].start_us + start, end_us=pieces[1].start_us + end)
    film = Film(pieces)
    for move, begin, last in ((film.next, START_US, 74), (film.previous, START_US + 3 * S - 1, 0)):
        seen = _walk(film, begin, move)
        instants = [instant for _, instant in seen]
        assert instants == sorted(set(instants), reverse=move == film.previous) and seen[-1][0] == last
        assert len(seen) > 50
    film.close()


def test_a_row_that_says_more_than_its_file_has_is_a_gap_there(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    first, last = footage(tmp_path, [START_US, START_US + 6 * S], frames=25, gop=5)
    whole = footage(tmp_path / "whole", [START_US], frames=200, gop=25)
    with wall_of([[replace(first, end_us=START_US + 6 * S), last], whole], START_US) as wall:
        short, other = wall.panes
        wall.order(Seek(START_US + 4 * S))
        until(lambda: short.state is PlayState.GAP and other.newest == 100)
        wall.order(Seek(START_US + 23 * S // 4), Play())
        until(lambda: short.newest > 25)
        assert len(short.numbers) < 30


@pytest.mark.parametrize("start", [-5 * S, -(1 << 50), 1 << 58], ids=["1969", "long ago", "far future"])
def test_times_beyond_all_reason(tmp_path: Path, start: int) -> None:
    pieces = [
        replace(piece, start_us=start + index * S, end_us=start + (index + 1) * S)
        for index, piece in enumerate(_three(tmp_path))
    ]
    assert [number for number, _ in _both_ways(pieces)] == list(range(75))
    with wall_of([pieces], START_US) as wall:
        pane = wall.panes[0]
        wall.order(Seek(start + 3 * S - 1), Play())
        until(lambda: pane.state is PlayState.ENDED)
        assert pane.newest == 74


def test_another_size_from_one_piece_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "tall").mkdir()
    pieces = footage(tmp_path, [START_US], frames=25)
    pieces += footage(tmp_path / "tall", [START_US + S], frames=25, height=128)
    with wall_of([pieces], START_US + 24 * 40_000) as wall:
        pane = wall.panes[0]
        until(lambda: pane.newest == 24)
        wall.order(Step(1))
        until(lambda: pane.player.status().height == 128)  # type: ignore[union-attr]
        wall.order(Step(-1))
        until(lambda: pane.player.status().height == 64)  # type: ignore[union-attr]


def test_a_second_stream_fills_in_where_the_first_has_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    first = footage(tmp_path, [START_US, START_US + 2 * S], frames=25, gop=5)
    second = footage(tmp_path / "sub", [START_US + S // 2], frames=50, gop=5, height=32)
    film = Film([*first, replace(second[0], start_us=START_US + S // 2)])
    seen = []
    picture = film.seek(START_US)
    while picture is not None:
        seen.append((picture.instant_us, picture.frame.height))
        picture = film.next()
    film.close()
    assert [instant for instant, _ in seen] == sorted({instant for instant, _ in seen})
    assert {height for instant, height in seen if START_US + S <= instant < START_US + 2 * S} == {32}
    assert {height for instant, height in seen if instant >= START_US + 2 * S} == {64}


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """Ten minutes with one key frame, at the very beginning: 3000 pictures, five a second."""
    return footage(tmp_path_factory.mktemp("endless"), [START_US], frames=3000, fps=5, gop=10_000)


def _there(wall: Wall, pane: Pane, second: float) -> None:
    before = len(pane.shown)
    wall.order(Seek(START_US + round(second * S)))
    until(lambda: int(second * 5) in pane.numbers[before:])


def test_ten_minutes_without_a_key_frame(endless: list[Piece]) -> None:
    with wall_of([endless], START_US) as wall:
        pane = wall.panes[0]
        _there(wall, pane, 590)
        wall.order(SetSpeed(-1.0), Play())
        until(lambda: pane.newest <= 2945)
        _there(wall, pane, 300)
        wall.order(SetSpeed(8.0))
        until(lambda: pane.position > START_US + 310 * S)
        assert pane.newest <= 1500  # no key frame has come since
        wall.order(SetSpeed(1.0))
        until(lambda: pane.newest > 1550)
        _there(wall, pane, 20)


def test_going_back_without_key_frames_keeps_few_pictures_and_can_be_given_up(endless: list[Piece]) -> None:
    stop = False
    film = Film(endless, lambda: stop)
    film.room_bytes = 40 * 256 * 64 * 3 // 2
    assert film.seek(START_US + 590 * S) is not None
    numbers = []
    for _ in range(60):
        picture = film.previous(dense=False)
        assert picture is not None and len(film._behind) <= 40
        numbers.append((picture.instant_us - START_US) // 200_000)
    assert numbers == sorted(numbers, reverse=True) and film.thinned and numbers[0] - numbers[-1] > 300
    film.seek(START_US + 500 * S)
    assert [(film.previous().instant_us - START_US) // 200_000 for _ in range(3)] == [2499, 2498, 2497]  # type: ignore[union-attr]
    stop = True
    film.seek(START_US + 400 * S)
    with pytest.raises(Interrupted):
        for _ in range(20):
            film.previous()
    film.close()


def test_key_frames_far_apart_backwards(tmp_path: Path) -> None:
    pieces = footage(tmp_path, [START_US], frames=150, fps=50, gop=75)
    with wall_of([pieces], START_US + 5 * S // 2) as wall:
        pane = wall.panes[0]
        until(lambda: pane.newest == 125)
        wall.order(SetSpeed(-2.0), Play())
        until(lambda: pane.state is PlayState.ENDED)
        assert pane.numbers == sorted(pane.numbers, reverse=True) and pane.newest == 0
