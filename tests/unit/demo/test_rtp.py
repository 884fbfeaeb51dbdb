from __future__ import annotations

import os
import struct

import pytest

from vms.demo.encode import Encoder, Frame, parameter_sets, split_frames
from vms.demo.picture import blank
from vms.demo.rtp import PREFIX, annex_b, packetise, sender_report, stamp


def coded(codec: str) -> list[Frame]:
    encoder = Encoder(codec, 320, 180)
    picture = blank(320, 180)
    frames = []
    for _ in range(16):
        picture.buffer[...] = 128
        picture.y[...] = memoryview(os.urandom(320 * 180)).cast("B", (180, 320))
        frames += split_frames(encoder.encode(picture), codec)
    return frames


@pytest.mark.parametrize(("codec", "sets"), [("h264", 2), ("h265", 3)])
def test_packets_give_the_picture_back(codec: str, sets: int) -> None:
    frames = coded(codec)
    assert len(frames) == 16 and frames[0].key and frames[15].key and not frames[1].key
    assert len(parameter_sets(frames[0], codec)) == sets
    for frame in frames:
        packets = packetise(frame, codec)
        assert len(packets.starts) > 3  # noise is large: fragments are needed
        assert split_frames(annex_b(packets, codec), codec) == [frame]


def test_stamps_number_the_packets_and_mark_the_last() -> None:
    packets = packetise(coded("h264")[0], "h264")
    wire = stamp(packets, 65_535, 90_000, 0xCAFE)
    heads = [struct.unpack_from(">BBHII", one) for one in wire.datagrams()]
    assert [head[2] for head in heads] == [(65_535 + i) & 0xFFFF for i in range(len(heads))]
    assert {head[3] for head in heads} == {90_000} and {head[4] for head in heads} == {0xCAFE}
    assert [head[1] >> 7 for head in heads] == [0] * (len(heads) - 1) + [1]


def test_another_channel_changes_the_prefixes_alone() -> None:
    wire = stamp(packetise(coded("h264")[0], "h264"), 1, 2, 3)
    moved = wire.on_channel(4)
    assert {moved[start + 1] for start in wire.starts} == {4}
    assert len(moved) == len(wire.data) and wire.on_channel(0) is wire.data
    for start, end in zip(wire.starts, (*wire.starts[1:], len(moved)), strict=True):
        assert moved[start] == 0x24 and int.from_bytes(moved[start + 2 : start + PREFIX]) == end - start - PREFIX


def test_the_sender_report_says_when() -> None:
    report = sender_report(1_700_000_000.25, 4711, 0xCAFE, 12, 3456)
    kind, length, source, whole, part, rtp, packets, octets = struct.unpack_from(">xBHIIIIII", report)
    assert (kind, length, source, rtp, packets, octets) == (200, 6, 0xCAFE, 4711, 12, 3456)
    assert whole - 2_208_988_800 + part / 2**32 == 1_700_000_000.25
    assert len(report) % 4 == 0 and struct.unpack_from(">H", report, 30)[0] == (len(report) - 28) // 4 - 1
