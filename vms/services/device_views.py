"""What is known of a camera after looking at it over the network: plain values for the window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One stream that a camera offers. ``codec`` h264, h265, jpeg or ''; 0 where the camera doesn't say."""

    token: str
    name: str
    codec: str
    width: int
    height: int
    fps: float
    stream_url: str


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What answers at an address. ``address`` is where it was found, to be stored; profiles largest first."""

    address: str
    maker: str
    model: str
    firmware: str
    serial: str
    mac: str
    profiles: tuple[ProfileView, ...]
    ptz: bool
    snapshot_url: str
    snapshot: bytes | None
    clock_offset_us: int | None
    clock_uncertainty_us: int | None


@dataclass(frozen=True, slots=True)
class StreamCheck:
    """What a stream is, with one picture of it and the seconds that took."""

    codec: str
    width: int
    height: int
    fps: float
    still_jpeg: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckView:
    """One line of a test. ``ok``: True good, False bad, None look at it or not known.

    Codes with their ``detail``: address (ms to connect) · ports (numbers that answer; the closed ones in ``missing``)
    · login ('') · clock (offset in seconds, signed) · picture (seconds) · encoding (``h265 2560 1440 20``).
    ``reason``: an error's code, ``skipped`` after an earlier failure, ``differs``, ``unknown``, ``none``.
    """

    code: str
    ok: bool | None
    detail: str = ""
    reason: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class FoundView:
    """A device that answered on the network: its address to probe, what it calls itself, and whether it is known."""

    address: str
    host: str
    name: str
    known: bool
