"""Which camera stands in which pane: plain values and the changes a person makes to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vms.core.text import fold
from vms.ui.wall.layout import WallLayout, layout_named, smallest_for


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One tab of the wall: a name, a layout, pane → camera id. ``saved_id`` is None until it was saved.

    ``key`` tells the tabs of one window apart, whatever changes in them.
    """

    name: str
    grid: str = "9"
    cells: Mapping[int, int] = field(default_factory=dict)
    locked: bool = False
    saved_id: int | None = None
    shared: bool = False
    key: int = 0

    @property
    def layout(self) -> WallLayout:
        """The layout of that grid."""
        return layout_named(self.grid)

    def pane_of(self, camera_id: int) -> int | None:
        """Where the camera stands, if it does."""
        return next((pane for pane, camera in self.cells.items() if camera == camera_id), None)


def filled(name: str, cameras: Sequence[int]) -> Arrangement:
    """The first arrangement of a school: as many panes as it has cameras, in their order."""
    layout = smallest_for(len(cameras))
    return Arrangement(name, layout.name, dict(enumerate(cameras[: layout.panes])))


def placed(what: Arrangement, pane: int, camera_id: int) -> Arrangement:
    """Put a camera into a pane. One that is already on the wall changes places with what was there."""
    source = what.pane_of(camera_id)
    if source is not None:
        return swapped(what, source, pane)
    return replace(what, cells={**what.cells, pane: camera_id})


def swapped(what: Arrangement, one: int, other: int) -> Arrangement:
    """Two panes change places; an empty one counts."""
    cells = dict(what.cells)
    first, second = cells.pop(one, None), cells.pop(other, None)
    if first is not None:
        cells[other] = first
    if second is not None:
        cells[one] = second
    return replace(what, cells=cells)


def emptied(what: Arrangement, pane: int) -> Arrangement:
    """Take the camera out of a pane."""
    return replace(what, cells={at: camera for at, camera in what.cells.items() if at != pane})


def regridded(what: Arrangement, grid: str, cameras: Sequence[int]) -> Arrangement:
    """Another layout. Cameras keep their order; a larger one takes in cameras that weren't on the wall.

    Panes that no longer exist give their cameras back to the tree, the last ones first; empty panes in between stay
    empty when everything still fits.
    """
    layout = layout_named(grid)
    ordered = [what.cells[pane] for pane in sorted(what.cells)]
    fits = max(what.cells, default=-1) < layout.panes
    cells = dict(what.cells) if fits else dict(enumerate(ordered[: layout.panes]))
    if layout.panes > what.layout.panes:
        waiting = [camera for camera in cameras if camera not in cells.values()]
        # Only panes that the new layout brings: one emptied on purpose stays empty.
        fresh = [pane for pane in range(what.layout.panes, layout.panes) if pane not in cells]
        cells.update(zip(fresh, waiting, strict=False))
    return replace(what, grid=layout.name, cells=cells)


def cleaned(what: Arrangement, cameras: Iterable[int]) -> Arrangement:
    """Without cameras that no longer exist and panes that the layout doesn't have."""
    known = set(cameras)
    cells = {p: camera for p, camera in what.cells.items() if camera in known and 0 <= p < what.layout.panes}
    return what if cells == dict(what.cells) else replace(what, cells=cells)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name itself, or with a number when a tab already has it, however its marks and capitals are written."""
    used = {fold(name) for name in taken}
    if fold(wanted) not in used:
        return wanted
    return next(name for name in (f"{wanted} {n}" for n in range(2, len(used) + 3)) if fold(name) not in used)
