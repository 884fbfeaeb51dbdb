"""Pan, tilt, zoom and presets of one camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vms.core.errors import CameraFault
from vms.onvif import quirks
from vms.onvif.device import Device
from vms.onvif.types import Position, Preset, PtzNode, Spaces

_NAMES = "http://www.onvif.org/ver10/tptz"
_FOV = f"{_NAMES}/PanTiltSpaces/TranslationSpaceFov"
_TRANSLATION = f"{_NAMES}/PanTiltSpaces/TranslationGenericSpace"
_POSITION = f"{_NAMES}/PanTiltSpaces/PositionGenericSpace"
_ZOOM_TRANSLATION = f"{_NAMES}/ZoomSpaces/TranslationGenericSpace"
_ZOOM_POSITION = f"{_NAMES}/ZoomSpaces/PositionGenericSpace"


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
        home = bool(getattr(first, "HomeSupported", False))
        return PtzNode(home, int(count) if count is not None else None, _spaces(first))

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

    def position(self) -> Position:
        """Where the motor stands, as far as the camera says."""
        status = self._device.ask("ptz", "GetStatus", ProfileToken=self._token)
        place = getattr(status, "Position", None)
        turn, zoom = getattr(place, "PanTilt", None), getattr(place, "Zoom", None)
        return Position(_number(turn, "x"), _number(turn, "y"), _number(zoom, "x"))

    def turn_in_view(self, x: float, y: float) -> None:
        """Turn by shares of the field of view: (1, 1) brings the upper right corner to the middle."""
        self._relative(PanTilt={"x": x, "y": y, "space": _FOV})

    def turn_by(self, pan: float, tilt: float) -> None:
        """Turn by this much of the generic range."""
        self._relative(PanTilt={"x": pan, "y": tilt, "space": _TRANSLATION})

    def zoom_by(self, zoom: float) -> None:
        """Zoom by this much of the generic range."""
        self._relative(Zoom={"x": zoom, "space": _ZOOM_TRANSLATION})

    def go_to(self, pan: float | None, tilt: float | None, zoom: float | None = None) -> None:
        """Drive to a place in the generic spaces; None leaves an axis (pan and tilt together) as it is."""
        place: dict[str, Any] = {}
        if pan is not None and tilt is not None:
            place["PanTilt"] = {"x": pan, "y": tilt, "space": _POSITION}
        if zoom is not None:
            place["Zoom"] = {"x": zoom, "space": _ZOOM_POSITION}
        self._device.call("ptz", "AbsoluteMove", ProfileToken=self._token, Position=place)

    def _relative(self, **translation: dict[str, Any]) -> None:
        self._device.call("ptz", "RelativeMove", ProfileToken=self._token, Translation=translation)

    def presets(self) -> tuple[Preset, ...]:
        """The stored positions that have a token."""
        answer = self._device.ask("ptz", "GetPresets", ProfileToken=self._token) or ()
        found = [(getattr(one, "token", None), getattr(one, "Name", None)) for one in answer]
        return tuple(Preset(str(token), str(name or token)) for token, name in found if token)

    def add_preset(self, name: str) -> Preset:
        """Store the present position."""
        token = self._device.call("ptz", "SetPreset", ProfileToken=self._token, PresetName=name)
        return Preset(str(token), name)

    def replace_preset(self, token: str, name: str) -> None:
        """Store the present position over a stored one."""
        self._device.call("ptz", "SetPreset", ProfileToken=self._token, PresetName=name, PresetToken=token)

    def go_preset(self, token: str, speed: float | None = None) -> None:
        """Drive to a stored position, at 0…1 of the full speed where the camera takes a speed."""
        call = {"ProfileToken": self._token, "PresetToken": token}
        if speed is not None:
            pace = {"PanTilt": {"x": speed, "y": speed}, "Zoom": {"x": speed}}
            try:
                self._device.call("ptz", "GotoPreset", Speed=pace, **call)
            except CameraFault as error:
                if not quirks.refuses_speed(error):
                    raise
            else:
                return
        self._device.call("ptz", "GotoPreset", **call)

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


def _spaces(node: Any) -> Spaces:
    """The spaces that a PTZ node names; those of a maker's own are passed over."""
    offered = getattr(node, "SupportedPTZSpaces", None)

    def has(kind: str, uri: str) -> bool:
        return any(str(getattr(one, "URI", "")).rstrip("/") == uri for one in getattr(offered, kind, None) or ())

    return Spaces(
        fov=has("RelativePanTiltTranslationSpace", _FOV),
        relative=has("RelativePanTiltTranslationSpace", _TRANSLATION),
        absolute=has("AbsolutePanTiltPositionSpace", _POSITION),
        zoom_relative=has("RelativeZoomTranslationSpace", _ZOOM_TRANSLATION),
        zoom_absolute=has("AbsoluteZoomPositionSpace", _ZOOM_POSITION),
    )


def _number(vector: Any, axis: str) -> float | None:
    said = getattr(vector, axis, None)
    return None if said is None else float(said)
