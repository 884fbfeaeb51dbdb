"""The live views of one wall: one a camera, a further one for each further pane that shows the same camera."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from vms.ui.wall.feed import CameraFacts, Feed, OpenView
from vms.ui.wall.pane_state import PaneCamera, PaneState

_Key = tuple[int, int]  # camera, and how many panes before it show the same one


class Feeds:
    """Feeds by pane. GUI thread. What is ``coming`` runs already and isn't shown yet: the next turn of a tour; it goes
    on until another ``prepare``.
    """

    def __init__(self, open_view: OpenView) -> None:
        self._open_view = open_view
        self._feeds: dict[_Key, Feed] = {}
        self._panes: dict[int, _Key] = {}
        self._coming: dict[int, _Key] = {}
        self._statistics = self._planes = False

    def of(self, pane: int) -> Feed | None:
        """The feed behind a pane."""
        key = self._panes.get(pane)
        return None if key is None else self._feeds.get(key)

    def shown(self) -> Sequence[Feed]:
        """The feeds of all panes, in the order of the panes."""
        return [self._feeds[key] for _pane, key in sorted(self._panes.items())]

    def coming(self) -> Sequence[tuple[int, Feed]]:
        """Feeds that no pane shows yet, with the pane each will have."""
        now = set(self._panes.values())
        return [(pane, self._feeds[key]) for pane, key in self._coming.items() if key not in now]

    def coming_settled(self, panes: Collection[int] | None = None) -> bool:
        """Whether all that comes (in some panes) shows a picture, or has a reason why it can't."""
        wanted = (feed for pane, feed in self.coming() if panes is None or pane in panes)
        return all(feed.model.state is not PaneState.connecting for feed in wanted)

    def assign(self, cells: Mapping[int, PaneCamera], facts: Mapping[int, CameraFacts]) -> None:
        """Pane → camera from now on; feeds of cameras that stay, or were prepared, go on; the others are closed."""
        before = {key: pane for pane, key in self._panes.items()}
        self._panes = _keyed(cells, self._panes, self._coming)
        for pane, key in self._panes.items():
            self._have(key, cells[pane], facts)
            if before.get(key, pane) != pane:  # a zoom belongs to the pane: a camera that goes to another starts whole
                self._feeds[key].set_framing(self._feeds[key].framing.whole)
        self._drop()

    def prepare(self, cells: Mapping[int, PaneCamera], facts: Mapping[int, CameraFacts]) -> None:
        """What the next ``assign`` will want."""
        self._coming = _keyed(cells, self._panes, self._coming)
        now = set(self._panes.values())
        for pane, key in self._coming.items():
            if key not in now:
                self._have(key, cells[pane], facts)
        self._drop()

    def set_facts(self, facts: Mapping[int, CameraFacts]) -> None:
        """What is known besides the streams, by camera id."""
        for (camera_id, _copy), feed in self._feeds.items():
            feed.facts = facts.get(camera_id, CameraFacts())

    def set_statistics(self, on: bool) -> None:
        """Whether each pane says what its stream is made of."""
        self._statistics = on
        for feed in self._feeds.values():
            feed.statistics = on

    def set_planes(self, on: bool) -> None:
        """Whether pictures come as planes, for a surface on the graphics card."""
        self._planes = on
        for feed in self._feeds.values():
            feed.set_planes(on)

    def woke(self, now: float, now_us: int) -> None:
        """The PC has slept."""
        for feed in self._feeds.values():
            feed.woke(now, now_us)

    def refresh_coming(self, now: float, now_us: int) -> None:
        """Keep what isn't shown yet up to date, so that its first picture is there when its turn comes."""
        for _pane, feed in self.coming():
            feed.advance(now)
            feed.refresh(now, now_us)

    def pause_all_but(self, running: Collection[Feed]) -> None:
        """Hidden ones decode nothing."""
        kept = {id(feed) for feed in running}
        for feed in self._feeds.values():
            if id(feed) not in kept:
                feed.pause()

    def close(self) -> None:
        """Let go of every stream."""
        for feed in self._feeds.values():
            feed.close()
        self._feeds.clear()
        self._panes.clear()
        self._coming.clear()

    def _have(self, key: _Key, camera: PaneCamera, facts: Mapping[int, CameraFacts]) -> None:
        feed = self._feeds.get(key)
        if feed is not None and feed.camera.enabled != camera.enabled:
            feed.close()
            feed = None
        if feed is None:
            feed = self._feeds[key] = Feed(camera, self._open_view)
            feed.facts = facts.get(camera.camera_id, CameraFacts())
            feed.statistics = self._statistics
            feed.set_planes(self._planes)
        feed.adopt(camera)

    def _drop(self) -> None:
        wanted = {*self._panes.values(), *self._coming.values()}
        for key in [one for one in self._feeds if one not in wanted]:
            self._feeds.pop(key).close()


def _keyed(cells: Mapping[int, PaneCamera], *known: Mapping[int, _Key]) -> dict[int, _Key]:
    """A feed for each pane. A pane goes on with the feed it had, or the one that was prepared for it: when the hot spot
    shows the same camera, the picture that is there already doesn't move.
    """
    keys: dict[int, _Key] = {}
    for pane, camera in sorted(cells.items()):
        for before in known:
            key = before.get(pane)
            if key is not None and key[0] == camera.camera_id and key not in keys.values():
                keys.setdefault(pane, key)
    for pane, camera in sorted(cells.items()):
        if pane not in keys:
            taken = {copy for camera_id, copy in keys.values() if camera_id == camera.camera_id}
            keys[pane] = (camera.camera_id, next(n for n in range(len(cells)) if n not in taken))
    return keys
