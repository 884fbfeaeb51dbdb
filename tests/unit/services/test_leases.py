"""Leases between recorders, on real databases: PCs whose clocks differ, processes that pause, a catalogue that goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.fakes.clock import ManualClock
from tests.unit.models.conftest import empty_postgresql, place, postgresql  # noqa: F401 - fixtures
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.keeping import Lease
from vms.models.recording import RecorderStatus
from vms.services.audit import Audit
from vms.services.leases import LEASE_S, MARGIN_S, Leases
from vms.services.recorder_control import RecorderControl
from vms.services.recorder_post import Post
from vms.services.recording import RecordingState

C3, C4 = "camera:3", "camera:4"


class Elapsed:
    """Seconds of one PC, turned by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Pc:
    """One PC with a clock of its own that may be wrong."""

    def __init__(self, catalogue: Catalogue, holder: str, clock: ManualClock) -> None:
        self.clock, self.elapsed = clock, Elapsed()
        self.leases = Leases(catalogue, clock, holder, self.elapsed)


@pytest.fixture
def catalogue(place: Path | str) -> Iterator[Catalogue]:  # noqa: F811
    opened = open_catalogue(place, ManualClock())
    yield opened
    opened.close()


def _run_out(catalogue: Catalogue, clock: ManualClock) -> None:
    """So much time passes that no lease is left: on the server's clock by moving the rows back."""
    if catalogue.on_sqlite:
        clock.advance(LEASE_S + 1)
        return
    with catalogue.write():
        Lease.update(until_us=Lease.until_us - int((LEASE_S + 1) * 1_000_000)).execute()


def test_one_of_two_gets_it_and_the_other_after_it_ran_out(catalogue: Catalogue) -> None:
    clock = ManualClock()
    one, two = Pc(catalogue, "one", clock), Pc(catalogue, "two", clock)
    assert one.leases.take([C3, C4]) == {C3, C4}
    assert two.leases.take([C3, C4]) == set() and not two.leases.holds(C3)
    assert one.leases.holders("camera:") == {C3: "one", C4: "one"}
    one.leases.release([C4])
    assert two.leases.take([C3, C4]) == {C4} and not one.leases.holds(C4)
    _run_out(catalogue, clock)
    assert two.leases.take([C3]) == {C3}


@pytest.mark.logs("lease_lost")
def test_it_stops_before_the_other_may_begin_and_does_not_fight(catalogue: Catalogue) -> None:
    clock = ManualClock()
    one, two = Pc(catalogue, "one", clock), Pc(catalogue, "two", clock)
    one.leases.take([C3])
    one.elapsed.now += LEASE_S - MARGIN_S - 0.1
    assert one.leases.holds(C3)
    one.elapsed.now += 0.1
    assert not one.leases.holds(C3)  # paused or asleep: nobody had to tell it
    _run_out(catalogue, clock)
    two.leases.take([C3])
    one.leases.renew()
    assert not one.leases.holds(C3) and two.leases.holds(C3)
    assert one.leases.held() == set()


def test_renewing_keeps_it_since_when_it_was_taken(catalogue: Catalogue) -> None:
    clock = ManualClock()
    one = Pc(catalogue, "one", clock)
    one.leases.take([C3])
    since = _row(catalogue).since_us
    one.elapsed.now += 10
    clock.advance(10)
    one.leases.renew()
    one.elapsed.now += 10
    assert one.leases.holds(C3) and _row(catalogue).since_us == since


def test_clocks_that_differ_by_an_hour_make_no_two_holders(empty_postgresql: str) -> None:  # noqa: F811
    opened = open_catalogue(empty_postgresql, ManualClock())
    try:
        fast, slow = ManualClock(), ManualClock()
        fast.jump(3600)
        slow.jump(-3600)
        one, two = Pc(opened, "one", slow), Pc(opened, "two", fast)
        one.leases.take([C3])
        assert two.leases.take([C3]) == set() and one.leases.holds(C3)
        slow.jump(86_400)
        one.leases.renew()
        assert one.leases.holds(C3)
    finally:
        opened.close()


def test_a_pc_whose_clock_was_set_back_gets_its_camera_again(tmp_path: Path) -> None:
    clock = ManualClock()
    opened = open_catalogue(tmp_path / "c.sqlite3", clock)
    try:
        Pc(opened, "before", clock).leases.take([C3])
        clock.jump(-3600)
        assert Pc(opened, "after", clock).leases.take([C3]) == {C3}
    finally:
        opened.close()


