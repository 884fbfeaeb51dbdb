"""The wall: what receiving, decoding, scaling and painting N streams costs, against FFmpeg receiving and decoding them.

Streams come from a process of their own. Each round measures both, one after the other in alternating order, on the
same streams: what disturbs the machine hurts both alike. Sixteen streams also run against sixteen windows of mpv, all
on one X screen. ``--short`` only shows that it runs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psutil

from bench import peers
from bench.figures import tell, tell_rounds
from bench.measuring import Cost, Meter, family, memory, warn_when_noisy
from bench.server import PATTERN, CameraServer, serving
from bench.window import wall_process

_SETTLE_S = 2.0
_COMPLETE_PERCENT = 97.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What the cameras send."""

    width: int
    height: int
    fps: int

    def case(self, count: int) -> str:
        """As it is printed."""
        return f"{count}x{self.width}x{self.height}@{self.fps}"


SMALL, LARGE = Kind(640, 360, 15), Kind(1920, 1080, 25)
_CASES = [(4, SMALL), (16, SMALL), (36, SMALL), (64, SMALL), (4, LARGE), (9, LARGE)]
_MPV_AT = (16, SMALL)


@dataclass(slots=True)
class Rounds:
    """What was measured of one case."""

    ours: list[Cost] = field(default_factory=list)
    peer: list[Cost] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """Ours ÷ the peer, round by round."""
        return [ours.cores / peer.cores for ours, peer in zip(self.ours, self.peer, strict=True)]


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench wall")
    parser.add_argument("--short", action="store_true", help="four streams, some seconds")
    parser.add_argument("--streams", type=int, nargs="*", help="only these numbers of streams")
    parser.add_argument("--size", choices=("640x360", "1920x1080"), help="only cameras of this size")
    parser.add_argument("--seconds", type=float, help="of each measurement")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--no-mpv", action="store_true")
    given = parser.parse_args(argv)
    seconds, rounds = given.seconds or (3.0 if given.short else 10.0), given.rounds or (1 if given.short else 3)
    cases = [(4, SMALL)] if given.short else _CASES
    if given.streams:
        cases = [(count, kind) for kind in (SMALL, LARGE) for count in given.streams]
        cases = cases if given.size else [case for case in cases if case[1] is SMALL]
    if given.size:
        cases = [case for case in cases if f"{case[1].width}x{case[1].height}" == given.size]
    slope: list[tuple[int, float]] = []
    for count, kind in cases:
        with serving([PATTERN] * count, kind.width, kind.height, fps=kind.fps) as server:
            used = against_ffmpeg(server, kind, seconds, rounds)
            if kind is SMALL:
                slope.append((count, used))
            if (count, kind) == _MPV_AT and not given.no_mpv and peers.available("mpv", "Xvfb"):
                against_mpv(server, kind, seconds, rounds)
    if len(slope) > 1:
        (few, small), (many, large) = min(slope), max(slope)
        each = (large - small) / (many - few) / 1e6
        tell("wall", f"{few} to {many} streams", "memory_mb_per_further_stream", each, goal=4.0)
    return 0


def against_ffmpeg(server: CameraServer, kind: Kind, seconds: float, rounds: int) -> float:
    """The case against the floor; bytes that the program held with all streams, the median of the rounds."""
    held: list[tuple[int, int]] = []
    done = Rounds()

    def peer() -> None:
        with peers.running([peers.ffmpeg(url) for url in server.urls()]) as pids:
            peers.settle(_SETTLE_S + len(pids) / 16)
            done.peer.append(_measure(family(*pids), server, seconds))

    def ours() -> None:
        held.append(_our_round(server, seconds, done))

    if not peers.available("ffmpeg"):
        raise RuntimeError("ffmpeg is what the wall is measured against")
    _alternate(ours, peer, rounds)
    case = kind.case(server.count)
    name = f"ffmpeg -f null x {server.count}"
    goal = 1.25 if server.count == 64 else None
    tell_rounds("wall", case, "cpu_over_receive_and_decode", done.ratios, goal=goal, peer=name)
    tell_rounds("wall", case, "peer_cpu_percent", [cost.cores * 100 for cost in done.peer], peer=name)
    _tell_ours(case, kind, server.count, done)
    each = [(full - empty) / server.count / 1e6 for empty, full in held]
    tell_rounds("wall", case, "memory_mb_per_stream", each, goal=4.0 if server.count == 64 else None)
    tell("wall", case, "memory_mb", statistics.median(full for _, full in held) / 1e6)
    return statistics.median(full for _, full in held)


