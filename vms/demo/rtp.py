"""RTP packets of coded pictures, made once and stamped per sending, and RTCP sender reports.

H.264 by RFC 6184 (single NAL unit and FU-A packets), H.265 by RFC 7798 (single NAL unit and FU packets). Packets are
kept with RTSP's interleaved prefix (`$`, channel, length) so that a whole picture is one write to a TCP client.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from vms.demo.encode import Codec, Frame

CLOCK_HZ = 90_000
PAYLOAD_TYPE = 96
PREFIX = 4  # bytes of the interleaved prefix
HEADER = 12  # bytes of an RTP header
_LARGEST = 1400  # payload bytes: fits an Ethernet frame, as cameras do it
_NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970
_MARK = 0x80


@dataclass(frozen=True, slots=True)
class Packets:
    """A picture as RTP packets, not yet stamped: `starts` are the offsets of the packets' prefixes in `data`."""

    data: bytes
    starts: tuple[int, ...]
    key: bool


@dataclass(frozen=True, slots=True)
class Wire:
    """A picture as it goes on the wire, stamped with sequence numbers, time and source, on channel 0."""

    data: bytes
    starts: tuple[int, ...]
    key: bool

    def datagrams(self) -> list[bytes]:
        """The RTP packets without the interleaved prefix, for UDP."""
        ends = (*self.starts[1:], len(self.data))
        return [self.data[start + PREFIX : end] for start, end in zip(self.starts, ends, strict=True)]

    def on_channel(self, channel: int) -> bytes:
        """The bytes for a TCP client that asked for another channel than 0."""
        if channel == 0:
            return self.data
        moved = bytearray(self.data)
        for start in self.starts:
            moved[start + 1] = channel
        return bytes(moved)


def _payloads(nal: bytes, codec: Codec) -> list[bytes]:
    if len(nal) <= _LARGEST:
        return [nal]
    head = 1 if codec == "h264" else 2
    if codec == "h264":
        indicator, kind = bytes([nal[0] & 0xE0 | 28]), nal[0] & 0x1F
    else:
        indicator, kind = bytes([nal[0] & 0x81 | 49 << 1, nal[1]]), nal[0] >> 1 & 0x3F
    room = _LARGEST - len(indicator) - 1
    pieces = [nal[at : at + room] for at in range(head, len(nal), room)]
    result = []
    for i, piece in enumerate(pieces):
        start, end = (0x80 if i == 0 else 0), (0x40 if i == len(pieces) - 1 else 0)
        result.append(indicator + bytes([start | end | kind]) + piece)
    return result


def packetise(frame: Frame, codec: Codec) -> Packets:
    """The packets of one picture; the last one carries the marker."""
    payloads = [payload for nal in frame.nals for payload in _payloads(nal, codec)]
    data = bytearray()
    starts = []
    for i, payload in enumerate(payloads):
        starts.append(len(data))
        marker = _MARK if i == len(payloads) - 1 else 0
        data += struct.pack(">BBHBBHII", 0x24, 0, HEADER + len(payload), 0x80, marker | PAYLOAD_TYPE, 0, 0, 0)
        data += payload
    return Packets(bytes(data), tuple(starts), frame.key)


def stamp(packets: Packets, sequence: int, timestamp: int, source: int) -> Wire:
    """Write sequence numbers from `sequence` on, the RTP time and the source (SSRC) into a copy."""
    data = bytearray(packets.data)
    for i, start in enumerate(packets.starts):
        struct.pack_into(">HII", data, start + 6, (sequence + i) & 0xFFFF, timestamp, source)
    return Wire(bytes(data), packets.starts, packets.key)


def sender_report(unix_s: float, timestamp: int, source: int, packet_count: int, octet_count: int) -> bytes:
    """An RTCP sender report that ties the wall clock to the RTP clock, with the source's name (SDES)."""
    whole = int(unix_s)
    ntp = ((whole + _NTP_EPOCH) & 0xFFFFFFFF, int((unix_s - whole) * 2**32))
    counts = (packet_count & 0xFFFFFFFF, octet_count & 0xFFFFFFFF)
    report = struct.pack(">BBHIIIIII", 0x80, 200, 6, source, *ntp, timestamp, *counts)
    name = b"\x01\x06camera\x00\x00\x00\x00"  # CNAME, padded to a multiple of four
    return report + struct.pack(">BBHI", 0x81, 202, 1 + len(name) // 4, source) + name


def annex_b(packets: Packets, codec: Codec) -> bytes:
    """The coded picture of these packets as an Annex B byte stream again."""
    head = 1 if codec == "h264" else 2
    data = bytearray()
    for start, end in zip(packets.starts, (*packets.starts[1:], len(packets.data)), strict=True):
        payload = packets.data[start + PREFIX + HEADER : end]
        kind = payload[0] & 0x1F if codec == "h264" else payload[0] >> 1 & 0x3F
        if kind != (28 if codec == "h264" else 49):
            data += b"\0\0\0\1" + payload
            continue
        flags = payload[head]
        if flags & 0x80:  # the first fragment: the NAL unit's header comes back
            if codec == "h264":
                data += b"\0\0\0\1" + bytes([payload[0] & 0xE0 | flags & 0x1F])
            else:
                data += b"\0\0\0\1" + bytes([payload[0] & 0x81 | (flags & 0x3F) << 1, payload[1]])
        data += payload[head + 1 :]
    return bytes(data)
