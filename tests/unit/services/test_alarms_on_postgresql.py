"""Alarms on the database that several PCs share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import open_school
from vms.core.instants import Span
from vms.services.alarm_views import AlarmQuery, Gone, Sighting
from vms.services.alarms import Alarms
from vms.services.watch_references import WatchReferences
from vms.video.watching import References

__all__ = ["empty_postgresql", "postgresql"]


def test_an_alarm_of_one_pc_is_acknowledged_on_another(tmp_path: Path, empty_postgresql: str) -> None:
    with open_school(tmp_path, empty_postgresql) as school:
        one, two = (Alarms(school.catalogue, school.clock, school.audit, host) for host in ("PC-1", "PC-2"))
        camera, now = school.cameras[0], school.clock.now_us()
        one.record([Sighting(camera, "covered", "", now, b"reference", b"current")])
        seen = two.open(school.guard)
        [alarm] = seen.alarms
        found = two.stills(school.guard, alarm.id)
        assert found is not None and (found.reference, found.current) == (b"reference", b"current")
        two.acknowledge(school.board, alarm.id)
        [changed] = one.since(school.guard, seen.version).alarms
        assert changed.acknowledged_by == school.board.name and changed.running
        one.record([], [Gone(alarm.id, now)])
        assert one.find(school.guard, AlarmQuery(Span(0, 2**62), camera, "tamper"))[0].ended_us == now
        kept = WatchReferences(school.catalogue, school.clock, school.audit)
        kept.keep(camera, References(b"day"))
        kept.keep(camera, References(b"day", b"night"))
        assert kept.all() == {camera: References(b"day", b"night")}


def test_many_who_see_the_same_make_one_alarm(tmp_path: Path, empty_postgresql: str) -> None:
    with open_school(tmp_path, empty_postgresql) as school:
        pcs = [Alarms(school.catalogue, school.clock, school.audit, f"PC-{at}") for at in range(6)]
        seen = [Sighting(school.cameras[0], "offline", "camera_silent", 0)]
        with ThreadPoolExecutor(len(pcs)) as pool:
            list(pool.map(lambda pc: pc.record(seen), pcs))
        assert pcs[0].open(school.guard).waiting == 1
