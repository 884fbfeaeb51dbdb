"""The school: cameras, their servers, and the loops they play, put together in one process and one event loop."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from vms.demo import roster
from vms.demo.control import ControlServer
from vms.demo.device import CameraDevice
from vms.demo.disturbed import DisturbedScene
from vms.demo.loops import LoopJob, Rendered, empty_loops, packets_of, read_stored, receive, render_loops
from vms.demo.nvr import RecorderDevice
from vms.demo.nvr_footage import KeptRecording, usual_stretches
from vms.demo.track import Loop, LoopPlayer

_HELPERS = 2
_RECORDED = ("C01", "C13")  # the cameras that the old recorder kept, one of each codec
_LOOP_STREAMS = ("main", "sub")


@dataclass(slots=True)
class LoopShelf:
    """All loops of the school by scene, the helpers that render the missing ones, and how far they are."""

    folder: Path
    jobs: dict[str, LoopJob]
    players: dict[str, dict[str, LoopPlayer]] = field(default_factory=dict)
    disturbed: dict[str, DisturbedScene] = field(default_factory=dict)
    helpers: list[BaseProcess] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        for scene, job in self.jobs.items():
            self.players[scene] = {name: LoopPlayer(loop) for name, loop in empty_loops(job).items()}
            self.disturbed[scene] = DisturbedScene(job, self.players[scene])

    def loop(self, scene: str, stream: str) -> Loop:
        """The loop of a scene's stream."""
        return self.players[scene][stream].loop

    def rendered_seconds(self) -> int:
        """Seconds of pictures that are ready, of 60 for each scene."""
        return sum(streams["main"].loop.rendered for streams in self.players.values())

    def wanted_seconds(self) -> int:
        """Seconds of pictures that there will be."""
        return 60 * len(self.players)

    async def fill(self) -> None:
        """Read the stored loops and start helpers for the others."""
        self.folder.mkdir(parents=True, exist_ok=True)
        missing = []
        for job in self.jobs.values():
            stored = [await asyncio.to_thread(read_stored, job, self.folder, name) for name in _LOOP_STREAMS]
            for name, whole in zip(_LOOP_STREAMS, stored, strict=True):
                if whole and all(stored):
                    loop = self.loop(job.scene, name)
                    loop.sets, loop.seconds = whole.sets, whole.seconds
            if not all(stored):
                missing.append(job)
        self._start_helpers(missing)

    def _start_helpers(self, missing: list[LoopJob]) -> None:
        # H.265 takes three times as long: its scene counts for three when the work is shared out
        missing.sort(key=lambda job: job.codec == "h264")
        shares: list[list[LoopJob]] = [[] for _ in range(_HELPERS)]
        for job in missing:
            shares.sort(key=lambda share: sum(3 if one.codec == "h265" else 1 for one in share))
            shares[0].append(job)
        context = multiprocessing.get_context("spawn")
        events = asyncio.get_running_loop()

        def take(rendered: Rendered) -> None:
            job = self.jobs[rendered.scene]
            for name, data in (("main", rendered.main), ("sub", rendered.sub)):
                packets, sets = packets_of(data, job.codec if name == "main" else "h264")
                events.call_soon_threadsafe(_put, self.loop(rendered.scene, name), rendered.second, packets, sets)

        for share in shares:
            if not share:
                continue
            ours, theirs = context.Pipe(duplex=False)
            helper = context.Process(target=render_loops, args=(tuple(share), self.folder, theirs), daemon=True)
            helper.start()
            theirs.close()
            thread = threading.Thread(target=receive, args=(ours, take), name="loop receiver", daemon=True)
            thread.start()
            self.helpers.append(helper)
            self.threads.append(thread)

    def check(self) -> None:
        """Raise RuntimeError when a helper has failed: its cameras would wait for ever."""
        for helper in self.helpers:
            if helper.exitcode:
                raise RuntimeError(f"a rendering helper has ended with status {helper.exitcode}")

    def close(self) -> None:
        """End the helpers."""
        for helper in self.helpers:
            helper.terminate()
        for helper in self.helpers:
            helper.join(5)
        for thread in self.threads:
            thread.join(5)


def _put(loop: Loop, second: int, packets: Any, sets: tuple[bytes, ...]) -> None:
    loop.sets = sets
    loop.seconds[second] = packets


def _jobs(plans: Iterable[roster.CameraPlan], *, night: bool) -> dict[str, LoopJob]:
    jobs = {}
    for plan in plans:
        if not plan.ptz and plan.scene not in jobs:
            label = roster.scene_label(plan.scene)
            jobs[plan.scene] = LoopJob(plan.scene, label, plan.codec, roster.phase(plan.scene), night)
    return jobs


def _recorders(plans: Iterable[roster.CameraPlan], shelf: LoopShelf) -> tuple[RecorderDevice, ...]:
    """The school's old recorder, where it has any of the cameras that were connected to it."""
    stretches = usual_stretches(time.time())
    kept = [plan for plan in plans if plan.code in _RECORDED]
    recordings = tuple(
        KeptRecording(f"REC{number}", number, plan.code, plan.name, shelf.loop(plan.scene, "main"), stretches)
        for number, plan in enumerate(kept, 1)
    )
    return (RecorderDevice(recordings),) if recordings else ()


class School:
    """Starts and ends everything; must be used on a running event loop."""

    def __init__(self, folder: Path, plans: tuple[roster.CameraPlan, ...], *, night: bool = False) -> None:
        self.shelf = LoopShelf(folder, _jobs(plans, night=night))
        self.devices = [
            CameraDevice(
                plan, number, self.shelf.players.get(plan.scene), self.shelf.disturbed.get(plan.scene), night=night
            )
            for number, plan in enumerate(plans, 1)
        ]
        self.recorders = _recorders(plans, self.shelf)
        self._control = ControlServer(self.devices, self.recorders)

    async def start(self) -> None:
        """Open all servers; pictures come with `fill`."""
        for device in self.devices:
            await device.open()
        for recorder in self.recorders:
            await recorder.open()
        await self._control.open()

    async def fill(self) -> None:
        """Prepare the live cameras, read stored loops, start rendering the others."""
        await asyncio.gather(self.shelf.fill(), *(device.prepare() for device in self.devices))

    async def close(self) -> None:
        """Close all servers and end the helpers."""
        await self._control.close()
        for device in self.devices:
            await device.close()
        for recorder in self.recorders:
            await recorder.close()
        await asyncio.to_thread(self.shelf.close)

    def state(self) -> dict[str, Any]:
        """What the ready file says."""
        rendered, wanted = self.shelf.rendered_seconds(), self.shelf.wanted_seconds()
        return {
            "cameras": [device.card() for device in self.devices],
            "recorders": [recorder.card() for recorder in self.recorders],
            "control": self._control.url,
            "progress": {"rendered_s": rendered, "wanted_s": wanted, "done": rendered >= wanted},
        }


def write_ready_file(path: Path, state: dict[str, Any]) -> bool:
    """Replace the ready file in one step; False when a reader has it open (Windows), to be tried again."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        part.replace(path)
    except PermissionError:
        return False
    return True
