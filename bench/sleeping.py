"""The media process, or the whole PC, sleeps and wakes: by SIGSTOP and SIGCONT. What the guard sees of it."""

from __future__ import annotations

import signal
import time
from contextlib import suppress

import psutil

from bench.figures import tell
from bench.soak_watch import Sampler, Watcher

_BACK_S = 60.0
_GOES_TO_SLEEP_S = 5.0


def nap_of_media(watcher: Watcher, sampler: Sampler, seconds: float, good: int, case: str) -> None:
    """Only the media process stands still, longer than the window lets it."""
    media = sampler.media()
    if media is None:
        tell("soak", case, "media_nap_not_possible", 1, goal=0)
        return
    with watcher.asleep():
        media.suspend()
        begun = time.monotonic()
        still_live = 0.0
        while time.monotonic() - begun < seconds:
            # What its successor shows is alive again.
            if watcher.live_panes and not _ended(media):
                still_live = time.monotonic() - begun
            time.sleep(0.1)
        with suppress(psutil.NoSuchProcess):  # the window has replaced it meanwhile
            media.resume()
        woken = time.monotonic()
        back = watcher.wait_until_live(good, _BACK_S)
    tell("soak", case, "media_nap_s", seconds)
    tell("soak", case, "media_nap_panes_live_for_s", still_live, goal=3.5)
    tell("soak", case, "media_nap_process_replaced", float(_ended(media)))
    tell("soak", case, "media_nap_over_until_good_cameras_live_s", back - woken)


def nap_of_all(watcher: Watcher, sampler: Sampler, seconds: float, good: int, case: str) -> None:
    """Window, media process and recorder stand still together, while the cameras go on: a PC that sleeps."""
    family, media = sampler.family(), sampler.media()
    with watcher.asleep():
        for process in family:
            process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        for process in reversed(family):
            process.send_signal(signal.SIGCONT)
        woken = time.monotonic()
        watcher.wait_for_news(woken, _BACK_S)
        back = watcher.wait_until_live(good, _BACK_S)
        time.sleep(_GOES_TO_SLEEP_S)
    tell("soak", case, "pc_sleep_s", seconds)
    tell("soak", case, "pc_sleep_media_process_replaced", float(media is not None and _ended(media)), goal=0)
    tell("soak", case, "pc_awake_until_good_cameras_live_s", back - woken)
    tell("soak", case, "pc_awake_oldest_picture_live_s", watcher.oldest_while_asleep, goal=3.5)


def _ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