def against_mpv(server: CameraServer, kind: Kind, seconds: float, rounds: int) -> None:
    """The same streams in our window and in windows of mpv, on one X screen."""
    done, case = Rounds(), f"{kind.case(server.count)} on an X screen"
    x_ours: list[Cost] = []
    x_peer: list[Cost] = []
    with peers.x_screen() as screen:
        known = (psutil.Process(screen.pid),)

        def peer() -> None:
            places = peers.tiles(server.count)
            commands = [peers.mpv(url, place) for url, place in zip(server.urls(), places, strict=True)]
            with peers.running(commands, screen.environment()) as pids:
                peers.settle(_SETTLE_S + len(pids) / 3)
                drawing = Meter(known)
                done.peer.append(_measure(family(*pids), server, seconds, known))
                x_peer.append(drawing.read())

        def ours() -> None:
            drawing: list[Meter] = []
            _our_round(server, seconds, done, screen.environment(), known, drawing)
            x_ours.append(drawing[0].read())

        _alternate(ours, peer, rounds)
    name = f"mpv low-latency x {server.count}"
    tell_rounds("wall", case, "cpu_over_mpv", done.ratios, goal=0.6, peer=name)
    tell_rounds("wall", case, "peer_cpu_percent", [cost.cores * 100 for cost in done.peer], peer=name)
    tell_rounds("wall", case, "x_server_cpu_percent_ours", [cost.cores * 100 for cost in x_ours])
    tell_rounds("wall", case, "x_server_cpu_percent_peer", [cost.cores * 100 for cost in x_peer], peer=name)
    _tell_ours(case, kind, server.count, done)


def _alternate(ours: Callable[[], None], peer: Callable[[], None], rounds: int) -> None:
    for number in range(rounds):
        for step in (peer, ours) if number % 2 == 0 else (ours, peer):
            step()


def _our_round(
    server: CameraServer,
    seconds: float,
    done: Rounds,
    environment: dict[str, str] | None = None,
    known: tuple[psutil.Process, ...] = (),
    drawing: list[Meter] | None = None,
) -> tuple[int, int]:
    """One run of the wall; memory before the first stream and with all of them."""
    with wall_process(environment) as wall:
        peers.settle(1.0)
        empty = memory(wall.family)
        wall.ask("show", urls=server.urls())
        peers.settle(_SETTLE_S)
        if drawing is not None:
            drawing.append(Meter(known))
        before = sum(server.sent())
        wall.ask("begin")
        done.ours.append(_measure(wall.family, server, seconds, known))
        figures = wall.ask("figures")
        figures["sent"] = sum(server.sent()) - before
        done.figures.append(figures)
        return empty, memory(wall.family)


def _measure(
    processes: list[psutil.Process], server: CameraServer, seconds: float, known: tuple[psutil.Process, ...] = ()
) -> Cost:
    meter = Meter(processes, (psutil.Process(server.pid), *known))
    peers.settle(seconds)
    return meter.read()


def _tell_ours(case: str, kind: Kind, count: int, done: Rounds) -> None:
    """What concerns our wall alone."""
    figures = done.figures
    tell_rounds("wall", case, "cpu_percent", [cost.cores * 100 for cost in done.ours])
    shares = [100 * one["painted"] / max(1, one["sent"]) for one in figures]
    tell_rounds("wall", case, "frames_painted_percent", shares, better="higher")
    made = [100 * one["made"] / max(1, one["sent"]) for one in figures]
    tell_rounds("wall", case, "frames_decoded_and_scaled_percent", made, better="higher")
    # Up to a picture a stream is under way when the counting begins and ends.
    missing = [max(0, one["sent"] - one["painted"] - count) for one in figures]
    tell_rounds("wall", case, "frames_not_painted", missing, goal=0)
    tell_rounds("wall", case, "frames_lost", [one["lost"] for one in figures], goal=0)
    expected = [
        100 * one["sent"] / (count * kind.fps * cost.wall_s) for one, cost in zip(figures, done.ours, strict=True)
    ]
    tell_rounds("wall", case, "frames_sent_of_due_percent", expected, better="higher")
    for at, (name, goal) in enumerate((("p50", None), ("p99", 40.0), ("max", 100.0))):
        tell_rounds("wall", case, f"gui_timer_ms_{name}", [one["timer_ms"][at] for one in figures], goal=goal)
    tell_rounds("wall", case, "paint_ms_p99", [one["paint_ms"][1] for one in figures])
    tell_rounds("wall", case, "panes_reduced", [one["reduced"] for one in figures], goal=0)
    if max(one["reduced"] for one in figures) or statistics.median(shares) < _COMPLETE_PERCENT:
        print(f"{case}: pictures were given up, a ratio of such work says nothing", file=sys.stderr)
    tell("wall", case, "other_programs_cpu_percent", 100 * warn_when_noisy(case, (*done.ours, *done.peer)))


if __name__ == "__main__":
    sys.exit(main())
