from __future__ import annotations

from pathlib import Path

import av
import pytest

from tests.footage import START_US, encode, number_in, payloads, record
from vms.core.errors import FolderNotWritable, StorageGone
from vms.core.hashing import sha256_file
from vms.video.reader import Piece, open_piece, open_segment
from vms.video.segment import DAMAGED, inspect, part_of, repair, segment_path, start_of
from vms.video.segment_writer import SegmentWriter


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_a_segment_keeps_every_access_unit_and_its_times(tmp_path: Path, codec: str) -> None:
    source = encode(tmp_path / "in.mp4", range(30), codec=codec)
    piece = record(source, tmp_path / "camera", START_US)
    assert list(payloads(piece.path)) == list(payloads(source))
    with open_segment(piece.path) as read:
        assert [read.instant(p) for p in read.packets()] == [n * 40_000 for n in range(30)]
    assert (piece.start_us, piece.end_us) == (START_US, START_US + 30 * 40_000)
    assert not part_of(piece.path).exists()


def test_pictures_with_b_frames_keep_their_instants(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(30), bframes=2)
    piece = record(source, tmp_path / "camera", START_US)
    with open_segment(piece.path) as read:
        shown = [(read.instant(f), number_in(f)) for p in read.container.demux(read.stream) for f in p.decode()]
    assert shown == [(n * 40_000, n) for n in range(30)]


def test_the_name_carries_the_start_to_the_microsecond(tmp_path: Path) -> None:
    path = segment_path(tmp_path, START_US)
    assert path.name == "20260105T014000.123456Z.mp4"
    assert path.parent.name == "2026-01-05"
    assert start_of(path) == start_of(part_of(path)) == START_US


def _half_written(tmp_path: Path, pictures: int) -> SegmentWriter:
    source = encode(tmp_path / "in.mp4", range(pictures))
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(tmp_path / "camera", stream, START_US)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
        return writer


def test_a_growing_part_plays_up_to_its_last_whole_gop(tmp_path: Path) -> None:
    writer = _half_written(tmp_path, 35)
    assert writer.durable_us == START_US + 30 * 40_000
    with open_piece(Piece(writer.part, START_US, writer.durable_us, open=True)) as read:
        assert len(list(read.packets())) == 30
    writer.close()


def test_a_part_that_was_finished_meanwhile_is_found(tmp_path: Path) -> None:
    writer = _half_written(tmp_path, 35)
    piece = Piece(writer.part, START_US, writer.durable_us, open=True)
    writer.close()
    with open_piece(piece) as read:
        assert len(list(read.packets())) == 35


@pytest.mark.parametrize("torn", [0, 1, 7, 400])
def test_repair_keeps_every_whole_fragment(tmp_path: Path, torn: int) -> None:
    writer = _half_written(tmp_path, 35)
    part = writer.part
    data = part.read_bytes()
    kept, whole = (30, data) if torn == 0 else (20, data[: len(data) - torn])
    writer.close()
    writer.path.unlink()
    part.write_bytes(whole)
    found = repair(part)
    assert found is not None and not part.exists()
    assert found.frames == kept
    assert (found.start_us, found.end_us) == (START_US, START_US + kept * 40_000)
    assert found.size == found.path.stat().st_size
    with open_segment(found.path) as read:
        assert [number_in(f) for p in read.container.demux(read.stream) for f in p.decode()] == list(range(kept))


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x20ftypisom", b"no video at all" * 100])
def test_repair_removes_what_holds_no_picture(tmp_path: Path, content: bytes) -> None:
    part = part_of(segment_path(tmp_path, START_US))
    part.parent.mkdir()
    part.write_bytes(content)
    assert repair(part) is None
    assert not part.exists()


def test_a_folder_that_is_a_file_is_not_writable(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(5))
    (tmp_path / "camera").write_bytes(b"")
    with av.open(str(source)) as container, pytest.raises(FolderNotWritable):
        SegmentWriter(tmp_path / "camera", container.streams.video[0], START_US)


def test_i1_a_key_frame_every_ten_minutes_still_loses_four_seconds_at_most(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(500), gop=15_000)
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(tmp_path / "camera", stream, START_US)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
                assert writer.end_us - writer.durable_us <= 4_100_000
    left = writer.part.read_bytes()
    writer.close()
    writer.path.unlink()
    writer.part.write_bytes(left)
    found = repair(writer.part)
    assert found is not None and found.frames >= 400


def test_i4_a_clock_set_back_to_the_microsecond_overwrites_nothing(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(10))
    first = record(source, tmp_path / "camera", START_US)
    before = first.path.read_bytes()
    second = record(source, tmp_path / "camera", START_US)
    assert second.path != first.path and second.start_us == START_US + 1
    assert first.path.read_bytes() == before


def test_i4_a_part_is_never_put_in_the_place_of_a_finished_segment(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(10))
    first = record(source, tmp_path / "camera", START_US)
    part = part_of(first.path)
    part.write_bytes(first.path.read_bytes()[:-200])
    with pytest.raises(FileExistsError):
        repair(part)
    assert part.exists() and first.path.exists()


def test_i3_the_hash_taken_while_writing_is_the_file_s(tmp_path: Path) -> None:
    writer = _half_written(tmp_path, 35)
    done = writer.close()
    assert done.sha256 == sha256_file(done.path)
    again = inspect(done.path)
    assert again is not None and again.sha256 == done.sha256


def test_i4_what_cannot_be_repaired_is_kept(tmp_path: Path) -> None:
    writer = _half_written(tmp_path, 35)
    data = writer.part.read_bytes()
    writer.close()
    writer.path.unlink()
    writer.part.write_bytes(b"\0" * 600 + data[600:])  # a power cut that cost the header
    assert repair(writer.part) is None
    kept = writer.path.with_name(writer.path.name + DAMAGED)
    assert kept.stat().st_size == len(data) and not writer.part.exists()


def test_w1_a_folder_renamed_away_is_noticed_with_the_next_fragment(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.mp4", range(60))
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(tmp_path / "camera", stream, START_US)
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        for packet in packets[:25]:
            writer.add(packet)
        (tmp_path / "camera").rename(tmp_path / "away")
        with pytest.raises(StorageGone):
            for packet in packets[25:45]:
                writer.add(packet)
        writer.abandon()
