"""Makers' own play-back addresses, for recorders that replay nothing by ONVIF.

Hikvision: channel and stream in one number, times in UTC. Dahua: times in the recorder's local time. Both as they are
commonly told, not checked against a manual; the demo school's recorder speaks both, real ones have not been tried.
"""

from __future__ import annotations

from datetime import UTC
from typing import Literal

from vms.core.instants import VIETNAM, Span, to_datetime

Vendor = Literal["hikvision", "dahua"]
_NAMES: dict[str, Vendor] = {
    "hikvision": "hikvision",
    "hiwatch": "hikvision",
    "hilook": "hikvision",
    "dahua": "dahua",
    "kbvision": "dahua",
    "imou": "dahua",
    "amcrest": "dahua",
}


def vendor_of(maker: str) -> Vendor | None:
    """Whose addresses a device of this maker understands; None for makers not known."""
    return next((vendor for name, vendor in _NAMES.items() if name in maker.lower()), None)


def vendor_url(vendor: Vendor, netloc: str, channel: int, span: Span) -> str:
    """The address that plays a channel (from 1) over the span, without credentials."""
    if vendor == "hikvision":
        start, end = (to_datetime(at, UTC).strftime("%Y%m%dT%H%M%SZ") for at in _seconds(span))
        return f"rtsp://{netloc}/Streaming/tracks/{channel}01?starttime={start}&endtime={end}"
    start, end = (to_datetime(at, VIETNAM).strftime("%Y_%m_%d_%H_%M_%S") for at in _seconds(span))
    return f"rtsp://{netloc}/cam/playback?channel={channel}&starttime={start}&endtime={end}"


def _seconds(span: Span) -> tuple[int, int]:
    """Whole seconds that the span lies in."""
    return span.start // 1_000_000 * 1_000_000, -(-span.end // 1_000_000) * 1_000_000
