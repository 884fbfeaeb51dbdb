"""The files of a film that are open: the last few stay so, because opening one takes ten times as long as a seek."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from pathlib import Path

from vms.core.errors import NothingRecorded
from vms.core.log import event
from vms.video.reader import PART, Piece, SegmentSource, open_piece

_log = logging.getLogger(__name__)

_KEPT = 3
_AGAIN_S = 5.0  # a folder on the network may come back


class Sources:
    """Opens pieces and remembers which can't be read. Owned by one thread."""

    def __init__(self) -> None:
        self._open: OrderedDict[Piece, SegmentSource] = OrderedDict()
        self._bad: dict[Path, float] = {}

    def get(self, piece: Piece) -> SegmentSource | None:
        """The open piece; None when it can't be read (asked again after some seconds)."""
        source = self._open.get(piece)
        if source is not None:
            self._open.move_to_end(piece)
            return source
        if self._known_bad(piece.path):
            return None
        if piece.path.name.endswith(PART):
            self._forget_growing()
        try:
            source = open_piece(piece, watching=True)
        except NothingRecorded as error:
            self.blame(piece, str(error.__cause__))
            return None
        self._bad.pop(piece.path, None)
        source.stream.codec_context.thread_count = 1
        self._open[piece] = source
        while len(self._open) > _KEPT:
            self._open.popitem(last=False)[1].container.close()
        return source

    def is_open(self, piece: Piece) -> bool:
        """Whether ``get`` costs nothing."""
        return piece in self._open or self._known_bad(piece.path)

    def is_bad(self, piece: Piece) -> bool:
        """Whether the piece couldn't be read the last time."""
        return piece.path in self._bad

    def blame(self, piece: Piece, detail: str) -> None:
        """The piece can't be read; said once in the log."""
        if piece.path not in self._bad:
            event(_log, "piece_unreadable", logging.WARNING, path=piece.path, detail=detail)
        self._bad[piece.path] = time.monotonic()
        source = self._open.pop(piece, None)
        if source is not None:
            source.container.close()

    def keep_only(self, piece: Piece) -> None:
        """Let go of the other files."""
        for other in [other for other in self._open if other != piece]:
            self._open.pop(other).container.close()

    def close(self) -> None:
        """Let go of the files."""
        for source in self._open.values():
            source.container.close()
        self._open.clear()

    def _forget_growing(self) -> None:
        """Let go of parts read into memory: there is more of them by now."""
        for piece in [piece for piece in self._open if piece.path.name.endswith(PART)]:
            self._open.pop(piece).container.close()

    def _known_bad(self, path: Path) -> bool:
        since = self._bad.get(path)
        return since is not None and time.monotonic() - since < _AGAIN_S
