"""``python -m tests.story.shots DIR``: every page and dialog, both languages and themes, as PNG to be looked at."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.story.driver import BOARD, GUARD, IT, PASSWORDS, Driver, StoryError
from vms.core.errors import AlreadyRunning, CameraRefused, CatalogueDamaged, DiskFull, VmsError
from vms.core.instants import MINUTE, SECOND, Span, day_span, local_date
from vms.core.redact import Secret
from vms.services.accounts import Actor
from vms.services.imports import ForeignVideo
from vms.services.incident_drafts import IncidentDraft, MeasureDraft, NoteDraft, PersonDraft
from vms.services.incident_views import IncidentView
from vms.ui.archive import search_polygon as polygon
from vms.ui.archive.dialogs import BookmarkDialog, ChooseIncidentDialog, HoldDialog, IncidentDialog
from vms.ui.archive.page import ArchivePage
from vms.ui.archive.search_seam import EVENTS, MOTION
from vms.ui.cameras.page import CamerasPage
from vms.ui.dialogs import ConfirmDialog, ErrorCard, Question
from vms.ui.first_run.plan import Plan
from vms.ui.imports.dialogs import TakeInDialog
from vms.ui.incidents.dialogs import MeasureDialog, NewIncidentDialog, NoteDialog, PersonDialog
from vms.ui.incidents.page import IncidentsPage
from vms.ui.main_window import MainWindow
from vms.ui.messages import explain
from vms.ui.tokens import Scheme
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_state import PaneState

SMALL, LARGE = (1366, 690), (1920, 1032)
LOOKS = [(language, scheme) for language in ("vi", "en") for scheme in (Scheme.LIGHT, Scheme.DARK)]


def main() -> int:
    """Fill DIR; 1 when the program didn't come to show something."""
    parser = argparse.ArgumentParser(prog="dev.py shot")
    parser.add_argument("folder", type=Path)
    out = parser.parse_args().folder.resolve()
    out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="vms-shots-") as temporary, Driver(Path(temporary)) as driver:
            driver.first_run()
            Shooting(driver, out).everything()
    except StoryError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


