from __future__ import annotations

from itertools import cycle, islice

from tests.fakes.watched_camera import START_US
from vms.video.standstill import Standstill


class Looks:
    """Fingerprints, two a second."""

    def __init__(self) -> None:
        self.standstill = Standstill()
        self.now_us = START_US
        self._new = 10**6

    def of(self, fingerprints: list[int]) -> list[bool]:
        answers = []
        for one in fingerprints:
            self.now_us += 500_000
            answers.append(self.standstill.look(one, self.now_us))
        return answers

    def alive(self, count: int) -> list[bool]:
        self._new += count
        return self.of(list(range(self._new, self._new + count)))


def test_one_picture_again_and_again_stands_after_ten_seconds() -> None:
    looks = Looks()
    assert not any(looks.alive(100))
    since = looks.now_us
    answers = looks.of([7] * 40)
    assert answers.index(True) == 20 and all(answers[20:])
    assert looks.standstill.since_us == since + 500_000
    assert not any(looks.alive(10))


def test_the_cycle_of_a_group_of_pictures_stands_too() -> None:
    looks = Looks()
    looks.alive(20)
    answers = looks.of(list(islice(cycle(range(8)), 60)))
    assert not any(answers[:8]) and answers[-1]


def test_a_loop_of_a_minute_is_alive() -> None:
    assert not any(Looks().of(list(islice(cycle(range(120)), 600))))


def test_a_clock_that_runs_is_life() -> None:
    looks = Looks()
    assert not any(looks.of([index // 2 for index in range(200)]))


def test_pauses_between_looks_prove_nothing() -> None:
    looks = Looks()
    for _ in range(10):
        looks.now_us += 60_000_000
        assert looks.of([7]) == [False]


def test_an_encoder_that_often_leaves_all_out_gets_more_patience() -> None:
    looks = Looks()
    for _ in range(3):
        assert any(looks.of([looks.now_us] * 30))
        looks.alive(4)
    assert not any(looks.of([5] * 30))
    assert any(looks.of([5] * 300))
