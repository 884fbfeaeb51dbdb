"""RTP packets put together to access units: H.264 (RFC 6184), H.265 (RFC 7798), with ONVIF's time of each picture.

The header extension 0xABAC of a picture's first packet carries the NTP time at which it was taken: that, and not the
RTP clock, says when it was. Whatever is damaged or incomplete is dropped up to the next key frame.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vms.core.instants import SECOND
from vms.video.replay_sdp import Codec

_EXTENSION = 0xABAC
_NTP_EPOCH = 2_208_988_800
_CLEAN, _END, _DISCONTINUITY, _TERMINAL = 0x80, 0x40, 0x20, 0x10
_START = b"\0\0\0\1"
# A 4K key frame has a megabyte or two.
_MOST_BYTES = 16 << 20
_H264_KEY, _H264_SETS = (5,), (7, 8)
_H265_KEY, _H265_SETS = (16, 17, 18, 19, 20, 21), (32, 33, 34)


@dataclass(frozen=True, slots=True)
class RtpPacket:
    """One packet. ``instant_us``: when its picture was taken, None without the extension. ``terminal``: it belongs to
    the last picture.
    """

    payload_type: int
    sequence: int
    ticks: int
    marker: bool
    payload: bytes
    instant_us: int | None = None
    discontinuity: bool = False
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class AccessUnit:
    """One coded picture as an Annex B byte stream, parameter sets before a key frame. ``ticks``: its RTP time;
    ``parameters``: the sets in force, one behind the other: a change means that a new file has to begin.
    """

    data: bytes
    key: bool
    ticks: int
    instant_us: int | None
    discontinuity: bool = False
    parameters: bytes = b""


def parse_rtp(data: bytes) -> RtpPacket | None:
    """The packet in these bytes; None for anything else."""
    if len(data) < 12 or data[0] >> 6 != 2:
        return None
    flags, kind, sequence, ticks = struct.unpack_from(">BBHI", data)
    at = 12 + 4 * (flags & 0x0F)
    end = len(data)
    if flags & 0x20:
        end -= data[-1]
    instant, bits = None, 0
    if flags & 0x10:
        if at + 4 > end:
            return None
        profile, words = struct.unpack_from(">HH", data, at)
        if profile == _EXTENSION and words >= 3 and at + 16 <= end:
            seconds, fraction, bits = struct.unpack_from(">IIB", data, at + 4)
            instant = _instant(seconds, fraction)
        at += 4 + 4 * words
    if at > end:
        return None
    return RtpPacket(
        kind & 0x7F, sequence, ticks, bool(kind & 0x80), data[at:end], instant,
        bool(bits & _DISCONTINUITY), bool(bits & _TERMINAL),
    )  # fmt: skip


def is_goodbye(data: bytes) -> bool:
    """Whether an RTCP packet (or one behind it in the same bytes) says that the sender leaves."""
    at = 0
    while at + 4 <= len(data):
        kind, words = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if data[at] >> 6 != 2:
            return False
        if kind == 203:
            return True
        at += 4 + 4 * words
    return False


def _instant(seconds: int, fraction: int) -> int:
    """µs UTC; the 32 bits of NTP's seconds start anew in 2036."""
    if seconds < _NTP_EPOCH:
        seconds += 1 << 32
    return (seconds - _NTP_EPOCH) * SECOND + ((fraction * SECOND + (1 << 31)) >> 32)


@dataclass(slots=True)
class _Pending:
    """The picture being put together."""

    ticks: int
    nals: list[bytes] = field(default_factory=list)
    size: int = 0
    instant_us: int | None = None
    discontinuity: bool = False


