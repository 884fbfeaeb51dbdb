"""Other people's recorders as pages see them: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from vms.core.instants import Span
from vms.core.redact import Secret

AUTO, ONVIF, HIKVISION, DAHUA = "auto", "onvif", "hikvision", "dahua"
KINDS = (AUTO, HIKVISION, DAHUA)


@dataclass(frozen=True, slots=True)
class RecorderDraft:
    """A recorder to add, or how one should become; when editing, password None keeps the old one.

    ``kind`` AUTO: by ONVIF where it can, else by its maker's addresses. ``rtsp_port``: for those addresses only.
    """

    name: str
    address: str
    user: str = ""
    password: Secret | None = None
    kind: str = AUTO
    rtsp_port: int = 554


@dataclass(frozen=True, slots=True)
class FoundTrack:
    """A recording that a recorder offers. ``sure``: it said itself where it has footage."""

    token: str
    name: str
    spans: tuple[Span, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class FoundRecorder:
    """What answered at an address; ``kind`` says how its footage can be had. The clock: ours plus the offset."""

    kind: str
    maker: str
    model: str
    firmware: str
    serial: str
    clock_offset_us: int | None
    clock_uncertainty_us: int | None
    tracks: tuple[FoundTrack, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """A recording that is known, and the camera of ours that it shows (None: none, or nobody said)."""

    id: int
    token: str
    name: str
    camera_id: int | None
    camera: str
    spans: tuple[Span, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class RecorderView:
    """A recorder that is known; ``problem``: the code of what went wrong the last time it was asked, or ''."""

    id: int
    name: str
    kind: str
    address: str
    rtsp_port: int
    user: str
    has_password: bool
    maker: str
    model: str
    firmware: str
    serial: str
    clock_offset_us: int | None
    clock_uncertainty_us: int | None
    asked_us: int | None
    problem: str
    tracks: tuple[TrackView, ...]


@dataclass(frozen=True, slots=True)
class ForeignStretch:
    """A stretch that a recorder has of a camera. ``copied``: what of it is on this PC by now; ``sure``: see TrackView.

    Its times are the recorder's own clock's, which is ``clock_offset_us`` ahead of ours.
    """

    span: Span
    recorder_id: int
    recorder: str
    track_id: int
    sure: bool
    copied: tuple[Span, ...]
    clock_offset_us: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought: stretches copied now, bytes, and what is still missing of what was asked for."""

    copied: tuple[Span, ...]
    bytes: int
    missing: tuple[Span, ...]