@contextmanager
def _server_away(url: str) -> Iterator[None]:
    """The database takes nobody, and those who are in it are thrown out."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(url, dbname="template1", autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(others, (name,))
        try:
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@pytest.mark.logs("leases_not_renewed")
def test_without_the_catalogue_a_lone_recorder_goes_on_and_one_of_several_stops(
    empty_postgresql: str,  # noqa: F811
) -> None:
    opened = open_catalogue(empty_postgresql, ManualClock())
    try:
        one, two = Pc(opened, "one", ManualClock()), Pc(opened, "two", ManualClock())
        one.leases.take([C3, "recorder:one"])
        with _server_away(empty_postgresql):
            for _ in range(3):
                one.elapsed.now += 10
                one.leases.renew()
                assert one.leases.holds(C3)
            one.elapsed.now += 20  # it was asleep meanwhile: who knows who came
            one.leases.renew()
            assert not one.leases.holds(C3)
        one.leases.renew()
        assert one.leases.holds(C3)
        two.leases.take([C4, "recorder:two"])
        one.leases.renew()
        assert not one.leases.alone
        with _server_away(empty_postgresql):
            one.elapsed.now += 10
            one.leases.renew()
            one.elapsed.now += 4
            assert not one.leases.holds(C3)
    finally:
        opened.close()


def test_a_camera_goes_back_to_the_recorder_that_should_have_it(empty_postgresql: str, tmp_path: Path) -> None:  # noqa: F811
    clock = ManualClock()
    opened = open_catalogue(empty_postgresql, clock)
    here, there = (_post(opened, tmp_path / name, clock) for name in ("here", "there"))
    assert here.storage != there.storage
    here.start()
    try:
        wanted = {3: there.number, 4: ""}
        assert here.cameras(wanted, set()) == {3, 4}  # the other one isn't there
        there.start()
        assert there.cameras(wanted, set()) == set() and here.cameras(wanted, set()) == {3, 4}
        clock.advance(31)  # it has stayed
        here.leases.renew()
        assert here.cameras(wanted, ending={3}) == {4}  # its last file is still being closed
        assert there.cameras(wanted, set()) == set()
        assert here.cameras(wanted, set()) == {4}
        assert there.cameras(wanted, set()) == {3} and there.may_write(3) and not here.may_write(3)
        assert here.held_by_others() == {3} and there.held_by_others() == {4}
        there.stop()
        assert here.cameras(wanted, set()) == {3, 4}
    finally:
        here.stop()
        there.stop()
        opened.close()


def test_what_is_missing_is_told_by_whoever_had_the_camera_last(empty_postgresql: str, tmp_path: Path) -> None:  # noqa: F811
    clock = ManualClock()
    opened = open_catalogue(empty_postgresql, clock)
    here, there = (_post(opened, tmp_path / name, clock) for name in ("here", "there"))
    try:
        here.cameras({3: ""}, set())
        with opened.read():
            assert here.owns(3) and not there.owns(3)
        _run_out(opened, clock)
        with opened.read():
            assert here.owns(3)  # run out, but nobody else has come
        assert there.cameras({3: ""}, set()) == {3}
        with opened.read():
            assert there.owns(3) and not here.owns(3)
    finally:
        opened.close()


def test_another_pc_s_recorder_is_seen_to_run_whatever_the_clocks_say(empty_postgresql: str, tmp_path: Path) -> None:  # noqa: F811
    there_clock, here_clock = ManualClock(), ManualClock()
    here_clock.jump(3600)
    opened = open_catalogue(empty_postgresql, there_clock)
    there = _post(opened, tmp_path / "there", there_clock)
    here = DataFolder(tmp_path / "here")
    here.prepare()
    try:
        there.start()
        with opened.write():
            camera = Camera.create(code="C01", name="C01", kind="url", added_us=0).id
            beat = {"recorder": there.number, "state": "recording", "since_us": 0, "beat_us": there_clock.now_us()}
            RecorderStatus.create(camera=camera, **beat)
        there.cameras({camera: ""}, set())
        assert RecordingState(opened, here, here_clock).all()[camera].recording
        view = RecorderControl(opened, here, here_clock, Audit(opened, here_clock)).view()
        assert view.here is None and view.recording == 1 and [one.running for one in view.recorders] == [True]
        there.stop()
        assert not RecordingState(opened, here, here_clock).all()[camera].recording
    finally:
        there.stop()
        opened.close()


def _post(catalogue: Catalogue, root: Path, clock: ManualClock) -> Post:
    folder = DataFolder(root)
    folder.prepare()
    return Post(catalogue, folder, clock, "service")


def _row(catalogue: Catalogue) -> Lease:
    with catalogue.read():
        return Lease.get(Lease.name == C3)
