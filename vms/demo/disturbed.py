"""A fixed camera whose picture is disturbed: drawn and coded live in place of its loop, while somebody watches.

State changes on the school's event loop; drawing and coding run in a thread of the default pool, one picture at a time.
Cameras that share a scene (those beyond the school's own twelve) share what happens to its picture.
"""

from __future__ import annotations

import asyncio
import time

import cv2

from vms.demo import overlay
from vms.demo.disturbances import PICTURE_FAULTS, disturb
from vms.demo.encode import FRAMES_PER_S, LOOP_S, Encoder, split_frames
from vms.demo.faults import Fault, FaultKind
from vms.demo.loops import SUB_HEIGHT, SUB_WIDTH, LoopJob
from vms.demo.picture import blank, resize_into
from vms.demo.rtp import packetise
from vms.demo.scenes import SCENES, SceneRenderer
from vms.demo.track import LoopPlayer

_IDLE_S = 0.2


class DisturbedScene:
    """Takes the place of the loops of one scene as long as there is something to disturb."""

    def __init__(self, job: LoopJob, players: dict[str, LoopPlayer]) -> None:
        self._job = job
        self._players = players
        self._fault = Fault()
        self._task: asyncio.Task[None] | None = None
        self._renderer: SceneRenderer | None = None
        self._small = blank(SUB_WIDTH, SUB_HEIGHT)
        self._encoders: dict[str, Encoder] = {}
        self._stands = False
        self._drawing = asyncio.Lock()

    @property
    def active(self) -> bool:
        """Whether the picture is disturbed now."""
        return self._fault.kind in PICTURE_FAULTS

    async def set(self, fault: Fault) -> None:
        """Have this fault from now on, or none when it isn't one of the picture."""
        self._fault, self._stands = fault, False
        if self.active:
            if self._task is None:
                self._task = asyncio.get_running_loop().create_task(self._run())
        else:
            await self.close()

    async def close(self) -> None:
        """Stop drawing; the loops go on."""
        self._fault = Fault()
        task, self._task = self._task, None
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        for player in self._players.values():
            player.held = False
        self._encoders.clear()

    async def jpeg(self) -> bytes:
        """A snapshot of now."""
        async with self._drawing:
            return await asyncio.to_thread(self._jpeg, time.time())

    def _jpeg(self, unix_s: float) -> bytes:
        self._draw(unix_s % LOOP_S)
        assert self._renderer is not None
        return cv2.imencode(".jpg", self._renderer.shown.bgr(), [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()

    async def _run(self) -> None:
        """Fifteen pictures a second while somebody watches; a late one is left out, not made up for."""
        track = self._players["main"].track
        frame = track.frame_at(time.time())
        while True:
            watched = [name for name, player in self._players.items() if player.track.watchers]
            for name in set(self._encoders) - set(watched):
                del self._encoders[name]  # the next watcher gets a key frame at once from a new one
            if not watched:
                await asyncio.sleep(_IDLE_S)
                frame = track.frame_at(time.time())
                continue
            await asyncio.sleep(max(0.0, track.time_of(frame) - time.time()))
            for name in watched:
                player = self._players[name]
                if name not in self._encoders:
                    self._encoders[name] = Encoder(player.loop.codec, player.loop.width, player.loop.height)
            async with self._drawing:
                coded = await asyncio.to_thread(self._code, frame, dict(self._encoders))
            for name, data in coded.items():
                player = self._players[name]
                player.held = True
                for one in split_frames(data, player.loop.codec):
                    player.track.emit(packetise(one, player.loop.codec), frame)
            frame = max(frame + 1, track.frame_at(time.time()))

    def _code(self, frame: int, encoders: dict[str, Encoder]) -> dict[str, bytes]:
        self._draw(frame / FRAMES_PER_S % LOOP_S + self._job.phase_s)
        assert self._renderer is not None
        pictures = {"main": self._renderer.shown, "sub": self._small}
        return {name: encoder.encode(pictures[name]) for name, encoder in encoders.items()}

    def _draw(self, moment: float) -> None:
        """Draw both sizes, unless the picture stands."""
        fault = self._fault
        if fault.kind is FaultKind.FROZEN and self._stands:
            return
        if self._renderer is None:
            self._renderer = SceneRenderer(SCENES[self._job.scene], night=self._job.night)
        picture = self._renderer.picture(moment)
        disturb(picture, fault.kind, moment, fault.amount)
        overlay.write(picture, self._job.label, int(moment * 1000 + 0.5))
        resize_into(picture, self._small)
        self._stands = fault.kind is FaultKind.FROZEN
