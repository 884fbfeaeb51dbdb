"""The watch over the cameras' pictures: what a look costs, how soon a tampering is told, how often it cries in vain.

The pictures are the demo school's scenes with a sensor's noise, through a real encoder and decoder, looked at faster
than time goes. ``--clip FILE`` runs it over a film of a real camera instead, which nobody has tampered with; a short
one is played again and again, with a little noise so that no picture comes twice. ``--short``: one scene, seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from bench.figures import percentile, tell
from tests.fakes.watched_camera import START_US, PretendCamera, Watched
from vms.demo.faults import FaultKind
from vms.video.watch import PictureWatch
from vms.video.watching import References, Tampering

_LOOKS_PER_S = 2
_KINDS = {
    FaultKind.COVERED: (Tampering.COVERED, (0.7, 1.0)),
    FaultKind.BLURRED: (Tampering.BLURRED, (0.7, 1.0, 2.0)),
    FaultKind.DARK: (Tampering.DARK, (1.0,)),
    FaultKind.BRIGHT: (Tampering.BRIGHT, (0.8, 1.0)),
    FaultKind.MOVED: (Tampering.MOVED, (0.3, 1.0, 2.0)),
    FaultKind.FROZEN: (Tampering.FROZEN, (1.0,)),
}
_HARMLESS = (
    FaultKind.LAMP_OFF,
    FaultKind.LAMP_ON,
    FaultKind.CLOUD,
    FaultKind.RAIN,
    FaultKind.HEADLIGHTS,
    FaultKind.CROWD,
    FaultKind.INSECT,
)
_SCENES = ("gate", "bicycles", "corridor_1", "library", "staircase", "roof")
_PATIENCE_S = 40.0


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench watch")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--minutes", type=float, default=2.0, help="of each scene, light and disturbance")
    parser.add_argument("--clip", type=Path, action="append", default=[])
    given = parser.parse_args(argv)
    for clip in given.clip:
        tell_clip(clip, 30.0 if given.short else 600.0)
    if given.clip:
        return 0
    scenes = _SCENES[:1] if given.short else _SCENES
    tell_cost(5 if given.short else 120)
    tell_detection(scenes, short=given.short)
    tell_false_alarms(scenes, 0.2 if given.short else given.minutes, 6.0 if given.short else 30.0)
    return 0


def tell_cost(seconds: int) -> None:
    """CPU time of a look, all threads, at the size of a sub stream; decoding isn't counted: the picture is there."""
    camera = PretendCamera("gate")
    frames = [camera.picture() for _ in range(60)]
    tell_looks("gate, 640x360", frames, seconds)
    camera.fault = FaultKind.MOVED
    tell_looks("gate, 640x360, moved meanwhile", frames[:20] + [camera.picture() for _ in range(40)], seconds)


