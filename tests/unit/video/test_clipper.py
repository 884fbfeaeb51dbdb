from __future__ import annotations

from pathlib import Path

import av
import pytest

from tests.footage import START_US, encode, footage, heard_at, number_in, payloads, record, record_heard
from vms.core.errors import ContentChanged, NothingRecorded
from vms.core.hashing import sha256_file
from vms.core.instants import SECOND, Span
from vms.video import clipper
from vms.video.clipper import cut
from vms.video.hashed_file import HashedFile
from vms.video.reader import Piece

TWO_S = 2 * SECOND


def _at(pictures: float) -> int:
    return START_US + round(pictures * 40_000)


def _numbers(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [number_in(frame) for frame in container.decode(video=0)]


def _is_run_of(clip: list[str], recorded: list[str]) -> bool:
    return any(recorded[i : i + len(clip)] == clip for i in range(len(recorded) - len(clip) + 1))


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_a_clip_is_a_run_of_the_recordings_access_units(tmp_path: Path, codec: str) -> None:
    pieces = footage(tmp_path, [START_US, START_US + TWO_S, START_US + 2 * TWO_S], codec=codec)
    result = cut(pieces, Span(_at(33), _at(117)), tmp_path / "clip.mp4")
    recorded = [unit for piece in pieces for unit in payloads(piece.path)]
    clip = list(payloads(result.path))
    assert len(clip) == result.frames and _is_run_of(clip, recorded)
    wanted = range(33, 117) if codec == "mjpeg" else range(30, 120)
    assert _numbers(result.path) == list(wanted)
    assert (result.start_us, result.end_us) == (_at(wanted.start), _at(wanted.stop))
    assert result.sha256 == sha256_file(result.path) and result.size == result.path.stat().st_size
    assert result.gaps == () and result.ended_early == ""
    assert sorted(p.name for p in tmp_path.glob("clip*")) == ["clip.mp4"]


def test_a_window_on_key_frames_is_cut_exactly(tmp_path: Path) -> None:
    pieces = footage(tmp_path, [START_US, START_US + TWO_S])
    result = cut(pieces, Span(_at(20), _at(60)), tmp_path / "clip.mp4")
    assert _numbers(result.path) == list(range(20, 60))


def test_b_frames_stay_whole(tmp_path: Path) -> None:
    pieces = footage(tmp_path, [START_US, START_US + TWO_S], bframes=2)
    result = cut(pieces, Span(_at(12), _at(68)), tmp_path / "clip.mp4")
    assert set(range(12, 68)) <= set(_numbers(result.path))
    assert _is_run_of(list(payloads(result.path)), [u for p in pieces for u in payloads(p.path)])


def test_recorded_sound_comes_along_in_step_with_the_pictures(tmp_path: Path) -> None:
    pieces = [
        record_heard(tmp_path / "a", START_US, [(0.2, 0.4), (1.0, 1.2), (1.8, 2.0)]),
        record_heard(tmp_path / "b", START_US + TWO_S, [(0.0, 0.1), (0.6, 0.8), (1.5, 1.7)]),
    ]
    result = cut(pieces, Span(_at(22), _at(75)), tmp_path / "clip.mp4")  # from 0.8 s to 3.2 s
    assert (result.start_us, result.end_us, result.frames) == (_at(20), _at(80), 60)
    assert result.sha256 == sha256_file(result.path)
    beeps = heard_at(result.path)
    assert beeps == [
        (pytest.approx(0.2, abs=0.07), pytest.approx(0.4, abs=0.07)),
        (pytest.approx(1.0, abs=0.07), pytest.approx(1.3, abs=0.07)),
        (pytest.approx(1.8, abs=0.07), pytest.approx(2.0, abs=0.07)),
    ]
    with av.open(str(result.path)) as container:
        last = [packet for packet in container.demux(audio=0) if packet.pts is not None][-1]
        assert 2.2 < float(last.pts * last.time_base) < 2.4


def test_where_sound_begins_or_ends_the_clip_does(tmp_path: Path) -> None:
    mute = record(encode(tmp_path / "mute.mp4", range(50)), tmp_path / "recordings", START_US + TWO_S)
    result = cut(
        [record_heard(tmp_path / "a", START_US, [(0.2, 0.4)]), mute], Span(_at(0), _at(90)), tmp_path / "clip.mp4"
    )
    assert (result.frames, result.ended_early, result.end_us) == (50, "parameters_changed", START_US + TWO_S)


def test_a_gap_is_named_and_its_time_kept(tmp_path: Path) -> None:
    later = START_US + TWO_S + 7 * SECOND
    pieces = footage(tmp_path, [START_US, later])
    result = cut(pieces, Span(START_US, later + TWO_S), tmp_path / "clip.mp4")
    assert result.gaps == (Span(START_US + TWO_S, later),)
    assert (result.start_us, result.end_us) == (START_US, later + TWO_S)
    with av.open(str(result.path)) as container:
        times = [round(frame.time * SECOND) for frame in container.decode(video=0)]
    assert abs(times[50] - (later - START_US)) <= 12 and times[49] == 49 * 40_000


def test_a_change_of_size_ends_the_clip_and_says_so(tmp_path: Path) -> None:
    first = record(encode(tmp_path / "a.mp4", range(50)), tmp_path / "r", START_US)
    second = record(encode(tmp_path / "b.mp4", range(50, 100), height=128), tmp_path / "r", START_US + TWO_S)
    result = cut([first, second], Span(START_US, START_US + 2 * TWO_S), tmp_path / "clip.mp4")
    assert result.ended_early == "parameters_changed"
    assert result.end_us == START_US + TWO_S and result.frames == 50


def test_pieces_that_overlap_after_a_clock_step_still_make_a_playable_clip(tmp_path: Path) -> None:
    pieces = footage(tmp_path, [START_US, START_US + TWO_S - 300_000])
    result = cut(pieces, Span(START_US, START_US + 2 * TWO_S), tmp_path / "clip.mp4")
    assert _numbers(result.path) == list(range(100))


@pytest.mark.parametrize("there", [True, False])
def test_nothing_recorded_leaves_no_file(tmp_path: Path, there: bool) -> None:
    pieces = [Piece(tmp_path / "gone.mp4", START_US, START_US + TWO_S)] if there else []
    with pytest.raises(NothingRecorded):
        cut(pieces, Span(START_US, START_US + SECOND), tmp_path / "clip.mp4")
    assert list(tmp_path.glob("clip*")) == []


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    seen: list[float] = []
    cut(footage(tmp_path, [START_US]), Span(START_US, START_US + TWO_S), tmp_path / "clip.mp4", seen.append)
    assert seen == sorted(seen) and seen[0] == 0.0 and seen[-1] == 1.0


@pytest.mark.parametrize("bframes", [0, 2])
def test_the_hash_is_made_while_writing_and_again_from_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bframes: int
) -> None:
    pieces = footage(tmp_path, [START_US, START_US + TWO_S], bframes=bframes)
    read: list[str] = []

    def counted(path: Path, told: object = None) -> str:
        assert told is None
        read.append(path.name)
        return sha256_file(path)

    monkeypatch.setattr(clipper, "sha256_file", counted)
    monkeypatch.setattr(clipper, "read_back", counted)
    cut(pieces, Span(_at(12), _at(68)), tmp_path / "clip.mp4")
    # B-frames: the length of the media data isn't known beforehand, and the first hash is read too.
    assert read == ["clip.mp4.part"] * (2 if bframes else 1)


def test_a_disk_that_keeps_something_else_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = footage(tmp_path, [START_US])
    sync = HashedFile.sync

    def rot(self: HashedFile) -> None:
        sync(self)
        data = bytearray((tmp_path / "clip.mp4.part").read_bytes())
        data[len(data) // 2] ^= 1
        (tmp_path / "clip.mp4.part").write_bytes(data)

    monkeypatch.setattr(HashedFile, "sync", rot)
    with pytest.raises(ContentChanged):
        cut(pieces, Span(START_US, START_US + SECOND), tmp_path / "clip.mp4")
    assert list(tmp_path.glob("clip*")) == []


def test_cancelled_while_reading_back_nothing_stays(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def progress(share: float) -> None:
        if share > 0.75:
            raise Enough

    with pytest.raises(Enough):
        cut(footage(tmp_path, [START_US]), Span(START_US, START_US + TWO_S), tmp_path / "clip.mp4", progress)
    assert list(tmp_path.glob("clip*")) == []
