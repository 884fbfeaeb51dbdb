"""What the program and the media process say to each other. Pictures never go this way: they lie in shared memory."""

from __future__ import annotations

from dataclasses import dataclass

from vms.video.frames import BufferHandle, StreamStatus
from vms.video.framing import Framing
from vms.video.play_orders import FilmSpec, GroupOrder, GroupSpec, PlayerCommand, PlayerStatus, Thumbnail
from vms.video.reader import Piece
from vms.video.source import StreamSpec
from vms.video.watching import References, WatchNews

# --- to the media process ---


@dataclass(frozen=True, slots=True)
class OpenStream:
    """Show a live stream in a pane. Views with the same stream share one session and one decoder."""

    view: int
    spec: StreamSpec
    buffer: BufferHandle


@dataclass(frozen=True, slots=True)
class OpenFilm:
    """Play recorded footage in a pane."""

    view: int
    film: FilmSpec
    buffer: BufferHandle


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A clock for films that name it as their group; it is opened before them."""

    view: int
    spec: GroupSpec


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """Something for all films of a group. ``chosen``: the view that steps; out of step, the only one that obeys."""

    view: int
    command: GroupOrder
    chosen: int | None


@dataclass(frozen=True, slots=True)
class OpenStrip:
    """A row of small pictures of recorded footage."""

    view: int


@dataclass(frozen=True, slots=True)
class AskThumbnails:
    """The key frames that stand at these instants, ``height`` pixels high. The newest request counts.

    Of ``way_up`` only turn and mirror count.
    """

    view: int
    number: int
    pieces: tuple[Piece, ...]
    instants: tuple[int, ...]
    height: int
    way_up: Framing


@dataclass(frozen=True, slots=True)
class OpenWatch:
    """Look after a camera's picture: motion, tampering. Shares the session of whoever shows the same stream."""

    view: int
    spec: StreamSpec
    references: References


@dataclass(frozen=True, slots=True)
class Resize:
    """The pane has a new size: go on in this block."""

    view: int
    buffer: BufferHandle


@dataclass(frozen=True, slots=True)
class Reframe:
    """Show this part of the picture, this way up."""

    view: int
    framing: Framing


@dataclass(frozen=True, slots=True)
class Pause:
    """The pane is hidden."""

    view: int


@dataclass(frozen=True, slots=True)
class Resume:
    """The pane is seen again."""

    view: int


@dataclass(frozen=True, slots=True)
class Retry:
    """Try now: a person asked."""

    view: int


@dataclass(frozen=True, slots=True)
class FilmCommand:
    """Something for the player of a film: play, pause, seek…"""

    view: int
    command: PlayerCommand


@dataclass(frozen=True, slots=True)
class Close:
    """The pane is gone."""

    view: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End the media process."""


Opening = OpenStream | OpenFilm | OpenWatch | OpenGroup | OpenStrip
Order = Resize | Reframe | Pause | Resume | Retry | FilmCommand | GroupCommand | AskThumbnails | Close
Command = Opening | Order | Stop

# --- from the media process ---


@dataclass(frozen=True, slots=True)
class News:
    """Statuses that changed, what the watches found, and small pictures, by view.

    Comes at least every second, empty if need be: its absence means that the process hangs.
    """

    statuses: tuple[tuple[int, StreamStatus | PlayerStatus], ...]
    watches: tuple[tuple[int, WatchNews], ...] = ()
    thumbnails: tuple[tuple[int, tuple[Thumbnail, ...]], ...] = ()
