"""A camera that goes away, comes back, or stands still: how long until the wall knows, and until it shows it again.

The camera is a server of its own process that is killed, started again on its port, or stopped by a signal.
``--short`` does each once.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable

from bench.figures import percentile, tell
from bench.server import serving
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.video.client import EngineClient, EngineView
from vms.video.frames import StreamState
from vms.video.source import StreamSpec

_GIVE_UP_S = 30.0


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench reconnect")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--times", type=int)
    given = parser.parse_args(argv)
    times = given.times or (1 if given.short else 8)
    outages = (1.0,) if given.short else (1.0, 8.0)
    engine = EngineClient(SystemClock())
    engine.start()
    try:
        for outage in outages:
            noticed, back = zip(*(gone_and_back(engine, outage) for _ in range(times)), strict=True)
            case = f"camera away for {outage:.0f} s"
            tell("reconnect", case, "noticed_s_p95", percentile(noticed, 95))
            tell("reconnect", case, "picture_back_s_p95", percentile(back, 95), goal=1.5)
        stalls = [stands_still(engine) for _ in range(times)]
        tell("reconnect", "camera stands still", "noticed_s_p95", percentile(stalls, 95), goal=3.5)
    finally:
        engine.close()
    return 0


def gone_and_back(engine: EngineClient, outage_s: float) -> tuple[float, float]:
    """Seconds until it was noticed that the camera is away, and from its return to its picture."""
    with serving(1, 640, 360) as camera:
        view = engine.open_stream(StreamSpec(LoggableUrl(camera.urls()[0])), 478, 230)
        seconds_until(lambda: live(view))
        os.kill(camera.pid, signal.SIGKILL)
        noticed = seconds_until(lambda: view.status().state is not StreamState.LIVE)
    time.sleep(outage_s)
    before = view.sequence
    with serving(1, 640, 360, camera.port):
        back = seconds_until(lambda: view.sequence > before)
        view.close()
    return noticed, back


def stands_still(engine: EngineClient) -> float:
    """Seconds from the last picture until the stall is told."""
    with serving(1, 640, 360) as camera:
        view = engine.open_stream(StreamSpec(LoggableUrl(camera.urls()[0])), 478, 230)
        seconds_until(lambda: live(view))
        os.kill(camera.pid, signal.SIGSTOP)
        noticed = seconds_until(lambda: view.status().state is StreamState.STALLED)
        view.close()
        os.kill(camera.pid, signal.SIGCONT)
    return noticed


def live(view: EngineView) -> bool:
    """Whether the view runs and its status says so."""
    return view.sequence > 0 and view.status().state is StreamState.LIVE


def seconds_until(condition: Callable[[], bool]) -> float:
    """How long the condition took to hold."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > _GIVE_UP_S:
            raise RuntimeError("waited in vain")
        time.sleep(0.005)
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