class Assembler:
    """Puts packets together. One thread; garbage costs pictures, never an exception."""

    def __init__(self, codec: Codec, sets: tuple[bytes, ...] = ()) -> None:
        self._codec = codec
        self._sets: dict[int, list[bytes]] = {}
        self._learn(one for one in sets if len(one) > 1)
        self._pending: _Pending | None = None
        self._fragment = bytearray()
        self._sequence: int | None = None
        self._waits_for_key = True
        self.dropped = 0

    def feed(self, packet: RtpPacket) -> Iterator[AccessUnit]:
        """The pictures that this packet completes."""
        if self._sequence is not None and packet.sequence != self._sequence + 1 & 0xFFFF:
            self._damaged()
        self._sequence = packet.sequence
        if self._pending is not None and packet.ticks != self._pending.ticks:
            yield from self.flush()
        pending = self._pending or _Pending(packet.ticks)
        self._pending = pending
        if packet.instant_us is not None:
            pending.instant_us = packet.instant_us
        pending.discontinuity = pending.discontinuity or packet.discontinuity
        for nal in self._nals(packet.payload):
            if pending.size + len(nal) > _MOST_BYTES:
                self._damaged()
                return
            pending.nals.append(nal)
            pending.size += len(nal)
        # Some send the marker with each parameter set: a picture is whole once there is a slice in it.
        if packet.marker and any(self._is_slice(self._kind(nal)) for nal in pending.nals):
            yield from self.flush()

    def flush(self) -> Iterator[AccessUnit]:
        """What is left at the end."""
        pending, self._pending = self._pending, None
        if self._fragment:
            self._fragment.clear()
            self._waits_for_key = True
            return
        if pending is None or not pending.nals:
            return
        kinds = [self._kind(nal) for nal in pending.nals]
        own = self._learn(pending.nals)
        key = any(kind in self._key_kinds for kind in kinds)
        if not any(self._is_slice(kind) for kind in kinds):
            return
        if self._waits_for_key and not key:
            self.dropped += 1
            return
        self._waits_for_key = False
        known = {kind: self._sets.get(kind, []) for kind in self._set_kinds}
        missing = [nal for kind, nals in known.items() if key and kind not in own for nal in nals]
        data = b"".join(_START + nal for nal in (*missing, *pending.nals))
        parameters = b"".join(nal for nals in known.values() for nal in nals)
        yield AccessUnit(data, key, pending.ticks, pending.instant_us, pending.discontinuity, parameters)

    def _learn(self, nals: Iterable[bytes]) -> set[int]:
        """Keep the parameter sets among these; which kinds there were."""
        found: dict[int, list[bytes]] = {}
        for nal in nals:
            if (kind := self._kind(nal)) in self._set_kinds:
                found.setdefault(kind, []).append(nal)
        self._sets.update(found)
        return set(found)

    @property
    def _key_kinds(self) -> tuple[int, ...]:
        return _H264_KEY if self._codec == "h264" else _H265_KEY

    @property
    def _set_kinds(self) -> tuple[int, ...]:
        return _H264_SETS if self._codec == "h264" else _H265_SETS

    def _kind(self, nal: bytes) -> int:
        return nal[0] & 0x1F if self._codec == "h264" else nal[0] >> 1 & 0x3F

    def _is_slice(self, kind: int) -> bool:
        return 1 <= kind <= 5 if self._codec == "h264" else kind < 32

    def _damaged(self) -> None:
        """A packet is missing: nothing of this picture counts, nor of those that build on it."""
        self._pending = None
        self._fragment.clear()
        self._waits_for_key = True
        self.dropped += 1

    def _nals(self, payload: bytes) -> Iterator[bytes]:
        """The NAL units that a payload completes."""
        head = 1 if self._codec == "h264" else 2
        if len(payload) <= head:
            return
        kind = self._kind(payload)
        together, part = (24, 28) if self._codec == "h264" else (48, 49)
        if kind == part:
            yield from self._fragments(payload, head)
        elif kind == together:
            yield from _aggregated(payload, head)
        elif kind < together:
            yield payload

    def _fragments(self, payload: bytes, head: int) -> Iterator[bytes]:
        flags = payload[head]
        if flags & 0x80:
            if self._codec == "h264":
                self._fragment[:] = bytes([payload[0] & 0xE0 | flags & 0x1F])
            else:
                self._fragment[:] = bytes([payload[0] & 0x81 | (flags & 0x3F) << 1, payload[1]])
        elif not self._fragment:
            return  # its beginning was lost
        self._fragment += payload[head + 1 :]
        if len(self._fragment) > _MOST_BYTES:
            self._damaged()
        elif flags & 0x40:
            yield bytes(self._fragment)
            self._fragment.clear()


def _aggregated(payload: bytes, head: int) -> Iterator[bytes]:
    at = head
    while at + 2 < len(payload):
        size = int.from_bytes(payload[at : at + 2])
        if size < head + 1 or at + 2 + size > len(payload):
            return
        yield payload[at + 2 : at + 2 + size]
        at += 2 + size
