"""One line of JSON a figure, and measuring what processes cost."""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil


def tell(
    bench: str,
    case: str,
    figure: str,
    value: float,
    *,
    goal: float | None = None,
    better: Literal["lower", "higher"] = "lower",
    peer: str = "",
) -> None:
    """Print a figure. ``peer``: what it was measured against, in the same run."""
    line: dict[str, object] = {"bench": bench, "case": case, "figure": figure, "value": round(value, 4)}
    if goal is not None:
        line["goal"] = goal
    line["better"] = better
    if peer:
        line["peer"] = peer
    print(json.dumps(line), flush=True)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of the values don't exceed; NaN for none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and wall seconds of some processes."""

    cpu_s: float
    wall_s: float

    @property
    def cores(self) -> float:
        """How many cores they kept busy."""
        return self.cpu_s / self.wall_s


class Meter:
    """CPU time of processes from now on."""

    def __init__(self, processes: Iterable[psutil.Process]) -> None:
        self._processes = list(processes)
        self._cpu, self._begun = self._total(), time.monotonic()

    def read(self) -> Cost:
        """What they used since the meter was made. All must still run."""
        return Cost(self._total() - self._cpu, time.monotonic() - self._begun)

    def _total(self) -> float:
        times = [process.cpu_times() for process in self._processes]
        return sum(one.user + one.system for one in times)


def own_memory(processes: Iterable[psutil.Process]) -> int:
    """Bytes that are these processes' own, and the pictures' shared memory, counted once."""
    shared = sum(path.stat().st_blocks * 512 for path in Path("/dev/shm").glob(f"vms-frames-{os.getpid()}-*"))
    return shared + sum(process.memory_full_info().uss for process in processes)
