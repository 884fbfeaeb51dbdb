"""From nothing to a picture in every pane: a fresh interpreter, its imports, the media process, N streams.

Measured from starting the program's process to the last pane's first picture, at the level of the engine: window and
catalogue come on top. ``--short`` does one run of each case.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from bench.figures import tell
from bench.server import serving
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.video.client import EngineClient
from vms.video.source import StreamSpec

_PANE = {1: (1280, 720), 16: (478, 230)}
_GIVE_UP_S = 30.0


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench startup")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--runs", type=int)
    given = parser.parse_args(argv)
    runs = given.runs or (1 if given.short else 5)
    for count in _PANE:
        with serving(count, 640, 360) as streams:
            firsts, lasts = zip(*(one_start(streams.urls()) for _ in range(runs)), strict=True)
        case = f"{count} panes" if count > 1 else "1 pane"
        if count > 1:
            tell("startup", case, "first_picture_s", statistics.median(firsts))
        tell("startup", case, "every_pane_has_a_picture_s", statistics.median(lasts), goal=2.5)
    return 0


def one_start(urls: list[str]) -> tuple[float, float]:
    """Seconds to the first picture, and until every pane had one."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bench.startup", "watch", *urls], capture_output=True, text=True, check=True
    )
    first, last = (float(moment) - begun for moment in done.stdout.split())
    return first, last


def watch(urls: list[str]) -> None:
    """The program's part: open every stream, print when the first and the last picture came."""
    engine = EngineClient(SystemClock())
    engine.start()
    views = [engine.open_stream(StreamSpec(LoggableUrl(url)), *_PANE[len(urls)]) for url in urls]
    first, end = 0.0, time.monotonic() + _GIVE_UP_S
    while not all(view.sequence for view in views):
        if time.monotonic() > end:
            sys.exit("the streams did not come")
        if not first and any(view.sequence for view in views):
            first = time.monotonic()
        time.sleep(0.002)
    last = time.monotonic()
    print(first or last, last, flush=True)
    engine.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["watch"]:
        watch(sys.argv[2:])
    else:
        sys.exit(main())
