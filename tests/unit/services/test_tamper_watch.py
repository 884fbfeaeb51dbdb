"""What the watch finds becomes alarms, on the thread it runs on in the program."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from tests.fakes.watched_live import WatchedByHand
from vms.core.errors import NotAllowed
from vms.core.instants import SECOND
from vms.security.permissions import Role
from vms.services.alarm_views import AlarmView
from vms.services.alarms import SILENT_S, Alarms
from vms.services.camera_draft import CameraDraft
from vms.services.tamper_watch import AFTER_MOVE_S, TamperWatch
from vms.services.watch_references import WatchReferences
from vms.video.watching import References, Tampering

STILLS = (b"reference", b"current")


class Watched:
    """A school of three cameras, the third of them movable, under a watch worked by hand."""

    def __init__(self, office: Office) -> None:
        self.office, self.live = office, WatchedByHand()
        for code, ptz in (("C01", False), ("C02", False), ("C03", True)):
            office.cameras.add(office.it, CameraDraft(code, "Sân", "", "url", main_url="rtsp://127.0.0.1:9/x", ptz=ptz))
        self.one, self.two, self.dome = (view.id for view in office.cameras.every())
        self.alarms = Alarms(office.catalogue, office.clock, office.audit, "PC-1")
        self.references = WatchReferences(office.catalogue, office.clock, office.audit)
        self.held: dict[int, str] = {}
        self.watch = self.new()

    def new(self) -> TamperWatch:
        office = self.office
        return TamperWatch(self.live, office.cameras, self.alarms, self.references, office.clock, self.held.get)

    def open(self) -> list[AlarmView]:
        return sorted(self.alarms.open(self.office.people[Role.GUARD]).alarms, key=lambda alarm: alarm.id)

    def kinds(self) -> list[tuple[int | None, str, bool]]:
        return [(alarm.camera_id, alarm.kind, alarm.running) for alarm in self.open()]


@pytest.fixture
def watched(data_folder: Path) -> Iterator[Watched]:
    with open_office(data_folder) as office:
        made = Watched(office)
        made.watch.start()
        until(lambda: made.live.watched)
        yield made
        assert made.watch.stop()
        assert made.watch.failure is None


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it didn't happen in time"
        time.sleep(0.01)


def test_a_covered_camera_is_an_alarm_with_both_pictures_until_it_is_free(watched: Watched) -> None:
    began = watched.office.clock.now_us() - 2 * SECOND
    watched.live.say(watched.one, Tampering.COVERED, since_us=began, stills=STILLS)
    until(watched.open)
    [alarm] = watched.open()
    assert (alarm.kind, alarm.began_us, alarm.camera_id, alarm.stills) == ("covered", began, watched.one, True)
    found = watched.alarms.stills(watched.office.people[Role.GUARD], alarm.id)
    assert found is not None and (found.reference, found.current) == STILLS
    watched.office.clock.advance(9)
    watched.live.say(watched.one)
    until(lambda: not watched.open()[0].running)
    [over] = watched.open()
    assert over.waiting and over.ended_us == watched.office.clock.now_us()


def test_one_tampering_that_turns_into_another_stays_one_alarm(watched: Watched) -> None:
    watched.live.say(watched.one, Tampering.BLURRED, stills=STILLS)
    until(watched.open)
    watched.live.say(watched.one, Tampering.COVERED, stills=(b"r", b"c"))
    until(lambda: watched.kinds() == [(watched.one, "covered", True)])
    found = watched.alarms.stills(watched.office.people[Role.GUARD], watched.open()[0].id)
    assert found is not None and found.current == b"c"


def test_who_is_watched_follows_the_cameras(watched: Watched) -> None:
    office, live = watched.office, watched.live
    assert set(live.watched[-1]) == {watched.one, watched.two, watched.dome}
    live.say(watched.two, Tampering.DARK)
    until(watched.open)
    office.cameras.edit(
        office.it, watched.two, CameraDraft("C02", "Sân", "", "url", main_url="rtsp://127.0.0.1:9/x", watch=False)
    )
    until(lambda: set(live.watched[-1]) == {watched.one, watched.dome})
    until(lambda: not watched.open()[0].running)  # nobody watches it: nobody says that it is dark
    office.cameras.remove(office.board, watched.one, "hỏng")
    until(lambda: set(live.watched[-1]) == {watched.dome})


def test_what_was_learned_comes_back_after_a_restart(watched: Watched) -> None:
    learned = References(b"day", b"night")
    watched.live.say(watched.one, references=learned)
    until(lambda: watched.references.all() == {watched.one: learned})
    assert watched.watch.stop()
    watched.watch = watched.new()
    watched.live.watched.clear()
    watched.watch.start()
    until(lambda: watched.live.watched)
    assert watched.live.watched[-1][watched.one] == learned
    assert watched.live.watched[-1][watched.two] == References()


def test_after_a_wanted_change_of_view_it_is_learned_anew(watched: Watched) -> None:
    office, live = watched.office, watched.live
    live.say(watched.one, Tampering.MOVED, stills=STILLS, references=References(b"old"))
    until(watched.open)
    until(lambda: watched.references.all())
    with pytest.raises(NotAllowed):
        watched.watch.retake(office.people[Role.GUARD], watched.one)
    before = len(live.watched)
    watched.watch.retake(office.it, watched.one)
    until(lambda: len(live.watched) == before + 2)
    assert watched.one not in live.watched[-2] and live.watched[-1][watched.one] == References()
    live.say(watched.one, references=References(b"new"))
    until(lambda: watched.references.all() == {watched.one: References(b"new")})
    until(lambda: not watched.open()[0].running)
    assert "reference_retaken" in office.acts()


def test_a_camera_that_can_move_is_never_turned_away(watched: Watched) -> None:
    watched.live.say(watched.dome, Tampering.MOVED)
    watched.live.say(watched.one, Tampering.MOVED)
    until(watched.open)
    assert watched.kinds() == [(watched.one, "moved", True)]


def test_while_somebody_moves_it_and_shortly_after_a_camera_raises_nothing(watched: Watched) -> None:
    clock = watched.office.clock
    watched.held[watched.dome] = "Nguyễn Văn Hùng"
    time.sleep(1.2)  # a beat of the watch: it sees who has the camera
    watched.live.say(watched.dome, Tampering.BLURRED)
    watched.live.say(watched.one, Tampering.COVERED)
    until(watched.open)
    assert watched.kinds() == [(watched.one, "covered", True)]
    watched.held.clear()
    clock.advance(AFTER_MOVE_S + 1)
    until(lambda: len(watched.open()) == 2)  # still blurred though nobody moves it any more
    assert watched.kinds()[1] == (watched.dome, "blurred", True)


def test_an_alarm_from_before_a_restart_goes_on_or_ends_when_last_seen(watched: Watched) -> None:
    clock = watched.office.clock
    watched.live.say(watched.one, Tampering.COVERED)
    watched.live.say(watched.two, Tampering.DARK)
    until(lambda: len(watched.open()) == 2)
    began = clock.now_us()
    assert watched.watch.stop()
    watched.live = WatchedByHand()
    watched.watch = watched.new()
    watched.watch.start()
    until(lambda: watched.live.watched)
    expected = {watched.one: None, watched.two: began}

    def told_apart() -> bool:
        """Two seconds later the one is still covered; of the other nothing is heard, it may be well again."""
        clock.advance(2)
        watched.live.say(watched.one, Tampering.COVERED)
        return {alarm.camera_id: alarm.ended_us for alarm in watched.open()} == expected

    until(told_apart)
    assert clock.now_us() - began >= SILENT_S * SECOND


def test_motion_and_night_are_passed_on_and_are_no_alarm(watched: Watched) -> None:
    watched.live.say(watched.one, motion=True, night=True)
    state = watched.watch.states()[watched.one]
    assert (state.motion, state.night, state.tampering) == (True, True, None)
    assert watched.open() == []
