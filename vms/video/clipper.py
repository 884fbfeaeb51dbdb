"""Cutting a clip out of recorded pieces: stream copy from key frame to key frame, hashed while written and read back.

Nothing is decoded, dropped or reordered: the clip's access units are a contiguous run of the recording's. Where sound
was recorded, its packets between the first picture and the end come along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.disk import storage_error
from vms.core.errors import ContentChanged, NothingRecorded
from vms.core.hashing import read_back, sha256_file
from vms.core.instants import SECOND, Span
from vms.video.hashed_file import HashedFile
from vms.video.reader import Piece, SegmentSource, open_piece
from vms.video.sound import SoundStamps, recordable

Progress = Callable[[float], None]

# Sound lies in a file at most so far behind the pictures of its time.
_LATE_SOUND_US = 2 * SECOND
# Two pieces this close follow each other: a reconnect or a late key frame inside it is no gap to speak of.
BRIDGE_US = SECOND
_BUFFER = 1 << 20
# Of the whole time, what copying takes; the rest is reading back.
_COPYING = 0.75


@dataclass(frozen=True, slots=True)
class ClipResult:
    """A finished clip. ``start_us``–``end_us`` is the window delivered, key frame to key frame.

    ``gaps``: stretches over a second inside that window where nothing was recorded (the last picture stands).
    ``ended_early``: '' or 'parameters_changed' when codec, size, parameter sets or the sound track changed before the
    end asked for; a second clip from ``end_us`` on has the rest.
    """

    path: Path
    start_us: int
    end_us: int
    sha256: str
    size: int
    codec: str
    width: int
    height: int
    frames: int
    gaps: tuple[Span, ...] = ()
    ended_early: str = ""


@dataclass(frozen=True, slots=True)
class _Parameters:
    codec: str
    width: int
    height: int
    extradata: bytes
    sound: tuple[int, bytes] | None  # samples a second, parameters

    @classmethod
    def of(cls, source: SegmentSource) -> _Parameters:
        context, track = source.stream.codec_context, recordable(source.container)
        heard = track.codec_context if track is not None else None
        sound = (heard.sample_rate, bytes(heard.extradata or b"")) if heard is not None else None
        return cls(context.name, context.width, context.height, bytes(context.extradata or b""), sound)


class _Muxer:
    """The clip being written, times counted from its first picture."""

    def __init__(self, file: HashedFile, source: SegmentSource, start_us: int) -> None:
        template, sound = source.stream, recordable(source.container)
        self.start_us = self.end_us = start_us
        self.frames = 0
        self.gaps: list[Span] = []
        self._zero = self._offset = self._moved_us = 0
        self._stamps = SoundStamps()
        self._container: OutputContainer = av.open(
            file, "w", format="mp4", buffer_size=_BUFFER, options={"flush_packets": "0"}
        )
        self._stream = self._container.add_stream_from_template(template, opaque=True)
        if template.codec_context.name == "hevc":
            # Apple's players and Windows' own take H.265 only under this tag. The bytes of the pictures stay.
            self._stream.codec_tag = "hvc1"
        self._sound = None if sound is None else self._container.add_stream_from_template(sound, opaque=True)

    def begin(self, piece: Piece, source: SegmentSource, first: Packet[VideoStream]) -> None:
        """Place the next piece behind what is there. Pieces of a stepped clock may overlap: they follow each other."""
        taken = instant = piece.start_us + source.instant(first)
        if self.frames and instant > self.end_us + BRIDGE_US:
            self.gaps.append(Span(self.end_us, instant))
        if self.frames and instant < self.end_us:
            instant = self.end_us
        self._moved_us = instant - taken
        assert first.pts is not None
        self._zero = first.pts
        tick = source.time_base
        offset = (instant - self.start_us) * tick.denominator
        self._offset = -(-offset // (tick.numerator * 1_000_000))  # rounded up: behind the last picture of before

    def add(self, packet: Packet[VideoStream], end_us: int) -> None:
        """``end_us``: when this picture stops, on the recording's clock."""
        assert packet.pts is not None
        decode = packet.pts if packet.dts is None else packet.dts
        packet.pts = packet.pts - self._zero + self._offset
        packet.dts = decode - self._zero + self._offset
        packet.stream = self._stream
        self._container.mux_one(packet)
        self.frames += 1
        self.end_us = max(self.end_us, end_us)

    def add_sound(self, packet: Packet[AudioStream], instant_us: int) -> None:
        """``instant_us``: when it was heard; what comes before the first picture is left out."""
        offset = instant_us + self._moved_us - self.start_us
        if self._sound is not None and offset >= 0:
            self._stamps.place(packet, offset)
            packet.stream = self._sound
            self._container.mux_one(packet)

    def close(self) -> None:
        self._container.close()