class Shooting:
    """One run through all pages, in each language and theme."""

    def __init__(self, driver: Driver, out: Path) -> None:
        self.driver, self.out = driver, out
        self.parts = driver.assembly.parts
        accounts = self.parts.accounts
        self.actors = {name: accounts.sign_in(name, Secret(PASSWORDS[name])) for name in (BOARD, GUARD, IT)}
        self.camera = next(one for one in self.parts.cameras.all(self.actors[BOARD]) if one.code == "C04")
        self.look = ""

    def everything(self) -> None:
        """Content first, then every look."""
        self.wall(SMALL, "wall-first")
        self.driver.wait(lambda: self.recorded() >= 40, 180, "forty seconds of footage")
        incident = self.write_incident()
        for language, scheme in LOOKS:
            self.look = f"{language}-{scheme.value}"
            self.first_run_and_sign_in(language, scheme)
            for name in self.actors:
                self.parts.preferences.set(self.actors[name], "theme", scheme.value)
                self.parts.preferences.set(self.actors[name], "language", language)
            self.wall(SMALL, "wall-1366")
            self.wall(LARGE, "wall-1920")
            self.layers()
            self.archive()
            self.incidents(incident)
            self.panels(incident)
            self.cameras()
            self.settings()
            self.dialogs(incident)

    # Content

    def recorded(self) -> float:
        """Seconds of footage of the camera."""
        day = local_date(self.parts.clock.now_us())
        line = self.parts.timelines.row(self.actors[BOARD], [self.camera.id], day_span(day), 86_400)
        return sum(span.length for span in line.recorded) / SECOND

    def write_incident(self) -> IncidentView:
        """One incident with everything in it, through the services."""
        guard, parts = self.actors[GUARD], self.parts
        now = parts.clock.now_us()
        made = parts.incidents.open(guard, IncidentDraft("Học sinh ngã ở sân chính", "accident", "Sân chính", now))
        for seconds, text, source in (
            (0, "Nhóm học sinh lớp 3A chạy ra sân", ""),
            (18, "Báo phụ huynh hai em", "sổ trực"),
        ):
            draft = NoteDraft(now + seconds * SECOND, text, source, None if source else self.camera.id)
            parts.incidents.add_note(guard, made.id, draft)
        for name, room in (("Nguyễn Minh Khoa", "3A"), ("Trần Bảo An", "3B")):
            person = PersonDraft(
                name, True, room, "Học sinh bị ngã", "xây xát đầu gối", "Em chạy nhanh." * (room == "3A")
            )
            parts.incidents.add_person(guard, made.id, person)
        parts.incidents.add_measure(guard, made.id, MeasureDraft("Sơ cứu tại phòng y tế", "cô Vân", None, now))
        parts.incidents.add_measure(
            guard, made.id, MeasureDraft("Nhắc nhở trong giờ chào cờ", "Tổng phụ trách", now + 7 * 86400 * SECOND)
        )
        parts.evidence.cut(guard, made.id, self.camera.id, Span(now - 35 * SECOND, now - 5 * SECOND))
        parts.evidence.add_still(guard, made.id, self.camera.id, now - 20 * SECOND)
        parts.archive.mark(guard, self.camera.id, now - 20 * SECOND, "Hai học sinh va nhau")
        parts.incidents.open(guard, IncidentDraft("Xe máy va quẹt ở nhà để xe", "traffic", "Nhà để xe", now - MINUTE))
        return parts.incidents.get(guard, made.id)

    # Pages

    def window(self, name: str, size: tuple[int, int] = SMALL) -> MainWindow:
        """The window of a role."""
        window = self.driver.desktop.open_session(self.actors[name])
        self.driver.desktop.resize(*size)
        self.driver.settle(0.2)
        return window

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One picture."""
        (widget or self.driver.desktop).grab().save(str(self.out / f"{name}-{self.look or 'first'}.png"))

    def first_run_and_sign_in(self, language: str, scheme: Scheme) -> None:
        """The wizard's steps as they look empty, and the sign-in page."""
        desktop = self.driver.desktop
        desktop.change_look(scheme.value, 100, language)
        desktop.resize(*SMALL)
        for step in range(5):
            desktop.show_wizard(Plan(Path("D:/Camera"), language, school="Trường Tiểu học Bình Minh"), step)
            self.driver.settle(0.1)
            self.take(f"first-run-{step + 1}")
        desktop.show_sign_in(self.parts)
        self.driver.settle(0.1)
        self.take("sign-in")

    def wall(self, size: tuple[int, int], name: str) -> None:
        """The guard's wall with living pictures."""
        window = self.window(GUARD, size)
        page = window.current_page
        assert isinstance(page, WallPage)
        wall = page.wall
        self.driver.wait(
            lambda: sum(wall.model(pane).state == PaneState.live for pane in wall.cells) >= 9, 240, "nine live panes"
        )
        self.driver.settle(1)
        self.take(name)

    def layers(self) -> None:
        """What lies over the wall."""
        window = self.driver.shown(MainWindow)
        window.open_palette()
        self.driver.settle(0.1)
        self.take("palette")
        window.open_keys()
        self.driver.settle(0.1)
        self.take("keys")
        window.lock()
        self.driver.settle(0.3)
        self.take("lock")

    def archive(self) -> None:
        """The reason asked, then footage with a stretch marked."""
        window = self.window(BOARD)
        window.show_page("archive")
        self.driver.settle(0.3)
        self.take("archive-reason")
        page = window.current_page
        assert isinstance(page, ArchivePage)
        now = self.parts.clock.now_us()
        page.open_at(self.camera.id, now - 30 * SECOND)
        self.driver.wait(lambda: page.view.pane.has_picture, 20, "recorded picture")
        page.playback.pause()
        page.marks.set(lambda selection, at: type(selection)(at, at + 12 * SECOND))
        self.driver.settle(0.4)
        self.take("archive")
        self.search(page)

    def search(self, page: ArchivePage) -> None:
        """Both ways to search, with what they find."""
        page.search.open(EVENTS)
        window = page.search.desk.window
        assert window is not None
        window.events.ask()
        self.driver.wait(window.events.list.count, 20, "events are found")
        self.driver.settle(0.5)
        self.take("search-events", window)
        page.search.open(MOTION)
        editor = window.motion.editor
        editor.change(polygon.whole(editor.drawing))
        window.motion.start.click()
        self.driver.wait(window.motion.list.count, 60, "motion is found")
        self.driver.settle(1.5)
        self.take("search-motion", window)
        window.hide()

    def incidents(self, incident: IncidentView) -> None:
        """The list and one incident."""
        window = self.window(BOARD)
        window.navigator.show_incident.emit(incident.id)
        page = window.current_page
        assert isinstance(page, IncidentsPage)
        self.driver.wait(lambda: page.incident is not None and page.view.preview.page_count > 0, 20, "the incident")
        self.driver.settle(0.4)
        self.take("incidents")

    def panels(self, incident: IncidentView) -> None:
        """Export jobs, and files from outside."""
        window = self.window(BOARD)
        navigator, jobs, imports = window.navigator, window.boards.jobs, window.boards.imports
        assert jobs and imports
        navigator.show_jobs.emit()
        self.driver.settle(0.4)
        self.take("jobs", jobs.panel)
        jobs.close()
        navigator.show_imports.emit(incident.id)
        self.driver.settle(0.4)
        self.take("imports", imports.panel)
        imports.close()

    def cameras(self) -> None:
        """IT's page with one camera chosen."""
        window = self.window(IT)
        page = window.current_page
        assert isinstance(page, CamerasPage)
        self.driver.settle(3)
        self.take("cameras")

    def settings(self) -> None:
        """The board's settings."""
        window = self.window(BOARD)
        window.show_page("settings")
        self.driver.settle(0.4)
        self.take("settings")

    # Dialogs

    def dialogs(self, incident: IncidentView) -> None:
        """Each alone, not over the window."""
        for name, dialog in self._dialogs(incident):
            dialog.show()
            self.driver.settle(0.05)
            self.take(f"dialog-{name}", dialog)
            dialog.close()
            dialog.deleteLater()
        self.driver.settle(0.05)

    def _dialogs(self, incident: IncidentView) -> Iterator[tuple[str, QWidget]]:
        now, label = self.parts.clock.now_us(), self.camera.label
        span = Span(now - 78 * SECOND, now)
        actor: Actor = self.actors[BOARD]
        yield "open-incident", IncidentDialog(label, "Sân trường", span)
        yield "hold", HoldDialog(label, span)
        yield "bookmark", BookmarkDialog(label, now)
        yield "choose-incident", ChooseIncidentDialog(label, span, self.parts.incidents.rows(actor))
        yield "incident", NewIncidentDialog(now, incident)
        yield "moment", NoteDialog(now, incident.notes[0])
        yield "person", PersonDialog(True, incident.people[0])
        yield "measure", MeasureDialog(local_date(now), incident.measures[0])
        rows, cameras = self.parts.incidents.rows(actor), self.parts.cameras.all(actor)
        clip = ForeignVideo("mov", "h264", 1920, 1080, 0, 29_970, 78 * SECOND, now - MINUTE)
        yield "take-in", TakeInDialog(Path("VID_20261120_094012.mp4"), clip, rows, cameras, now, incident.id)
        question = Question(
            "Thôi giữ đoạn này?",
            about="C12 Cầu thang B, 05/11/2026 09:41–09:43.",
            lost=("Sẽ bị xóa từ 06/12/2026, không lấy lại được.",),
            stays=("Bản đã trích xuất vẫn còn.",),
            act="Thôi giữ",
            keep="Giữ tiếp",
            ask_reason=True,
        )
        yield "confirm", ConfirmDialog(question)
        faults: tuple[VmsError, ...] = (
            CameraRefused(host="192.168.10.24"),
            DiskFull(path="E:/", need=1_200_000_000, free=310_000_000),
            CatalogueDamaged(path="D:/Camera/catalogue.sqlite3"),
            AlreadyRunning(path="D:/Camera"),
        )
        for fault in faults:
            yield f"error-{fault.code.replace('_', '-')}", ErrorCard(explain(fault), now)


if __name__ == "__main__":
    sys.exit(main())
