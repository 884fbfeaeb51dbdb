"""Alarms outlive the window, are shared by the PCs of a school, and are acknowledged once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.database import open_catalogue
from vms.security.permissions import Role
from vms.services.alarm_views import AlarmQuery, AlarmView, Gone, Sighting, Verdict
from vms.services.alarms import SHOWN, SILENT_S, STILL_LIMIT, Alarms
from vms.services.camera_draft import CameraDraft
from vms.services.watch_references import WatchReferences
from vms.video.watching import References

EVER = Span(0, 2**62)


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        for code, area in (("C01", "Khu cổng"), ("C08", "Thư viện")):
            draft = CameraDraft(code, "Hành lang", area, "url", main_url="rtsp://127.0.0.1:9/x")
            opened.cameras.add(opened.it, draft)
        yield opened


@pytest.fixture
def gate(office: Office) -> int:
    return office.cameras.every()[0].id


@pytest.fixture
def library(office: Office) -> int:
    camera = office.cameras.every()[1]
    assert camera.area_id is not None
    office.cameras.edit_area(office.it, camera.area_id, "Thư viện", "Thư viện")  # the unit of the office's people
    return camera.id


def alarms_of(office: Office, host: str = "PC-1") -> Alarms:
    return Alarms(office.catalogue, office.clock, office.audit, host)


def lost(camera: int | None, kind: str = "offline", reason: str = "camera_unreachable") -> Sighting:
    return Sighting(camera, kind, reason, 0)


def covered(camera: int, kind: str = "covered") -> Sighting:
    return Sighting(camera, kind, "", 0, b"reference", b"current")


def waiting(alarms: Alarms, office: Office) -> list[AlarmView]:
    return [alarm for alarm in alarms.open(office.people[Role.GUARD]).alarms if alarm.waiting]


def test_an_alarm_begins_ends_and_waits_for_a_person(office: Office, gate: int) -> None:
    alarms, guard, clock = alarms_of(office), office.people[Role.GUARD], office.clock
    began = clock.now_us()
    alarms.record([lost(gate)])
    alarms.record([lost(gate)])
    [alarm] = waiting(alarms, office)
    assert (alarm.label, alarm.area, alarm.kind, alarm.began_us, alarm.ended_us) == (
        "C01 Hành lang", "Khu cổng", "offline", began, None,
    )  # fmt: skip
    clock.advance(14)
    alarms.record([], [Gone(alarm.id, clock.now_us())])
    [back] = waiting(alarms, office)
    assert back.ended_us == began + 14 * SECOND and back.seconds(clock.now_us() + HOUR) == 14
    clock.advance(6)
    seen = alarms.acknowledge(guard, alarm.id, Verdict.FALSE, "  Bảo trì   điện ")
    assert (seen.acknowledged_by, seen.verdict, seen.note) == (guard.name, "false", "Bảo trì điện")
    assert seen.answer_seconds() == 20
    assert waiting(alarms, office) == []
    entry = office.log()[-1]
    assert (entry.action, entry.object, entry.reason) == ("alarm_acknowledged", f"camera:{gate}", "Bảo trì điện")
    assert entry.details["alarm"] == alarm.id and entry.details["verdict"] == "false"


def test_a_restart_loses_nothing(office: Office, gate: int) -> None:
    first, guard = alarms_of(office), office.people[Role.GUARD]
    first.record([lost(gate), lost(None, "recorder", "recorder_down")])
    kept = first.open(guard)
    office.catalogue.close()
    again = open_catalogue(office.folder.catalogue, office.clock)
    try:
        second = Alarms(again, office.clock, office.audit, "PC-1")
        assert second.open(guard) == kept and kept.waiting == 2
    finally:
        again.close()


def test_a_flickering_camera_is_one_alarm(office: Office, gate: int) -> None:
    alarms, clock = alarms_of(office), office.clock
    alarms.record([lost(gate)])
    for _ in range(5):
        [alarm] = waiting(alarms, office)
        clock.advance(1)
        alarms.record([], [Gone(alarm.id, clock.now_us())])
        clock.advance(20)
        alarms.record([lost(gate, "stalled", "")])
    [alarm] = waiting(alarms, office)
    assert (alarm.times, alarm.kind, alarm.ended_us) == (6, "stalled", None)
    alarms.record([], [Gone(alarm.id, clock.now_us())])
    clock.advance(61)
    alarms.record([lost(gate)])
    assert len(waiting(alarms, office)) == 2, "a minute later it is another loss"


def test_a_loss_after_the_acknowledged_one_is_a_new_alarm(office: Office, gate: int) -> None:
    alarms, clock = alarms_of(office), office.clock
    alarms.record([lost(gate)])
    [alarm] = waiting(alarms, office)
    alarms.acknowledge(office.people[Role.GUARD], alarm.id)
    alarms.record([lost(gate)])
    assert waiting(alarms, office) == [], "the same loss goes on, and somebody has seen it"
    assert [one.id for one in alarms.running()] == [alarm.id]
    alarms.record([], [Gone(alarm.id, clock.now_us())])
    clock.advance(2)
    alarms.record([lost(gate)])
    assert [one.id for one in waiting(alarms, office)] == [alarm.id + 1]


def test_what_was_acknowledged_and_becomes_something_else_is_a_new_alarm(office: Office, gate: int) -> None:
    alarms = alarms_of(office)
    alarms.record([covered(gate, "moved")])
    [moved] = waiting(alarms, office)
    alarms.record([covered(gate, "blurred")])
    assert [(one.id, one.kind) for one in waiting(alarms, office)] == [(moved.id, "blurred")]
    alarms.acknowledge(office.people[Role.GUARD], moved.id)
    alarms.record([covered(gate, "covered")])
    [new] = waiting(alarms, office)
    assert new.id != moved.id and new.kind == "covered"
    assert [one.id for one in alarms.running("tamper")] == [new.id]


def test_losses_and_tampering_of_one_camera_are_two_alarms(office: Office, gate: int) -> None:
    alarms = alarms_of(office)
    alarms.record([lost(gate), covered(gate)])
    assert sorted(one.kind for one in waiting(alarms, office)) == ["covered", "offline"]
    assert [one.kind for one in alarms.running("tamper")] == ["covered"]
    assert [one.kind for one in alarms.running("loss")] == ["offline"]


def test_the_stills_are_kept_apart_and_within_their_size(office: Office, gate: int, library: int) -> None:
    alarms, guard = alarms_of(office), office.people[Role.GUARD]
    alarms.record([covered(gate), lost(library)])
    by_camera = {one.camera_id: one for one in waiting(alarms, office)}
    assert by_camera[gate].stills and not by_camera[library].stills
    found = alarms.stills(guard, by_camera[gate].id)
    assert found is not None and (found.reference, found.current) == (b"reference", b"current")
    assert alarms.stills(guard, by_camera[library].id) is None
    alarms.acknowledge(guard, by_camera[gate].id)
    assert alarms.drop_old_stills() == 0
    office.clock.advance(91 * DAY / SECOND)
    assert alarms.drop_old_stills() == 1
    assert alarms.stills(guard, by_camera[gate].id) is None


@pytest.mark.logs("alarm_still_too_large")
def test_a_still_that_is_too_large_is_left_out_and_the_alarm_stands(office: Office, gate: int) -> None:
    alarms = alarms_of(office)
    alarms.record([Sighting(gate, "covered", "", 0, b"x" * (STILL_LIMIT + 1), b"current")])
    [alarm] = waiting(alarms, office)
    found = alarms.stills(office.people[Role.GUARD], alarm.id)
    assert found is not None and (found.reference, found.current) == (b"", b"current")


def test_an_acknowledgement_on_one_pc_reaches_the_others(office: Office, gate: int) -> None:
    here, there = alarms_of(office), alarms_of(office, "PC-2")
    guard, lead = office.people[Role.GUARD], office.people[Role.GUARD_LEAD]
    here.record([covered(gate)])
    known = there.open(lead)
    assert [(one.kind, one.here, one.host) for one in known.alarms] == [("covered", False, "PC-1")]
    assert there.since(lead, known.version).alarms == ()
    here.acknowledge(guard, known.alarms[0].id, Verdict.PASSED)
    news = there.since(lead, known.version)
    assert [(one.acknowledged_by, one.verdict) for one in news.alarms] == [(guard.name, "passed")]
    assert news.waiting == 0 and not news.whole
    acts = len(office.log())
    second = there.acknowledge(lead, known.alarms[0].id, Verdict.FALSE)
    assert second.acknowledged_by == guard.name and len(office.log()) == acts, "the first one counts"


def test_of_two_pcs_that_see_a_loss_one_speaks(office: Office, gate: int) -> None:
    here, there, clock = alarms_of(office), alarms_of(office, "PC-2"), office.clock
    here.record([lost(gate)])
    there.record([lost(gate, "stalled", "")])
    [alarm] = waiting(here, office)
    assert alarm.kind == "offline"
    there.record([], [Gone(alarm.id, clock.now_us())])
    assert waiting(here, office)[0].running, "the one that didn't raise it doesn't end it"
    here.record([], [Gone(alarm.id, clock.now_us())])
    there.record([lost(gate, "stalled", "")])
    [again] = waiting(there, office)
    assert (again.id, again.here, again.times, again.running) == (alarm.id, True, 2, True)


def test_a_pc_that_is_silent_no_longer_vouches(office: Office, gate: int, library: int) -> None:
    here, there, clock = alarms_of(office), alarms_of(office, "PC-2"), office.clock
    began = clock.now_us()
    here.record([lost(gate), lost(library)])
    gate_alarm = next(one for one in waiting(there, office) if one.camera_id == gate)
    assert there.end_silent() == 0
    for _ in range(5):
        clock.advance(30)
        here.confirm([gate_alarm.id])
        there.end_silent()
    ended = {one.camera_id: one.ended_us for one in waiting(there, office)}
    assert ended == {gate: None, library: began}
    clock.advance(SILENT_S + 1)
    there.record([lost(gate)])  # sees it too, and nobody else vouches: a new one, the old one ends when last seen
    assert [(one.here, one.ended_us) for one in waiting(there, office) if one.camera_id == gate] == [
        (True, None),
        (False, began + 150 * SECOND),
    ]


def test_after_hours_without_the_program_a_loss_ends_when_it_was_last_seen(office: Office, gate: int) -> None:
    alarms, clock = alarms_of(office), office.clock
    began = clock.now_us()
    alarms.record([lost(gate)])
    [alarm] = waiting(alarms, office)
    clock.advance(4 * 3600)
    restarted = alarms_of(office)
    restarted.record([], [Gone(alarm.id, clock.now_us())])
    assert waiting(restarted, office)[0].ended_us == began


def test_only_who_may_sees_and_acknowledges(office: Office, gate: int, library: int) -> None:
    alarms = alarms_of(office)
    alarms.record([lost(gate), covered(library), lost(None, "recorder", "recorder_down")])
    for role in (Role.BOARD, Role.GUARD_LEAD, Role.GUARD, Role.IT):
        assert alarms.open(office.people[role]).waiting == 3
    unit, finance = office.people[Role.UNIT], office.people[Role.FINANCE]
    own = alarms.open(unit)
    assert [one.camera_id for one in own.alarms] == [library] and own.waiting == 1
    foreign = next(one for one in waiting(alarms, office) if one.camera_id == gate)
    with pytest.raises(InvalidInput) as caught:
        alarms.acknowledge(unit, foreign.id)
    assert caught.value.reasons == {"alarm": "alarm_unknown"}
    with pytest.raises(InvalidInput):
        alarms.stills(unit, foreign.id)
    assert alarms.acknowledge(unit, own.alarms[0].id).acknowledged_by == unit.name
    query = AlarmQuery(EVER)
    assert [one.camera_id for one in alarms.find(unit, query)] == [library]
    for attempt in (
        lambda: alarms.open(finance),
        lambda: alarms.since(finance, 0),
        lambda: alarms.find(finance, query),
        lambda: alarms.acknowledge(finance, foreign.id),
        lambda: alarms.annotate(finance, foreign.id, Verdict.SEEN, ""),
        lambda: alarms.stills(finance, foreign.id),
        lambda: alarms.log_muted(finance, 5),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_more_can_be_said_afterwards_and_the_log_keeps_what_stood_there(office: Office, gate: int) -> None:
    alarms, guard = alarms_of(office), office.people[Role.GUARD]
    alarms.record([covered(gate)])
    [alarm] = waiting(alarms, office)
    with pytest.raises(InvalidInput) as caught:
        alarms.annotate(guard, alarm.id, Verdict.FALSE, "")
    assert caught.value.reasons == {"alarm": "not_acknowledged"}
    alarms.acknowledge(guard, alarm.id)
    said = alarms.annotate(guard, alarm.id, Verdict.FALSE, "Học sinh che tay")
    assert (said.verdict, said.note) == ("false", "Học sinh che tay")
    assert office.log()[-1].details["before"] == ["seen", ""]
    with pytest.raises(InvalidInput) as caught:
        alarms.annotate(guard, alarm.id, Verdict.FALSE, "x" * 501)
    assert caught.value.reasons == {"note": "too_long"}


def test_the_past_is_found_by_camera_kind_day_and_what_waits(office: Office, gate: int, library: int) -> None:
    alarms, guard, clock = alarms_of(office), office.people[Role.GUARD], office.clock
    start = clock.now_us()
    alarms.record([lost(gate), covered(library)])
    for alarm in waiting(alarms, office):
        alarms.record([], [Gone(alarm.id, clock.now_us())])
        alarms.acknowledge(guard, alarm.id)
    clock.advance(DAY / SECOND)
    alarms.record([lost(gate, "stalled", "")])

    def kinds(**which: object) -> list[str]:
        return [one.kind for one in alarms.find(guard, AlarmQuery(**{"span": EVER, **which}))]

    assert sorted(kinds()[1:]) == ["covered", "offline"] and kinds()[0] == "stalled"
    assert kinds(camera_id=gate) == ["stalled", "offline"]
    assert kinds(kind="tamper") == ["covered"] and kinds(kind="stalled") == ["stalled"]
    assert sorted(kinds(span=Span(start, start + HOUR))) == ["covered", "offline"]
    assert kinds(waiting_only=True) == ["stalled"]
    assert len(alarms.find(guard, AlarmQuery(EVER), limit=2)) == 2


def test_thousands_of_old_alarms_make_no_long_lists(office: Office, gate: int) -> None:
    alarms, guard, clock = alarms_of(office), office.people[Role.GUARD], office.clock
    before = alarms.open(guard).version
    with office.catalogue.write():
        for _ in range(SHOWN + 50):
            alarms.record([covered(gate)])
            [running] = alarms.running("tamper")
            alarms.record([], [Gone(running.id, clock.now_us())])
            clock.advance(2 * MINUTE / SECOND)
    now = alarms.open(guard)
    assert len(now.alarms) == SHOWN and now.waiting == SHOWN + 50
    assert now.alarms[0].began_us == clock.now_us() - 2 * MINUTE, "the newest are shown"
    late = alarms.since(guard, before)
    assert late.whole and len(late.alarms) == SHOWN


def test_what_the_watch_has_learned_is_kept_and_taken_anew_by_it_or_the_board(office: Office, gate: int) -> None:
    kept = WatchReferences(office.catalogue, office.clock, office.audit)
    kept.keep(gate, References(b"day"))
    kept.keep(gate, References(b"day", b"night"))
    assert kept.all() == {gate: References(b"day", b"night")}
    for role in (Role.GUARD, Role.GUARD_LEAD, Role.FINANCE, Role.UNIT):
        with pytest.raises(NotAllowed):
            kept.forget(office.people[role], gate)
    for actor in (office.it, office.board):
        kept.keep(gate, References(b"day"))
        kept.forget(actor, gate)
        assert kept.all() == {}
        assert (office.log()[-1].action, office.log()[-1].object) == ("reference_retaken", f"camera:{gate}")
    with pytest.raises(InvalidInput):
        kept.forget(office.it, 999)
