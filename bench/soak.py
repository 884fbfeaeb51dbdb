"""A shift in minutes: the real program with many cameras, of which a third misbehave all the time in ever other ways.

Meanwhile the network goes away, the media process sleeps, the whole PC sleeps (both by signals). Told are the memory's
slope, what is held at the beginning and at the end, what died, and how old a picture was that a pane called live.
``--short`` is one minute with twelve cameras.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.figures import tell
from bench.program import program_process
from bench.school import make_school
from bench.server import CameraServer, serving
from bench.sleeping import nap_of_all, nap_of_media
from bench.soak_watch import Sampler, Watcher
from tests.fakes.bad_cameras import Change

# Each is a list of orders; the camera is good again after it, with the film that it began with.
BEHAVIOURS: dict[str, tuple[Change, ...]] = {
    "drop": ("cut",),
    "hang": ("hang",),
    "restart": ("away",),
    "resize": ("large",),
    "codec to H.265": ("h265",),
    "codec to MJPEG": ("mjpeg",),
    "damaged packets": ("damaged",),
    "noise": ("spoilt",),
    "random bytes": ("derailed",),
    "B-frames": ("cut", "bframes"),
    "no time stamps": ("unstamped",),
    "jumping time stamps": ("jumping",),
    "4K": ("cut", "4k"),
    "one picture a second": ("cut", "slow"),
    "stutter": ("stutter",),
}
_CURE: tuple[Change, ...] = ("back", "good", "h264")
_MOST_4K = 2
_CALM_S = 15.0


@dataclass
class Trouble:
    """One camera that never behaves for long."""

    camera: int
    next_at: float
    now: str = ""
    deck: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the great events come, in seconds, and how long each kind lasts."""

    length: float
    media_nap: float
    media_nap_s: float
    full_nap: float
    full_nap_s: float
    network: tuple[float, ...]
    network_s: float
    misbehave_s: tuple[float, float]

    @staticmethod
    def of(minutes: float, *, short: bool) -> Schedule:
        """The network goes every ten minutes for one, and once at least."""
        length = minutes * 60
        if short:
            return Schedule(length, 4.0, 12.0, 24.0, 12.0, (46.0,), 4.0, (2.0, 5.0))
        every = list(range(540, int(length) - 90, 600)) or [length * 0.7]
        return Schedule(length, length * 0.05, 15.0, length * 0.12, 20.0, tuple(every), 60.0, (6.0, 20.0))


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when the program didn't end by itself."""
    parser = argparse.ArgumentParser(prog="bench soak")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--cameras", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    cameras = given.cameras or (12 if given.short else 64)
    schedule = Schedule.of(given.minutes or (1.0 if given.short else 30.0), short=given.short)
    calm = 3.0 if given.short else _CALM_S
    case = f"{cameras} cameras, {schedule.length / 60:g} min"
    with serving(["h264"] * cameras) as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_school(folder, server.urls())
        with program_process(folder, cameras, "--watch") as program:
            watcher = Watcher(program)
            watcher.wait_for("every_picture", 90.0)
            time.sleep(calm)
            sampler = Sampler(program.pid)
            sampler.start()
            Soak(server, watcher, sampler, schedule, random.Random(given.seed)).run(case)
            settle(server, watcher, calm)
            sampler.stop()
            watcher.report(case)
            tell("soak", case, "cameras_own_delay_s", server.late_s())
            sampler.report(case)
            left = [process for process in sampler.family() if process.pid != program.pid]
            assert program.stdin
            program.stdin.close()
            status = program.wait(60)
        alive = psutil.wait_procs(left, timeout=5)[1]
        tell("soak", case, "exit_status", status, goal=0)
        tell("soak", case, "processes_left", len(alive), goal=0)
        blocks = list(Path("/dev/shm").glob(f"vms-frames-{program.pid}-*"))
        tell("soak", case, "shared_blocks_left", len(blocks), goal=0)
        for event, count in troubles(folder).items():
            tell("soak", case, f"logged_{event}", count, goal=0)
    return 0 if status == 0 else 1


