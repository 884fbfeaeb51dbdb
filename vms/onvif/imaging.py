"""The picture settings of a camera: read, set, and read back, because many accept a value and ignore it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from vms.core.errors import CameraFault
from vms.onvif.device import Device
from vms.onvif.types import ImagingSettings

_NAMES = {"brightness": "Brightness", "contrast": "Contrast", "saturation": "ColorSaturation", "sharpness": "Sharpness"}


def source_token(device: Device) -> str | None:
    """The video source that picture settings belong to; None when the camera has none."""
    for source in device.ask("media", "GetVideoSources") or ():
        token = getattr(source, "token", None)
        if token:
            return str(token)
    return None


def settings(device: Device, source: str) -> ImagingSettings:
    """What the camera is set to; None for what it doesn't have."""
    answer = device.ask("imaging", "GetImagingSettings", VideoSourceToken=source)
    return ImagingSettings(**{name: _number(getattr(answer, theirs, None)) for name, theirs in _NAMES.items()})


def set_settings(device: Device, source: str, wanted: ImagingSettings) -> ImagingSettings:
    """Set what isn't None, then read back what the camera really took. Raises CameraError."""
    values = {_NAMES[name]: value for name, value in asdict(wanted).items() if value is not None}
    if not device.has("imaging"):
        raise CameraFault(host=device.address.netloc, detail="no imaging service", codes=("ActionNotSupported",))
    if values:
        device.call(
            "imaging", "SetImagingSettings", VideoSourceToken=source, ImagingSettings=values, ForcePersistence=True
        )
    return settings(device, source)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
