"""Giving pictures up evenly when the machine doesn't keep up, and back."""

from __future__ import annotations

from vms.video.load import Governor, Processor, Reduction, Sample

LATE, WELL, IDLE = Sample(16, 12, 97), Sample(16, 0, 70), Sample(16, 0, 20)


def after(governor: Governor, sample: Sample, start: float, seconds: int) -> Reduction:
    for second in range(seconds):
        governor.take(sample, start + second)
    return governor.reduction


def test_it_goes_down_step_by_step_and_key_frames_only_come_last() -> None:
    governor, seen = Governor(), []
    for second in range(20):
        reduction = governor.take(LATE, float(second))
        if not seen or seen[-1] is not reduction:
            seen.append(reduction)
    assert seen == [Reduction.NONE, Reduction.HALF, Reduction.QUARTER, Reduction.KEYS]
    assert [one.word for one in seen] == ["", "rate", "rate", "keys"]


def test_one_late_camera_or_a_late_network_is_no_overload() -> None:
    assert after(Governor(), Sample(16, 1, 97), 0, 60) is Reduction.NONE
    assert after(Governor(), Sample(16, 16, 70), 0, 60) is Reduction.NONE
    assert after(Governor(), Sample(0, 0, 97), 0, 60) is Reduction.NONE


def test_it_recovers_by_itself() -> None:
    governor = Governor()
    assert after(governor, LATE, 0, 20) is Reduction.KEYS
    assert after(governor, WELL, 20, 60) is Reduction.NONE


def test_each_relapse_makes_it_wait_longer_so_that_it_does_not_swing() -> None:
    governor, now, changes, before = Governor(), 0.0, 0, Reduction.NONE
    # A machine that keeps up with half of the pictures and not with all of them, for an hour.
    for _ in range(3600):
        governor.take(LATE if governor.reduction is Reduction.NONE else WELL, now)
        changes += governor.reduction is not before
        before, now = governor.reduction, now + 1
    assert changes < 60


def test_key_frames_only_takes_longer_than_the_steps_before() -> None:
    assert after(Governor(), LATE, 0, 14) is Reduction.QUARTER


def test_once_another_program_that_took_the_processor_has_ended_it_is_quick_however_often_it_relapsed() -> None:
    governor, now = Governor(), 0
    for _ in range(6):
        after(governor, LATE, now, 20)
        after(governor, WELL, now + 20, 40)
        now += 60
    after(governor, LATE, now, 20)
    assert governor.reduction is Reduction.KEYS
    assert after(governor, WELL, now + 20, 15) is Reduction.KEYS  # patient by now
    assert after(governor, IDLE, now + 35, 16) is Reduction.NONE


def test_the_processor_answers() -> None:
    processor = Processor()
    assert 0.0 <= processor.percent() <= 100.0
