from __future__ import annotations

from vms.ui.wall.losses import LossWatch, LostNow, waiting

S = 1_000_000
GONE = LostNow("C01 Cổng chính", "Khu cổng", "offline", "camera_unreachable", 0)


def open_ones(watch: LossWatch) -> list[int]:
    return [loss.camera_id for loss in waiting(watch.losses)]


def test_a_camera_that_was_seen_and_breaks_is_an_alarm_at_once() -> None:
    watch = LossWatch({}, settling_s=30)
    watch.look([1], {}, [], 0, 0.0)
    watch.look([], {1: GONE}, [], S, 1.0)
    assert open_ones(watch) == [1]


def test_a_camera_that_never_came_up_is_an_alarm_after_it_had_time_to() -> None:
    watch = LossWatch({}, settling_s=30)
    for second in range(30):
        watch.look([], {1: GONE}, [], second * S, float(second))
        assert open_ones(watch) == []
    watch.look([], {1: GONE}, [], 30 * S, 30.0)
    assert open_ones(watch) == [1]


def test_a_longer_grace_of_a_state_stands() -> None:
    watch = LossWatch({"offline": 40.0}, settling_s=30)
    watch.look([1], {}, [], 0, 0.0)
    watch.look([], {1: GONE}, [], S, 1.0)
    watch.look([], {1: GONE}, [], 40 * S, 40.0)
    assert open_ones(watch) == []
    watch.look([], {1: GONE}, [], 41 * S, 41.0)
    assert open_ones(watch) == [1]


def test_a_camera_that_came_back_stays_until_someone_has_seen_it() -> None:
    watch = LossWatch({}, settling_s=0)
    watch.look([], {1: GONE}, [], 0, 0.0)
    watch.look([1], {}, [], 5 * S, 5.0)
    assert watch.losses[0].ended_us == 5 * S
    assert open_ones(watch) == [1]
    watch.acknowledge(watch.losses[0], 6 * S)
    assert open_ones(watch) == []
