"""Joins the panel of files from outside to the services and to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vms.core.errors import VmsError
from vms.core.hashing import grouped
from vms.services.imports import ImportActView, ImportView
from vms.ui.controls import Button
from vms.ui.dialogs import CardDialog
from vms.ui.errands import Errands
from vms.ui.imports.dialogs import TimeDialog
from vms.ui.imports.drop import FileDrop
from vms.ui.imports.panel import ImportsPanel
from vms.ui.imports.takes import Takes
from vms.ui.imports.words import act_text
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_SHOWN_ACTS = 12


class ImportsBoard(QObject):
    """GUI thread; one a window."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator, self._window = parts, session, navigator, window
        self._errands = Errands(parts.tasks)
        self.takes = Takes(parts, session, navigator, self)
        self.takes.began.connect(self._began)
        self.takes.progressed.connect(self._progressed)
        self.takes.ended.connect(self._ended)
        self.panel: ImportsPanel | None = None
        self._working = ""
        navigator.show_imports.connect(self.open)
        navigator.files_dropped.connect(self._dropped)

    def open(self, incident_id: int = 0) -> None:
        """Bring the panel to the front, for an incident (0: for all)."""
        try:
            incident = self._named(incident_id)
        except VmsError as error:
            self._navigator.fail(error)
            return
        if self.panel is not None and self.panel.incident != incident:
            self.panel.close()
            self.panel = None
        if self.panel is None:
            self.panel = self._make(incident)
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()
        self.reload()

    def _named(self, incident_id: int) -> tuple[int, str] | None:
        if not incident_id:
            return None
        view = self._parts.incidents.get(self._session.actor, incident_id)
        return view.id, view.code

    def _make(self, incident: tuple[int, str] | None) -> ImportsPanel:
        actor, imports = self._session.actor, self._parts.imports
        made = ImportsPanel(
            lambda number, width, height: imports.open_player(actor, number, width, height), incident, self._window
        )
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.finished.connect(lambda _code: self._gone(made))
        made.add_wanted.connect(self.choose)
        made.cancel_wanted.connect(self.takes.cancel)
        made.time_wanted.connect(self.correct)
        made.check_wanted.connect(self.check)
        made.custody_wanted.connect(self.show_custody)
        made.link_wanted.connect(lambda view: self._link(view, imports.link, imports.unlink))
        made.unlink_wanted.connect(lambda view: self._link(view, imports.unlink, imports.link))
        FileDrop(made, lambda paths: self.take(paths, incident[0] if incident else None))
        if self._working:
            made.show_work(self._working)
        return made

    def reload(self) -> None:
        """Read the list anew."""
        actor, imports = self._session.actor, self._parts.imports
        if self.panel is not None:
            self._errands.submit(lambda: imports.imports(actor), self._show, self._navigator.fail)

    def take(self, sources: Sequence[Path], incident_id: int | None) -> None:
        """Take these files in, after asking for each."""
        self.takes.take(sources, incident_id, self.panel or self._window)

    def choose(self) -> None:
        """Files from a dialog of the system."""
        title = translate("Imports", "Which files?")
        chosen, _filter = QFileDialog.getOpenFileNames(self.panel or self._window, title)
        if chosen:
            incident = self.panel.incident if self.panel is not None else None
            self.take([Path(one) for one in chosen], incident[0] if incident else None)

    def correct(self, view: ImportView) -> None:
        """Another time; the old one stays in custody."""
        actor, imports = self._session.actor, self._parts.imports
        dialog = TimeDialog(view, self._parts.clock.now_us(), self.panel)
        if dialog.exec():
            time, note = dialog.time, dialog.note.text()
            claimed, offset, who = time.claimed_us or 0, time.offset_us, time.who
            self._do(lambda: imports.set_time(actor, view.id, claimed, offset, who, note))
        dialog.deleteLater()

    def check(self, view: ImportView) -> None:
        """Read the file again and compare."""
        actor, imports = self._session.actor, self._parts.imports

        def told(whole: bool) -> None:
            if whole:
                words = translate("Imports", "The file is what it was when it was taken in.")
                self._navigator.notify(translate("Imports", "Hash matches"), words)
            else:
                words = translate("Imports", "{file} is not what it was. Tell the board.").format(file=view.name)
                self._navigator.notify(translate("Imports", "Hash differs"), words, "bad")
            self.reload()

        self._errands.submit(lambda: imports.verify(actor, view.id), told, self._navigator.fail)

    def show_custody(self, view: ImportView) -> None:
        """Who did what with it, and every time that was said."""
        actor, imports = self._session.actor, self._parts.imports
        self._errands.submit(
            lambda: imports.acts(actor, view.id), lambda acts: self._show_custody(view, acts), self._navigator.fail
        )

    def stop(self) -> None:
        """The window goes."""
        self.takes.stop()
        self._errands.close()
        self.close()

    def close(self) -> None:
        """Hide the panel: the screen is locked, or the window goes. A copy goes on."""
        if self.panel is not None:
            self.panel.close()

    # -- within ------------------------------------------------------------------------------------------------------

    def _show(self, views: tuple[ImportView, ...]) -> None:
        if self.panel is not None:
            self.panel.show_files(views)

    def _show_custody(self, view: ImportView, acts: list[ImportActView]) -> None:
        dialog = CardDialog(view.name, "clipboard-text-clock", "accent", self.panel or self._window)
        dialog.add_text(f"SHA-256\n{grouped(view.sha256)}")
        left_out = len(acts) - _SHOWN_ACTS
        if left_out > 0:
            dialog.add_text(translate("Imports", "{count} earlier acts are in the log").format(count=left_out), "hint")
        for act in acts[-_SHOWN_ACTS:]:
            dialog.add_line("circle-small", "t2", act_text(act))
        dialog.add_button(Button(translate("Imports", "Close"), "primary"), accepts=False)
        dialog.exec()
        dialog.deleteLater()

    def _link(self, view: ImportView, act: Callable[..., ImportView], back: Callable[..., ImportView]) -> None:
        actor = self._session.actor
        incident = self.panel.incident if self.panel is not None else None
        if incident is None:
            return
        number, code = incident

        def done(_view: object) -> None:
            self._changed(number)
            words = f"{view.name} · {code}"
            undo = lambda: self._do(lambda: back(actor, view.id, number), number)  # noqa: E731
            self._navigator.notify(translate("Imports", "Changed"), words, undo=undo)

        self._errands.submit(lambda: act(actor, view.id, number), done, self._navigator.fail)

    def _do(self, work: Callable[[], object], incident_id: int = 0) -> None:
        self._errands.submit(work, lambda _done: self._changed(incident_id), self._navigator.fail)

    def _changed(self, incident_id: int) -> None:
        self.reload()
        if incident_id:
            self._navigator.evidence_changed.emit(incident_id)

    def _dropped(self, paths: list[Path], incident_id: int) -> None:
        self.open(incident_id)
        self.take(paths, incident_id or None)

    def _began(self, name: str) -> None:
        self._working = name
        if self.panel is None:
            self.open()
        elif self.panel is not None:
            self.panel.show_work(name)

    def _progressed(self, share: float) -> None:
        if self.panel is not None:
            self.panel.show_progress(share)

    def _ended(self, view: ImportView | None) -> None:
        self._working = ""
        if self.panel is None:
            return
        self.panel.show_work("")
        actor, imports, panel = self._session.actor, self._parts.imports, self.panel

        def show(views: tuple[ImportView, ...]) -> None:
            self._show(views)
            if view is not None and self.panel is panel:
                panel.choose(view.id)

        self._errands.submit(lambda: imports.imports(actor), show, self._navigator.fail)

    def _gone(self, panel: ImportsPanel) -> None:
        panel.player.close_file()
        if self.panel is panel:
            self.panel = None
