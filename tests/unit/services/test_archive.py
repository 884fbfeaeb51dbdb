from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.footage import BITS, CELL
from tests.unit.services.footage_on_disk import film, rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.clock import SystemClock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, day_span
from vms.models.audit import AuditEntry
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.archive import Archive, Player, PlayState
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.video.client import EngineClient
from vms.video.frames import StreamState

TODAY = date(2026, 11, 23)
REASON = "Kiểm tra sự việc"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


@pytest.fixture
def archive(box: SchoolInABox) -> Archive:
    return _archive(box, EngineClient(SystemClock()))


@pytest.fixture
def engine() -> Iterator[EngineClient]:
    client = EngineClient(SystemClock())
    client.start()
    yield client
    client.close()


def _archive(box: SchoolInABox, engine: EngineClient) -> Archive:
    cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
    footage = Footage(box.catalogue, box.folder, box.clock)
    return Archive(box.catalogue, box.clock, box.audit, cameras, footage, box.holds, box.limits, engine)


def _until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.UNIT])
def test_who_may_not_play_back_is_refused_and_logged(box: SchoolInABox, archive: Archive, role: Role) -> None:
    rows(box, box.cameras[1], [NOON - HOUR])
    with pytest.raises(NotAllowed):
        archive.open_player(box.people[role], box.cameras[1], REASON, 640, 360)
    assert "playback_opened" not in box.acts()


def test_without_a_reason_nothing_opens(box: SchoolInABox, archive: Archive) -> None:
    with pytest.raises(InvalidInput) as error:
        archive.open_player(box.guard, box.cameras[0], "  ", 640, 360)
    assert error.value.reasons == {"reason": "reason_missing"}


def test_bookmarks_are_found_without_accents_and_removed_by_their_owner(box: SchoolInABox, archive: Archive) -> None:
    camera = box.cameras[0]
    mark = archive.mark(box.guard, camera, NOON - HOUR, "Đánh nhau ở sân")
    archive.mark(box.guard, camera, NOON - MINUTE, "Xe lạ")
    today = day_span(TODAY)
    assert [found.id for found in archive.marks(box.guard, today, "danh SAN")] == [mark.id]
    assert len(archive.marks(box.board, today)) == 2 and archive.marks(box.board, today, "100%") == []
    with pytest.raises(NotAllowed):
        archive.remove_mark(box.it, mark.id)
    archive.remove_mark(box.guard, mark.id)
    assert [found.note for found in archive.marks(box.board, today)] == ["Xe lạ"]
    assert box.last_act().action == "bookmark_removed"


def test_a_note_outside_the_own_right_is_read_by_its_writer_only(box: SchoolInABox, archive: Archive) -> None:
    long_ago = NOON - 3 * DAY
    archive.mark(box.board, box.cameras[0], long_ago, "Của ban giám hiệu")
    archive.mark(box.guard, box.cameras[0], long_ago + SECOND, "Của bảo vệ")
    archive.mark(box.board, box.cameras[0], NOON - MINUTE, "Vừa xong")
    around = Span(long_ago - HOUR, NOON)
    assert [found.note for found in archive.marks(box.guard, around)] == ["Của bảo vệ", "Vừa xong"]
    assert len(archive.marks(box.board, around)) == 3
    assert archive.marks(box.it, around) == [], "nothing is held for an incident"


