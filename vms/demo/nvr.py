"""The school's old recorder on the wire: its RTSP and ONVIF listeners, its account, its footage and its faults."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from vms.demo.digest import Digest
from vms.demo.http_server import HOST
from vms.demo.listening import stop_listening
from vms.demo.nvr_footage import KeptRecording
from vms.demo.nvr_onvif import RecorderFace, RecorderOnvif
from vms.demo.nvr_rtsp import NvrFault, ReplayConnection, ReplayState

NAME = "Đầu ghi cũ phòng bảo vệ"
USER, PASSWORD = "admin", "BinhMinh-NVR"
MAKER, MODEL, SERIAL = "Binh Minh Demo (Hikvision)", "BM-NVR4", "BMNVR000001"
_CLOCK_OFF_S = 3600.0


class RecorderDevice:
    """A recorder that clients reach over ONVIF and RTSP; lives on the school's event loop."""

    def __init__(self, recordings: tuple[KeptRecording, ...], *, maker: str = MAKER) -> None:
        self.recordings = recordings
        self.fault = NvrFault.NONE
        self._off_s = _CLOCK_OFF_S
        digest = Digest(USER, PASSWORD)
        self.replay = ReplayState(recordings, digest, lambda: self.fault, self._offset)
        self.face = RecorderFace(
            digest=digest,
            clock=lambda: time.time() + self._offset(),
            maker=maker,
            model=MODEL,
            serial=SERIAL,
            recordings=recordings,
            profile_g=lambda: self.fault is not NvrFault.NO_PROFILE_G,
            refuses=lambda: self.fault is NvrFault.REFUSE,
            offset=self._offset,
        )
        self._onvif = RecorderOnvif(self.face)
        self._rtsp: asyncio.Server | None = None

    def _offset(self) -> float:
        return self._off_s if self.fault is NvrFault.WRONG_CLOCK else 0.0

    def set_fault(self, fault: NvrFault, seconds: float | None = None) -> None:
        """Have a fault from now on; ``seconds``: how far the clock is ahead."""
        self.fault = fault
        self._off_s = _CLOCK_OFF_S if seconds is None else seconds

    async def open(self) -> None:
        """Listen on any free ports."""
        await self._onvif.open()
        loop = asyncio.get_running_loop()
        self._rtsp = await loop.create_server(lambda: ReplayConnection(self.replay), HOST, 0)
        self.face.rtsp_port = self._rtsp.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and break all connections."""
        if self._rtsp:
            await stop_listening(self._rtsp)
        for connection in tuple(self.replay.connections):
            connection.abort()
        await self._onvif.close()
        if self._rtsp:
            await self._rtsp.wait_closed()
            self._rtsp = None

    def card(self) -> dict[str, Any]:
        """What the ready file says about it."""
        return {
            "name": NAME,
            "onvif": f"http://{HOST}:{self.face.http_port}/onvif/device_service",
            "rtsp_port": self.face.rtsp_port,
            "user": USER,
            "password": PASSWORD,
            "maker": self.face.maker,
            "model": MODEL,
            "serial": SERIAL,
            "tracks": [
                {
                    "token": one.token,
                    "name": one.name,
                    "camera": one.code,
                    "spans": [[begin * 1_000_000, end * 1_000_000] for begin, end in one.stretches],
                }
                for one in self.recordings
            ],
        }
