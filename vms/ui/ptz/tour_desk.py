"""The tours of the camera that is being moved, between the panel and the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from vms.ui.errands import Errands
from vms.ui.navigator import Navigator
from vms.ui.ptz.tour_draft import TourDraft

if TYPE_CHECKING:
    from vms.core.tasks import Tasks
    from vms.services.accounts import Actor
    from vms.services.ptz import TourView
    from vms.services.ptz_tours import Tours

translate = QCoreApplication.translate


class TourDesk(QObject):
    """GUI thread. ``changed``: another list; ``began``: a tour was started and wants the camera."""

    changed = Signal()
    began = Signal()

    def __init__(
        self, tours: Tours, tasks: Tasks, actor: Actor, navigator: Navigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tours, self._actor, self._navigator = tours, actor, navigator
        self._errands = Errands(tasks)
        self._camera_id: int | None = None
        self.tours: tuple[TourView, ...] = ()

    def show(self, camera_id: int | None) -> None:
        """The tours of another camera, read anew."""
        if camera_id != self._camera_id:
            self._camera_id, self.tours = camera_id, ()
            self.changed.emit()
        self.load()

    def load(self) -> None:
        """Read them again."""
        camera_id = self._camera_id
        if camera_id is not None:
            self._errands.submit(
                lambda: self._tours.of(self._actor, camera_id),
                lambda found: self._take(camera_id, found),
                self._navigator.fail,
            )

    def start(self, tour: TourView) -> None:
        """The camera goes round by itself."""

        def done(_view: TourView) -> None:
            self._navigator.notify(translate("ptz", "The tour runs"), tour.name)
            self.began.emit()

        self._do(lambda: self._tours.start(self._actor, tour.id), done)

    def stop(self, tour: TourView) -> None:
        """It stays where it is."""
        self._do(lambda: self._tours.stop(self._actor, tour.id))

    def save(self, draft: TourDraft) -> None:
        """A new one, or an old one changed."""
        camera_id = self._camera_id
        if camera_id is None:
            return
        self._do(
            lambda: self._tours.save(
                self._actor, camera_id, draft.name, draft.stops, draft.speed, tour_id=draft.tour_id
            )
        )

    def remove(self, tour: TourView) -> None:
        """Forget it; it can be brought back for a while."""

        def put_back() -> None:
            self._do(lambda: self._tours.save(self._actor, tour.camera_id, tour.name, tour.stops, tour.speed))

        def done(_view: TourView) -> None:
            self._navigator.notify(translate("ptz", "Tour removed"), tour.name, "info", undo=put_back)

        self._do(lambda: self._tours.remove(self._actor, tour.id), done)

    def close(self) -> None:
        """The page goes."""
        self._errands.close()

    def _do(self, work: Callable[[], TourView], done: Callable[[TourView], None] = lambda _view: None) -> None:
        def finished(view: TourView) -> None:
            done(view)
            self.load()

        self._errands.submit(work, finished, self._navigator.fail)

    def _take(self, camera_id: int, found: list[TourView]) -> None:
        if camera_id == self._camera_id:
            self.tours = tuple(found)
            self.changed.emit()
