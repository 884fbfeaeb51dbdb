"""The school's control address: tells a camera to have a fault, and says how cameras are.

`GET /` lists all cameras, `GET /camera/C04` shows one, `POST /camera/C04` with JSON gives it a fault:

=========== ==========================================================================================
fault       further members
=========== ==========================================================================================
drop        seconds (10): connections break, new ones are refused for that long
hang        seconds (until none): sockets stay open, nothing is sent or answered
garbage     style "rtp" (random payload in true frames) or "bytes"; seconds (until none)
wrong_clock seconds (3600): how far its clock is ahead (negative: behind)
refuse      seconds (until none): every login is refused
move        it listens on new ports from now on; the answer has the addresses
covered …   its picture is tampered with: covered, blurred, dark, bright, moved, frozen; seconds (until none),
            amount (1: plain to see)
rain …      its picture changes though nothing is wrong: lamp_off, lamp_on, cloud, rain, headlights, crowd, insect
none        all well again
=========== ==========================================================================================

`POST /recorder` with JSON gives the school's recorder a fault: `refuse`, `refuse_range`, `cut_off`, `silent`,
`no_profile_g`, `no_stamps`, `wrong_clock` (seconds: 3600), `none`; `GET /recorder` shows it.

`{"motion": true}` (or false, or null for the truth of the picture) sets the camera's motion alarm instead.

The answer is the camera's card (as in the ready file) with its state.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from vms.demo.device import CameraDevice
from vms.demo.faults import FaultKind
from vms.demo.http_server import HOST, HttpAnswer, HttpRequest, HttpServer
from vms.demo.nvr import RecorderDevice
from vms.demo.nvr_rtsp import NvrFault

_MOST = 4.0


class ControlServer:
    """Answers on the control address."""

    def __init__(self, devices: Sequence[CameraDevice], recorders: Sequence[RecorderDevice] = ()) -> None:
        self._recorders = recorders
        self._devices = {device.plan.code: device for device in devices}
        self._server = HttpServer(self._answer)

    @property
    def url(self) -> str:
        """The control address."""
        return f"http://{HOST}:{self._server.port}/"

    async def open(self) -> None:
        """Listen."""
        await self._server.open()

    async def close(self) -> None:
        """Stop listening."""
        await self._server.close()

    async def _answer(self, request: HttpRequest) -> HttpAnswer:
        parts = [part for part in request.path.split("?")[0].split("/") if part]
        if not parts and request.method == "GET":
            return _json([_state(device) for device in self._devices.values()])
        if parts == ["recorder"] and self._recorders:
            problem = _order_recorder(self._recorders[0], request.body) if request.method == "POST" else ""
            recorder = self._recorders[0]
            if problem:
                return _json({"error": problem}, 400)
            return _json({**recorder.card(), "fault": recorder.fault.value})
        device = self._devices.get(parts[1]) if len(parts) == 2 and parts[0] == "camera" else None
        if device is None:
            return _json({"error": "no such camera"}, 404)
        if request.method == "POST":
            problem = await _order(device, request.body)
            if problem:
                return _json({"error": problem}, 400)
        return _json(_state(device))


async def _order(device: CameraDevice, body: bytes) -> str:
    """Carry out an order; returns what is wrong with it."""
    try:
        order = json.loads(body)
        if "motion" in order:
            device.onvif.camera.forced_motion = None if order["motion"] is None else bool(order["motion"])
            return ""
        kind = FaultKind(order["fault"])
        seconds = None if order.get("seconds") is None else float(order["seconds"])
        amount = float(order.get("amount", 1.0))
    except (ValueError, KeyError, TypeError):
        return f'expected {{"fault": "{"|".join(FaultKind)}", "seconds": number, "amount": number}}'
    if not 0 < amount <= _MOST:
        return f"amount is more than 0, at most {_MOST:g}"
    style = order.get("style", "rtp")
    if style not in ("rtp", "bytes"):
        return 'style is "rtp" or "bytes"'
    await device.set_fault(kind, seconds, style, amount)
    return ""


def _order_recorder(recorder: RecorderDevice, body: bytes) -> str:
    """Carry out an order for the recorder; returns what is wrong with it."""
    try:
        order = json.loads(body)
        seconds = None if order.get("seconds") is None else float(order["seconds"])
        recorder.set_fault(NvrFault(order["fault"]), seconds)
    except (ValueError, KeyError, TypeError, AttributeError):
        return f'expected {{"fault": "{"|".join(NvrFault)}", "seconds": number}}'
    return ""


def _state(device: CameraDevice) -> dict[str, Any]:
    live = device.live
    if live:
        live.advance()
    head = live.head.position if live else None
    return {
        **device.card(),
        "fault": device.fault.kind.value,
        "seconds": device.fault.seconds,
        "clients": len(device.streams.connections),
        "waiting_bytes": max((one.waiting for one in device.streams.connections), default=0),
        "dropped_pictures": device.streams.dropped,
        "position": {"pan": head.pan, "tilt": head.tilt, "zoom": head.zoom} if head else None,
    }


def _json(value: Any, status: int = 200) -> HttpAnswer:
    return HttpAnswer(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")
