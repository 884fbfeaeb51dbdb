"""The last seconds of a camera, played inside its pane: what was just seen, seen again. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vms.core.instants import SECOND
from vms.ui.wall.pane_state import PlaybackInfo
from vms.video.frames import Frame, StreamState
from vms.video.framing import Framing

if TYPE_CHECKING:
    from vms.services.playback import Player

STEP_S = 5
_NEAR_US = 2 * SECOND
_LATE = 12  # pictures
# Without a new picture for so long there is none: the recording ended, or never began.
_PATIENCE_S, _OPENING_S = 4.0, 10.0


class Replay:
    """Plays from ``start_us`` and is over at ``until_us``, the moment somebody asked for it.

    ``done`` is told when it ends by itself: True when there was nothing to be seen.
    """

    def __init__(
        self, player: Player, start_us: int, until_us: int, offset_us: int | None, done: Callable[[bool], None]
    ) -> None:
        self._player, self._start, self._until, self._offset = player, start_us, until_us, offset_us
        self._done = done
        self._sequence = 0
        self._position = start_us
        # Where it was sent last, until pictures come from there: those on their way are still the old ones.
        self._sent: int | None = None
        self._late = 0
        self._at_end = False
        self._moved_at: float | None = None
        self.paused = False
        player.seek(start_us)
        player.play()

    @property
    def instant_us(self) -> int:
        """Of the picture shown."""
        return self._position

    @property
    def info(self) -> PlaybackInfo:
        """What the caption says."""
        length = max(1, self._until - self._start)
        played = min(1.0, max(0.0, (self._position - self._start) / length))
        return PlaybackInfo(self._position, self._offset, self.paused, not self._sequence, round(played, 3))

    def advance(self, now: float) -> Frame | None:
        """The newest picture when it is another one. ``now`` is monotonic, in seconds."""
        sequence = self._player.sequence
        if self._moved_at is None:
            self._moved_at = now
        if sequence == self._sequence or sequence == 0:
            patience = _PATIENCE_S if self._sequence else _OPENING_S
            self._at_end = self._at_end or (not self.paused and now - self._moved_at > patience)
            return None
        self._moved_at = now
        frame = self._player.frame()
        if frame is not None:
            self._sequence, self._position = sequence, frame.instant_us
            self._arrive(frame.instant_us)
        return frame

    def _arrive(self, instant_us: int) -> None:
        if self._sent is not None:
            self._late += 1
            if abs(instant_us - self._sent) < _NEAR_US or self._late > _LATE:  # behind a gap nothing is near
                self._sent = None

    @property
    def over(self) -> bool:
        """Whether it has come to the moment where it was asked for, or to the end of what was recorded."""
        if self._at_end:
            return True
        if self.paused:
            return False
        state = self._player.status().state
        return self._position >= self._until or state in (StreamState.ENDED, StreamState.INVALID)

    def toggle(self) -> None:
        """Stand still, or go on."""
        self.paused, self._moved_at = not self.paused, None
        if self.paused:
            self._player.pause()
        else:
            self._player.play()

    def skip(self, seconds: int) -> None:
        """So many seconds forth or back; at the moment where it was asked for it is over."""
        here = self._position if self._sent is None else self._sent
        wanted = here + seconds * SECOND
        if wanted >= self._until:
            self._at_end = True
            return
        self._sent, self._late, self._moved_at = wanted, 0, None
        self._player.seek(wanted)

    def resize(self, width: int, height: int) -> None:
        """The pane has another size, in physical pixels."""
        self._player.resize(width, height)

    def set_framing(self, framing: Framing) -> None:
        """The same part, the same way up as the live picture."""
        self._player.set_framing(framing)

    def finish(self) -> None:
        """It is over: let go of the film, and say so."""
        self.close()
        self._done(not self._sequence)

    def close(self) -> None:
        """Let go of the film."""
        self._player.close()
