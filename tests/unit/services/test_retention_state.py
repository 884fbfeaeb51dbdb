"""Whatever is done in whatever order, a held second stays: the purge against a model that knows the true time."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, HandClock, open_school
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.recording import Segment
from vms.services.kept import Kept
from vms.services.retention import Retention, StoragePolicy
from vms.services.retention_policy import CameraPolicy
from vms.video.segment import segment_path

PLENTY = 1 << 50
BASE = NOON - 30 * DAY - 3 * MINUTE
CAMERA = st.integers(0, 1)
MINUTES = st.integers(0, 7)


class TwoClocks(HandClock):
    """A PC whose wall clock can be set, and whose seconds go on."""

    def __init__(self) -> None:
        super().__init__()
        self.true = NOON

    def monotonic(self) -> float:
        return self.true / SECOND


class Crash(Exception):
    """The process ends here."""


class Frail(Retention):
    """Dies after so many files."""

    files = 0

    def _unlink(self, path: Path) -> bool:
        if self.files <= 0:
            raise Crash
        self.files -= 1
        return super()._unlink(path)


class Purging(RuleBasedStateMachine):
    """A purge after every act. ``held``: hold or review → camera, span, until when by the true time."""

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.clock = TwoClocks()
        self.box = self.stack.enter_context(open_school(folder / "school", clock=self.clock))
        self.kept = Kept(self.box.catalogue, self.clock, self.box.audit)
        self.held: dict[int | str, tuple[int, Span, int | None]] = {}
        self.must: set[Path] = set()
        self.wrong_for = 0  # µs that the clock has run ahead of the truth
        self.free, self.files = PLENTY, 10_000
        self.restart()

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    # --- what happens ---

    @rule(camera=CAMERA, minute=MINUTES)
    def record(self, camera: int, minute: int) -> None:
        self._film(camera, minute)

    @rule(camera=CAMERA, minute=MINUTES, seconds=st.integers(1, 400), days=st.sampled_from([1, 3, None]))
    def hold(self, camera: int, minute: int, seconds: int, days: int | None) -> None:
        self._film(camera, minute)
        span = Span(BASE + minute * MINUTE, BASE + minute * MINUTE + seconds * SECOND)
        until = None if days is None else self.clock.now + days * DAY
        view = self.box.holds.place(self.box.guard, [self.box.cameras[camera]], span, "giữ", until)
        self.held[view.id] = (camera, span, until)

    @precondition(lambda self: self._holds())
    @rule(which=st.integers(0, 9), minutes=st.integers(0, 10), days=st.integers(1, 9))
    def extend(self, which: int, minutes: int, days: int) -> None:
        number = self._holds()[which % len(self._holds())]
        camera, span, until = self.held[number]
        wider = Span(span.start - minutes * MINUTE, span.end + minutes * MINUTE)
        longer = self.clock.now + days * DAY
        self.box.holds.extend(self.box.guard, number, wider, longer)
        self.held[number] = (camera, wider, None if until is None else max(until, longer))

    @precondition(lambda self: self._holds())
    @rule(which=st.integers(0, 9))
    def release(self, which: int) -> None:
        number = self._holds()[which % len(self._holds())]
        self.box.holds.release(self.box.board, number, "thôi")
        del self.held[number]

    @rule(camera=CAMERA, minute=MINUTES, name=st.sampled_from(["review:1", "review:2"]))
    def open_review(self, camera: int, minute: int, name: str) -> None:
        if name not in self.held:
            span = Span(BASE + minute * MINUTE, BASE + (minute + 15) * MINUTE)
            self.kept.keep(name, [self.box.cameras[camera]], span)
            self.held[name] = (camera, span, None)

    @rule(name=st.sampled_from(["review:1", "review:2"]))
    def close_review(self, name: str) -> None:
        self.kept.let_go(name)
        self.held.pop(name, None)

    @rule(quota=st.integers(0, 8), hours=st.sampled_from([0, 24]), days=st.none() | st.integers(1, 60), camera=CAMERA)
    def policy(self, quota: int, hours: int, days: int | None, camera: int) -> None:
        self.retention.set_policy(self.box.board, StoragePolicy(quota * 1000, hours, 0 if quota else 1))
        own = CameraPolicy(days=days, quota_bytes=quota * 500)
        self.retention.policies.set_camera(self.box.board, self.box.cameras[camera], own)

    @rule(free=st.sampled_from([0, PLENTY]))
    def disk(self, free: int) -> None:
        self.free = free

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int) -> None:
        if self.clock.now > self.clock.true:
            # A clock that has run ahead for a day is believed: that much is asked of whoever looks after the PC.
            hours = min(hours, max(0, 20 - self.wrong_for // HOUR))
            self.wrong_for += hours * HOUR
        self.clock.now += hours * HOUR
        self.clock.true += hours * HOUR

    @rule(days=st.sampled_from([400, 2, 0, -400]))
    def set_clock(self, days: int) -> None:
        """Wrong by so much from here on; right again with 0."""
        self.clock.now = self.clock.true + days * DAY
        self.wrong_for = 0

    @rule()
    def restart(self) -> None:
        box = self.box
        self.retention = Frail(
            box.catalogue, self.clock, box.audit, self.kept, box.folder.recordings, lambda _folder: self.free
        )

    @rule(files=st.integers(0, 2))
    def crash_soon(self, files: int) -> None:
        """The next purge dies after so many files."""
        self.files = files

    # --- what must be so ---

    @invariant()
    def nothing_held_is_lost(self) -> None:
        if not hasattr(self, "must"):
            return
        self._note()
        self.retention.files, self.files = self.files, 10_000
        try:
            self.retention.step()
        except Crash:
            self.restart()
        else:
            self._forget()
        lost = [path.name for path in self.must if not path.exists()]
        assert not lost, f"held footage was deleted: {lost}"

    def _film(self, camera: int, minute: int) -> None:
        known = {row.start_us for row in self._rows(camera)}
        starts = [BASE + (minute + n) * MINUTE for n in range(4)]
        rows(self.box, self.box.cameras[camera], [start for start in starts if start not in known])

    def _holds(self) -> list[int]:
        return [one for one in getattr(self, "held", {}) if isinstance(one, int)]

    def _rows(self, camera: int) -> list[Segment]:
        with self.box.catalogue.read():
            return list(Segment.select().where(Segment.camera == self.box.cameras[camera]))

    def _in_force(self, camera: int) -> list[Span]:
        true = self.clock.true
        return [span for one, span, until in self.held.values() if one == camera and (until is None or until > true)]

    def _held_files(self) -> set[Path]:
        found = set()
        for camera in range(2):
            for row in self._rows(camera):
                mine = Span(row.start_us, row.end_us)
                if any(mine.overlaps(span) for span in self._in_force(camera)):
                    found.add(self.box.folder.recordings / row.path)
        return found

    def _note(self) -> None:
        """What is on disk and held from now on."""
        self.must |= {path for path in self._held_files() if path.exists()}

    def _forget(self) -> None:
        """What is no longer held may go."""
        self.must &= self._held_files() | {path for path in self.must if not path.exists() and self._still(path)}

    def _still(self, path: Path) -> bool:
        """Whether a file that is gone should be there: its row may be gone with it."""
        start = next(at for at in (BASE + n * MINUTE for n in range(12)) if path.name.startswith(_stamp(at)))
        camera = self.box.cameras.index(int(path.parent.parent.name))
        return any(Span(start, start + MINUTE).overlaps(span) for span in self._in_force(camera))


def _stamp(at: int) -> str:
    return segment_path(Path(), at).name


TestPurging = pytest.mark.logs("only_held_footage_left", "disk_full_of_other_files")(Purging.TestCase)
TestPurging.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_a_clock_that_leaps_a_year_ahead_frees_nothing() -> None:
    school = Purging()
    school.begin()
    try:
        school.hold(camera=0, minute=1, seconds=60, days=1)
        school.nothing_held_is_lost()
        school.set_clock(days=400)
        school.nothing_held_is_lost()
        assert school.must
        school.set_clock(days=0)
        for _ in range(25):
            school.wait(hours=1)
            school.nothing_held_is_lost()
        assert not school.must  # the day is really over
    finally:
        school.teardown()


def test_a_hold_between_a_crash_and_the_next_start_saves_what_is_left() -> None:
    school = Purging()
    school.begin()
    try:
        school.record(camera=0, minute=0)
        school.crash_soon(files=1)
        school.nothing_held_is_lost()
        states = [row.state for row in school._rows(0)]
        assert states == ["deleting", "deleting", "done", "done"]  # the first file has gone already
        school.hold(camera=0, minute=1, seconds=60, days=None)
        school.nothing_held_is_lost()
        assert len(school.must) == 1
    finally:
        school.teardown()