def cut(pieces: Sequence[Piece], asked: Span, out: Path, progress: Progress | None = None) -> ClipResult:
    """Cut ``asked`` out of the pieces of one camera, into ``out`` (MP4). Blocking; any thread.

    The clip begins at the last key frame not after ``asked.start`` and ends at the first not before ``asked.end``, as
    far as the pieces go. Raises NothingRecorded, StorageError, ContentChanged; ``out`` doesn't exist then.
    """
    wanted = sorted((p for p in pieces if p.start_us < asked.end and p.end_us > asked.start), key=lambda p: p.start_us)
    part = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with HashedFile(part, _media_bytes(wanted, asked)) as file:
            muxer, parameters, ended_early = _copy(wanted, asked, file, _share(progress, 0.0, _COPYING))
            file.sync()
            # None: nobody could say beforehand how long the media data would be (B-frames).
            digest, size = file.digest or sha256_file(part), file.size
        found = read_back(part, _share(progress, _COPYING, 1.0))
        if found != digest:
            raise ContentChanged(path=str(out), expected=digest, found=found)
        part.replace(out)
    except OSError as error:
        raise storage_error(out, error) from error
    finally:
        part.unlink(missing_ok=True)
    return ClipResult(
        path=out,
        start_us=muxer.start_us,
        end_us=muxer.end_us,
        sha256=digest,
        size=size,
        codec=parameters.codec,
        width=parameters.width,
        height=parameters.height,
        frames=muxer.frames,
        gaps=tuple(muxer.gaps),
        ended_early=ended_early,
    )


def _share(progress: Progress | None, start: float, end: float) -> Progress | None:
    """The progress of one step as part of the whole."""
    return None if progress is None else lambda share: progress(start + (end - start) * share)


def _copy(
    pieces: Sequence[Piece], asked: Span, file: HashedFile, progress: Progress | None
) -> tuple[_Muxer, _Parameters, str]:
    muxer: _Muxer | None = None
    parameters: _Parameters | None = None
    try:
        for piece in pieces:
            with open_piece(piece) as source:
                here = _Parameters.of(source)
                if parameters is not None and here != parameters:
                    assert muxer is not None
                    return muxer, parameters, "parameters_changed"
                parameters = here
                muxer = _copy_piece(piece, source, asked, file, muxer, progress)
    finally:
        if muxer is not None:
            muxer.close()
    if muxer is None or parameters is None or not muxer.frames:
        raise NothingRecorded(start=asked.start, end=asked.end)
    return muxer, parameters, ""


def _copy_piece(
    piece: Piece, source: SegmentSource, asked: Span, file: HashedFile, muxer: _Muxer | None, progress: Progress | None
) -> _Muxer | None:
    if muxer is None or not muxer.frames:
        source.seek(max(0, asked.start - piece.start_us))
    begun, until = False, None
    track = recordable(source.container)
    for packet, instant, end in _with_ends(source, piece, track):
        if end is None:
            if begun and muxer is not None and (until is None or instant < until):
                muxer.add_sound(packet, instant)
        elif until is not None:
            if instant > until + _LATE_SOUND_US:
                break
        elif packet.is_keyframe and instant >= asked.end:
            until = instant
            if track is None:
                break
        else:
            if not begun:
                muxer = muxer or _Muxer(file, source, instant)
                muxer.begin(piece, source, packet)
                begun = True
            assert muxer is not None
            muxer.add(packet, end)
            if progress is not None and packet.is_keyframe:
                progress(min(1.0, max(0.0, (instant - asked.start) / max(1, asked.length))))
    return muxer


def _with_ends(
    source: SegmentSource, piece: Piece, track: AudioStream | None
) -> Iterator[tuple[Packet[Any], int, int | None]]:
    """Each packet with the instants its picture begins and stops: the next one's, or the piece's end. A packet of sound
    stops at None and comes behind the picture that it accompanies.
    """
    waiting: Packet[VideoStream] | None = None
    begins = 0
    heard: list[tuple[Packet[AudioStream], int]] = []
    packets: Iterator[Packet[Any]] = source.packets() if track is None else source.packets_with(track)
    for packet in packets:
        if packet.stream is track:
            heard.append((packet, piece.start_us + source.sound_instant(packet)))
            continue
        instant = piece.start_us + source.instant(packet)
        if waiting is not None:
            yield waiting, begins, instant
            yield from ((sound, at, None) for sound, at in heard)
            heard.clear()
        waiting, begins = packet, instant
    if waiting is not None:
        yield waiting, begins, max(piece.end_us, begins)
        yield from ((sound, at, None) for sound, at in heard)


def _media_bytes(pieces: Sequence[Piece], asked: Span) -> int | None:
    """How many bytes of pictures the clip will have, from the pieces' indexes alone; None where pictures are stored in
    another order than shown, only a part of a file is meant, or there is sound.
    """
    total = 0
    parameters: _Parameters | None = None
    for piece in pieces:
        with open_piece(piece) as source:
            here = _Parameters.of(source)
            if source.stream.codec_context.has_b_frames or piece.file_us is not None or here.sound is not None:
                return None
            if parameters is not None and here != parameters:
                break
            entries = [(piece.start_us + source.offset(e.timestamp), e) for e in source.stream.index_entries]
            first = max((n for n, (at, e) in enumerate(entries) if e.is_keyframe and at <= asked.start), default=0)
            begin = first if parameters is None else 0
            ends = (n for n, (at, e) in enumerate(entries) if n >= begin and e.is_keyframe and at >= asked.end)
            total += sum(e.size for _, e in entries[begin : next(ends, None)])
            parameters = here
    return total
