"""Putting RTP together: every way a NAL unit may be packed, ONVIF's time, damage; and nothing that bytes can break."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import SECOND
from vms.demo.nvr_rtsp import stamp_extension
from vms.video.replay_rtp import Assembler, RtpPacket, is_goodbye, parse_rtp
from vms.video.replay_sdp import video_track
from vms.video.rtsp_login import RtspLogin

SPS, PPS, KEY, DELTA = b"\x67sps", b"\x68pps", b"\x65key", b"\x41delta"
VPS5, SPS5, PPS5, KEY5, DELTA5 = b"\x40\1v", b"\x42\1s", b"\x44\1p", b"\x26\1key", b"\x02\1delta"
START = b"\0\0\0\1"


def packet(payload: bytes, sequence: int, ticks: int = 0, *, marker: bool = True, **more: object) -> RtpPacket:
    return RtpPacket(96, sequence, ticks, marker, payload, **more)  # type: ignore[arg-type]


def feed(assembler: Assembler, *packets: RtpPacket) -> list[tuple[bytes, bool]]:
    units = [unit for one in packets for unit in assembler.feed(one)]
    return [(unit.data, unit.key) for unit in [*units, *assembler.flush()]]


def raw(payload: bytes, extension: bytes = b"", *, csrc: int = 0, padding: int = 0) -> bytes:
    flags = 0x80 | (0x10 if extension else 0) | csrc | (0x20 if padding else 0)
    head = struct.pack(">BBHII", flags, 0x80 | 96, 7, 1234, 9) + bytes(4 * csrc)
    return head + extension + payload + (bytes(padding - 1) + bytes([padding]) if padding else b"")


def test_the_extension_tells_when_the_picture_was_taken() -> None:
    found = parse_rtp(raw(KEY, stamp_extension(1_795_396_800.25, 0x20, 5), csrc=2, padding=4))
    assert found is not None
    assert (found.instant_us, found.discontinuity, found.terminal) == (1_795_396_800_250_000, True, False)
    assert (found.payload, found.marker, found.sequence, found.ticks) == (KEY, True, 7, 1234)


def test_ntp_begins_anew_in_2036() -> None:
    extension = struct.pack(">HHIIBBH", 0xABAC, 3, 5, 0, 0x10, 0, 0)
    found = parse_rtp(raw(KEY, extension))
    assert found is not None and found.terminal
    assert found.instant_us == ((1 << 32) + 5 - 2_208_988_800) * SECOND


def test_other_extensions_are_passed_over() -> None:
    found = parse_rtp(raw(KEY, struct.pack(">HHII", 0xBEDE, 2, 1, 2)))
    assert found is not None and found.instant_us is None and found.payload == KEY
    assert parse_rtp(raw(b"", struct.pack(">HH", 0xABAC, 3))) is None, "it says more than is there"


@pytest.mark.parametrize("junk", [b"", b"\x80", bytes(12), b"\x80" * 11, b"\x90" + bytes(11), b"\xbf" * 40])
def test_what_is_no_packet_is_none(junk: bytes) -> None:
    assert parse_rtp(junk) is None


def test_single_aggregated_and_fragmented_units_make_the_same_picture() -> None:
    whole = START + SPS + START + PPS + START + KEY
    single = feed(Assembler("h264"), packet(SPS, 1, marker=False), packet(PPS, 2, marker=False), packet(KEY, 3))
    parts = b"".join(len(nal).to_bytes(2) + nal for nal in (SPS, PPS, KEY))
    together = feed(Assembler("h264"), packet(b"\x78" + parts, 1))
    fragments = [b"\x7c\x85" + KEY[1:2], b"\x7c\x05" + KEY[2:3], b"\x7c\x45" + KEY[3:]]
    cut = [packet(one, number, marker=number == 5) for number, one in enumerate(fragments, 3)]
    in_parts = feed(Assembler("h264"), packet(SPS, 1, marker=False), packet(PPS, 2, marker=False), *cut)
    assert single == together == in_parts == [(whole, True)]


def test_the_same_for_h265() -> None:
    whole = b"".join(START + nal for nal in (VPS5, SPS5, PPS5, KEY5))
    parts = b"".join(len(nal).to_bytes(2) + nal for nal in (VPS5, SPS5, PPS5, KEY5))
    together = feed(Assembler("hevc"), packet(b"\x60\1" + parts, 1))
    fragments = [b"\x62\1\x93" + KEY5[2:3], b"\x62\1\x53" + KEY5[3:]]
    cut = [packet(one, number, marker=number == 2) for number, one in enumerate(fragments, 1)]
    in_parts = feed(Assembler("hevc", (VPS5, SPS5, PPS5)), *cut)
    assert together == in_parts == [(whole, True)]


def test_parameter_sets_of_the_description_stand_before_a_key_frame_that_has_none() -> None:
    found = feed(Assembler("h264", (SPS, PPS)), packet(KEY, 1), packet(DELTA, 2, 9))
    assert found == [(START + SPS + START + PPS + START + KEY, True), (START + DELTA, False)]


def test_a_picture_ends_where_the_time_changes_though_no_marker_says_so() -> None:
    found = feed(Assembler("h264"), packet(KEY, 1, 0, marker=False), packet(DELTA, 2, 9, marker=False))
    assert found == [(START + KEY, True), (START + DELTA, False)]


def test_after_a_lost_packet_nothing_counts_up_to_the_next_key_frame() -> None:
    assembler = Assembler("h264")
    packets = [packet(KEY, 1, 0), packet(DELTA, 2, 1), packet(DELTA, 4, 2), packet(DELTA, 5, 3), packet(KEY, 6, 4)]
    assert [key for _, key in feed(assembler, *packets)] == [True, False, True]
    assert assembler.dropped >= 2


def test_it_begins_with_a_key_frame_and_counts_sequences_over_their_end() -> None:
    assembler = Assembler("h264")
    packets = [packet(DELTA, 65_534, 0), packet(KEY, 65_535, 1), packet(DELTA, 0, 2)]
    assert [key for _, key in feed(assembler, *packets)] == [True, False]


def test_an_endless_fragment_is_given_up() -> None:
    assembler = Assembler("h264")
    feed_one = lambda number, flags: list(assembler.feed(packet(bytes([0x7C, flags]) + bytes(60_000), number)))  # noqa: E731
    feed_one(0, 0x85)
    for number in range(1, 400):
        feed_one(number, 0x05)
    assert len(assembler._fragment) <= 16 << 20


@given(st.binary(max_size=200))
def test_any_bytes_are_a_packet_or_none(data: bytes) -> None:
    parse_rtp(data)
    is_goodbye(data)


@given(st.sampled_from(["h264", "hevc"]), st.lists(st.tuples(st.binary(max_size=40), st.booleans()), max_size=30))
def test_any_payloads_cost_pictures_at_most(codec: str, payloads: list[tuple[bytes, bool]]) -> None:
    assembler = Assembler(codec)  # type: ignore[arg-type]
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
