"""What the watch learns, and what it must never learn."""

from __future__ import annotations

import pytest

from tests.fakes.watched_camera import PretendCamera, Watched
from vms.demo.faults import FaultKind
from vms.video.glance import FINE
from vms.video.reference import read_reference
from vms.video.watch import PictureWatch
from vms.video.watching import References, Tampering


def learned(scene: str = "gate", *, night: bool = False) -> Watched:
    watched = Watched(PretendCamera(scene, night))
    watched.until(lambda: watched.references != References(), 25)
    return watched


def again(watched: Watched) -> Watched:
    """The same camera after a restart, with the references that were kept."""
    return Watched(watched.camera, PictureWatch(watched.references), watched.references, now_us=watched.now_us)


def test_the_reference_is_a_small_png_of_the_light_it_was_learned_in() -> None:
    watched = learned(night=True)
    assert watched.watch.state.night
    assert not watched.references.day and watched.references.night[1:4] == b"PNG"
    assert len(watched.references.night) < 60_000
    kept = read_reference(watched.references.night)
    assert kept and kept.picture().shape == (FINE[1] * 3 // 2, FINE[0]) and kept.structured


def test_a_kept_reference_knows_a_camera_that_was_covered_meanwhile() -> None:
    watched = learned()
    watched.camera.fault = FaultKind.COVERED
    restarted = again(watched)
    restarted.run(6)
    (alarm,) = restarted.alarms()
    assert alarm.state.tampering is Tampering.COVERED and alarm.reference
    assert all(one.references is None for one in restarted.news)


@pytest.mark.parametrize("fault", [FaultKind.COVERED, FaultKind.MOVED])
def test_a_tampering_that_lasts_is_never_learned(fault: FaultKind) -> None:
    watched = learned()
    watched.every_s = 2.0
    watched.run(80)
    before = watched.references
    watched.camera.fault = fault
    watched.run(200)
    assert watched.watch.state.tampering is not None and watched.references == before
    assert again(watched).run(8)[-1].state.tampering is not None
    watched.camera.fault = FaultKind.NONE
    watched.run(10)
    assert watched.watch.state.tampering is None


def test_without_references_the_new_view_is_the_usual_one() -> None:
    watched = learned()
    watched.camera.fault = FaultKind.MOVED
    watched.run(6)
    assert watched.watch.state.tampering is Tampering.MOVED
    reset = Watched(watched.camera, now_us=watched.now_us)
    reset.until(lambda: reset.references != References(), 25)
    reset.run(10)
    assert not list(reset.alarms())


def test_a_camera_that_is_covered_from_the_start_is_not_learned() -> None:
    watched = Watched(PretendCamera("gate", fault=FaultKind.COVERED))
    watched.run(30)
    assert watched.references == References()


@pytest.mark.parametrize("scene", ["gate", "bicycles", "roof"])
def test_the_first_infrared_night_is_learned_beside_the_day(scene: str) -> None:
    watched = learned(scene)
    watched.camera.turn(night=True)
    watched.until(lambda: bool(watched.references.night), 40)
    watched.camera.turn(night=False)
    watched.run(10)
    assert watched.watch.state.night is False and watched.references.day
    watched.camera.turn(night=True)
    watched.run(10)
    assert watched.watch.state.night and not list(watched.alarms())


def test_a_covered_camera_that_turns_to_infrared_is_not_learned_as_the_night() -> None:
    watched = learned()
    watched.camera.turn(night=True)
    watched.camera.fault = FaultKind.COVERED
    watched.run(30)
    assert watched.watch.state.tampering is Tampering.COVERED and not watched.references.night


@pytest.mark.logs("watch_reference_unreadable")
@pytest.mark.parametrize("kept", [b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_an_unreadable_reference_is_learned_anew(kept: bytes) -> None:
    watched = Watched(PretendCamera("gate"), PictureWatch(References(day=kept)))
    watched.until(lambda: watched.references != References(), 25)
    assert read_reference(watched.references.day)


def test_looks_that_are_seconds_apart_are_enough() -> None:
    watched = learned()
    watched.every_s = 4.0
    watched.run(12)
    watched.camera.fault = FaultKind.COVERED
    watched.until(lambda: watched.watch.state.tampering is Tampering.COVERED, 16)
    watched.camera.fault = FaultKind.NONE
    watched.until(lambda: watched.watch.state.tampering is None, 16)


def test_a_long_pause_neither_begins_nor_ends_an_alarm() -> None:
    watched = learned()
    watched.now_us += 3_600_000_000
    watched.run(5)
    assert not list(watched.alarms())
    watched.camera.fault = FaultKind.COVERED
    watched.run(5)
    watched.now_us += 3_600_000_000
    watched.look()
    assert watched.watch.state.tampering is Tampering.COVERED
    watched.run(5)
    assert len(list(watched.alarms())) == 1


def test_a_lens_that_is_covered_after_it_was_blurred_is_told_again() -> None:
    watched = learned()
    watched.camera.fault = FaultKind.BLURRED
    watched.run(8)
    watched.camera.fault = FaultKind.DARK
    watched.run(14)
    assert [one.state.tampering for one in watched.alarms()] == [Tampering.BLURRED, Tampering.DARK]
