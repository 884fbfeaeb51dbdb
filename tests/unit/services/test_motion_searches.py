from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.moving import FPS, HEIGHT, WIDTH, film_walks, walk
from tests.unit.services.footage_on_disk import film
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from tests.unit.services.search_school import SearchSchool
from vms.core.errors import InvalidInput, NotAllowed, NothingRecorded
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.audit import AuditEntry
from vms.models.recording import Segment
from vms.services.actor import Actor
from vms.services.footage_pictures import Moment
from vms.services.motion_searches import CameraArea, MotionEnded, MotionFind, MotionQuery, MotionRun, query_reasons
from vms.services.search_pieces import Piece, prefer

WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
REASON = "Tìm em bị ngã"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


@pytest.fixture
def school(box: SchoolInABox) -> SearchSchool:
    return SearchSchool(box)


def walked(box: SchoolInABox, camera: int, start: int, stream: str = "main") -> None:
    """Twenty seconds in which somebody walks by from 6 to 12 s."""
    root = box.folder.recordings
    piece = film_walks(root / f"{camera}-{stream}", start, 20, walk(6, 12, (0.2, 0.9), (0.7, 0.8)))
    with box.catalogue.write():
        Segment.create(
            camera=camera, path=piece.path.relative_to(root).as_posix(), start_us=piece.start_us, end_us=piece.end_us,
            size=1, codec="h264", width=WIDTH, height=HEIGHT, frames=20 * FPS, stream=stream,
        )  # fmt: skip


@contextmanager
def started(school: SearchSchool, actor: Actor, query: MotionQuery, reason: str = REASON) -> Iterator[MotionRun]:
    run = school.motion.start(actor, query, reason)
    try:
        yield run
    finally:
        assert run.stop()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def query(*cameras: int, span: Span, **how: object) -> MotionQuery:
    return MotionQuery(tuple(CameraArea(camera, WHOLE) for camera in cameras), span, **how)  # type: ignore[arg-type]


def test_cameras_one_after_another_for_a_reason_in_the_log(school: SearchSchool) -> None:
    box = school.box
    for camera in box.cameras:
        walked(box, camera, NOON - HOUR)
    with started(school, box.guard, query(*box.cameras, span=Span(NOON - HOUR, NOON))) as run:
        until(lambda: run.over)
        news = run.take()
    assert news[-1] == MotionEnded(complete=True)
    finds = [one for one in news if isinstance(one, MotionFind) and one.exact]
    assert [find.camera_id for find in finds] == box.cameras
    assert (finds[0].span.start - NOON + HOUR) / SECOND == pytest.approx(6, abs=0.4)
    assert run.take() == [] and run.skipped == ()
    with box.catalogue.read():
        entries = list(AuditEntry.select().where(AuditEntry.action == "motion_searched").order_by(AuditEntry.seq))
    assert [(entry.object, entry.reason) for entry in entries] == [(f"camera:{one}", REASON) for one in box.cameras]
    assert json.loads(entries[0].details)["start_us"] == NOON - HOUR


def test_a_guard_searches_only_the_hours_that_a_guard_may_see(school: SearchSchool) -> None:
    box, camera = school.box, school.box.cameras[0]
    walked(box, camera, NOON - 30 * HOUR)
    walked(box, camera, NOON - HOUR)
    asked = query(camera, span=Span(NOON - 2 * DAY, NOON))
    with started(school, box.guard, asked) as run:
        until(lambda: run.over)
        finds = {one.number: one for one in run.take() if isinstance(one, MotionFind)}
    assert [find.span.start > NOON - HOUR for find in finds.values()] == [True]
    with started(school, box.board, asked) as run:
        until(lambda: run.over)
        assert len({one.number for one in run.take() if isinstance(one, MotionFind)}) == 2


def test_who_may_not_look_may_not_search(school: SearchSchool) -> None:
    box = school.box
    walked(box, box.cameras[0], NOON - HOUR)
    for actor in (box.it, box.unit):
        with pytest.raises(NotAllowed):
            school.motion.start(actor, query(box.cameras[0], span=Span(NOON - HOUR, NOON)), REASON)
    with pytest.raises(InvalidInput) as error:
        school.motion.start(box.guard, query(box.cameras[0], span=Span(NOON - HOUR, NOON)), " ")
    assert error.value.reasons == {"reason": "reason_missing"}
    assert "motion_searched" not in box.acts()


