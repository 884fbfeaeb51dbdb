"""The watch over the pictures, worked by hand: keeps what it is told to watch, and says what the test wants said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vms.video.watching import References, Tampering, WatchNews, WatchState


class WatchedByHand:
    """Answers like the part of ``vms.services.live.Live`` that watches."""

    def __init__(self) -> None:
        self.watched: list[dict[int, References]] = []
        self._listeners: list[Callable[[int, WatchNews], None]] = []

    def set_watch(self, cameras: Mapping[int, References], /) -> None:
        self.watched.append(dict(cameras))

    def on_watch(self, listener: Callable[[int, WatchNews], None], /) -> None:
        self._listeners.append(listener)

    @property
    def ready(self) -> bool:
        """Whether somebody listens."""
        return bool(self._listeners)

    def say(
        self,
        camera_id: int,
        tampering: Tampering | None = None,
        *,
        since_us: int = 0,
        motion: bool = False,
        night: bool = False,
        stills: tuple[bytes, bytes] = (b"", b""),
        references: References | None = None,
    ) -> None:
        """News of a camera."""
        state = WatchState(motion, night, tampering, since_us)
        for listener in self._listeners:
            listener(camera_id, WatchNews(state, since_us, *stills, references))
