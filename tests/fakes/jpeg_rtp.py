"""JPEG pictures as RTP packets (RFC 2435), the way cameras send MJPEG over RTSP."""

from __future__ import annotations

import struct

from vms.demo.rtp import HEADER, Packets

PAYLOAD_TYPE = 26
_LARGEST = 1380
_TABLES_INSIDE = 255  # Q: the quantisation tables come with each picture
_QUARTER_COLOUR = 1  # type: 4:2:0
_MARK = 0x80


def packetise_jpeg(jpeg: bytes, width: int, height: int) -> Packets:
    """The packets of a baseline 4:2:0 JPEG with the standard Huffman tables, as OpenCV writes them."""
    tables, scan = _taken_apart(jpeg)
    table_header = struct.pack(">BBH", 0, 0, len(tables)) + tables
    data, starts, at = bytearray(), [], 0
    while at < len(scan):
        first = table_header if at == 0 else b""
        piece = scan[at : at + _LARGEST - len(first)]
        head = struct.pack(">II", at, 0)[:4]
        head += bytes([_QUARTER_COLOUR, _TABLES_INSIDE, width // 8, height // 8])
        payload = head + first + piece
        at += len(piece)
        starts.append(len(data))
        mark = _MARK if at >= len(scan) else 0
        data += struct.pack(">BBHBBHII", 0x24, 0, HEADER + len(payload), 0x80, mark | PAYLOAD_TYPE, 0, 0, 0)
        data += payload
    return Packets(bytes(data), tuple(starts), True)


def _taken_apart(jpeg: bytes) -> tuple[bytes, bytes]:
    """The quantisation tables and the coded scan."""
    tables, at = b"", 2
    while True:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        segment = jpeg[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == 0xDB:
            for start in range(0, len(segment), 65):
                tables += segment[start + 1 : start + 65]
        elif marker == 0xDA:
            return tables, jpeg[at : jpeg.rindex(b"\xff\xd9")]
