"""Where one jumps to, and why there is a gap, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.instants import HOUR, MINUTE, SECOND, Span
from vms.models.recording import Bookmark, FootageEvent, Gap
from vms.services.landmarks import Landmark, find_landmark, gap_reason

__all__ = ["empty_postgresql", "postgresql"]

START = NOON - 10 * HOUR
STRETCH, EVENT, MARK = Landmark.STRETCH, Landmark.EVENT, Landmark.BOOKMARK


@pytest.fixture(params=["sqlite", "postgresql"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SchoolInABox]:
    url = "" if request.param == "sqlite" else str(request.getfixturevalue("empty_postgresql"))
    with open_school(tmp_path / "school", url) as box:
        yield box


def test_the_nearest_of_any_camera_in_both_ways(box: SchoolInABox) -> None:
    first, second = box.cameras
    rows(box, first, [START, START + MINUTE, START + HOUR, START + HOUR + MINUTE, START + 2 * HOUR])
    rows(box, second, [START + 30 * MINUTE])
    with box.catalogue.write():
        FootageEvent.create(camera=first, kind="motion", start_us=START + 90 * SECOND, source="recorder")
        FootageEvent.create(camera=second, kind="alarm", start_us=START + 31 * MINUTE, source="alarm:1")
        Bookmark.create(camera=first, instant_us=START + 5 * SECOND, created_us=0)

    def to(kind: Landmark, instant: int, way: int, *cameras: int) -> int | None:
        return find_landmark(box.catalogue, cameras or (first,), kind, instant, way)

    assert to(STRETCH, START + SECOND, 1) == START + HOUR == to(STRETCH, START + 10 * MINUTE, 1)
    assert to(STRETCH, START + HOUR + 90 * SECOND, 1) == START + 2 * HOUR
    assert to(STRETCH, START + 2 * HOUR, 1) is None
    assert to(STRETCH, START + HOUR + 90 * SECOND, -1) == START + HOUR
    assert to(STRETCH, START + HOUR, -1) == START and to(STRETCH, START, -1) is None
    assert to(STRETCH, START + SECOND, 1, first, second) == START + 30 * MINUTE
    assert to(EVENT, START, 1) == START + 90 * SECOND and to(EVENT, START + 90 * SECOND, 1) is None
    assert to(EVENT, START + HOUR, -1, first, second) == START + 31 * MINUTE
    assert to(MARK, START + MINUTE, -1) == START + 5 * SECOND and to(MARK, START, -1) is None


def test_long_stretches_are_read_in_portions(box: SchoolInABox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vms.services.landmarks._PORTION", 3)
    camera = box.cameras[0]
    rows(box, camera, [START + minute * MINUTE for minute in range(10)])
    rows(box, camera, [START + minute * MINUTE for minute in range(20, 29)])
    assert find_landmark(box.catalogue, [camera], STRETCH, START + SECOND, 1) == START + 20 * MINUTE
    assert find_landmark(box.catalogue, [camera], STRETCH, START + 28 * MINUTE, -1) == START + 20 * MINUTE
    assert find_landmark(box.catalogue, [camera], STRETCH, START + 9 * MINUTE, -1) == START


def test_the_reason_that_covers_most_of_a_gap_counts(box: SchoolInABox) -> None:
    camera, other = box.cameras
    gap = Span(START, START + HOUR)
    assert gap_reason(box.catalogue, camera, gap) == ""
    with box.catalogue.write():
        for start, end, reason, of in (
            (START - HOUR, START, "before", camera),
            (START, START + MINUTE, "camera_silent", camera),
            (START + MINUTE, START + HOUR, "recorder_killed", camera),
            (START + HOUR, None, "after", camera),
            (START, None, "of_another", other),
        ):
            Gap.create(camera=of, start_us=start, end_us=end, reason=reason)
    assert gap_reason(box.catalogue, camera, gap) == "recorder_killed"
    assert gap_reason(box.catalogue, camera, Span(START + 2 * HOUR, 1 << 62)) == "after"
