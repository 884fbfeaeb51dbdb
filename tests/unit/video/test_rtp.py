"""Putting RTP together: every way a NAL unit may be packed, ONVIF's time, damage; and nothing that bytes can break."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import SECOND
from vms.demo.nvr_rtsp import stamp_extension
from vms.video.rtcp import is_goodbye, sent_clock
from vms.video.rtp import AccessUnit, Assembler
from vms.video.rtsp_login import RtspLogin
from vms.video.sdp import Codec, video_track

SPS, PPS, KEY, DELTA = b"\x67sps", b"\x68pps", b"\x65\x88key", b"\x41\x9adelta"
MORE = b"\x41\x1amore"  # a second slice of the same picture
VPS5, SPS5, PPS5, KEY5, DELTA5 = b"\x40\1v", b"\x42\1s", b"\x44\1p", b"\x26\1\xafkey", b"\x02\1\xd0delta"
START = b"\0\0\0\1"
TYPE = 96


def packet(payload: bytes, sequence: int, ticks: int = 0, *, marker: bool = True) -> bytes:
    return struct.pack(">BBHII", 0x80, (0x80 if marker else 0) | TYPE, sequence, ticks, 9) + payload


def assembler_of(codec: Codec, sets: tuple[bytes, ...] = (), *, keep_damaged: bool = False) -> Assembler:
    return Assembler(codec, TYPE, sets, keep_damaged=keep_damaged)


def units(assembler: Assembler, *packets: bytes) -> list[AccessUnit]:
    return [*(unit for one in packets for unit in assembler.feed(one)), *assembler.flush()]


def feed(assembler: Assembler, *packets: bytes) -> list[tuple[bytes, bool]]:
    return [(unit.data, unit.key) for unit in units(assembler, *packets)]


def raw(payload: bytes, extension: bytes = b"", *, csrc: int = 0, padding: int = 0) -> bytes:
    flags = 0x80 | (0x10 if extension else 0) | csrc | (0x20 if padding else 0)
    head = struct.pack(">BBHII", flags, 0x80 | 96, 7, 1234, 9) + bytes(4 * csrc)
    return head + extension + payload + (bytes(padding - 1) + bytes([padding]) if padding else b"")


def test_the_extension_tells_when_the_picture_was_taken() -> None:
    assembler = assembler_of("h264")
    (found,) = assembler.feed(raw(KEY, stamp_extension(1_795_396_800.25, 0x20, 5), csrc=2, padding=4))
    assert (found.instant_us, found.discontinuity, assembler.ended) == (1_795_396_800_250_000, True, False)
    assert (found.data, found.key, found.ticks) == (START + KEY, True, 1234)


def test_ntp_begins_anew_in_2036() -> None:
    assembler = assembler_of("h264")
    (found,) = assembler.feed(raw(KEY, struct.pack(">HHIIBBH", 0xABAC, 3, 5, 0, 0x10, 0, 0)))
    assert assembler.ended, "it said that this was the last one"
    assert found.instant_us == ((1 << 32) + 5 - 2_208_988_800) * SECOND


def test_other_extensions_are_passed_over() -> None:
    (found,) = assembler_of("h264").feed(raw(KEY, struct.pack(">HHII", 0xBEDE, 2, 1, 2)))
    assert found.instant_us is None and found.data == START + KEY
    assembler = assembler_of("h264")
    assert not assembler.feed(raw(b"", struct.pack(">HH", 0xABAC, 3))), "it says more than is there"
    assert assembler.strange == 1


@pytest.mark.parametrize(
    "junk", [b"", b"\x80", bytes(12), b"\x80" * 11, b"\x90" + bytes(11), b"\xbf" * 40, packet(KEY, 1)[:12]]
)
def test_what_is_no_packet_of_the_stream_is_counted(junk: bytes) -> None:
    assembler = assembler_of("h264")
    assert not assembler.feed(junk) and assembler.strange == 1
    assert [unit.key for unit in assembler.feed(packet(KEY, 9))] == [True]


def test_packets_of_another_type_are_not_ours() -> None:
    assembler = Assembler("h264", TYPE + 1)
    assert not assembler.feed(packet(KEY, 1)) and assembler.strange == 1


def test_single_aggregated_and_fragmented_units_make_the_same_picture() -> None:
    whole = START + SPS + START + PPS + START + KEY
    single = feed(assembler_of("h264"), packet(SPS, 1, marker=False), packet(PPS, 2, marker=False), packet(KEY, 3))
    parts = b"".join(len(nal).to_bytes(2) + nal for nal in (SPS, PPS, KEY))
    together = feed(assembler_of("h264"), packet(b"\x78" + parts, 1))
    fragments = [b"\x7c\x85" + KEY[1:3], b"\x7c\x05" + KEY[3:4], b"\x7c\x45" + KEY[4:]]
    cut = [packet(one, number, marker=number == 5) for number, one in enumerate(fragments, 3)]
    in_parts = feed(assembler_of("h264"), packet(SPS, 1, marker=False), packet(PPS, 2, marker=False), *cut)
    assert single == together == in_parts == [(whole, True)]


def test_the_same_for_h265() -> None:
    whole = b"".join(START + nal for nal in (VPS5, SPS5, PPS5, KEY5))
    parts = b"".join(len(nal).to_bytes(2) + nal for nal in (VPS5, SPS5, PPS5, KEY5))
    together = feed(assembler_of("hevc"), packet(b"\x60\1" + parts, 1))
    fragments = [b"\x62\1\x93" + KEY5[2:3], b"\x62\1\x53" + KEY5[3:]]
    cut = [packet(one, number, marker=number == 2) for number, one in enumerate(fragments, 1)]
    in_parts = feed(assembler_of("hevc", (VPS5, SPS5, PPS5)), *cut)
    assert together == in_parts == [(whole, True)]


def test_parameter_sets_of_the_description_stand_before_a_key_frame_that_has_none() -> None:
    found = feed(assembler_of("h264", (SPS, PPS)), packet(KEY, 1), packet(DELTA, 2, 9))
    assert found == [(START + SPS + START + PPS + START + KEY, True), (START + DELTA, False)]


def test_a_picture_ends_where_the_time_changes_though_no_marker_says_so() -> None:
    found = feed(assembler_of("h264"), packet(KEY, 1, 0, marker=False), packet(DELTA, 2, 9, marker=False))
    assert found == [(START + KEY, True), (START + DELTA, False)]


def test_after_a_lost_packet_nothing_counts_up_to_the_next_key_frame() -> None:
    assembler = assembler_of("h264")
    packets = [packet(KEY, 1, 0), packet(DELTA, 2, 1), packet(DELTA, 4, 2), packet(DELTA, 5, 3), packet(KEY, 6, 4)]
    assert [key for _, key in feed(assembler, *packets)] == [True, False, True]
    assert assembler.dropped >= 2


def test_it_begins_with_a_key_frame_and_counts_sequences_over_their_end() -> None:
    assembler = assembler_of("h264")
    packets = [packet(DELTA, 65_534, 0), packet(KEY, 65_535, 1), packet(DELTA, 0, 2)]
    assert [key for _, key in feed(assembler, *packets)] == [True, False]


def test_for_a_decoder_damaged_pictures_are_given_on_and_marked() -> None:
    assembler = assembler_of("h264", (SPS, PPS), keep_damaged=True)
    cut = [b"\x5c\x81" + DELTA[1:3], b"\x5c\x01" + DELTA[3:4], b"\x5c\x41" + DELTA[4:]]
    lost = [packet(one, number, 2, marker=number == 4) for number, one in enumerate(cut, 2) if number != 3]
    found = units(assembler, packet(KEY, 1, 1), *lost, packet(DELTA, 5, 3), packet(MORE, 6, 4), packet(DELTA, 7, 5))
    assert [(one.ticks, one.damaged) for one in found] == [(1, False), (2, True), (3, False), (4, True), (5, False)]
    assert found[1].data == START + DELTA[:3], "what follows a hole belongs to nothing"


def test_a_camera_that_marks_each_slice_is_found_out() -> None:
    assembler = assembler_of("h264", keep_damaged=True)
    slices = [packet(one, 2 * at + half, at) for at in range(1, 4) for half, one in enumerate((DELTA, MORE))]
    found = units(assembler, *slices)
    assert [one.data for one in found[-2:]] == [START + DELTA + START + MORE] * 2
    assert not any(one.damaged for one in found)


def test_pictures_without_stamps_and_markers_still_end() -> None:
    found = feed(assembler_of("h264"), packet(KEY, 1, marker=False), packet(MORE, 2, marker=False),
                 packet(DELTA, 3, marker=False), packet(DELTA, 4, marker=False))  # fmt: skip
    assert found == [(START + KEY + START + MORE, True), (START + DELTA, False), (START + DELTA, False)]


def test_a_recovery_point_is_a_place_to_begin() -> None:
    recovery = b"\x06\x05\x02ab\x06\x01\xc4\x80"
    found = feed(assembler_of("h264"), packet(recovery, 1, 1, marker=False), packet(DELTA, 2, 1), packet(DELTA, 3, 2))
    assert [key for _, key in found] == [True, False]
    assert feed(assembler_of("h264"), packet(b"\x06\x05\x02ab\x80", 1, 1, marker=False), packet(DELTA, 2, 1)) == []


def test_parameter_sets_in_fragments_are_known_too() -> None:
    assembler = assembler_of("h264")
    sets = [b"\x7c\x87sp", b"\x7c\x47s"]
    cut = [packet(one, number, 1, marker=False) for number, one in enumerate(sets, 1)]
    found = feed(assembler, *cut, packet(PPS, 3, 1, marker=False), packet(KEY, 4, 1), packet(KEY, 5, 2))
    assert found == [(START + SPS + START + PPS + START + KEY, True)] * 2
    assert assembler.parameters == START + SPS + START + PPS


def test_an_endless_fragment_is_given_up() -> None:
    assembler = assembler_of("h264")
    piece = bytes(60_000)
    assembler.feed(packet(b"\x7c\x85\x80" + piece, 0, marker=False))
    for number in range(1, 400):
        assembler.feed(packet(b"\x7c\x05" + piece, number, marker=False))
        assert assembler._size <= 16 << 20


@given(st.binary(max_size=200))
def test_any_bytes_are_a_packet_or_none(data: bytes) -> None:
    assembler = assembler_of("h264", keep_damaged=True)
    for codec_data in (data, b"\x80\xe0" + data):
        assembler.feed(codec_data)
    assembler.flush()
    is_goodbye(data)
    sent_clock(data)


def test_a_sender_report_ties_stamps_to_the_cameras_clock() -> None:
    report = struct.pack(">BBHIIIIII", 0x80, 200, 6, 9, 2_208_988_800 + 100, 1 << 31, 4_000_000_000, 1, 1)
    assert sent_clock(report) == (4_000_000_000, 100 * SECOND + SECOND // 2)
    assert sent_clock(struct.pack(">BBHI", 0x81, 201, 1, 9) + report) is not None
    assert sent_clock(report[:19]) is None


@given(st.sampled_from(["h264", "hevc"]), st.lists(st.tuples(st.binary(max_size=40), st.booleans()), max_size=30))
def test_any_payloads_cost_pictures_at_most(codec: Codec, payloads: list[tuple[bytes, bool]]) -> None:
    assembler = assembler_of(codec)
    for number, (payload, marker) in enumerate(payloads):
        for unit in assembler.feed(packet(payload, number, number // 3, marker=marker)):
            assert unit.data.startswith(START)
    list(assembler.flush())


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_description_is_a_track_or_none(sdp: bytes, base: str) -> None:
    video_track(sdp, base)
    video_track(b"m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96 " + sdp, "rtsp://h/x")


@given(st.text(max_size=120))
def test_any_challenge_is_answered_or_not(offer: str) -> None:
    login = RtspLogin("admin", None)
    if login.challenged([f"Digest {offer}"]):
        assert login.header("PLAY", "rtsp://h/x")


def test_digest_is_preferred_to_basic_and_the_stronger_one_to_the_weaker() -> None:
    login = RtspLogin("admin", None)
    offers = ['Basic realm="x"', 'Digest realm="x", nonce="n"', 'Digest realm="x", nonce="n", algorithm=SHA-256']
    assert login.header("PLAY", "rtsp://h/x") is None
    assert login.challenged(offers)
    assert "algorithm=SHA-256" in str(login.header("PLAY", "rtsp://h/x"))


def test_goodbye_is_seen_behind_a_report() -> None:
    report = struct.pack(">BBHIIIIII", 0x80, 200, 6, *range(6))
    assert is_goodbye(report + struct.pack(">BBHI", 0x81, 203, 1, 9))
    assert not is_goodbye(report)
