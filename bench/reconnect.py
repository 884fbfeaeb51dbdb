"""Cameras that fail and come back: how long until the wall says so, and until it shows their pictures again.

Three kinds of fault, each at random moments on many cameras at once: ``drop`` (reset, then refused for 1 to 8 s),
``hang`` (the socket stays open, nothing comes or is answered for 5 to 9 s), ``garbage`` (random bytes for 5 to 9 s, in
true RTP packets or in place of them). Between two faults a camera is good for at least ten seconds. The panes are those
of the real wall; a fault is noticed when its pane no longer shows a living picture. ``--short`` has few cameras.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from typing import Any

from bench.figures import tell, tell_percentiles
from bench.server import CameraServer, serving
from bench.window import Wall, wall_process
from tests.fakes.bad_cameras import Change

_GOOD_S = 12.0
_MISSING = 999.0  # what is told of a picture that didn't come back


@dataclass(frozen=True, slots=True)
class Fault:
    """One camera's fault in one round. Times in seconds from the round's begin."""

    camera: int
    kind: str
    change: Change
    begins: float
    ends: float

    @property
    def cure(self) -> Change:
        """What ends it."""
        return "back" if self.kind == "drop" else "good"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fault, in seconds; None where the pane never said a word."""

    kind: str
    noticed: float | None
    back: float


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench reconnect")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--cameras", type=int)
    parser.add_argument("--rounds", type=int, help="each camera has one fault a round")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    cameras, rounds = given.cameras or (6 if given.short else 50), given.rounds or (1 if given.short else 6)
    dice = random.Random(given.seed)
    outcomes: list[Outcome] = []
    with serving(["h264"] * cameras, 320, 180) as server, wall_process() as wall:
        wall.ask("show", urls=server.urls())
        time.sleep(1.0 if given.short else _GOOD_S)
        for number in range(rounds):
            faults = [fault(dice, camera, number, hasty=given.short) for camera in range(cameras)]
            outcomes += one_round(server, wall, faults, 4.0 if given.short else _GOOD_S)
    for kind in ("drop", "hang", "garbage"):
        report(kind, [one for one in outcomes if one.kind == kind])
    return 0


def fault(dice: random.Random, camera: int, number: int, *, hasty: bool) -> Fault:
    """What happens to a camera in a round."""
    kind = ("drop", "hang", "garbage")[(camera + number) % 3]
    begins = dice.uniform(0.0, 0.5 if hasty else 6.0)
    if kind == "drop":
        return Fault(camera, kind, "away", begins, begins + dice.uniform(1.0, 2.0 if hasty else 8.0))
    change: Change = "hang" if kind == "hang" else dice.choice(("spoilt", "derailed"))
    return Fault(camera, kind, change, begins, begins + dice.uniform(5.0, 5.5 if hasty else 9.0))


def one_round(server: CameraServer, wall: Wall, faults: list[Fault], good_s: float) -> list[Outcome]:
    """Let it all happen, wait until all is well, then look at what the panes showed."""
    wall.ask("begin")
    orders = [(one.begins, one, one.change) for one in faults] + [(one.ends, one, one.cure) for one in faults]
    done: dict[tuple[int, Change], float] = {}
    begun = time.monotonic()
    for due, one, change in sorted(orders, key=lambda order: order[0]):
        time.sleep(max(0.0, begun + due - time.monotonic()))
        done[one.camera, change] = server.order((one.camera, change))
    time.sleep(good_s)
    history = wall.ask("history")
    return [outcome(one, done[one.camera, one.change], done[one.camera, one.cure], history) for one in faults]


def outcome(fault: Fault, failed: float, cured: float, history: dict[str, Any]) -> Outcome:
    """What the pane showed of a fault."""
    pictures, states = history["pictures"][fault.camera], history["states"][fault.camera]
    noticed = next((at - failed for at, state in states if at >= failed and state not in ("live", "reduced")), None)
    returned = next((at - cured for at in pictures if at > cured), _MISSING)
    return Outcome(fault.kind, noticed, returned)


def report(kind: str, outcomes: list[Outcome]) -> None:
    """The lines of one kind. A fault shorter than the patience of the wall may pass unnoticed."""
    noticed = [one.noticed for one in outcomes if one.noticed is not None]
    tell_percentiles("reconnect", kind, "noticed_s", noticed, p95_goal=3.5)
    tell_percentiles("reconnect", kind, "picture_back_s", [one.back for one in outcomes], p95_goal=1.5)
    tell("reconnect", kind, "never_back", sum(one.back == _MISSING for one in outcomes), goal=0)


if __name__ == "__main__":
    sys.exit(main())
