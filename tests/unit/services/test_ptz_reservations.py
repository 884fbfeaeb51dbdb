"""Who has a camera, on SQLite and on PostgreSQL, with several PCs that want it at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from tests.unit.models.conftest import empty_postgresql, place, postgresql  # noqa: F401 - fixtures
from vms.core.errors import CameraInUse
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.security.permissions import Role
from vms.services.ptz_reservations import TOUR, Claim, Reservations, priority_of

HOLD_S = 0.6


class School:
    """A catalogue with a camera and people, and two PCs on it."""

    def __init__(self, catalogue: Catalogue, clock: ManualClock) -> None:
        self.catalogue, self.clock = catalogue, clock
        with catalogue.write():
            self.camera = Camera.create(code="C04", name="Sân", kind="onvif", added_us=0).id
            self.users = {
                role: User.create(
                    username=role.value, name=role.value, role=role.value, password_hash="", created_us=0
                ).id
                for role in Role
            }
        self.here, self.there = (Reservations(catalogue, clock, host) for host in ("PC-1", "PC-2"))

    def claim(self, role: Role, pc: str) -> Claim:
        return Claim(f"{pc}/{role.value}", self.users[role], f"Người {role.value}", priority_of(role))

    def pass_time(self, seconds: float) -> None:
        """On SQLite this PC's clock counts, on PostgreSQL the server's."""
        if self.catalogue.on_sqlite:
            self.clock.advance(seconds)
        else:
            time.sleep(seconds)


@pytest.fixture
def school(place: Path | str) -> Iterator[School]:  # noqa: F811
    clock = ManualClock()
    catalogue = open_catalogue(place, clock)
    yield School(catalogue, clock)
    catalogue.close()


def test_one_at_a_time_until_it_is_given_back_or_runs_out(school: School) -> None:
    guard, it = school.claim(Role.GUARD, "1"), school.claim(Role.IT, "2")
    assert school.here.take(school.camera, guard, HOLD_S) is None
    with pytest.raises(CameraInUse) as caught:
        school.there.take(school.camera, it, HOLD_S)
    assert caught.value.values["holder"] == "Người guard"
    assert caught.value.values["may_take"] is False
    assert 0 < float(str(caught.value.values["wait_s"])) <= HOLD_S
    school.here.release(school.camera, guard.holder)
    school.there.take(school.camera, it, HOLD_S)
    school.pass_time(HOLD_S + 0.1)
    assert school.here.of(school.camera) is None
    school.here.take(school.camera, guard, HOLD_S)


def test_renewed_as_long_as_it_is_used(school: School) -> None:
    guard = school.claim(Role.GUARD, "1")
    school.here.take(school.camera, guard, HOLD_S)
    for _ in range(4):
        school.pass_time(HOLD_S / 2)
        assert school.here.renew(school.camera, guard.holder, HOLD_S)
    school.pass_time(HOLD_S + 0.1)
    assert not school.here.renew(school.camera, guard.holder, HOLD_S)


def test_rank_takes_over_only_when_it_says_so_and_the_other_sees_it(school: School) -> None:
    guard, board = school.claim(Role.GUARD, "1"), school.claim(Role.BOARD, "2")
    school.here.take(school.camera, guard, HOLD_S)
    with pytest.raises(CameraInUse) as caught:
        school.there.take(school.camera, board, HOLD_S)
    assert caught.value.values["may_take"] is True
    lost = school.there.take(school.camera, board, HOLD_S, over=True)
    assert lost is not None
    assert lost.name == "Người guard"
    assert not school.here.renew(school.camera, guard.holder, HOLD_S)
    now = school.here.of(school.camera)
    assert now is not None
    assert (now.name, now.host) == ("Người board", "PC-2")
    with pytest.raises(CameraInUse):
        school.here.take(school.camera, guard, HOLD_S, over=True)
    school.here.release(school.camera, guard.holder)
    assert school.here.of(school.camera) is not None, "the loser can't give back what isn't his"


def test_the_same_rank_asks(school: School) -> None:
    guard, other = school.claim(Role.GUARD, "1"), Claim("2/x", None, "Người khác", priority_of(Role.GUARD))
    school.here.take(school.camera, guard, HOLD_S)
    with pytest.raises(CameraInUse):
        school.there.take(school.camera, other, HOLD_S, over=True)
    assert school.there.ask(school.camera, other.name, other.holder)
    seen = school.here.of(school.camera)
    assert seen is not None
    assert seen.asked_by == "Người khác"
    assert not school.here.ask(school.camera, guard.name, guard.holder)


def test_the_own_other_window_gives_way(school: School) -> None:
    school.here.take(school.camera, school.claim(Role.GUARD, "1"), HOLD_S)
    school.there.take(school.camera, school.claim(Role.GUARD, "2"), HOLD_S)


def test_a_tour_gives_way_to_everybody_and_takes_from_nobody(school: School) -> None:
    tour, it = Claim("1/tour", None, "Tuần tra đêm", TOUR), school.claim(Role.IT, "2")
    school.here.take(school.camera, tour, HOLD_S)
    lost = school.there.take(school.camera, it, HOLD_S)
    assert lost is not None
    assert lost.tour
    with pytest.raises(CameraInUse):
        school.here.take(school.camera, tour, HOLD_S, over=True)


def test_everybody_is_listed(school: School) -> None:
    assert school.here.all() == {}
    school.there.take(school.camera, school.claim(Role.GUARD, "2"), HOLD_S)
    assert school.here.all()[school.camera].name == "Người guard"


def test_a_race_has_one_winner(school: School) -> None:
    start = threading.Barrier(8)
    won: list[str] = []
    lost: list[str] = []

    def run(number: int) -> None:
        side = school.here if number % 2 else school.there
        claim = Claim(f"w{number}", None, f"w{number}", 2)
        start.wait(10)
        try:
            side.take(school.camera, claim, 30)
            won.append(claim.holder)
        except CameraInUse:
            lost.append(claim.holder)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert (len(won), len(lost)) == (1, 7)
    now = school.here.of(school.camera)
    assert now is not None
    assert [now.holder] == won


def test_the_ranks_follow_the_regulation() -> None:
    order = [Role.IT, Role.GUARD, Role.GUARD_LEAD, Role.BOARD]
    ranks = [priority_of(role) for role in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert min(priority_of(role) for role in Role) > TOUR
