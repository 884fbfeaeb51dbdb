"""Which camera stands in which pane: plain values and the changes a person makes to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vms.core.text import fold
from vms.services.wall_shape import Shape
from vms.services.wall_tours import PaneTour
from vms.ui.layouts.layout import DRAWN, WallLayout, drawn_layout, layout_named, smallest_for


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One tab of the wall: a name, a layout, pane → camera id. ``saved_id`` is None until it was saved.

    ``key`` tells the tabs of one window apart, whatever changes in them. A pane in ``tours`` shows its cameras in turn,
    the ``hot_spot`` the camera of whichever pane is selected; neither has a camera in ``cells``. ``dwell_s``: seconds
    in the tour of tabs, 0 leaves it out.
    """

    name: str
    grid: str = "9"
    cells: Mapping[int, int] = field(default_factory=dict)
    locked: bool = False
    saved_id: int | None = None
    shared: bool = False
    key: int = 0
    shape: Shape | None = None
    tours: Mapping[int, PaneTour] = field(default_factory=dict)
    hot_spot: int | None = None
    dwell_s: int = 20

    @property
    def layout(self) -> WallLayout:
        """The layout of that grid, or the drawn one."""
        if self.grid == DRAWN and self.shape is not None:
            return drawn_layout(self.shape)
        return layout_named(self.grid)

    def plain(self, pane: int) -> bool:
        """Whether the pane takes a camera: it has no tour and isn't the hot spot."""
        return pane not in self.tours and pane != self.hot_spot

    def pane_of(self, camera_id: int) -> int | None:
        """Where the camera stands, if it does."""
        return next((pane for pane, camera in self.cells.items() if camera == camera_id), None)


def filled(name: str, cameras: Sequence[int]) -> Arrangement:
    """The first arrangement of a school: as many panes as it has cameras, in their order."""
    layout = smallest_for(len(cameras))
    return Arrangement(name, layout.name, dict(enumerate(cameras[: layout.panes])))


def placed(what: Arrangement, pane: int, camera_id: int) -> Arrangement:
    """Put a camera into a pane; its tour or hot spot ends. One that is already on the wall changes places with what
    was there.
    """
    what = plained(what, pane)
    source = what.pane_of(camera_id)
    if source is not None:
        return swapped(what, source, pane)
    return replace(what, cells={**what.cells, pane: camera_id})


def placed_many(what: Arrangement, pane: int, cameras: Sequence[int]) -> tuple[Arrangement, int]:
    """Put several cameras into a pane and those that follow (no tour, no hot spot); and how many found no room."""
    following = [pane, *(at for at in range(pane + 1, what.layout.panes) if what.plain(at))]
    wanted = list(dict.fromkeys(cameras))
    for at, camera_id in zip(following, wanted, strict=False):
        what = placed(what, at, camera_id)
    return what, max(0, len(wanted) - len(following))


def swapped(what: Arrangement, one: int, other: int) -> Arrangement:
    """Two panes change places, with their tour or hot spot; an empty one counts."""
    turn = {one: other, other: one}
    return replace(
        what,
        cells={turn.get(pane, pane): camera for pane, camera in what.cells.items()},
        tours={turn.get(pane, pane): tour for pane, tour in what.tours.items()},
        hot_spot=None if what.hot_spot is None else turn.get(what.hot_spot, what.hot_spot),
    )


def content_of(what: Arrangement, pane: int) -> int | PaneTour | None:
    """What stands in a pane: a camera, a tour, or nothing that could be moved to another window."""
    return what.tours.get(pane) or what.cells.get(pane)


def filled_with(what: Arrangement, pane: int, content: int | PaneTour | None) -> Arrangement:
    """Put that into a pane, whatever was there. A camera leaves the pane where it stood before."""
    if content is None:
        return emptied(what, pane)
    if isinstance(content, PaneTour):
        return toured(what, pane, content)
    cells = {at: camera for at, camera in what.cells.items() if camera != content}
    return placed(replace(what, cells=cells), pane, content)


