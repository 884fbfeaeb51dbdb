"""Pictures with their instants become segments that play as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from tests.footage import encode, number_in
from vms.core.errors import StreamInvalid
from vms.core.instants import MINUTE, SECOND, Span
from vms.video.reader import open_segment
from vms.video.replay_copy import copy_units
from vms.video.rtp import AccessUnit
from vms.video.segment import SegmentFile

AT = 1_795_396_800 * SECOND
STEP = 40_000


def units(folder: Path, count: int = 50, start_us: int = AT, **how: object) -> Iterator[AccessUnit]:
    """A file's pictures as a recorder sends them: in decoding order, each with the instant it is shown."""
    path = encode(folder / "source.mp4", range(count), **how)  # type: ignore[arg-type]
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        sets = bytes(stream.codec_context.extradata or b"")
        to_annexb = av.BitStreamFilterContext("h264_mp4toannexb", stream)
        for packet in container.demux(stream):
            if packet.pts is None:
                continue
            instant = start_us + int(packet.pts * stream.time_base * SECOND)
            for one in to_annexb.filter(packet):
                yield AccessUnit(bytes(one), one.is_keyframe, 0, instant, parameters=sets)


def copied(units: Iterator[AccessUnit] | list[AccessUnit], folder: Path) -> list[SegmentFile]:
    done: list[SegmentFile] = []
    copy_units(units, "h264", folder / "out", Span(AT, AT + MINUTE), done.append)
    return done


@pytest.mark.parametrize("bframes", [0, 2])
def test_pictures_are_shown_when_they_were_taken(tmp_path: Path, bframes: int) -> None:
    (piece,) = copied(units(tmp_path, bframes=bframes), tmp_path)
    with open_segment(piece.path) as segment:
        shown = [(segment.instant(frame), number_in(frame)) for frame in segment.container.decode(segment.stream)]
    assert shown == [(number * STEP, number) for number in range(50)]
    assert (piece.start_us, piece.frames) == (AT, 50)


def test_a_gap_ends_a_piece_and_so_do_other_parameter_sets(tmp_path: Path) -> None:
    first = list(units(tmp_path, 20))
    later = list(units(tmp_path, 20, AT + 10 * SECOND))
    larger = list(units(tmp_path, 20, AT + 10 * SECOND + 20 * STEP, height=96))
    pieces = copied([*first, *later, *larger], tmp_path)
    assert [(piece.start_us, piece.frames, piece.height) for piece in pieces] == [
        (AT, 20, 64),
        (AT + 10 * SECOND, 20, 64),
        (AT + 10 * SECOND + 20 * STEP, 20, 96),
    ]
    assert pieces[0].end_us == AT + 20 * STEP
    assert pieces[1].end_us == pieces[2].start_us


def test_a_recorder_that_jumps_back_begins_another_piece(tmp_path: Path) -> None:
    pieces = copied([*units(tmp_path, 20, AT + MINUTE), *units(tmp_path, 20)], tmp_path)
    assert [piece.start_us for piece in pieces] == [AT + MINUTE, AT]


def test_what_comes_before_a_key_frame_is_left_out_and_nonsense_is_told(tmp_path: Path) -> None:
    both = list(units(tmp_path, 30))
    (piece,) = copied(both[5:], tmp_path)
    assert (piece.start_us, piece.frames) == (AT + 10 * STEP, 20)
    with pytest.raises(StreamInvalid):
        copied([AccessUnit(b"\0\0\0\1\x65nonsense", True, 0, AT)], tmp_path)
    assert not list((tmp_path / "out").rglob("*.part"))
