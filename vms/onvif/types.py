"""What the ONVIF client hands out: plain frozen values, None where a camera doesn't say."""

from __future__ import annotations

from dataclasses import dataclass

from vms.core.instants import Span


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
class Spaces:
    """In which of ONVIF's spaces the motor takes a place; the generic ones go from −1 to 1, zoom from 0 to 1.

    ``fov``: moves told in shares of the field of view; ``relative``, ``absolute``: pan and tilt.
    """

    fov: bool = False
    relative: bool = False
    absolute: bool = False
    zoom_relative: bool = False
    zoom_absolute: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where a motor stands, in generic spaces; None where the camera doesn't say."""

    pan: float | None
    tilt: float | None
    zoom: float | None


@dataclass(frozen=True, slots=True)
class PtzNode:
    """What the motor can do."""

    home: bool
    max_presets: int | None
    spaces: Spaces = Spaces()


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


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording of a recorder, usually one channel. ``span``: from its first to its last picture by the recorder's
    clock, None where it doesn't say. ``video``: it has a track of pictures.
    """

    token: str
    name: str
    span: Span | None
    video: bool


@dataclass(frozen=True, slots=True)
class RecordingSummary:
    """What a recorder keeps altogether; ``span`` by its own clock, None where it doesn't say."""

    span: Span | None
    count: int
