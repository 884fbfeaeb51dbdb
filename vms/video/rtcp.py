"""What comes beside the pictures: RTCP (RFC 3550), the sender's reports and its goodbye."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from vms.core.instants import SECOND

_NTP_EPOCH = 2_208_988_800
_REPORT, _GOODBYE = 200, 203


def is_goodbye(data: bytes) -> bool:
    """Whether an RTCP packet (or one behind it in the same bytes) says that the sender leaves."""
    return any(kind == _GOODBYE for kind, _ in _reports(data))


def sent_clock(data: bytes) -> tuple[int, int] | None:
    """What a sender report ties together (RFC 3550, 6.4.1): a stamp in ticks and the camera's own time, µs UTC."""
    for kind, at in _reports(data):
        if kind == _REPORT and at + 20 <= len(data):
            seconds, fraction, ticks = struct.unpack_from(">III", data, at + 8)
            return ticks, ntp_instant(seconds, fraction)
    return None


def _reports(data: bytes) -> Iterable[tuple[int, int]]:
    """Kind and place of each report in an RTCP packet."""
    at = 0
    while at + 4 <= len(data) and data[at] >> 6 == 2:
        yield data[at + 1], at
        at += 4 + 4 * int.from_bytes(data[at + 2 : at + 4])


def ntp_instant(seconds: int, fraction: int) -> int:
    """NTP's seconds and parts of 2³² as µs UTC; the 32 bits of NTP's seconds start anew in 2036."""
    if seconds < _NTP_EPOCH:
        seconds += 1 << 32
    return (seconds - _NTP_EPOCH) * SECOND + ((fraction * SECOND + (1 << 31)) >> 32)
