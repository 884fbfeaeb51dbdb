"""What processes cost: CPU, memory, threads, sockets, files; and what else kept the machine busy meanwhile."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_NOISY = 0.15  # cores of others: from here on a figure is marked


def family(*pids: int) -> list[psutil.Process]:
    """These processes and all their descendants that live now."""
    found: dict[int, psutil.Process] = {}
    for pid in pids:
        one = psutil.Process(pid)
        found[pid] = one
        for child in one.children(recursive=True):
            found[child.pid] = child
    return [one for one in found.values() if one.status() != psutil.STATUS_ZOMBIE]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and wall seconds of some processes; ``others``: cores that everything else on this PC kept busy."""

    cpu_s: float
    wall_s: float
    others: float

    @property
    def cores(self) -> float:
        """How many cores they kept busy."""
        return self.cpu_s / self.wall_s


class Meter:
    """CPU time of processes from now on."""

    def __init__(self, processes: Iterable[psutil.Process], known: Sequence[psutil.Process] = ()) -> None:
        """``known``: processes whose work isn't counted but belongs to the bench: servers, an X server."""
        self._processes, self._known = list(processes), [*known, psutil.Process(os.getpid())]
        self._begun = time.monotonic()
        self._at = self._look()

    def read(self) -> Cost:
        """What they used since the meter was made. All must still run."""
        wall = time.monotonic() - self._begun
        mine, known, all_ = (after - before for after, before in zip(self._look(), self._at, strict=True))
        return Cost(mine, wall, max(0.0, (all_ - mine - known) / wall))

    def _look(self) -> tuple[float, float, float]:
        machine = psutil.cpu_times()
        busy = machine.user + machine.system + machine.nice + machine.steal
        return _used(self._processes), _used(self._known), busy


def _used(processes: Iterable[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)


def warn_when_noisy(what: str, costs: Iterable[Cost]) -> float:
    """The most that others used during these measurements, in cores; said on standard error when it may matter."""
    most = max(cost.others for cost in costs)
    if most > _NOISY:
        print(f"{what}: other programs used up to {most:.2f} cores meanwhile: measure again", file=sys.stderr)
    return most


def memory(processes: Iterable[psutil.Process]) -> int:
    """Bytes: proportional set size, so that what several processes share, pictures too, counts once."""
    return sum(process.memory_full_info().pss for process in processes)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a program holds at one moment."""

    memory: int
    threads: int
    sockets: int
    files: int
    blocks: int
    names: tuple[str, ...] = ()  # of what is open

    @staticmethod
    def of(processes: Sequence[psutil.Process]) -> Holdings:
        """Of these processes together; ``blocks`` are pieces of shared memory with pictures in them."""
        names: list[str] = []
        for process in processes:
            for entry in Path(f"/proc/{process.pid}/fd").iterdir():
                with suppress(OSError):  # closed meanwhile
                    names.append(str(entry.readlink()))
        sockets = sum(name.startswith("socket:") for name in names)
        owners = {process.pid for process in processes}
        blocks = [path for path in Path("/dev/shm").glob("vms-frames-*") if int(path.name.split("-")[2]) in owners]
        threads = sum(process.num_threads() for process in processes)
        return Holdings(memory(processes), threads, sockets, len(names) - sockets, len(blocks), tuple(names))
