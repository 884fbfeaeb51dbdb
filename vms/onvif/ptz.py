"""Pan, tilt, zoom and presets of one camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vms.core.errors import CameraFault
from vms.onvif import quirks
from vms.onvif.device import Device
from vms.onvif.types import Preset, PtzNode


@dataclass(frozen=True, slots=True)
class Velocity:
    """Speeds from −1 to 1: pan right, tilt up, zoom in."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0

    @property
    def still(self) -> bool:
        """Whether nothing moves."""
        return not (self.pan or self.tilt or self.zoom)


class Motor:
    """The moving part of a camera, through the profile that carries its PTZ configuration.

    Used by the thread that uses the Device. Every method raises CameraError.
    """

    def __init__(self, device: Device, profile_token: str) -> None:
        self._device, self._token = device, profile_token
        self._with_timeout = True
        self._last = Velocity()

    def node(self) -> PtzNode:
        """What the motor can do; nothing of what the camera doesn't tell."""
        first = next(iter(self._device.ask("ptz", "GetNodes") or ()), None)
        count = getattr(first, "MaximumNumberOfPresets", None)
        return PtzNode(bool(getattr(first, "HomeSupported", False)), int(count) if count is not None else None)

    def move(self, velocity: Velocity, timeout_s: float) -> None:
        """Move at a velocity. Cameras that obey ``timeout_s`` stop by themselves; many ignore it."""
        vector = _vector(velocity, self._last)
        duration = {"Timeout": f"PT{max(1, round(timeout_s))}S"} if self._with_timeout else {}
        try:
            self._device.call("ptz", "ContinuousMove", ProfileToken=self._token, Velocity=vector, **duration)
        except CameraFault as error:
            if not (self._with_timeout and quirks.refuses_timeout(error)):
                raise
            self._device.call("ptz", "ContinuousMove", ProfileToken=self._token, Velocity=vector)
            self._with_timeout = False
        self._last = velocity

    def stop(self) -> None:
        """Stop all movement: by Stop, and by a velocity of zero unless the camera then says that it stands.

        Some cameras honour only one of the two, and some answer "done" to a Stop that they ignore.
        """
        try:
            self._device.call("ptz", "Stop", ProfileToken=self._token, PanTilt=True, Zoom=True)
        except CameraFault:
            self._zero()
        else:
            if self.moving() is not False:
                self._zero()
        self._last = Velocity()

    def moving(self) -> bool | None:
        """Whether the camera says that it moves; None when it doesn't say."""
        status = self._device.ask("ptz", "GetStatus", ProfileToken=self._token)
        said = getattr(status, "MoveStatus", None)
        words = {str(getattr(said, axis, None) or "").upper() for axis in ("PanTilt", "Zoom")} - {"", "UNKNOWN"}
        return "MOVING" in words if words else None

    def presets(self) -> tuple[Preset, ...]:
        """The stored positions that have a token."""
        answer = self._device.ask("ptz", "GetPresets", ProfileToken=self._token) or ()
        found = [(getattr(one, "token", None), getattr(one, "Name", None)) for one in answer]
        return tuple(Preset(str(token), str(name or token)) for token, name in found if token)

    def add_preset(self, name: str) -> Preset:
        """Store the present position."""
        token = self._device.call("ptz", "SetPreset", ProfileToken=self._token, PresetName=name)
        return Preset(str(token), name)

    def go_preset(self, token: str) -> None:
        """Drive to a stored position."""
        self._device.call("ptz", "GotoPreset", ProfileToken=self._token, PresetToken=token)

    def remove_preset(self, token: str) -> None:
        """Forget a stored position."""
        self._device.call("ptz", "RemovePreset", ProfileToken=self._token, PresetToken=token)

    def home(self) -> None:
        """Drive to the home position."""
        self._device.call("ptz", "GotoHomePosition", ProfileToken=self._token)

    def _zero(self) -> None:
        vector = {"PanTilt": {"x": 0.0, "y": 0.0}, "Zoom": {"x": 0.0}}
        try:
            self._device.call("ptz", "ContinuousMove", ProfileToken=self._token, Velocity=vector)
        except CameraFault:
            # A camera without zoom refuses a zoom speed, even of zero.
            only = {"PanTilt": vector["PanTilt"]}
            self._device.call("ptz", "ContinuousMove", ProfileToken=self._token, Velocity=only)
        self._last = Velocity()


def _vector(velocity: Velocity, last: Velocity) -> dict[str, Any]:
    """Only the axes that move or have to come to rest: some cameras refuse a zoom of zero, or all of the move."""
    vector: dict[str, Any] = {}
    if velocity.pan or velocity.tilt or last.pan or last.tilt:
        vector["PanTilt"] = {"x": velocity.pan, "y": velocity.tilt}
    if velocity.zoom or last.zoom:
        vector["Zoom"] = {"x": velocity.zoom}
    return vector
