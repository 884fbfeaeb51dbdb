"""The watch sees what is done to a camera, and doesn't cry at light and weather."""

from __future__ import annotations

import pytest

from tests.fakes.watched_camera import PretendCamera, Watched
from vms.demo.faults import FaultKind
from vms.video.watching import References, Tampering

# Outdoors by day and indoors by night each time; the other two when there is time.
VIEWS = pytest.mark.parametrize(
    ("scene", "night"),
    [
        pytest.param("gate", False, id="gate-day"),
        pytest.param("corridor_1", True, id="corridor_1-night"),
        pytest.param("gate", True, id="gate-night", marks=pytest.mark.long),
        pytest.param("corridor_1", False, id="corridor_1-day", marks=pytest.mark.long),
    ],
)

TAMPERINGS = [
    (FaultKind.COVERED, 1.0, Tampering.COVERED, 5),
    (FaultKind.COVERED, 0.7, Tampering.COVERED, 5),
    (FaultKind.BLURRED, 1.0, Tampering.BLURRED, 6),
    (FaultKind.BLURRED, 3.0, Tampering.BLURRED, 6),
    (FaultKind.DARK, 1.0, Tampering.DARK, 5),
    (FaultKind.BRIGHT, 1.0, Tampering.BRIGHT, 6),
    (FaultKind.MOVED, 1.0, Tampering.MOVED, 6),
    (FaultKind.MOVED, 0.4, Tampering.MOVED, 6),
    (FaultKind.MOVED, 2.5, Tampering.MOVED, 10),
    (FaultKind.FROZEN, 1.0, Tampering.FROZEN, 25),
]
HARMLESS = [
    FaultKind.LAMP_OFF,
    FaultKind.LAMP_ON,
    FaultKind.CLOUD,
    FaultKind.RAIN,
    FaultKind.HEADLIGHTS,
    FaultKind.CROWD,
    FaultKind.INSECT,
]


def learned(scene: str, *, night: bool) -> Watched:
    """A watch that knows its camera's view."""
    watched = Watched(PretendCamera(scene, night))
    watched.until(lambda: watched.references != References(), 15)
    watched.run(5)
    return watched


@VIEWS
@pytest.mark.parametrize(
    ("fault", "amount", "kind", "within_s"), TAMPERINGS, ids=[f"{one[0]}-{one[1]}" for one in TAMPERINGS]
)
def test_a_tampering_is_told_with_both_pictures_and_ends_when_it_is_undone(
    scene: str, night: bool, fault: FaultKind, amount: float, kind: Tampering, within_s: int
) -> None:
    watched = learned(scene, night=night)
    watched.camera.fault, watched.camera.amount = fault, amount
    begun = watched.now_us
    watched.until(lambda: watched.watch.state.tampering is not None, within_s)
    (news,) = watched.alarms()
    assert news.state.tampering is kind and news.at_us == watched.now_us
    assert news.reference[:2] == news.current[:2] == b"\xff\xd8" and news.reference != news.current
    before = 10_000_000 if kind is Tampering.FROZEN else 0
    assert begun - before <= news.state.since_us <= news.at_us
    watched.run(20)
    assert watched.watch.state.tampering is kind and len(list(watched.alarms())) == 1
    watched.camera.fault = FaultKind.NONE
    watched.until(lambda: watched.watch.state.tampering is None, 8)
    last = watched.news[-1]
    assert last.state.since_us == 0 and not last.reference and not last.current


@VIEWS
@pytest.mark.parametrize("fault", HARMLESS)
def test_light_weather_and_people_are_no_tampering(scene: str, night: bool, fault: FaultKind) -> None:
    watched = learned(scene, night=night)
    watched.camera.fault = fault
    watched.run(20)
    watched.camera.fault = FaultKind.NONE
    watched.run(6)
    assert list(watched.alarms()) == []