def tell_looks(case: str, frames: list[av.VideoFrame], seconds: int) -> None:
    """The figures of one run."""
    watch, costs = PictureWatch(References()), []
    for index in range(seconds * _LOOKS_PER_S):
        begun = time.process_time()
        watch.look(frames[index % len(frames)], START_US + index * 1_000_000 // _LOOKS_PER_S)
        costs.append((time.process_time() - begun) * 1000)
    tell("watch", case, "look_ms_p50", percentile(costs, 50), goal=1.5)
    tell("watch", case, "look_ms_p95", percentile(costs, 95), goal=10)
    tell("watch", case, "cpu_percent_of_a_core", sum(costs) / len(costs) * _LOOKS_PER_S / 10, goal=2)


def tell_detection(scenes: tuple[str, ...], *, short: bool) -> None:
    """Seconds from the deed to the news, by kind, over all scenes by day and by night."""
    for fault, (kind, amounts) in _KINDS.items():
        took, missed, wrong = [], 0, 0
        for scene in scenes:
            for night in (False,) if short else (False, True):
                for amount in amounts[-1:] if short else amounts:
                    seconds, told = detect(scene, fault, amount, night=night)
                    took.append(seconds)
                    missed += told is None
                    wrong += told not in (None, kind)
        case = f"{fault}, {len(took)} times"
        tell("watch", case, "told_s_p50", percentile(took, 50))
        tell("watch", case, "told_s_max", max(took))
        tell("watch", case, "missed", missed, goal=0)
        tell("watch", case, "taken_for_another_kind", wrong, goal=0)


def detect(scene: str, fault: FaultKind, amount: float, *, night: bool) -> tuple[float, Tampering | None]:
    """How long until it was told, and as what; None and the whole patience when it wasn't."""
    watched = Watched(PretendCamera(scene, night))
    watched.run(15)
    watched.camera.fault, watched.camera.amount = fault, amount
    begun = watched.now_us
    while watched.now_us - begun < _PATIENCE_S * 1e6:
        watched.look()
        if watched.watch.state.tampering:
            return (watched.now_us - begun) / 1e6, watched.watch.state.tampering
    return _PATIENCE_S, None


def tell_false_alarms(scenes: tuple[str, ...], minutes: float, part_s: float) -> None:
    """Alarms in an hour of pictures in which nothing is done to the camera; a disturbance comes and goes by parts."""
    for fault in (FaultKind.NONE, *_HARMLESS):
        alarms, hours = 0, 0.0
        for scene in scenes:
            for night in (False, True):
                watched = Watched(PretendCamera(scene, night))
                watched.run(15)
                for part in range(max(2, round(minutes * 60 / part_s))):
                    watched.camera.fault = fault if part % 2 else FaultKind.NONE
                    watched.run(part_s)
                    hours += part_s / 3600
                alarms += len(list(watched.alarms()))
        case = f"{fault} off and on" if fault is not FaultKind.NONE else "untouched"
        tell("watch", f"{case}, {hours:.2f} h", "false_alarms_per_h", alarms / hours, goal=0)


def tell_clip(path: Path, seconds: float) -> None:
    """A real camera's film: every alarm is a false one."""
    watch, alarms, costs, last_us = PictureWatch(References()), [], [], 0
    moving = 0
    for frame, at_us in played(path, seconds):
        begun = time.process_time()
        news = watch.look(frame, START_US + at_us)
        costs.append((time.process_time() - begun) * 1000)
        moving += watch.state.motion
        if news and news.current:
            alarms.append(f"{news.state.tampering} at {at_us / 1e6:.0f} s")
        last_us = at_us
    case = f"{path.name}, {last_us / 1e6:.0f} s"
    tell("watch", case, "false_alarms_per_h", len(alarms) / (last_us / 3.6e9), goal=0)
    tell("watch", case, "share_with_motion", moving / len(costs), better="higher")
    tell("watch", case, "look_ms_p50", percentile(costs, 50), goal=1.5)
    if alarms:
        print("; ".join(alarms), file=sys.stderr)


def played(path: Path, seconds: float) -> Iterator[tuple[av.VideoFrame, int]]:
    """Two pictures a second of a film, again from its start when it ends; with the instant since the first start."""
    chance, base_us, last_us = np.random.default_rng(1), 0, -1_000_000
    while last_us < seconds * 1e6:
        for picture, at_us in pictures(path):
            now_us = base_us + at_us
            if now_us - last_us < 950_000 // _LOOKS_PER_S:
                continue
            last_us = now_us
            noisy = picture + chance.integers(-1, 2, picture.shape)
            yield av.VideoFrame.from_ndarray(np.clip(noisy, 0, 255).astype(np.uint8), format="yuv420p"), now_us
        base_us = last_us + 1_000_000 // _LOOKS_PER_S


def pictures(path: Path) -> Iterator[tuple[np.ndarray, int]]:
    """The film's pictures and their microseconds."""
    with av.open(path) as container:
        rate = float(container.streams.video[0].average_rate or 25)
        for count, frame in enumerate(container.decode(video=0)):
            yield frame.to_ndarray(format="yuv420p"), int((frame.time or count / rate) * 1e6)


if __name__ == "__main__":
    sys.exit(main())
