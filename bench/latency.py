"""From the moment that a camera takes a picture to the moment that it is on the screen.

The camera writes the time into each picture (``vms/demo/timestrip.py``). Two readings: in our own process, right after
the paint event that shows a picture; and from outside, by grabbing the X screen again and again, the same for our
window, for mpv and for ffplay. ``--short``: one camera, some seconds.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain

from bench import peers
from bench.figures import tell, tell_percentiles
from bench.grabber import grabbed
from bench.server import CameraServer, serving
from bench.window import wall_process

_SETTLE_S = 2.5
_OURS = "this wall"


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench latency")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--cameras", type=int, nargs="*")
    parser.add_argument("--seconds", type=float, help="of each measurement")
    parser.add_argument("--rounds", type=int)
    given = parser.parse_args(argv)
    seconds, rounds = given.seconds or (1.5 if given.short else 8.0), given.rounds or (1 if given.short else 3)
    if not peers.available("Xvfb"):
        raise RuntimeError("without an X screen there is nothing to look at")
    for count in given.cameras or ([1] if given.short else [1, 16]):
        # A camera's cache of pictures would make a player that keeps its first delay look slow for ever.
        with serving(["h264"] * count, cached=False) as server, peers.x_screen() as screen:
            one_case(server, screen, seconds, rounds)
    return 0


def one_case(server: CameraServer, screen: peers.Screen, seconds: float, rounds: int) -> None:
    """Ours and the peers in turn, some rounds."""
    painted: list[float] = []
    seen: dict[str, list[float]] = {_OURS: []}
    for _ in range(rounds):
        inside, outside = ours(server, screen, seconds)
        painted += inside
        seen[_OURS] += outside
        for name, command in (("mpv", peers.mpv), ("ffplay", peers.ffplay)):
            if not peers.available(name):
                continue
            places = peers.tiles(server.count)
            commands = [command(url, place) for url, place in zip(server.urls(), places, strict=True)]
            with peers.running(commands, screen.environment()):
                peers.settle(_SETTLE_S + server.count / 3)
                pictures = [_letterboxed(place) for place in places]
                found = grabbed(pictures, seconds, screen.environment())
                seen.setdefault(name, []).extend(chain.from_iterable(found))
    case = f"{server.count} cameras" if server.count > 1 else "1 camera"
    tell("latency", case, "cameras_own_delay_ms_max", server.late_s() * 1000)
    tell_percentiles("latency", case, "painted_ms", painted, p95_goal=100.0)
    for name, delays in seen.items():
        goal = 100.0 if name == _OURS else None
        tell_percentiles("latency", case, "on_screen_ms", delays, p95_goal=goal, peer=name)


def ours(server: CameraServer, screen: peers.Screen, seconds: float) -> tuple[list[float], list[float]]:
    """Delays by our own reckoning, and by the grabber's; first the one, then the other: each costs time."""
    with wall_process(screen.environment(), read_strips=True) as wall:
        wall.ask("show", urls=server.urls())
        peers.settle(_SETTLE_S)
        wall.ask("begin")
        peers.settle(seconds)
        painted = wall.ask("figures")["delays_ms"]
        places = [tuple(place) for place in wall.ask("where")["places"]]
        found = grabbed(places, seconds, screen.environment())
        return painted, list(chain.from_iterable(found))


def _letterboxed(place: peers.Place) -> peers.Place:
    """Where a 16:9 picture is in a window."""
    x, y, width, height = place
    high = min(height, width * 9 // 16)
    wide = min(width, high * 16 // 9)
    return x + (width - wide) // 2, y + (height - high) // 2, wide, high


if __name__ == "__main__":
    sys.exit(main())