def test_nothing_recorded_says_so(school: SearchSchool) -> None:
    box = school.box
    with pytest.raises(NothingRecorded):
        school.motion.start(box.guard, query(box.cameras[0], span=Span(NOON - HOUR, NOON)), REASON)
    walked(box, box.cameras[1], NOON - HOUR)
    with started(school, box.guard, query(*box.cameras, span=Span(NOON - HOUR, NOON))) as run:
        assert run.skipped == (box.cameras[0],)


def test_a_cancelled_search_says_so(school: SearchSchool) -> None:
    box = school.box
    walked(box, box.cameras[0], NOON - HOUR)
    with started(school, box.guard, query(box.cameras[0], span=Span(NOON - HOUR, NOON))) as run:
        run.cancel()
        until(lambda: run.over)
        assert run.take()[-1] == MotionEnded(complete=False)


def test_what_is_wrong_with_a_query() -> None:
    area, hour = CameraArea(1, WHOLE), Span(NOON - HOUR, NOON)
    assert query_reasons(MotionQuery((area,), hour)) == {}
    assert query_reasons(MotionQuery((), Span(NOON, NOON))) == {"cameras": "none", "span": "empty"}
    assert query_reasons(MotionQuery((area,), Span(NOON - 8 * DAY, NOON))) == {"span": "too_long"}
    for points, reason in (
        (WHOLE[:2], "few_corners"),
        (((0.1, 0.1), (0.9, 0.9), (0.5, 0.5)), "too_small"),
        (((-0.1, 0), (1, 0), (1, 1)), "outside"),
    ):
        assert query_reasons(MotionQuery((CameraArea(1, points),), hour)) == {"area": reason}


def test_the_small_stream_is_read_where_there_is_one(school: SearchSchool) -> None:
    box, camera = school.box, school.box.cameras[0]
    walked(box, camera, NOON - HOUR)
    walked(box, camera, NOON - HOUR, "sub")
    for file in (box.folder.recordings / f"{camera}-main").rglob("*.mp4"):
        file.unlink()  # whoever reads it would find nothing
    with started(school, box.guard, query(camera, span=Span(NOON - HOUR, NOON))) as run:
        until(lambda: run.over)
        assert any(isinstance(news, MotionFind) for news in run.take())


def test_others_fill_only_what_is_missing() -> None:
    def piece(name: str, start: int, end: int) -> Piece:
        return Piece(Path(name), NOON + start * SECOND, NOON + end * SECOND)

    subs = [piece("s1", 0, 60), piece("s2", 61, 120)]
    mains = [piece("m1", 0, 60), piece("m2", 60, 121), piece("m3", 115, 180)]
    assert [one.path.name for one in prefer(subs, mains)] == ["s1", "s2", "m3"]
    assert [one.path.name for one in prefer([], mains)] == ["m1", "m2", "m3"]


# --- small pictures ---


def pictures(school: SearchSchool, actor: Actor, *moments: Moment, reason: str = REASON) -> list[bytes]:
    shown: list[bytes] = []
    school.pictures.show(actor, moments, reason, 160, lambda _moment, jpeg: shown.append(jpeg))
    return shown


def test_small_pictures_show_the_moment_and_stand_in_the_log_once(school: SearchSchool, tmp_path: Path) -> None:
    box, (first, second) = school.box, school.box.cameras
    film(box, tmp_path, first, [NOON - HOUR])
    shown = pictures(school, box.guard, Moment(first, NOON - HOUR + SECOND), Moment(second, NOON - HOUR))
    picture = cv2.imdecode(np.frombuffer(shown[0], np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (40, 160, 3)
    assert shown[1] == b""
    entry = box.last_act()
    assert (entry.action, entry.reason, box.details()["count"]) == ("thumbnails_shown", REASON, 2)
    assert box.acts().count("thumbnails_shown") == 1


def test_small_pictures_keep_to_the_hours_of_a_guard(school: SearchSchool, tmp_path: Path) -> None:
    box, camera = school.box, school.box.cameras[0]
    film(box, tmp_path, camera, [NOON - 30 * HOUR, NOON - 10 * MINUTE])
    old, new = Moment(camera, NOON - 30 * HOUR + SECOND), Moment(camera, NOON - 10 * MINUTE + SECOND)
    assert [bool(one) for one in pictures(school, box.guard, old, new)] == [False, True]
    assert [bool(one) for one in pictures(school, box.board, old, new)] == [True, True]
    assert [bool(one) for one in pictures(school, box.it, old, new)] == [False, False]
    with pytest.raises(InvalidInput):
        pictures(school, box.board, new, reason="")
