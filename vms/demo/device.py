"""One camera on the wire: its RTSP listener, its HTTP listener, its account and its faults."""

from __future__ import annotations

import asyncio
from typing import Any

from vms.demo.camera import LiveCamera
from vms.demo.digest import Digest
from vms.demo.disturbed import DisturbedScene
from vms.demo.faults import Fault, FaultKind
from vms.demo.listening import stop_listening
from vms.demo.onvif_device import OnvifServer
from vms.demo.onvif_state import FIRMWARE, MAKER, OnvifCamera
from vms.demo.roster import CameraPlan, phase
from vms.demo.rtsp import RtspConnection, RtspStreams
from vms.demo.track import LoopPlayer

HOST = "127.0.0.1"
_DEFAULT_SECONDS = {FaultKind.DROP: 10.0, FaultKind.WRONG_CLOCK: 3600.0}


class CameraDevice:
    """A camera that clients reach over RTSP and ONVIF; lives on the school's event loop."""

    def __init__(
        self,
        plan: CameraPlan,
        number: int,
        players: dict[str, LoopPlayer] | None,
        disturbed: DisturbedScene | None,
        *,
        night: bool,
    ) -> None:
        self.plan = plan
        self._disturbed = disturbed
        self.players = players or {}
        self.live: LiveCamera | None = None
        self.digest = Digest(plan.user, plan.password)
        if plan.ptz:
            self.live = LiveCamera(plan.scene, plan.label, phase(plan.scene), night=night)
        tracks = self.live.tracks if self.live else {name: player.track for name, player in self.players.items()}
        self.streams = RtspStreams(tracks, self.digest, self.stream_ready)
        self.onvif = OnvifServer(
            OnvifCamera(
                plan, number, self.digest, lambda: self.streams.fault, self.rtsp_url, self.snapshot, self.live, night
            )
        )
        self.rtsp_port = 0
        self.http_port = 0
        self._rtsp: asyncio.Server | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._changing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def fault(self) -> Fault:
        """The present fault."""
        return self.streams.fault

    def stream_ready(self, path: str) -> bool:
        """Whether a stream can be watched yet."""
        return self.live.ready() if self.live else self.players[path].ready()

    def rtsp_url(self, path: str) -> str:
        """Address of a stream, without credentials."""
        return f"rtsp://{HOST}:{self.rtsp_port}/{path}"

    def card(self) -> dict[str, Any]:
        """What the ready file says about this camera."""
        plan = self.plan
        return {
            "code": plan.code,
            "name": plan.name,
            "area": plan.area,
            "onvif": self.onvif.camera.address("device_service"),
            "rtsp_main": self.rtsp_url("main"),
            "rtsp_sub": self.rtsp_url("sub"),
            "user": plan.user,
            "password": plan.password,
            "ptz": plan.ptz,
            "codec": plan.codec,
            "identity": self._identity(),
            "ready": self.stream_ready("main"),
        }

    def _identity(self) -> dict[str, Any]:
        """What the camera would answer when asked over ONVIF who it is and what it streams."""
        camera = self.onvif.camera
        main = camera.encoders["main"]
        return {
            "maker": MAKER,
            "model": camera.model,
            "firmware": FIRMWARE,
            "serial": camera.serial,
            "mac": camera.mac,
            "profile_main": "profile_main",
            "profile_sub": "profile_sub",
            "width": main.width,
            "height": main.height,
            "fps": main.frame_rate,
        }

    async def open(self) -> None:
        """Listen, on the ports of before or on new ones; nothing to do where it listens already."""
        if self._rtsp is None:
            loop = asyncio.get_running_loop()
            self._rtsp = await loop.create_server(lambda: RtspConnection(self.streams), HOST, self.rtsp_port)
            self.rtsp_port = self._rtsp.sockets[0].getsockname()[1]
            self.onvif.camera.rtsp_port = self.rtsp_port
        if not self.onvif.listening:
            self.http_port = await self.onvif.open(self.http_port)

    async def prepare(self) -> None:
        """Draw what the camera needs before it can be watched."""
        if self.live:
            await self.live.prepare()

    async def snapshot(self) -> bytes:
        """A JPEG of now."""
        if self._disturbed and self._disturbed.active:
            return await self._disturbed.jpeg()
        return await self.live.jpeg() if self.live else await self.players["main"].jpeg()

    async def _stop_listening(self) -> None:
        if self._rtsp:
            await stop_listening(self._rtsp)
        for connection in tuple(self.streams.connections):
            connection.abort()
        await self.onvif.close()
        if self._rtsp:
            await self._rtsp.wait_closed()
            self._rtsp = None

    async def close(self) -> None:
        """Stop listening and break all connections."""
        if self._timer:
            self._timer.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stop_listening()
        if self.live:
            await self.live.close()
        if self._disturbed:
            await self._disturbed.close()

    async def set_fault(self, kind: FaultKind, seconds: float | None, style: str, amount: float = 1.0) -> None:
        """Have a fault from now on; a drop ends by itself, the others with `none` or after `seconds`."""
        async with self._changing:
            await self._set_fault(kind, seconds, style, amount)

    async def _set_fault(self, kind: FaultKind, seconds: float | None, style: str, amount: float) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if seconds is None:
            seconds = _DEFAULT_SECONDS.get(kind, 0.0)
        self._say(Fault(kind, seconds, style, amount))
        if self._disturbed:
            await self._disturbed.set(self.fault)
        if kind is FaultKind.DROP:
            await self._stop_listening()
        elif kind is FaultKind.MOVE:
            await self._stop_listening()
            self.rtsp_port = self.http_port = 0
            await self.open()
        else:
            await self.open()
        if seconds > 0 and kind not in (FaultKind.NONE, FaultKind.MOVE, FaultKind.WRONG_CLOCK):
            self._timer = asyncio.get_running_loop().call_later(seconds, self._recover)

    def _say(self, fault: Fault) -> None:
        self.streams.fault = fault
        if self.live:
            self.live.fault = fault

    def _recover(self) -> None:
        task = asyncio.get_running_loop().create_task(self._until_well())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _until_well(self) -> None:
        """Be well again; while somebody else holds the port, try every second."""
        while True:
            try:
                await self.set_fault(FaultKind.NONE, None, "rtp")
            except OSError:
                await asyncio.sleep(1)
            else:
                return
