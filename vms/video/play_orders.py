"""What can be asked of films and groups of films, and what they say of themselves; all of it goes over a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vms.core.instants import Span
from vms.video.reader import Piece


class PlayState(StrEnum):
    """What a film does."""

    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"  # at either end of what was recorded
    EMPTY = "empty"  # nothing to play
    GAP = "gap"  # nothing was recorded here; it comes back by itself
    UNREADABLE = "unreadable"  # something was recorded here, but its file is gone or damaged
    REFUSED = "refused"  # no right to see it


@dataclass(frozen=True, slots=True)
class FilmSpec:
    """What to play and where to begin. With a ``group`` its clock counts instead, while the group is in step."""

    pieces: tuple[Piece, ...]
    start_us: int
    playing: bool = False
    group: int | None = None


@dataclass(frozen=True, slots=True)
class PlayerStatus:
    """How the film fares. ``skipped``: the last gap that was jumped over, and ``skips`` how many so far.

    ``gap``: the stretch without a picture in which it stands now, as far as it is known. ``shown`` and ``dropped``
    count pictures since it was opened: dropped ones came too late to be shown.
    """

    state: PlayState
    speed: float
    picture_us: int | None
    skips: int = 0
    skipped: Span | None = None
    width: int = 0
    height: int = 0
    reason: str = ""
    gap: Span | None = None
    shown: int = 0
    dropped: int = 0


NOTHING_SHOWN = PlayerStatus(PlayState.OPENING, 1.0, None)


@dataclass(frozen=True, slots=True)
class Play:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stand still."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to an instant, µs UTC. The state stays: a playing film plays on from there.

    ``number``: written beside the position from then on, so that the one who asked knows that it was done.
    """

    instant_us: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Pause, and go so many pictures forwards (negative: back)."""

    pictures: int


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """1/8 to 16; negative plays backwards."""

    speed: float


@dataclass(frozen=True, slots=True)
class SetLoop:
    """Play a stretch again and again, or no more."""

    span: Span | None


@dataclass(frozen=True, slots=True)
class SetSync:
    """All films of a group on one clock, or each on its own. On again: all go to where the chosen one is."""

    on: bool


@dataclass(frozen=True, slots=True)
class Extend:
    """The pieces as they are now: more was recorded, or another stretch is wanted."""

    pieces: tuple[Piece, ...]


ClockCommand = Play | Pause | Seek | SetSpeed | SetLoop
PlayerCommand = ClockCommand | Step | Extend
GroupOrder = ClockCommand | Step | SetSync


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A clock for several films, and how it stands; ``number`` is that of the last seek."""

    start_us: int
    playing: bool = False
    speed: float = 1.0
    loop: Span | None = None
    synced: bool = True
    number: int = 0


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small JPEG: the key frame that stood at ``asked_us``, taken at ``instant_us``. Empty where there is none.

    ``number``: of the request it answers.
    """

    number: int
    asked_us: int
    instant_us: int = 0
    jpeg: bytes = b""
    width: int = 0
    height: int = 0
