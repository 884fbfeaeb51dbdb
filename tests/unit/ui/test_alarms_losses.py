from __future__ import annotations

from collections.abc import Collection, Mapping

from vms.services.alarm_views import AlarmView
from vms.ui.alarms.losses import RECORDER_KEY, Changes, LossWatch, LostNow

S = 1_000_000
GONE = LostNow("C01 Cổng chính", "Khu cổng", "offline", "camera_unreachable", 0)


def running(number: int, *, here: bool = True, kind: str = "offline", reason: str = "camera_unreachable") -> AlarmView:
    return AlarmView(
        id=number, camera_id=number, label="", area="", kind=kind, reason=reason, host="PC-1", here=here, began_us=0,
        seen_us=0, ended_us=None, times=1, acknowledged_us=None, acknowledged_by="", verdict="", note="", stills=False,
        version=1,
    )  # fmt: skip


def look(
    watch: LossWatch,
    now: float,
    lost: Mapping[int, LostNow] = {},
    well: Collection[int] = (),
    unknown: Collection[int] = (),
    known: Mapping[int, AlarmView] = {},
) -> Changes:
    watch.look(well, lost, unknown, now)
    return watch.changes(known, round(now * S), now)


def seen(changes: Changes) -> list[int | None]:
    return [one.camera_id for one in changes.seen]


def test_a_camera_that_was_seen_and_breaks_is_an_alarm_at_once() -> None:
    watch = LossWatch({}, settling_s=30)
    look(watch, 0, well=[1])
    assert seen(look(watch, 1, {1: GONE})) == [1]


def test_a_camera_that_never_came_up_is_an_alarm_after_it_had_time_to() -> None:
    watch = LossWatch({}, settling_s=30)
    for second in range(30):
        assert not look(watch, second, {1: GONE})
    assert seen(look(watch, 30, {1: GONE})) == [1]


def test_a_longer_grace_of_a_state_stands() -> None:
    watch = LossWatch({"offline": 40.0}, settling_s=30)
    look(watch, 0, well=[1])
    look(watch, 1, {1: GONE})
    assert not look(watch, 40, {1: GONE})
    assert seen(look(watch, 41, {1: GONE})) == [1]


def test_a_loss_that_is_known_goes_on_without_a_word_and_without_a_grace() -> None:
    watch = LossWatch({}, settling_s=30)
    changes = look(watch, 0, {1: GONE}, known={1: running(1)})
    assert not changes and changes.confirmed == (1,)
    stalled = LostNow("", "", "stalled", "", 0)
    assert [one.kind for one in look(watch, 1, {1: stalled}, known={1: running(1)}).seen] == ["stalled"]


def test_what_came_back_is_over_and_what_nothing_is_known_of_goes_on() -> None:
    watch = LossWatch({})
    known = {1: running(1), 2: running(2)}
    changes = look(watch, 5, unknown=[2], known=known)
    assert [(one.alarm_id, one.at_us) for one in changes.gone] == [(1, 5 * S)]
    assert changes.confirmed == (2,)


def test_another_pcs_alarm_is_left_to_it() -> None:
    watch = LossWatch({})
    theirs = {1: running(1, here=False, kind="stalled")}
    assert look(watch, 0, {1: GONE}, known=theirs) == Changes()
    assert look(watch, 1, known=theirs) == Changes()


def test_the_recorder_is_no_camera() -> None:
    watch = LossWatch({})
    assert seen(look(watch, 0, {RECORDER_KEY: LostNow("", "", "recorder", "recorder_down", 0)})) == [None]
