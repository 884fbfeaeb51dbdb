"""What the program and the media process say to each other. Pictures never go this way: they lie in shared memory."""

from __future__ import annotations

from dataclasses import dataclass

from vms.video.frames import BufferHandle, StreamStatus
from vms.video.player import FilmSpec, PlayerCommand, PlayerStatus
from vms.video.source import StreamSpec

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
class Resize:
    """The pane has a new size: go on in this block."""

    view: int
    buffer: BufferHandle


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


Command = OpenStream | OpenFilm | Resize | Pause | Resume | Retry | FilmCommand | Close | Stop

# --- from the media process ---


@dataclass(frozen=True, slots=True)
class News:
    """Statuses that changed, by view.

    Comes at least every second, empty if need be: its absence means that the process hangs.
    """

    statuses: tuple[tuple[int, StreamStatus | PlayerStatus], ...]
