"""What the camera tree says of each camera, worked out anew only for those of which something changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from vms.ui.wall import overview
from vms.ui.wall.pane_state import PaneModel, Tamper
from vms.ui.wall.tree_rows import TreeState

if TYPE_CHECKING:
    from vms.services.cameras import CameraView
    from vms.services.recording import RecordingView

    _Known = tuple[CameraView, tuple[PaneModel | None, RecordingView | None, Tamper | None], TreeState]


class TreeStates:
    """GUI thread. Asked several times a second, for thousands of cameras."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def of(
        self,
        views: Iterable[CameraView],
        models: Mapping[int, PaneModel],
        recordings: Mapping[int, RecordingView],
        tampers: Mapping[int, Tamper],
    ) -> dict[int, TreeState]:
        """By camera id."""
        found: dict[int, TreeState] = {}
        fresh: dict[int, _Known] = {}
        for view in views:
            of_it = (models.get(view.id), recordings.get(view.id), tampers.get(view.id))
            known = self._known.get(view.id)
            if known is None or known[0] is not view or known[1] != of_it:
                known = (view, of_it, overview.tree_state(view, of_it[0], recordings, of_it[2]))
            fresh[view.id] = known
            found[view.id] = known[2]
        self._known = fresh
        return found
