"""Watches for lost cameras, keeps the list, and writes down who has seen what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from vms.ui.navigator import Navigator
from vms.ui.wall import overview
from vms.ui.wall.alarm_dock import AlarmDock
from vms.ui.wall.errands import Errands
from vms.ui.wall.losses import Loss, LossWatch, waiting
from vms.ui.wall.pane_state import PaneModel, PaneState

if TYPE_CHECKING:
    from vms.services.accounts import Actor
    from vms.services.cameras import CameraView
    from vms.ui.parts import Parts


class AlarmDesk(QObject):
    """Between what is known of cameras and the dock. GUI thread."""

    def __init__(self, parts: Parts, actor: Actor, navigator: Navigator, errands: Errands, dock: AlarmDock) -> None:
        super().__init__(dock)
        self._parts, self._actor, self._navigator, self._errands, self._dock = parts, actor, navigator, errands, dock
        self._watch = LossWatch(overview.GRACE_S, overview.SETTLING_S)
        self._told = -1
        dock.acknowledge.connect(self.acknowledge)
        navigator.show_alarms.connect(self._show)

    def look(
        self, views: Collection[CameraView], models: Mapping[int, PaneModel], recordings: overview.Recordings
    ) -> None:
        """Take in what is known now."""
        clock = self._parts.clock
        now = clock.now_us()
        lost = overview.lost_now(views, models, recordings, now)
        unknown = overview.unknown_now(views, models, recordings)
        well = [camera_id for camera_id, model in models.items() if model.state is PaneState.live]
        self._watch.look(well, lost, unknown, now, clock.monotonic())
        self._show_losses()

    def _show_losses(self) -> None:
        losses = self._watch.losses
        self._dock.set_losses(losses, self._parts.clock.now_us())
        count = len(waiting(losses))
        if count != self._told:
            self._told = count
            self._navigator.alarms_changed.emit(count)

    def acknowledge(self, loss: Loss) -> None:
        """Someone has seen this loss; it goes into the log of acts."""
        actor, audit = self._actor, self._parts.audit
        self._watch.acknowledge(loss, self._parts.clock.now_us())
        self._show_losses()
        what = f"camera:{loss.camera_id}" if loss.camera_id != overview.RECORDER_KEY else "recorder"

        def write() -> None:
            audit.write(
                actor, "alarm_acknowledged", object=what, reason=loss.reason,
                state=loss.state, began_us=loss.began_us, ended_us=loss.ended_us,
            )  # fmt: skip

        self._errands.submit(write, lambda _none: None, self._navigator.fail)

    def acknowledge_top(self) -> bool:
        """Space; False when nothing waits."""
        open_ones = waiting(self._watch.losses)
        if open_ones:
            self.acknowledge(open_ones[0])
        return bool(open_ones)

    def _show(self) -> None:
        """The alarm button of the top bar: the oldest that waits, with the keyboard on its button."""
        self._dock.show()
        cards = self._dock.cards
        if cards:
            oldest = min(cards, key=lambda card: card.loss.began_us)
            self._dock.scroll_area.ensureWidgetVisible(oldest)
            oldest.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
