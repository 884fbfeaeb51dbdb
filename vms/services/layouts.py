"""Saved arrangements of the wall: the own ones, and those shared with everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vms.core.errors import InvalidInput
from vms.core.text import fold, nfc
from vms.models.database import Catalogue
from vms.models.layout import Layout
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.wall_shape import Shape, fault_of, shape_of, shape_text
from vms.services.wall_tours import LONGEST_S, SHORTEST_S, PaneTour, tours_fault, tours_of, tours_text

_LONGEST_NAME = 60
_MOST_PANES = 64
_MOST_PLACES = 16


@dataclass(frozen=True, slots=True)
class LayoutExtras:
    """What a layout holds besides its grid and cameras.

    ``shape``: the grid as somebody drew it; ``tours``: pane → cameras that take turns; ``hot_spot``: the pane that
    shows what is selected; ``dwell_s``: seconds in the tour of tabs, 0 leaves it out; ``place``: the window, 0 the main
    one.
    """

    shape: Shape | None = None
    tours: Mapping[int, PaneTour] = field(default_factory=dict)
    hot_spot: int | None = None
    dwell_s: int = 20
    place: int = 0


@dataclass(frozen=True, slots=True)
class LayoutView:
    """``cells``: pane, counted from 0, to camera number. A locked one can't be renamed or removed, and is
    saved over only to unlock it."""

    id: int
    name: str
    grid: str
    cells: dict[int, int]
    locked: bool
    shared: bool
    extras: LayoutExtras = LayoutExtras()


class Layouts:
    """Any thread. Shared layouts need the right to share them; the own ones only the right to watch."""

    def __init__(self, catalogue: Catalogue, audit: Audit) -> None:
        self._catalogue, self._audit = catalogue, audit

    def all(self, actor: Actor) -> list[LayoutView]:
        """Shared ones first, then the own, each in its order. Raises NotAllowed."""
        self._watching(actor)
        with self._catalogue.read():
            rows = list(Layout.select().where(Layout.owner.is_null() | (Layout.owner == actor.user_id)))
        rows.sort(key=lambda row: (row.owner_id is not None, row.position, row.id))
        return [_view(row) for row in rows]

    def save(
        self,
        actor: Actor,
        name: str,
        grid: str,
        cells: Mapping[int, int],
        *,
        layout_id: int | None = None,
        shared: bool = False,
        locked: bool = False,
        extras: LayoutExtras | None = None,
    ) -> LayoutView:
        """A new layout, or ``layout_id`` saved over. Raises NotAllowed, InvalidInput (name_missing, name_taken,
        layout_locked, pane_unknown, shape_overlap and its kin, tour_empty, dwell_range …).
        """
        self._watching(actor)
        if shared:
            self._audit.require(actor, Action.SHARE_LAYOUTS)
        more = extras or LayoutExtras()
        _refuse_faults(cells, more)
        row = self._mine(actor, layout_id) if layout_id is not None else None
        if row and row.locked and locked:  # saving it with locked=False is how it is unlocked
            raise InvalidInput(reasons={"layout": "layout_locked"})
        owner = None if shared else actor.user_id
        with self._catalogue.write():
            name = self._named(name, owner, layout_id)
            was_shared = row is not None and row.owner_id is None
            row = row or Layout(position=self._last(owner) + 1)
            row.owner_id = owner
            row.name, row.grid, row.locked = name, grid, locked
            row.cells = json.dumps({str(pane): int(camera) for pane, camera in cells.items()}, sort_keys=True)
            row.shape, row.tours = shape_text(more.shape), tours_text(more.tours)
            row.hot_spot, row.dwell_s, row.place = more.hot_spot, more.dwell_s, more.place
            row.save()
            if shared:
                self._audit.write(actor, "layout_saved", object=f"layout:{row.id}", name=name)
            elif was_shared:
                self._audit.write(actor, "layout_unshared", object=f"layout:{row.id}", name=name)
        return _view(row)

    def rename(self, actor: Actor, layout_id: int, name: str) -> LayoutView:
        """Raises NotAllowed, InvalidInput."""
        self._watching(actor)
        row = self._mine(actor, layout_id)
        if row.locked:
            raise InvalidInput(reasons={"layout": "layout_locked"})
        with self._catalogue.write():
            row.name = self._named(name, row.owner_id, layout_id)
            row.save()
            if row.owner_id is None:
                self._audit.write(actor, "layout_renamed", object=f"layout:{layout_id}", name=row.name)
        return _view(row)

    def remove(self, actor: Actor, layout_id: int) -> LayoutView:
        """Delete it; what comes back can be saved again (undo). Raises NotAllowed, InvalidInput."""
        self._watching(actor)
        row = self._mine(actor, layout_id)
        if row.locked:
            raise InvalidInput(reasons={"layout": "layout_locked"})
        with self._catalogue.write():
            row.delete_instance()
            if row.owner_id is None:
                self._audit.write(actor, "layout_removed", object=f"layout:{layout_id}", name=row.name)
        return _view(row)

    def _watching(self, actor: Actor) -> None:
        self._audit.require(actor, Action.WATCH_LIVE, Grant.OWN_AREA)

    def _mine(self, actor: Actor, layout_id: int) -> Layout:
        """The layout, if the actor may change it. Somebody else's own one doesn't exist for the actor."""
        with self._catalogue.read():
            row = Layout.get_or_none(Layout.id == layout_id)
        if row is None or row.owner_id not in (None, actor.user_id):
            raise InvalidInput(reasons={"layout": "layout_unknown"})
        if row.owner_id is None:
            self._audit.require(actor, Action.SHARE_LAYOUTS)
        return row

    def _named(self, name: str, owner: int | None, layout_id: int | None) -> str:
        name = nfc(" ".join(name.split()))
        if not name:
            raise InvalidInput(reasons={"name": "name_missing"})
        if len(name) > _LONGEST_NAME:
            raise InvalidInput(reasons={"name": "name_long"})
        others = Layout.select().where(_of(owner) & (Layout.id != (layout_id or 0)))
        if any(fold(row.name) == fold(name) for row in others):
            raise InvalidInput(reasons={"name": "name_taken"})
        return name

    def _last(self, owner: int | None) -> int:
        return max((row.position for row in Layout.select().where(_of(owner))), default=0)


def _of(owner: int | None) -> Any:
    """The condition for one person's layouts, or the shared ones."""
    return Layout.owner.is_null() if owner is None else Layout.owner == owner


def _refuse_faults(cells: Mapping[int, int], extras: LayoutExtras) -> None:
    found: dict[str, str] = {}
    if any(not 0 <= pane < _MOST_PANES for pane in cells):
        found["cells"] = "pane_unknown"
    if extras.shape is not None and (fault := fault_of(extras.shape)):
        found["shape"] = fault
    if fault := tours_fault(extras.tours, _MOST_PANES):
        found["tours"] = fault
    if extras.hot_spot is not None and not 0 <= extras.hot_spot < _MOST_PANES:
        found["hot_spot"] = "pane_unknown"
    if extras.dwell_s and not SHORTEST_S <= extras.dwell_s <= LONGEST_S:
        found["dwell_s"] = "dwell_range"
    if not 0 <= extras.place < _MOST_PLACES:
        found["place"] = "place_unknown"
    if found:
        raise InvalidInput(reasons=found)


def _view(row: Layout) -> LayoutView:
    cells = {int(pane): int(camera) for pane, camera in json.loads(row.cells).items()}
    extras = LayoutExtras(shape_of(row.shape), tours_of(row.tours), row.hot_spot, row.dwell_s, row.place)
    return LayoutView(row.id, row.name, row.grid, cells, row.locked, row.owner_id is None, extras)
