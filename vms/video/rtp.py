"""RTP packets put together to coded pictures: H.264 (RFC 6184) and H.265 (RFC 7798), live and replayed.

A picture is whole with its marker, not only when the next one begins: at 15 pictures a second that is 67 ms sooner than
FFmpeg's parser gives it. In replay the header extension 0xABAC of a picture's first packet carries the NTP time at
which it was taken: that, and not the RTP clock, says when it was. Bytes cost pictures at worst, never an exception.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from vms.video.rtcp import ntp_instant
from vms.video.sdp import Codec

_HEADER = struct.Struct(">BBHI")
_HEADER_BYTES = 12
_DOLLAR = 0x24
_PLAIN = 0x80  # version 2, nothing beside the fixed header
_EXTENSION = 0xABAC
_DISCONTINUITY, _TERMINAL = 0x20, 0x10
_START = b"\0\0\0\1"
# A 4K key frame has a megabyte or two.
_MOST_BYTES = 16 << 20
_SLICE, _KEY, _SET, _SEI, _OTHER = range(5)
_RECOVERY_POINT = 6


class _Syntax(NamedTuple):
    """What tells NAL units apart. ``types`` and ``classes``: of each first byte; ``head``: bytes of a unit's header;
    ``layout``: of a fragment in its interleaved frame, up to its first byte of content.
    """

    head: int
    part: int
    together: int
    types: bytes
    classes: bytes
    sets: tuple[int, ...]
    layout: struct.Struct


def _syntax(
    types: bytes, head: int, part: int, together: int, sets: tuple[int, ...], keys: range, slices: range, sei: int
) -> _Syntax:
    def class_of(kind: int) -> int:
        if kind in keys:
            return _KEY
        if kind in slices:
            return _SLICE
        return _SET if kind in sets else _SEI if kind == sei else _OTHER

    layout = struct.Struct(">BBHBBHI4xBB" if head == 1 else ">BBHBBHI4xBxB")
    return _Syntax(head, part, together, types, bytes(map(class_of, types)), sets, layout)


_H264 = bytes(first & 0x1F for first in range(256))
_H265 = bytes(first >> 1 & 0x3F for first in range(256))
_SYNTAX: dict[Codec, _Syntax] = {
    "h264": _syntax(_H264, 1, 28, 24, (7, 8), range(5, 6), range(1, 6), 6),
    "hevc": _syntax(_H265, 2, 49, 48, (32, 33, 34), range(16, 22), range(32), -1),
}


class AccessUnit(NamedTuple):
    """One coded picture as an Annex B byte stream, parameter sets before a key frame. ``ticks``: its RTP time;
    ``instant_us``: when it was taken, None without the extension; ``parameters``: the sets in force, one behind the
    other: a change means that a new file has to begin; ``damaged``: a packet of it is missing.
    """

    data: bytes
    key: bool
    ticks: int
    instant_us: int | None = None
    discontinuity: bool = False
    parameters: bytes = b""
    damaged: bool = False


class Assembler:
    """Puts the packets of one stream together. One thread.

    ``channel``: of its packets where ``run`` is used. ``strange``: packets so far that were none of this stream's.
    ``dropped``: pictures that were damaged, or came before the first key frame. ``ended``: the last picture of a replay
    has come.
    """

    def __init__(
        self, codec: Codec, payload_type: int, sets: tuple[bytes, ...] = (), *, keep_damaged: bool = False
    ) -> None:
        """``keep_damaged``: everything is given on, for a decoder that makes the best of it; else nothing is after
        damage before the next key frame.
        """
        self.strange = self.dropped = 0
        self.ended = False
        self.channel = 0
        self._syntax, self._payload_type, self._keep_damaged = _SYNTAX[codec], payload_type, keep_damaged
        self._sets: dict[int, list[bytes]] = {}
        self._parameters = b""
        self._own: dict[int, list[bytes]] = {}
        for one in sets:
            if len(one) > 1 and self._syntax.classes[one[0]] == _SET:
                self._own.setdefault(self._syntax.types[one[0]], []).append(one)
        self._learn()
        self._next = -1
        self._waits_for_key = not keep_damaged
        # A marker after each slice, as some cameras send it, ends nothing.
        self._marker_lies = False
        self._ended_ticks = -1
        self._terminal = False
        self._done: list[AccessUnit] = []
        self._begin(-1)

    @property
    def parameters(self) -> bytes:
        """The parameter sets in force as an Annex B byte stream; empty before all kinds of them have come."""
        known = [self._sets.get(kind, []) for kind in self._syntax.sets]
        return b"".join(_START + nal for nals in known for nal in nals) if all(known) else b""

    def feed(self, data: bytes) -> Sequence[AccessUnit]:
        """The pictures that this packet completes."""
        if len(data) <= _HEADER_BYTES:
            self.strange += 1
            return ()
        flags, kind, sequence, ticks = _HEADER.unpack_from(data)
        at, end, extension = _HEADER_BYTES, len(data), None
        if flags != _PLAIN:
            bounds = _bounds(data)
            if bounds is None:
                self.strange += 1
                return ()
            at, end, extension = bounds
        if kind & 0x7F != self._payload_type or at >= end:
            self.strange += 1
            return ()
        if sequence != self._next:
            if self._next >= 0:
                self._missed()
            self._next = sequence
        self._next = sequence + 1 & 0xFFFF
        if ticks != self._ticks:
            if self._parts:
                self._finish()
            self._begin(ticks)
        if extension:
            self._extend(data, *extension)
        self._take(data, at, end)
        if kind & 0x80:
            if self._slices and not self._marker_lies:
                self._finish()
            self.ended = self.ended or self._terminal
        return self._take_done() if self._done else ()

    def run(self, data: bytes, at: int) -> int:
        """Take the middle fragments that lie here one behind the other, each framed for the channel (RFC 2326, 10.12);
        where they end. They are the bulk of what a camera sends, and need no more than to be told apart from all else.
        """
        if not self._open or self._set_from is not None:
            return at
        parts, types, part = self._parts, self._syntax.types, self._syntax.part
        channel, kind, ticks, following = self.channel, self._payload_type, self._ticks, self._next
        layout = self._syntax.layout
        unpack, begins, last = layout.unpack_from, layout.size, len(data) - layout.size
        while at < last:
            mark, where, size, flags, what, sequence, when, first, fragment = unpack(data, at)
            stop = at + 4 + size
            if (
                sequence != following
                or stop > last + begins
                or what != kind
                or when != ticks
                or fragment & 0xC0
                or types[first] != part
                or flags != _PLAIN
                or where != channel
                or mark != _DOLLAR
                or at + begins >= stop
            ):
                break
            parts.append(data[at + begins : stop])
            self._size += stop - at
            following = following + 1 & 0xFFFF
            at = stop
        self._next = following
        return at

    def flush(self) -> Sequence[AccessUnit]:
        """What is left at the end."""
        if self._parts:
            self._finish()
        return self._take_done()

    # -- inside

    def _take_done(self) -> list[AccessUnit]:
        done, self._done = self._done, []
        return done

    def _begin(self, ticks: int) -> None:
        self._ticks = ticks
        self._parts: list[bytes] = []
        self._size = self._slices = 0
        self._key = self._damaged = self._open = self._discontinuity = False
        self._set_from: int | None = None
        self._instant: int | None = None

    def _extend(self, data: bytes, at: int, words: int) -> None:
        """ONVIF's replay extension (streaming specification, 6.3)."""
        profile = int.from_bytes(data[at : at + 2])
        if profile != _EXTENSION or words < 3:
            return
        seconds, fraction, bits = struct.unpack_from(">IIB", data, at + 4)
        self._instant = ntp_instant(seconds, fraction)
        self._discontinuity = self._discontinuity or bool(bits & _DISCONTINUITY)
        self._terminal = self._terminal or bool(bits & _TERMINAL)

    def _take(self, data: bytes, at: int, end: int) -> None:
        syntax = self._syntax
        head = syntax.head
        if end - at <= head:
            return
        kind = syntax.types[data[at]]
        if kind == syntax.part:
            self._fragment(data, at, end)
        elif kind == syntax.together:
            at += head
            while at + 2 < end:
                size = data[at] << 8 | data[at + 1]
                if size <= head or at + 2 + size > end:
                    return
                self._whole(data[at + 2 : at + 2 + size])
                at += 2 + size
        elif kind < syntax.together:
            self._whole(data[at:end])

    def _whole(self, nal: bytes) -> None:
        kind = self._syntax.classes[nal[0]]
        if kind == _SET:
            self._own.setdefault(self._syntax.types[nal[0]], []).append(nal)
        else:
            self._note(kind, nal[self._syntax.head], nal)
        self._open = False
        self._parts += (_START, nal)
        self._grow(len(nal))

    def _fragment(self, data: bytes, at: int, end: int) -> None:
        syntax = self._syntax
        inside = at + syntax.head
        flags = data[inside]
        if flags & 0x80:
            if syntax.head == 1:
                header = bytes((data[at] & 0xE0 | flags & 0x1F,))
            else:
                header = bytes((data[at] & 0x81 | (flags & 0x3F) << 1, data[at + 1]))
            kind = syntax.classes[header[0]]
            if kind != _SET:
                self._note(kind, data[inside + 1] if inside + 1 < end else 0, b"")
            self._set_from = len(self._parts) + 1 if kind == _SET else None
            self._open = True
            self._parts += (_START, header)
        elif not self._open:
            self._damage()  # its beginning was lost
            return
        self._parts.append(data[inside + 1 : end])
        self._grow(end - inside)
        if flags & 0x40:
            self._open = False
            if self._set_from is not None:
                nal = b"".join(self._parts[self._set_from :])
                self._own.setdefault(syntax.types[nal[0]], []).append(nal)
                self._set_from = None

    def _note(self, kind: int, slice_head: int, nal: bytes) -> None:
        """A unit begins that is no parameter set; ``slice_head``: the byte after its header."""
        if kind == _SEI:
            self._key = self._key or _begins_recovery(nal)
            return
        if kind == _OTHER:
            return
        if slice_head & 0x80:  # the first slice of a picture
            if self._slices:
                self._finish()  # neither marker nor time have told its end
        elif not self._slices:
            if self._ticks == self._ended_ticks:
                self._marker_lies = True
            else:
                self._damage()
        self._slices += 1
        self._key = self._key or kind == _KEY

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > _MOST_BYTES:
            self._begin(self._ticks)
            self._damage()

    def _finish(self) -> None:
        """The picture in hand, if there is one."""
        own, self._own = self._own, {}
        if own:
            self._sets.update(own)
            self._learn()
        if not self._slices:
            self._parts.clear()  # sets of their own time stand before the next key frame
            return
        if self._open:
            self._damage()
        self._ended_ticks = self._ticks
        key, damaged = self._key, self._damaged
        if self._keep_damaged or not (damaged or (self._waits_for_key and not key)):
            parts = self._parts
            if key and len(own) < len(self._syntax.sets):
                missing = [nal for kind in self._syntax.sets if kind not in own for nal in self._sets.get(kind, ())]
                parts = [part for nal in missing for part in (_START, nal)] + parts
            self._done.append(
                AccessUnit(
                    b"".join(parts), key, self._ticks, self._instant, self._discontinuity, self._parameters, damaged
                )
            )
            self._waits_for_key = False
        else:
            self.dropped += 1
        self._begin(self._ticks)

    def _learn(self) -> None:
        self._sets.update(self._own)
        self._own = {}
        self._parameters = b"".join(nal for kind in self._syntax.sets for nal in self._sets.get(kind, ()))

    def _missed(self) -> None:
        """A packet is missing: of this picture, of the next, or one between."""
        self._open = False
        self._damage()

    def _damage(self) -> None:
        self._damaged = True
        if not self._keep_damaged:
            self._waits_for_key = True


