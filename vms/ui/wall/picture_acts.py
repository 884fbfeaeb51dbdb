"""What is done with the picture of the selected pane: replay, still, whole picture in the corner, fill, figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog

from vms.core.errors import VmsError
from vms.core.instants import SECOND
from vms.services.accounts import Action
from vms.ui.errands import Errands
from vms.ui.navigator import Navigator
from vms.ui.session import Session
from vms.ui.wall.feed import Feed
from vms.ui.wall.picture_words import watermark_text
from vms.ui.wall.replay import STEP_S, Replay
from vms.ui.wall.wall_view import WallView

if TYPE_CHECKING:
    from collections.abc import Callable

    from vms.services.stills import SavedStill
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
BACK_S = 30
_FIGURES = "wall.statistics"
_WATERMARK_BEATS = 30  # so many seconds later at most another PC's setting is seen here


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One line of a pane's menu; without ``act`` it is left out. ``checked`` None: nothing to tick."""

    icon: str
    text: str
    act: Callable[[], None] | None
    checked: bool | None = None


class PictureActs(QObject):
    """GUI thread; what takes long goes through errands."""

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, wall: WallView, errands: Errands, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts, self._actor, self._navigator, self._wall, self._errands = (
            parts, session.actor, navigator, wall, errands,
        )  # fmt: skip
        self._may_replay = parts.accounts.may(self._actor, Action.PLAY_BACK)
        self.may_still = parts.stills.may(self._actor)
        self.figures = False
        self._watermark = False
        self._beats = 0
        preferences, actor = parts.preferences, self._actor
        errands.submit(parts.stills.sweep, lambda _count: None, navigator.fail)
        errands.submit(lambda: bool(preferences.get(actor, _FIGURES, False)), self._show_figures, navigator.fail)

    def beat(self) -> None:
        """A second has passed."""
        beat, self._beats = self._beats, self._beats + 1
        if beat % _WATERMARK_BEATS == 0:
            self._errands.submit(self._parts.watermark.on, self._take_watermark, self._navigator.fail)
        self._show_watermark()

    def _take_watermark(self, on: bool) -> None:
        self._watermark = on
        self._show_watermark()

    def _show_watermark(self) -> None:
        name, now = self._actor.name, self._parts.clock.now_us()
        self._wall.set_watermark(watermark_text(name, now) if self._watermark else "")

    def instant(self, pane: int) -> int:
        """The moment that a hand means: the one played again, or now."""
        feed = self._wall.feed(pane)
        if feed is not None and feed.replay is not None:
            return feed.replay.instant_us
        return self._parts.clock.now_us()

    # Replay

    def replay(self) -> None:
        """R: the last 30 seconds of the selected camera in its pane, or back to live."""
        pane = self._wall.selected
        feed = self._wall.feed(pane)
        if feed is None:
            return
        if feed.replay is not None:
            feed.end_replay()
        elif not self._may_replay:
            self._navigator.notify(translate("wall", "No right to look at recordings"), feed.camera.label, "info")
        elif feed.running:
            self._begin_replay(feed)
        self._wall.refresh_pane(pane)

    def _begin_replay(self, feed: Feed) -> None:
        reason = translate("wall", "Instant replay on the wall")
        try:
            player = self._parts.archive.open_player(self._actor, feed.camera.camera_id, reason, *feed.size)
        except VmsError as error:
            self._navigator.fail(error)
            return
        now, camera = self._parts.clock.now_us(), feed.camera
        over = partial(self._replay_over, camera.label)
        feed.begin_replay(Replay(player, now - BACK_S * SECOND, now, camera.clock_offset_us, over))

    def _replay_over(self, label: str, empty: bool) -> None:
        if empty:
            text = translate("wall", "Nothing was recorded in the last {n} s").format(n=BACK_S)
            self._navigator.notify(text, label, "warn")

    def first_key(self, event: QKeyEvent, pressed: bool) -> bool:
        """Space, arrows and Esc belong to a replay while there is one; whether the key was taken."""
        pane = self._wall.selected
        feed, key = self._wall.feed(pane), Qt.Key(event.key())
        if not pressed or feed is None or feed.replay is None:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Space:
            feed.replay.toggle()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            feed.replay.skip(STEP_S if key == Qt.Key.Key_Right else -STEP_S)
        elif key == Qt.Key.Key_Escape:
            feed.end_replay()
        else:
            return False
        self._wall.refresh_pane(pane)
        return True

    # Still

    def still(self) -> None:
        """S: the picture as a file."""
        feed = self._wall.feed(self._wall.selected)
        if feed is None:
            return
        if not self.may_still:
            self._navigator.notify(
                translate("wall", "No right to save stills"),
                translate("wall", "A still is a copy: ask the board for it (Article 4.2 of the regulation)"),
                "info",
            )
            return
        image = feed.picture()
        if image is None or feed.frame is None:
            self._navigator.notify(translate("wall", "There is no picture to save"), feed.camera.label, "info")
            return
        seen, camera_id = image.copy(), feed.camera.camera_id
        instant = feed.frame.instant_us or self._parts.clock.now_us()
        stills, actor, pictures = self._parts.stills, self._actor, _pictures()
        self._errands.submit(
            lambda: stills.take(actor, camera_id, instant, lambda: _png(seen), pictures),
            self._still_saved,
            self._navigator.fail,
        )

    def _still_saved(self, saved: SavedStill) -> None:
        lines = [saved.path.name, str(saved.path.parent)]
        if not saved.full:
            lines.append(translate("wall", "As large as the pane: this moment isn't recorded"))
        folder = QUrl.fromLocalFile(str(saved.path.parent))
        self._navigator.notify(
            translate("wall", "Still saved"),
            "\n".join(lines),
            action=translate("wall", "Open folder"),
            act=lambda: _open(folder),
        )

    def _choose_folder(self) -> None:
        title = translate("wall", "Where stills are saved")
        dialog = QFileDialog(self._wall.window(), title, str(self._parts.stills.folder(self._actor, _pictures())))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    def _folder_chosen(self, chosen: str) -> None:
        stills, actor = self._parts.stills, self._actor
        told = translate("wall", "Stills are saved there from now on")
        self._errands.submit(
            lambda: stills.choose(actor, Path(chosen)),
            lambda _none: self._navigator.notify(told, chosen),
            self._navigator.fail,
        )

    # How the picture is shown

    def inset(self) -> None:
        """I: the whole picture in the corner of a zoomed one, or not."""
        pane = self._wall.selected
        feed = self._wall.feed(pane)
        if feed is None:
            return
        if not feed.framing.zoomed:
            text = translate("wall", "Turn the wheel over the picture, or press +")
            self._navigator.notify(translate("wall", "Zoom in first"), text, "info")
            return
        feed.show_inset(feed.inset is None)
        self._wall.refresh_pane(pane)

    def fill(self) -> None:
        """Fill the pane and give up the aspect, or keep it; for this sitting."""
        pane = self._wall.selected
        feed = self._wall.feed(pane)
        if feed is not None:
            feed.set_framing(replace(feed.framing, stretch=not feed.framing.stretch))
            self._wall.refresh_pane(pane)

    def toggle_figures(self) -> None:
        """T: what each stream is made of, or nothing; remembered."""
        on, preferences, actor = not self.figures, self._parts.preferences, self._actor
        self._show_figures(on)
        self._errands.submit(lambda: preferences.set(actor, _FIGURES, on), lambda _none: None, self._navigator.fail)

    def _show_figures(self, on: bool) -> None:
        self.figures = on
        self._wall.set_statistics(on)

    def keys(self) -> dict[Qt.Key, Callable[[], None]]:
        """Key → what it does."""
        return {
            Qt.Key.Key_R: self.replay,
            Qt.Key.Key_S: self.still,
            Qt.Key.Key_I: self.inset,
            Qt.Key.Key_T: self.toggle_figures,
        }

    def rows(self, pane: int) -> list[MenuRow]:
        """Their lines in the menu of a pane, which is selected."""
        feed = self._wall.feed(pane)
        if feed is None:
            return []
        back, again = translate("wall", "Back to live (R)"), translate("wall", "Replay the last 30 seconds (R)")
        zoomed, playing = feed.framing.zoomed, feed.replay is not None
        stills, whole = self._parts.stills, partial(self._wall.hands.whole, pane)
        return [
            MenuRow("history", back if playing else again, self.replay if self._may_replay else None),
            MenuRow("camera", translate("wall", "Still picture (S)"), self.still if self.may_still else None),
            MenuRow(
                "folder",
                translate("wall", "Folder of the stills…"),
                self._choose_folder if stills.may_choose(self._actor) else None,
            ),
            MenuRow("magnify-minus", translate("wall", "Zoom out (0)"), whole if zoomed else None),
            MenuRow(
                "picture-in-picture-bottom-right",
                translate("wall", "Whole picture in the corner (I)"),
                self.inset if zoomed else None,
                feed.inset is not None,
            ),
            MenuRow("arrow-expand-all", translate("wall", "Fill the pane"), self.fill, feed.framing.stretch),
            MenuRow("chart-box", translate("wall", "Figures of the streams (T)"), self.toggle_figures, self.figures),
        ]


def _pictures() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _open(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
