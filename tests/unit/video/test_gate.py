"""What waits in memory for a cause, fed by hand."""

from __future__ import annotations

import pytest

from vms.core.instants import SECOND
from vms.video.gate import NOTICE_US, Gate, Held, Order

NOTHING = Order("", 0)


def _pictures(seconds: float, *, fps: int = 10, gop: int = 10, size: int = 100, start: float = 0) -> list[Held]:
    first = round(start * fps)
    return [Held(n, n * SECOND // fps, key=n % gop == 0, size=size) for n in range(first, first + round(seconds * fps))]


def _numbers(held: list[Held]) -> list[int]:
    return [one.packet for one in held]


def _feed(gate: Gate, pictures: list[Held]) -> list[int]:
    return [one.packet for picture in pictures for one in gate.take(picture)]


def test_without_an_order_to_wait_everything_passes() -> None:
    assert _feed(Gate(), _pictures(3)) == list(range(30))


def test_what_came_before_a_cause_is_given_from_the_key_frame_before_the_instant_wanted() -> None:
    gate = Gate(NOTHING, before_us=5 * SECOND)
    assert _feed(gate, _pictures(20)) == []
    gate.order(Order("motion", 14_500_000))
    assert _feed(gate, _pictures(1, start=20)) == list(range(140, 210))
    assert gate.cause == "motion" and gate.held_bytes == 0


def test_writing_ends_with_the_group_in_which_the_cause_ended_and_waiting_begins_anew() -> None:
    gate = Gate(NOTHING, before_us=2 * SECOND)
    gate.order(Order("alarm", 0))
    assert _feed(gate, _pictures(3)) == list(range(30))
    gate.order(Order("", 3_200_000))
    assert _feed(gate, _pictures(5, start=3)) == list(range(30, 40))
    gate.order(Order("alarm", 7_000_000))
    assert _feed(gate, _pictures(1, start=8)) == list(range(70, 90))


def test_a_cause_that_comes_back_before_the_end_interrupts_nothing() -> None:
    gate = Gate(Order("motion", 0))
    _feed(gate, _pictures(2))
    gate.order(Order("", 2_000_000))
    gate.order(Order("alarm", 2_050_000))
    assert _feed(gate, _pictures(3, start=2.1)) == list(range(21, 51)) and gate.cause == "alarm"


def test_with_key_frames_far_apart_writing_ends_all_the_same() -> None:
    gate = Gate(Order("motion", 0))
    _feed(gate, _pictures(2, gop=10_000))
    gate.order(Order("", 2_000_000))
    written = _feed(gate, _pictures(60, start=2, gop=10_000))
    assert 100 < len(written) < 150


@pytest.mark.parametrize("size", [100, 5_000])
def test_memory_is_bounded_by_time_and_by_bytes_and_whole_groups_are_kept(size: int) -> None:
    gate = Gate(NOTHING, before_us=3 * SECOND, most_bytes=200_000)
    for picture in _pictures(300, size=size):
        gate.take(picture)
        assert gate.held_bytes <= min(200_000, (3 * SECOND + NOTICE_US + 2 * SECOND) // 100_000 * size)
    gate.order(Order("motion", 0))
    given = _feed(gate, _pictures(0.1, start=300))
    assert given[0] % 10 == 0 and given[-1] == 3000 and given == list(range(given[0], 3001))


def test_a_group_too_long_for_memory_is_given_up_up_to_the_next_key_frame() -> None:
    gate = Gate(NOTHING, before_us=3 * SECOND, most_bytes=2_000)
    _feed(gate, _pictures(30, gop=250))
    assert gate.held_bytes <= 2_000
    gate.order(Order("motion", 29 * SECOND))
    assert _numbers(gate.take(Held(300, 30 * SECOND, key=False, size=100)))[-1] == 300


def test_what_waits_is_forgotten_when_what_comes_does_not_follow_it() -> None:
    gate = Gate(NOTHING, before_us=5 * SECOND)
    _feed(gate, _pictures(3))
    gate.clear()
    gate.order(Order("motion", 0))
    assert _feed(gate, _pictures(1, start=3)) == list(range(30, 40))
