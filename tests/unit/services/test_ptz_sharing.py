"""One camera, several people on several PCs: who has it, who takes it, who waits, and what ends it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import fake_camera
from tests.unit.models.conftest import empty_postgresql, place, postgresql
from tests.unit.services.ptz_school import AT_REST, TwoPcs, two_pcs, until
from vms.core.errors import CameraInUse, NotAllowed
from vms.models.person import User
from vms.security.permissions import Role
from vms.services.ptz import Kind

__all__ = ["empty_postgresql", "place", "postgresql"]


@pytest.fixture
def school(place: Path | str, tmp_path: Path) -> Iterator[TwoPcs]:
    with two_pcs(place, tmp_path) as made:
        yield made


def test_the_other_pc_sees_who_has_it_and_until_when(school: TwoPcs) -> None:
    guard, it = school.people[Role.GUARD], school.people[Role.IT]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.take(guard, number)
        until(lambda: school.two.ptz.holder(number))
        shown = school.two.ptz.holder(number)
        assert shown is not None
        assert shown[0] == guard.name
        assert 0 < shown[1] <= 2.0
        with pytest.raises(CameraInUse) as caught:
            school.two.ptz.take(it, number)
        assert caught.value.values["holder"] == guard.name
        assert caught.value.values["may_take"] is False
        assert camera.count("Stop") == 0, "who is refused sends nothing"


def test_it_is_free_by_itself_when_nothing_is_done_and_stays_while_it_is_moved(school: TwoPcs) -> None:
    guard, it = school.people[Role.GUARD], school.people[Role.IT]
    with fake_camera() as camera:
        number = school.add(camera)
        for _ in range(20):
            school.one.ptz.move(guard, number, 0.3, 0, 0)
            time.sleep(0.15)
        with pytest.raises(CameraInUse):
            school.two.ptz.take(it, number)
        news = school.one.wait_for(Kind.RELEASED)
        assert news.user_id == guard.user_id
        until(lambda: camera.velocity == AT_REST)
        until(lambda: school.two.ptz.holder(number) is None)
        school.two.ptz.take(it, number)


def test_rank_takes_over_with_notice_and_the_loser_sends_nothing_more(school: TwoPcs) -> None:
    guard, board = school.people[Role.GUARD], school.people[Role.BOARD]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.move(guard, number, 1, 0, 0)
        school.one.wait_for(Kind.MOVED)
        with pytest.raises(CameraInUse) as caught:
            school.two.ptz.take(board, number)
        assert caught.value.values["may_take"] is True
        school.two.ptz.take(board, number, over=True)
        news = school.one.wait_for(Kind.TAKEN)
        assert isinstance(news.error, CameraInUse)
        assert news.error.values["holder"] == board.name
        assert news.user_id == guard.user_id
        until(lambda: camera.velocity == AT_REST)
        moves = len(camera.moves)
        with pytest.raises(CameraInUse):
            school.one.ptz.move(guard, number, 1, 0, 0)
        school.two.ptz.move(board, number, 0, 0.5, 0)
        school.two.wait_for(Kind.MOVED)
        assert camera.velocity == (0.0, 0.5, 0.0)
        assert all(move[0] == 0 for move in camera.moves[moves:])
        assert "ptz_taken_over" in school.acts()
        school.two.ptz.release(board, number)
        school.two.rest()


def test_the_loser_is_stopped_between_two_looks_at_the_catalogue(school: TwoPcs) -> None:
    """A guard who goes on pushing the stick: the catalogue is asked before each move, not only now and then."""
    guard, board = school.people[Role.GUARD], school.people[Role.BOARD]
    school.one.ptz._keeper.stop()
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.move(guard, number, 1, 0, 0)
        school.one.wait_for(Kind.MOVED)
        school.two.ptz.take(board, number, over=True)
        with pytest.raises(CameraInUse):
            for _ in range(100):
                school.one.ptz.move(guard, number, 1, 0, 0)
                time.sleep(0.05)
        assert school.one.wait_for(Kind.TAKEN).user_id == guard.user_id
        school.two.ptz.release(board, number)
        school.two.rest()


def test_one_asks_for_it_and_gets_it_when_it_is_given_back(school: TwoPcs) -> None:
    guard, it = school.people[Role.GUARD], school.people[Role.IT]
    with fake_camera() as camera:
        number = school.add(camera)
        assert not school.two.ptz.ask(it, number), "nobody has it"
        school.one.ptz.take(guard, number)
        assert school.two.ptz.ask(it, number)
        news = school.one.wait_for(Kind.ASKED)
        assert (news.who, news.user_id) == (it.name, guard.user_id)
        school.one.ptz.release(guard, number)
        until(lambda: school.two.ptz.holder(number) is None)
        school.two.ptz.take(it, number)
        assert school.acts() == ["ptz_asked"]
        with pytest.raises(NotAllowed):
            school.two.ptz.ask(school.people[Role.UNIT], number)


def test_a_pc_that_died_leaves_the_camera_free_after_the_time(school: TwoPcs) -> None:
    guard, it = school.people[Role.GUARD], school.people[Role.IT]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.take(guard, number)
        # The process is gone: nobody renews, nobody gives back.
        school.one.ptz._keeper.stop()
        with pytest.raises(CameraInUse):
            school.two.ptz.take(it, number)
        until(lambda: school.two.ptz._holds.reservations.of(number) is None)
        school.two.ptz.take(it, number)


def test_the_program_ends_and_the_camera_is_free_at_once(school: TwoPcs) -> None:
    guard, it = school.people[Role.GUARD], school.people[Role.IT]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.move(guard, number, 1, 0, 0)
        school.one.wait_for(Kind.MOVED)
        school.one.ptz.close()
        assert camera.velocity == AT_REST
        school.two.ptz.take(it, number)


@pytest.mark.logs("ptz_stop_unconfirmed")
def test_a_link_that_breaks_in_mid_move_still_ends_in_a_stop(school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.move(guard, number, 1, 0, 0)
        school.one.wait_for(Kind.MOVED)
        camera.quirks.drop_next = 1000
        for _ in range(6):  # the key is still held
            school.one.ptz.move(guard, number, 1, 0, 0)
            time.sleep(0.05)
        school.one.wait_for(Kind.FAILED)
        school.one.ptz.release(guard, number)
        school.one.wait_for(Kind.LOST)
        assert camera.velocity == (1.0, 0.0, 0.0), "this camera ignores the timeout of its move"
        camera.quirks.drop_next = 0
        school.one.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST


@pytest.mark.logs("ptz_stop_unconfirmed")
def test_a_stop_still_owed_does_not_stop_the_next_person(school: TwoPcs) -> None:
    guard, lead = school.people[Role.GUARD], school.people[Role.GUARD_LEAD]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.move(guard, number, 1, 0, 0)
        school.one.wait_for(Kind.MOVED)
        camera.quirks.drop_next = 1000
        school.one.ptz.release(guard, number)
        school.one.wait_for(Kind.LOST)
        camera.quirks.drop_next = 0
        until(lambda: camera.velocity == AT_REST)
        school.two.ptz.move(lead, number, 0, 1, 0)
        school.two.wait_for(Kind.MOVED)
        for _ in range(10):
            school.two.ptz.move(lead, number, 0, 1, 0)
            time.sleep(0.05)
        assert camera.velocity == (0.0, 1.0, 0.0)
        school.two.ptz.release(lead, number)
        school.two.rest()


def test_who_may_no_longer_loses_the_camera(school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    with fake_camera() as camera:
        number = school.add(camera)
        school.one.ptz.take(guard, number)
        with school.catalogue.write():
            User.update(enabled=False).where(User.id == guard.user_id).execute()
        for _ in range(200):
            if any(one.kind is Kind.RELEASED for one in school.one.news):
                break
            school.one.ptz._holds.refreshed(number, school.one.ptz._claim(guard))
            time.sleep(0.05)
        school.one.wait_for(Kind.RELEASED)
        with pytest.raises(NotAllowed):
            school.one.ptz.take(guard, number)
