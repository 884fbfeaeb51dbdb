"""What a soaked program says of its panes, and what it holds, over time."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from bench.figures import slope, tell
from bench.measuring import Holdings, family, memory
from bench.program import lines

_SAMPLE_S = 5.0
_BETWEEN_SIZES_S = 5.0
_WARMS_UP = 0.3  # of what is known of a process: caches fill, heaps find their size
_LIVE = ("live", "reduced", "tamper")
_NUMBERS = re.compile(r"[0-9a-f]{12,}|[0-9]+")
# Their strips can't be trusted while they do this, and for some seconds after.
_UNREADABLE = {"damaged packets", "noise", "random bytes", "one picture a second"}
_AFTER_S = 6.0


class Watcher:
    """Reads the program's lines on a thread of its own."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program
        self._marks: dict[str, float] = {}
        self._panes: dict[str, Any] = {"at": 0.0, "states": {}}
        self._changed = threading.Condition()
        self._behaviours: dict[str, tuple[str, float]] = {}
        self._asleep = False
        self.unchanged: tuple[float, str] = (0.0, "")
        self.oldest: tuple[float, str] = (0.0, "")
        self.longest_gap = 0.0
        self.oldest_while_asleep = 0.0
        threading.Thread(target=self._read, name="program's lines", daemon=True).start()

    @property
    def live_panes(self) -> int:
        """How many panes show a living picture, as last told."""
        states = self._panes["states"]
        return sum(states.get(state, 0) for state in _LIVE)

    def misbehaves(self, camera: int, behaviour: str) -> None:
        """A camera begins with something else."""
        self._behaviours[f"C{camera + 1:02d}"] = behaviour, time.monotonic()

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Inside, ages are counted apart."""
        self._asleep, self.oldest_while_asleep = True, 0.0
        try:
            yield
        finally:
            self._asleep = False

    def wait_for(self, mark: str, seconds: float) -> None:
        """Until the program has told this mark."""
        self._until(lambda: mark in self._marks, seconds, mark)

    def wait_for_news(self, after: float, seconds: float) -> None:
        """Until it has told of its panes after this moment."""
        self._until(lambda: self._panes["at"] > after, seconds, "news of panes")

    def wait_until_live(self, panes: int, seconds: float) -> float:
        """Until so many panes are live; when that was told. After the time is up, that moment."""
        begun = time.monotonic()
        try:
            self._until(lambda: self._panes["at"] > begun and self.live_panes >= panes, seconds, "live panes")
        except RuntimeError:
            return time.monotonic()
        return float(self._panes["at"])

    def report(self, case: str) -> None:
        """The worst that was seen."""
        value, behaviour = self.unchanged
        tell("soak", case, "longest_same_picture_live_s", value, goal=3.5, peer=behaviour)
        value, behaviour = self.oldest
        tell("soak", case, "oldest_picture_live_s", value, goal=3.5, peer=behaviour)
        tell("soak", case, "longest_gui_gap_s", self.longest_gap)

    def _until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        end = time.monotonic() + seconds
        with self._changed:
            while not condition():
                if self._program.poll() is not None:
                    raise RuntimeError(f"the program has ended: {self._program.returncode}")
                if time.monotonic() > end:
                    raise RuntimeError(f"in vain: {what}; {self._panes['states']}")
                self._changed.wait(0.2)

    def _read(self) -> None:
        for line in lines(self._program):
            with self._changed:
                if line["what"] == "panes":
                    self._take(line)
                else:
                    self._marks[line["what"]] = line["at"]
                self._changed.notify_all()

    def _take(self, line: dict[str, Any]) -> None:
        self._panes = line
        old = {code: age for code, age in line["old_s"].items() if self._readable(code)}
        if self._asleep:
            self.oldest_while_asleep = max([self.oldest_while_asleep, *old.values()])
            return
        self.longest_gap = max(self.longest_gap, line["gap_s"])
        for code, age in line["unchanged_s"].items():
            self.unchanged = max(self.unchanged, (age, self._behaviour(code)))
        for code, age in old.items():
            self.oldest = max(self.oldest, (age, self._behaviour(code)))

    def _behaviour(self, code: str) -> str:
        return self._behaviours.get(code, ("good", 0.0))[0]

    def _readable(self, code: str) -> bool:
        behaviour, since = self._behaviours.get(code, ("", 0.0))
        return behaviour not in _UNREADABLE and time.monotonic() - since > _AFTER_S


class Sampler(threading.Thread):
    """Looks every few seconds at what the program's processes hold."""

    def __init__(self, pid: int) -> None:
        super().__init__(name="sampler", daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self._begun = time.monotonic()
        self.first, self.last = self.look(), self.look()
        self._points: dict[str, list[tuple[float, float]]] = {"window": [], "media": []}
        self._media_pid = 0
        self.media_processes = 0

    def family(self) -> list[psutil.Process]:
        """Every process of the program."""
        return family(self._pid)

    def media(self) -> psutil.Process | None:
        """The media process that runs now."""
        for process in self.family():
            try:
                if process.pid != self._pid and "--multiprocessing-fork" in process.cmdline():
                    return process
            except psutil.Error:
                continue
        return None

    def look(self) -> Holdings:
        """What window and media process hold now."""
        media = self.media()
        return Holdings.of([psutil.Process(self._pid), *([media] if media else [])])

    def run(self) -> None:
        """Until stopped."""
        while not self._ended.wait(_SAMPLE_S):
            try:
                self._sample()
            except (psutil.Error, OSError):
                continue  # a process has just ended; the next look finds its successor

    def stop(self) -> None:
        """The last look."""
        self._ended.set()
        self.join(30)
        self.last = self.look()
        end = time.monotonic() + _BETWEEN_SIZES_S
        while self.last.blocks > self.first.blocks and time.monotonic() < end:
            time.sleep(0.1)  # a pane that gets another size has two blocks for a moment; a leak stays
            self.last = self.look()

    def report(self, case: str) -> None:
        """Slopes after the warm-up, and the beginning against the end."""
        for name, points in self._points.items():
            warm = points[round(len(points) * _WARMS_UP) :]
            grade, error = slope(warm)
            tell("soak", case, f"{name}_memory_mb_per_hour", grade, goal=0.0)
            tell("soak", case, f"{name}_memory_mb_per_hour_plus_minus", error)
        tell("soak", case, "media_processes", self.media_processes)
        for name, unit in (("memory", 1e6), ("threads", 1), ("sockets", 1), ("files", 1), ("blocks", 1)):
            before, after = getattr(self.first, name) / unit, getattr(self.last, name) / unit
            tell("soak", case, f"{name}_begin", before)
            tell("soak", case, f"{name}_end", after)
            if name != "memory":
                tell("soak", case, f"{name}_grown", after - before, goal=0)

        if grown := Counter(_kinds(self.last)) - Counter(_kinds(self.first)):
            print(f"open at the end and not at the beginning: {dict(grown)}", file=sys.stderr)

    def _sample(self) -> None:
        hours = (time.monotonic() - self._begun) / 3600
        window, media = psutil.Process(self._pid), self.media()
        self._points["window"].append((hours, memory([window]) / 1e6))
        if media:
            if media.pid != self._media_pid:
                # A new process begins anew: its growth can't be told from its birth.
                self._media_pid, self._points["media"] = media.pid, []
                self.media_processes += 1
            self._points["media"].append((hours, memory([media]) / 1e6))


def _kinds(held: Holdings) -> list[str]:
    """What is open, without the numbers that differ each time."""
    return [_NUMBERS.sub("#", name.partition("[")[0]) for name in held.names]
