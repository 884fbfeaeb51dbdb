"""What the ONVIF client hands out: plain frozen values, None where a camera doesn't say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Who made the camera; empty strings where it doesn't say."""

    maker: str
    model: str
    firmware: str
    serial: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A media profile: one encoded stream of the camera. ``codec`` is ``h264``, ``h265``, ``jpeg`` or ''."""

    token: str
    name: str
    codec: str
    width: int
    height: int
    fps: float
    has_ptz: bool
    media2: bool


@dataclass(frozen=True, slots=True)
class ClockReading:
    """How far the camera's clock is ahead of ours (µs, negative = behind), true within ± ``uncertainty_us``."""

    offset_us: int
    uncertainty_us: int
    measured_us: int


@dataclass(frozen=True, slots=True)
class Preset:
    """A position stored in the camera."""

    token: str
    name: str


@dataclass(frozen=True, slots=True)
class PtzNode:
    """What the motor can do."""

    home: bool
    max_presets: int | None


@dataclass(frozen=True, slots=True)
class ImagingSettings:
    """The picture settings that nearly every camera has; None = not supported."""

    brightness: float | None
    contrast: float | None
    saturation: float | None
    sharpness: float | None


@dataclass(frozen=True, slots=True)
class Discovered:
    """A device that answered a WS-Discovery probe."""

    endpoint: str
    addresses: tuple[str, ...]
    name: str
    hardware: str