def _bounds(data: bytes) -> tuple[int, int, tuple[int, int] | None] | None:
    """Where the payload begins and ends, and the header extension (where, words) before it; None for what is no RTP."""
    flags = data[0]
    if flags >> 6 != 2:
        return None
    at, end, extension = _HEADER_BYTES + 4 * (flags & 0x0F), len(data), None
    if flags & 0x20:
        end -= data[-1]
    if flags & 0x10:
        if at + 4 > end:
            return None
        words = int.from_bytes(data[at + 2 : at + 4])
        extension = (at, words)
        at += 4 + 4 * words
    return (at, end, extension) if at <= end else None


def _begins_recovery(nal: bytes) -> bool:
    """Whether a message of this H.264 unit says that decoding can begin here, though it is no IDR picture (D.2.8)."""
    at = 1
    while at + 2 < len(nal):
        kind = size = 0
        while at < len(nal) and nal[at] == 0xFF:
            kind, at = kind + 255, at + 1
        if at >= len(nal):
            return False
        kind, at = kind + nal[at], at + 1
        while at < len(nal) and nal[at] == 0xFF:
            size, at = size + 255, at + 1
        if at >= len(nal):
            return False
        size, at = size + nal[at], at + 1
        if kind == _RECOVERY_POINT:
            return True
        at += size
    return False