def emptied(what: Arrangement, pane: int) -> Arrangement:
    """Take the camera out of a pane, or its tour or hot spot."""
    what = plained(what, pane)
    return replace(what, cells={at: camera for at, camera in what.cells.items() if at != pane})


def plained(what: Arrangement, pane: int) -> Arrangement:
    """An ordinary pane again: no tour, no hot spot."""
    if what.plain(pane):
        return what
    tours = {at: tour for at, tour in what.tours.items() if at != pane}
    return replace(what, tours=tours, hot_spot=None if what.hot_spot == pane else what.hot_spot)


def toured(what: Arrangement, pane: int, tour: PaneTour | None) -> Arrangement:
    """Cameras take turns in a pane, or no longer do."""
    if tour is None or not tour.stops:
        return plained(what, pane)
    bare = emptied(what, pane)
    return replace(bare, tours={**bare.tours, pane: tour})


def hot(what: Arrangement, pane: int) -> Arrangement:
    """A pane becomes the hot spot; the one that was it, or the pane itself if it was, is an ordinary one again."""
    if what.hot_spot == pane:
        return replace(what, hot_spot=None)
    return replace(emptied(what, pane), hot_spot=pane)


def regridded(what: Arrangement, grid: str, cameras: Sequence[int], shape: Shape | None = None) -> Arrangement:
    """Another layout. Cameras keep their order; a larger one takes in cameras that weren't on the wall.

    Panes that no longer exist give their cameras back to the tree, the last ones first; empty panes in between stay
    empty when everything still fits. A tour or hot spot in a pane that no longer exists ends.
    """
    layout = drawn_layout(shape) if grid == DRAWN and shape is not None else layout_named(grid)
    tours = {pane: tour for pane, tour in what.tours.items() if pane < layout.panes}
    hot_spot = what.hot_spot if what.hot_spot is not None and what.hot_spot < layout.panes else None
    free = [pane for pane in range(layout.panes) if pane not in tours and pane != hot_spot]
    ordered = [what.cells[pane] for pane in sorted(what.cells)]
    fits = max(what.cells, default=-1) < layout.panes
    cells = dict(what.cells) if fits else dict(zip(free, ordered, strict=False))
    if layout.panes > what.layout.panes:
        waiting = [camera for camera in cameras if camera not in cells.values()]
        # Only panes that the new layout brings: one emptied on purpose stays empty.
        fresh = [pane for pane in range(what.layout.panes, layout.panes) if pane not in cells]
        cells.update(zip(fresh, waiting, strict=False))
    drawn = shape if layout.name == DRAWN else what.shape
    return replace(what, grid=layout.name, cells=cells, shape=drawn, tours=tours, hot_spot=hot_spot)


def cleaned(what: Arrangement, cameras: Iterable[int]) -> Arrangement:
    """Without cameras that no longer exist and panes that the layout doesn't have."""
    known, panes = set(cameras), what.layout.panes
    cells = {p: camera for p, camera in what.cells.items() if camera in known and 0 <= p < panes and what.plain(p)}
    tours = {pane: left for pane, tour in what.tours.items() if pane < panes and (left := _without(tour, known)).stops}
    hot_spot = what.hot_spot if what.hot_spot is not None and what.hot_spot < panes else None
    if (cells, tours, hot_spot) == (dict(what.cells), dict(what.tours), what.hot_spot):
        return what
    return replace(what, cells=cells, tours=tours, hot_spot=hot_spot)


def _without(tour: PaneTour, known: set[int]) -> PaneTour:
    """A tour without cameras that no longer exist."""
    stops = tuple(stop for stop in tour.stops if stop.camera_id in known)
    return tour if stops == tour.stops else PaneTour(stops)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name itself, or with a number when a tab already has it, however its marks and capitals are written."""
    used = {fold(name) for name in taken}
    if fold(wanted) not in used:
        return wanted
    return next(name for name in (f"{wanted} {n}" for n in range(2, len(used) + 3)) if fold(name) not in used)