class Soak:
    """Runs the schedule."""

    def __init__(
        self, server: CameraServer, watcher: Watcher, sampler: Sampler, schedule: Schedule, dice: random.Random
    ) -> None:
        self._server, self._watcher, self._sampler = server, watcher, sampler
        self._schedule, self._dice = schedule, dice
        bad = range(0, server.count, 3)
        self._troubles = [Trouble(camera, dice.uniform(0.0, schedule.misbehave_s[1])) for camera in bad]
        self._seen: Counter[str] = Counter()

    def run(self, case: str) -> None:
        """From the first trouble to the last."""
        plan, begun = self._schedule, time.monotonic()
        events = [(plan.media_nap, "media"), (plan.full_nap, "all"), *((at, "network") for at in plan.network)]
        events.sort()
        while (now := time.monotonic() - begun) < plan.length:
            if events and events[0][0] <= now:
                self._great(events.pop(0)[1], case)
                continue
            self._misbehave(now)
            time.sleep(0.2)
        for name in BEHAVIOURS:
            tell("soak", case, f"times_{name.replace(' ', '_')}", self._seen[name], better="higher")

    def _great(self, what: str, case: str) -> None:
        plan = self._schedule
        if what == "network":
            begun = time.monotonic()
            self._all("away")
            time.sleep(plan.network_s)
            dark = self._watcher.live_panes
            cured = self._all("back")
            back = self._watcher.wait_until_live(self._server.count - len(self._troubles), 60.0)
            tell("soak", case, "network_gone_s", cured - begun)
            tell("soak", case, "network_gone_panes_still_live", dark, goal=0)
            tell("soak", case, "network_back_until_good_cameras_live_s", back - cured)
        elif what == "media":
            nap_of_media(self._watcher, self._sampler, plan.media_nap_s, self._good, case)
        else:
            nap_of_all(self._watcher, self._sampler, plan.full_nap_s, self._good, case)

    @property
    def _good(self) -> int:
        return self._server.count - len(self._troubles)

    def _all(self, change: Change) -> float:
        return self._server.order(*((camera, change) for camera in range(self._server.count)))

    def _misbehave(self, now: float) -> None:
        orders: list[tuple[int, Change]] = []
        for one in self._troubles:
            if one.next_at > now:
                continue
            orders += [(one.camera, change) for change in _CURE]
            one.now = self._next(one)
            self._watcher.misbehaves(one.camera, one.now)
            self._seen[one.now] += 1
            orders += [(one.camera, change) for change in BEHAVIOURS[one.now]]
            one.next_at = now + self._dice.uniform(*self._schedule.misbehave_s)
        if orders:
            self._server.order(*orders)

    def _next(self, one: Trouble) -> str:
        if not one.deck:
            one.deck = list(BEHAVIOURS)
            self._dice.shuffle(one.deck)
        name = one.deck.pop()
        if name == "4K" and sum(other.now == "4K" for other in self._troubles) >= _MOST_4K:
            one.deck.insert(0, name)
            name = one.deck.pop()
        return name


def settle(server: CameraServer, watcher: Watcher, seconds: float) -> None:
    """Every camera behaves again; wait until every pane is live, and a little longer."""
    server.order(*((camera, change) for camera in range(server.count) for change in _CURE))
    begun = time.monotonic()
    live = watcher.wait_until_live(server.count, 60.0)
    tell("soak", "the end", "all_cameras_good_until_every_pane_live_s", live - begun)
    time.sleep(seconds)


def troubles(folder: Path) -> dict[str, int]:
    """How often the program's logs speak of what should never be."""
    found: Counter[str] = Counter(error=0, unexpected=0, media_process_lost=0)
    for path in (folder / "logs").glob("*.jsonl*"):
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            found["error"] += entry["level"] in ("error", "critical")
            found["unexpected"] += "traceback" in entry
            found["media_process_lost"] += entry["event"] == "media_process_lost"
    return dict(found)


if __name__ == "__main__":
    sys.exit(main())
