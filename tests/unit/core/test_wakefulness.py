from __future__ import annotations

from vms.core.wakefulness import Wakefulness


def test_a_healthy_program_never_slept() -> None:
    watch = Wakefulness()
    assert not any(watch.slept(tick * 0.033, tick * 33_000) for tick in range(1000))
    assert not watch.slept(33.0 + 1.0, 33_000_000 + 1_000_000)  # a hiccup of the window


def test_sleep_is_noticed_whether_or_not_the_monotonic_clock_stood_still() -> None:
    for monotonic in (10.1, 3610.0):
        watch = Wakefulness()
        assert not watch.slept(10.0, 10_000_000)
        assert watch.slept(monotonic, 3_610_000_000)
        assert not watch.slept(monotonic + 0.033, 3_610_033_000)


def test_a_clock_that_is_set_back_is_no_sleep() -> None:
    watch = Wakefulness()
    watch.slept(10.0, 10_000_000)
    assert not watch.slept(10.03, 5_000_000)