def _number(player: Player) -> int:
    frame = player.frame()
    assert frame is not None
    row = frame.pixels[frame.height // 2]
    cell = frame.width / BITS
    return sum(int(row[int(bit * cell + cell / 2), :3].mean() > 128) << bit for bit in range(BITS))


def test_playing_back_in_a_pane(box: SchoolInABox, engine: EngineClient, tmp_path: Path) -> None:
    start = NOON - 10 * HOUR
    long_after = NOON - 3 * HOUR  # farther than what the player is given at first
    film(box, tmp_path, box.cameras[0], [start, start + 2 * SECOND, long_after])
    with closing(_archive(box, engine).open_player(box.board, box.cameras[0], REASON, BITS * CELL, 64)) as player:
        _play_through(player, start)
    player.close()
    with box.catalogue.read():
        opened, closed = AuditEntry.select().where(AuditEntry.action.startswith("playback")).order_by(AuditEntry.seq)
    assert (opened.action, closed.action) == ("playback_opened", "playback_closed")
    assert opened.reason == closed.reason == REASON
    assert f'"start_us":{start}' in closed.details


def test_what_was_played_is_kept_as_seen_what_was_only_sought_is_not(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    start, later, camera, day = NOON - 10 * HOUR, NOON - 9 * HOUR, box.cameras[0], day_span(TODAY)
    film(box, tmp_path, camera, [start, later], frames=200)
    archive = _archive(box, engine)
    with closing(archive.open_player(box.guard, camera, REASON, BITS * CELL, 64)) as player:
        player.seek(later)
        _until(lambda: player.sequence > 0)
        player.seek(start + SECOND)
        player.play()
        _until(lambda: start + 4 * SECOND < player.position_us < start + 9 * SECOND)
        player.pause()
    _until(lambda: "playback_closed" in box.acts())
    _until(lambda: bool(archive.reviewed.seen(box.guard, camera, day)))
    (seen,) = archive.reviewed.seen(box.guard, camera, day)
    assert start <= seen.start <= start + 2 * SECOND and start + 2 * SECOND <= seen.end <= start + 7 * SECOND
    assert archive.reviewed.seen(box.board, camera, day) == ()


def test_what_a_group_played_is_kept_as_seen_for_each_camera(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    start = NOON - 10 * HOUR
    for camera in box.cameras:
        film(box, tmp_path, camera, [start], frames=500)
    archive, day = _archive(box, engine), day_span(TODAY)

    def seen() -> list[Span]:
        return [span for camera in box.cameras for span in archive.reviewed.seen(box.guard, camera, day)]

    with closing(archive.open_group(box.guard, REASON)) as group:
        first, second = (group.add(camera, BITS * CELL, 64) for camera in box.cameras)
        group.seek(start + SECOND)
        group.play()
        # Before anybody closes anything. On a busy machine it takes a while until two notes of a pane count.
        _until(lambda: len(seen()) == 2)
        played = max(first.position_us, second.position_us)
    _until(lambda: box.acts().count("playback_closed") == 2)
    for span in seen():
        assert start <= span.start and span.length >= SECOND and span.end <= played + 3 * SECOND


def _play_through(player: Player, start: int) -> None:
    assert player.frame() is None and player.status().state is StreamState.CONNECTING
    player.seek(start + 60 * 40_000)
    _until(lambda: player.state is PlayState.PAUSED and player.sequence > 0)
    assert _number(player) == 60 and player.position_us == start + 60 * 40_000
    player.step(1)
    _until(lambda: _number(player) == 61)
    player.set_speed(2.0)
    player.play()
    seen: set[StreamState] = set()
    _until(lambda: seen.add(player.status().state) or _number(player) == 149)
    assert StreamState.ENDED not in seen - {player.status().state}
    _until(lambda: player.status().state is StreamState.ENDED)
    assert player.film is not None and player.film.skips == 1
    player.seek(start)
    _until(lambda: _number(player) < 50)
    player.resize(BITS * CELL * 2, 128)
    _until(lambda: (frame := player.frame()) is not None and frame.height == 128)


def test_a_guards_player_stays_inside_the_right(box: SchoolInABox, engine: EngineClient, tmp_path: Path) -> None:
    film(box, tmp_path, box.cameras[0], [NOON - 30 * HOUR, NOON - 23 * HOUR])
    with closing(_archive(box, engine).open_player(box.guard, box.cameras[0], REASON, BITS * CELL, 64)) as player:
        player.seek(NOON - 30 * HOUR)
        _until(lambda: player.sequence > 0)
        frame = player.frame()
        assert frame is not None and frame.instant_us == NOON - 23 * HOUR
