"""The line of one camera and of several, at every zoom, on both databases: against rows counted one by one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.models.conftest import empty_postgresql, place, postgresql
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, union
from vms.models.camera import Camera
from vms.models.foreign import ForeignRecorder, ForeignTrack
from vms.models.recording import FootageEvent, Gap, RecorderStatus, Segment
from vms.models.review import SeenStretch
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.cameras import Cameras
from vms.services.incidents import IncidentDraft
from vms.services.plan_grid import Grid
from vms.services.recording_plans import DEFAULT, RecordingPlans
from vms.services.timeline import NOT_ALLOWED, DayFacts, Timelines

__all__ = ["empty_postgresql", "place", "postgresql"]
WIDTH = 1500


@dataclass
class Lines:
    box: SchoolInABox
    lines: Timelines
    plans: RecordingPlans

    def film(self, camera: int, start: int, end: int, step: int = MINUTE) -> None:
        """Segments of a minute, one after the other."""
        with self.box.catalogue.write():
            for at in range(start, end, step):
                Segment.create(
                    camera=camera, path=f"{camera}/{at}.mp4", start_us=at, end_us=min(at + MINUTE, end), size=1,
                    codec="h264", width=1, height=1, frames=1,
                )  # fmt: skip

    def gap(self, camera: int, start: int, end: int | None, reason: str = "camera_silent") -> None:
        with self.box.catalogue.write():
            Gap.create(camera=camera, start_us=start, end_us=end, reason=reason)

    def event(self, camera: int, kind: str, start: int, end: int | None) -> None:
        with self.box.catalogue.write():
            FootageEvent.create(camera=camera, kind=kind, start_us=start, end_us=end)


@pytest.fixture
def school(place: Path | str, tmp_path: Path) -> Iterator[Lines]:
    with open_school(tmp_path / "school", "" if isinstance(place, Path) else place) as box:
        cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
        plans = RecordingPlans(box.catalogue, box.clock, box.audit)
        yield Lines(box, Timelines(box.catalogue, box.clock, box.audit, cameras, box.limits, plans), plans)


def near(found: tuple[Span, ...], wanted: list[Span], within: int) -> None:
    """The same stretches, each edge at most so far off."""
    assert len(found) == len(wanted), (found, wanted)
    for one, other in zip(found, wanted, strict=True):
        assert abs(one.start - other.start) <= within and abs(one.end - other.end) <= within


def test_exact_near_by_and_true_from_afar(school: Lines) -> None:
    (camera, _), box = school.box.cameras, school.box
    start = NOON - 30 * HOUR
    parts = [
        Span(start, start + 2 * HOUR), Span(start + 3 * HOUR, start + 9 * HOUR), Span(NOON - 5 * HOUR, NOON - 4 * HOUR)
    ]  # fmt: skip
    for part in parts:
        school.film(camera, part.start, part.end)
    for length, within in ((40 * HOUR, MINUTE), (365 * DAY, HOUR)):
        row = school.lines.row(box.board, [camera], Span(NOON - length, NOON), WIDTH)
        if length == 365 * DAY:  # a pixel is almost six hours
            near(row.recorded, union(parts, bridge=3 * HOUR), within)
        else:
            near(row.recorded, parts, within)
    window = Span(start + HOUR, start + 4 * HOUR)
    row = school.lines.row(box.board, [camera], window, WIDTH)
    assert row.recorded == (Span(window.start, start + 2 * HOUR), Span(start + 3 * HOUR, window.end))
    frames = Span(start + HOUR, start + HOUR + SECOND)
    assert school.lines.row(box.board, [camera], frames, WIDTH).recorded == (frames,)


def test_several_cameras_are_one_row(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.film(one, NOON - 60 * MINUTE, NOON - 30 * MINUTE)
    school.film(other, NOON - 40 * MINUTE, NOON - 10 * MINUTE)
    school.gap(one, NOON - 30 * MINUTE, NOON - 5 * MINUTE)
    school.gap(other, NOON - 10 * MINUTE, NOON - 5 * MINUTE, "disk_full")
    span = Span(NOON - HOUR, NOON - MINUTE)
    row = school.lines.row(box.board, [one, other], span, WIDTH)
    assert row.recorded == (Span(NOON - 60 * MINUTE, NOON - 10 * MINUTE),)
    assert {(gap.span, gap.reason, gap.camera_ids) for gap in row.gaps} == {
        (Span(NOON - 10 * MINUTE, NOON - 5 * MINUTE), "camera_silent", (one,)),
        (Span(NOON - 10 * MINUTE, NOON - 5 * MINUTE), "disk_full", (other,)),
    }
    alone = school.lines.row(box.board, [one], span, WIDTH)
    assert [gap.span for gap in alone.gaps] == [Span(NOON - 30 * MINUTE, NOON - 5 * MINUTE)]


def test_what_happened_and_what_is_held(school: Lines) -> None:
    (camera, _), box = school.box.cameras, school.box
    school.film(camera, NOON - 3 * DAY, NOON - 3 * DAY + 4 * HOUR)
    at = NOON - 3 * DAY + HOUR
    school.event(camera, "motion", at, at + 40 * SECOND)
    school.event(camera, "alarm", at + 10 * MINUTE, at + 3 * HOUR)
    school.event(camera, "manual", at, at + HOUR)
    box.holds.place(box.guard, [camera], Span(at, at + MINUTE), "x", None)
    near_by = school.lines.row(box.board, [camera], Span(at - MINUTE, at + 2 * MINUTE), WIDTH)
    assert (near_by.motion, near_by.alarm) == ((Span(at, at + 40 * SECOND),), ())
    assert near_by.holds == (Span(at, at + MINUTE),)
    late = school.lines.row(box.board, [camera], Span(at + 2 * HOUR, at + 2 * HOUR + MINUTE), WIDTH)
    assert late.alarm == (late.span,), "an alarm that began two hours ago"
    for length in (3 * DAY, 300 * DAY):
        afar = school.lines.row(box.board, [camera], Span(NOON - 3 * DAY - length // 2, NOON), WIDTH)
        assert len(afar.motion) == len(afar.alarm) == 1
        near(afar.motion, [Span(at, at + MINUTE)], HOUR)
        assert afar.holds == near_by.holds


def test_where_no_plan_asked_for_footage(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.plans.set(box.it, {one: replace(DEFAULT, grid=Grid(("c" * 40 + "-" * 8) * 7))}, "Theo QĐ 21")
    box.clock.now += 2 * DAY
    evening = Span(NOON + 9 * HOUR, NOON + 13 * HOUR)  # 20:00 to midnight
    school.film(one, evening.start, evening.start + HOUR)  # somebody had it recorded
    span = Span(NOON, NOON + DAY)
    assert school.lines.row(box.board, [one], span, WIDTH).unplanned == (Span(evening.start + HOUR, evening.end),)
    assert school.lines.row(box.board, [one, other], span, WIDTH).unplanned == ()
    ahead = Span(box.clock.now, box.clock.now + DAY)
    assert school.lines.row(box.board, [one], ahead, WIDTH).unplanned == ()


def test_a_thousand_gaps_a_day(school: Lines) -> None:
    (camera, _), box = school.box.cameras, school.box
    start = NOON - DAY
    for at in range(start, NOON, DAY // 1000):
        school.film(camera, at, at + 60 * SECOND)
        school.gap(camera, at + 60 * SECOND, at + DAY // 1000)
    near_by = school.lines.row(box.board, [camera], Span(start, start + HOUR), WIDTH)
    assert (len(near_by.recorded), len(near_by.gaps)) == (42, 41)
    day = school.lines.row(box.board, [camera], Span(start, NOON), 86_400)
    assert len(day.gaps) <= 1000
    year = school.lines.row(box.board, [camera], Span(NOON - 365 * DAY, NOON), WIDTH)
    assert len(year.recorded) == 1, "from afar it is one stretch"
    assert year.gaps == (), "none of them is half a pixel long"


def test_a_gap_that_lasts_and_a_recorder_that_is_down(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.film(one, NOON - 10 * MINUTE, NOON - 5 * MINUTE)
    school.gap(one, NOON - 5 * MINUTE, None, "camera_unreachable")
    span = Span(NOON - MINUTE, NOON + MINUTE)
    row = school.lines.row(box.board, [one], span, WIDTH)
    assert [(gap.span, gap.reason) for gap in row.gaps] == [(Span(NOON - MINUTE, NOON), "camera_unreachable")]
    school.film(other, NOON - 10 * MINUTE, NOON - 5 * MINUTE)
    down = school.lines.row(box.board, [other], span, WIDTH)
    assert [(gap.span, gap.reason) for gap in down.gaps] == [(Span(NOON - MINUTE, NOON), "recorder_down")]
    with box.catalogue.write():
        RecorderStatus.create(
            camera=other, state="recording", since_us=0, beat_us=NOON, reason="", recorder="r",
            open_path="x.part", open_start_us=NOON - 5 * MINUTE, open_end_us=NOON - SECOND,
        )  # fmt: skip
    runs = school.lines.row(box.board, [other], Span(NOON - 10 * MINUTE, NOON + MINUTE), WIDTH)
    assert (runs.recorded, runs.gaps) == ((Span(NOON - 10 * MINUTE, NOON - SECOND),), ())
    with box.catalogue.write():
        RecorderStatus.update(state="armed", open_path="", open_start_us=0, open_end_us=0).execute()
    assert school.lines.row(box.board, [other], span, WIDTH).gaps == (), "it waits for motion and misses nothing"
    box.clock.now += MINUTE
    died = school.lines.row(box.board, [other], Span(NOON - MINUTE, NOON + HOUR), WIDTH)
    assert [(gap.span, gap.reason) for gap in died.gaps] == [(Span(NOON, NOON + MINUTE), "recorder_down")]
    for change in ({"enabled": False}, {"record": False}, {"removed_us": NOON}):
        with box.catalogue.write():
            Camera.update(enabled=True, record=True, removed_us=None).execute()
            Camera.update(change).where(Camera.id == other).execute()
        row = school.lines.row(box.board, [other], Span(NOON - MINUTE, NOON + HOUR), WIDTH)
        assert row.gaps == (), "nobody meant to record it"


def test_a_gap_has_a_hole_where_no_plan_asked_for_footage(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.plans.set(box.it, {one: replace(DEFAULT, grid=Grid(("c" * 40 + "-" * 8) * 7))}, "Theo QĐ 21")
    box.clock.now += 2 * DAY
    evening = Span(NOON + 9 * HOUR, NOON + 13 * HOUR)  # 20:00 to midnight
    for camera in (one, other):
        school.gap(camera, evening.start - HOUR, evening.end + HOUR, "recorder_killed")
        school.film(camera, box.clock.now - HOUR, box.clock.now)
    span = Span(NOON, NOON + DAY)
    assert [gap.span for gap in school.lines.row(box.board, [one], span, WIDTH).gaps] == [
        Span(evening.start - HOUR, evening.start),
        Span(evening.end, evening.end + HOUR),
    ]
    whole = Span(evening.start - HOUR, evening.end + HOUR)
    assert whole in [gap.span for gap in school.lines.row(box.board, [one, other], span, WIDTH).gaps]


def test_what_a_guard_may_not_see_is_hidden_and_nothing_is_told_of_it(school: Lines) -> None:
    (camera, _), box = school.box.cameras, school.box
    school.film(camera, NOON - 26 * HOUR, NOON - 23 * HOUR)
    school.gap(camera, NOON - 27 * HOUR, NOON - 26 * HOUR)
    school.event(camera, "alarm", NOON - 25 * HOUR, NOON - 25 * HOUR + MINUTE)
    span = Span(NOON - 28 * HOUR, NOON - 20 * HOUR)
    row = school.lines.row(box.guard, [camera], span, WIDTH)
    assert row.recorded == (Span(NOON - 24 * HOUR, NOON - 23 * HOUR),)
    assert row.hidden == (Span(NOON - 26 * HOUR, NOON - 24 * HOUR),)
    assert (row.alarm, row.gaps) == ((), ())
    before = len(box.acts())
    with pytest.raises(NotAllowed):
        school.lines.row(box.people[Role.FINANCE], [camera], span, WIDTH)
    assert len(box.acts()) == before + 1


def test_it_sees_what_is_held_for_an_open_incident_and_nothing_is_logged(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    for camera in (one, other):
        school.film(camera, NOON - 2 * HOUR, NOON - HOUR)
    incident = box.incidents.open(box.board, IncidentDraft("Ngã", "accident", "Sân", NOON - HOUR))
    box.holds.place(box.board, [one], Span(NOON - 90 * MINUTE, NOON - 80 * MINUTE), "x", None, incident.id)
    before = len(box.acts())
    row = school.lines.row(box.it, [one, other], Span(NOON - 2 * HOUR, NOON), WIDTH)
    assert row.recorded == (Span(NOON - 90 * MINUTE, NOON - 80 * MINUTE),)
    assert union((*row.hidden, *row.recorded)) == [Span(NOON - 2 * HOUR, NOON - HOUR)]
    nothing = school.lines.row(box.unit, [one], Span(NOON - 2 * HOUR, NOON), WIDTH)
    assert (nothing.recorded, nothing.hidden) == ((), (Span(NOON - 2 * HOUR, NOON - HOUR),))
    assert len(box.acts()) == before


def test_days_of_a_month_by_local_midnight(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.film(one, NOON - 3 * DAY, NOON - 3 * DAY + MINUTE)
    school.film(other, NOON - 5 * DAY - 10 * HOUR, NOON - 5 * DAY - 10 * HOUR + MINUTE)  # one o'clock at night
    box.holds.place(box.guard, [one], Span(NOON - 3 * DAY, NOON - 3 * DAY + HOUR), "giữ", None)
    november = date(2026, 11, 1)
    assert school.lines.days(box.board, box.cameras, november, {date(2026, 11, 18)}) == {
        date(2026, 11, 20): DayFacts(held=True),
        date(2026, 11, 18): DayFacts(held=False, unseen=True),
    }
    assert school.lines.days(box.guard, box.cameras, november) == {}
    assert school.lines.days(box.board, [other], date(2026, 10, 1)) == {}
    assert school.lines.days(box.board, [], november) == {}


def test_what_nobody_has_looked_at_and_what_others_have(school: Lines) -> None:
    (camera, other), box = school.box.cameras, school.box
    school.film(camera, NOON - HOUR, NOON - 30 * MINUTE)
    with box.catalogue.write():
        SeenStretch.create(
            user=box.board.user_id, camera=camera, start_us=NOON - 50 * MINUTE, end_us=NOON - 40 * MINUTE
        )
        recorder = ForeignRecorder.create(name="Đầu ghi cũ", kind="onvif", address="127.0.0.1", added_us=1)
        spans = [[NOON - 2 * HOUR, NOON - 45 * MINUTE], [NOON - 10 * MINUTE, NOON - 5 * MINUTE]]
        ForeignTrack.create(recorder=recorder, token="1", camera=camera, spans=json.dumps(spans))
    span = Span(NOON - 3 * HOUR, NOON)
    row = school.lines.row(box.board, [camera], span, WIDTH)
    assert row.unseen == (Span(NOON - HOUR, NOON - 50 * MINUTE), Span(NOON - 40 * MINUTE, NOON - 30 * MINUTE))
    assert school.lines.row(box.guard, [camera], span, WIDTH).unseen == row.recorded
    assert row.foreign == (Span(NOON - 2 * HOUR, NOON - HOUR), Span(NOON - 10 * MINUTE, NOON - 5 * MINUTE))
    assert school.lines.row(box.it, [camera], span, WIDTH).foreign == ()
    assert school.lines.bounds(box.board, [camera, other]).start == NOON - 2 * HOUR or row.recorded
    with box.catalogue.write():
        ForeignRecorder.update(removed_us=1).execute()
    assert school.lines.row(box.board, [camera], span, WIDTH).foreign == ()


def test_the_next_gap_and_the_newest_footage(school: Lines) -> None:
    (one, other), box = school.box.cameras, school.box
    school.film(one, NOON - 26 * HOUR, NOON - 25 * HOUR)
    school.gap(one, NOON - HOUR, NOON - 50 * MINUTE)
    school.gap(other, NOON - 26 * HOUR, NOON - 25 * HOUR)
    both = box.cameras
    assert school.lines.next_gap(box.board, both, NOON - 30 * HOUR, 1) == NOON - 26 * HOUR
    assert school.lines.next_gap(box.board, both, NOON - 26 * HOUR, 1) == NOON - HOUR
    assert school.lines.next_gap(box.board, both, NOON, -1) == NOON - HOUR
    assert school.lines.next_gap(box.guard, both, NOON - 2 * HOUR, -1) is None, "beyond a guard's right"
    assert school.lines.newest(box.board, both) == NOON - 25 * HOUR
    assert school.lines.newest(box.guard, both) is None
    assert school.lines.newest(box.board, [other]) is None


def test_no_cameras_and_an_empty_archive(school: Lines) -> None:
    box = school.box
    span = Span(NOON - DAY, NOON)
    for cameras in ([], box.cameras, [4711]):
        row = school.lines.row(box.board, cameras, span, WIDTH)
        assert (row.recorded, row.gaps, row.hidden) == ((), (), ())
        assert school.lines.bounds(box.board, cameras) == Span(NOON, NOON)
    assert row.span == span and NOT_ALLOWED


@pytest.mark.parametrize("seed", [3, 4])
def test_any_footage_at_any_zoom_is_what_counting_says(school: Lines, seed: int) -> None:
    chance, box = random.Random(seed), school.box
    recorded: dict[int, list[Span]] = {camera: [] for camera in box.cameras}
    for camera in box.cameras:
        at = NOON - 3 * DAY
        for _ in range(60):
            at += chance.randrange(2 * MINUTE, 3 * HOUR)
            end = at + chance.randrange(1, 4) * MINUTE
            school.film(camera, at, end)
            recorded[camera].append(Span(at, end))
            at = end
    for cameras in ([box.cameras[0]], box.cameras):
        whole = union(one for camera in cameras for one in recorded[camera])
        for length in (10 * MINUTE, 5 * HOUR, 30 * HOUR, 90 * DAY):
            start = NOON - 3 * DAY + chance.randrange(DAY)
            row = school.lines.row(box.board, cameras, Span(start, start + length), WIDTH)
            grain = max(MINUTE, length // WIDTH) if length < 40 * HOUR else 2 * HOUR
            for one in row.recorded:
                assert any(one.start - grain <= part.start < one.end + grain for part in whole) or length < HOUR
            for part in whole:
                if part.overlaps(row.span):
                    assert any(part.overlaps(one) for one in row.recorded)
