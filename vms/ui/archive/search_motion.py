"""Find where something moved: the area drawn at the left, what was found at the right, as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLayout, QScrollArea, QStackedWidget, QWidget

from vms.core.instants import Span, date_text, time_text
from vms.services.cameras import CameraView
from vms.services.motion_searches import (
    LEVELS,
    CameraArea,
    MotionDamage,
    MotionDropped,
    MotionEnded,
    MotionFind,
    MotionNews,
    MotionProgress,
    MotionQuery,
    MotionStage,
    query_reasons,
)
from vms.ui import theme
from vms.ui.archive import search_polygon as polygon
from vms.ui.archive.search_area import AreaEditor
from vms.ui.archive.search_polygon import Drawing
from vms.ui.archive.search_rows import Row, RowList
from vms.ui.archive.search_span import SpanFields
from vms.ui.archive.search_words import reason_words, share_text, smallest
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, EmptyState, ProgressCard, Segmented, icon_button, label
from vms.ui.fields import Field
from vms.ui.words import duration_text

translate = QCoreApplication.translate
_LEFT = 424
_NAMED = 3
_OVERVIEW = 0.25  # of the bar: so much of the decoding


class MotionPane(QWidget):
    """``wanted`` carries a MotionQuery, ``cancelled`` ends it; ``picture_wanted`` asks for a still to draw on."""

    wanted = Signal(object)
    cancelled = Signal()
    picture_wanted = Signal(int)
    opened = Signal(object)

    BY_TIME: ClassVar = "time"
    BY_SHARE: ClassVar = "share"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawings: dict[int, Drawing] = {}
        self._labels: dict[int, str] = {}
        self._finds: dict[tuple[str, int], MotionFind] = {}
        self._damaged: list[str] = []
        self._done: dict[int, float] = {}
        self._running = False
        self.camera = QComboBox()
        self.camera.setProperty("fit", "dense")
        self.camera.setAccessibleName(translate("Search", "Camera"))
        self.camera.currentIndexChanged.connect(self._other_camera)
        self.editor = AreaEditor()
        self.editor.changed.connect(self._drawn)
        self.span = SpanFields(days=False)
        self.level = Segmented([(at, str(at)) for at in range(1, LEVELS + 1)], 3)
        self.level.setAccessibleName(translate("Search", "Sensitivity"))
        self.least = QComboBox()
        self.least.setProperty("fit", "dense")
        for share, words in smallest():
            self.least.addItem(words, share)
        self.least.setCurrentIndex(1)
        self.least.currentIndexChanged.connect(lambda _at: self.editor.show_least(float(self.least.currentData())))
        self.editor.show_least(float(self.least.currentData()))
        self.thorough = QCheckBox(translate("Search", "Also what is over in less than two seconds (takes long)"))
        self.start = Button(translate("Search", "Find motion"), "primary", "motion-sensor")
        self.start.setAutoDefault(False)
        self.start.clicked.connect(self._start_or_stop)
        self._wrong = label("", "caption", wrap=True, state="bad")
        self._areas = label("", "caption", wrap=True)
        self.list = RowList(translate("Search", "Where something moved"))
        self.list.opened.connect(self.opened)
        whole = row(self._left(), spacing=0, parent=self)
        whole.addLayout(self._right(), 1)
        self._drawn()
        self._count_finds()

    def _left(self) -> QWidget:
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        editor = self.editor
        tools = row(spacing=4)
        for name, words, change in (
            ("vector-square", translate("Search", "The whole picture"), polygon.whole),
            ("undo", translate("Search", "Take the last corner back  Ctrl+Z"), polygon.undo),
            ("eraser", translate("Search", "Begin the area anew"), polygon.clear),
        ):
            tool = icon_button(name, words)
            tool.setAutoDefault(False)
            tool.clicked.connect(lambda _on=False, change=change: editor.change(change(editor.drawing)))
            tools.addWidget(tool)
        top = row(spacing=8)
        top.addWidget(self.camera, 1)
        top.addLayout(tools)
        hint = translate("Search", "Click the corners of the area; click the first one again to close it.")
        sensitivity = Field(
            translate("Search", "Sensitivity (5: also what is hardly visible)"), self.level, reserve=False
        )
        fields = column(top, self.editor, label(hint, "small_hint", wrap=True), self._areas, spacing=8, parent=body)
        fields.setContentsMargins(0, 0, 12, 0)
        for widget in (
            self.span,
            sensitivity,
            Field(translate("Search", "Smallest thing (the square in the picture)"), self.least, reserve=False),
            self.thorough,
        ):
            fields.addWidget(widget)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        left = QWidget()
        left.setFixedWidth(theme.length(_LEFT))
        inside = column(spacing=8, parent=left)
        inside.addWidget(scroll, 1)
        inside.addWidget(self._wrong)
        inside.addWidget(self.start)
        return left

    def _right(self) -> QLayout:
        self._count = label("", "secondary")
        orders = ((self.BY_TIME, translate("Search", "By time")), (self.BY_SHARE, translate("Search", "By size")))
        self.order = Segmented(orders, self.BY_TIME)
        self.order.setAccessibleName(translate("Search", "Order"))
        self.order.changed.connect(lambda _how: self._sort())
        self._progress = ProgressCard(translate("Search", "Searching…"))
        self._progress.hide()
        self._banner = Banner("", "warn")
        self._banner.hide()
        self._empty = EmptyState(
            "motion-sensor",
            translate("Search", "Draw an area and start"),
            translate("Search", "What is found appears here while the search goes on."),
        )
        self._none = EmptyState(
            "motion-sensor-off",
            translate("Search", "Nothing moved there"),
            translate("Search", "Choose a longer span, a higher sensitivity or a smaller thing."),
        )
        self.middle = QStackedWidget()
        for page in (self._empty, self._none, self.list):
            self.middle.addWidget(page)
        head = row(label(translate("Search", "Found"), "card_title"), self._count, None, self.order, spacing=12)
        right = column(head, self._progress, self._banner, spacing=8, margins=(16, 0, 0, 0))
        right.addWidget(self.middle, 1)
        return right

    # Cameras and their areas

    def show_cameras(self, cameras: Sequence[CameraView], chosen: int | None, span: Span) -> None:
        """What can be searched. Areas drawn before stay."""
        self._labels = {camera.id: camera.label for camera in cameras}
        keep = chosen if chosen is not None else self.camera.currentData()
        self.camera.blockSignals(True)
        self.camera.clear()
        for camera in cameras:
            self.camera.addItem(camera.label, camera.id)
        self.camera.setCurrentIndex(max(0, self.camera.findData(keep)))
        self.camera.blockSignals(False)
        self.span.set_span(span)
        self._other_camera()

    @property
    def camera_id(self) -> int | None:
        """The camera whose area is drawn now."""
        chosen = self.camera.currentData()
        return None if chosen is None else int(chosen)

    def show_still(self, camera_id: int, jpeg: bytes) -> None:
        """A picture to draw on; one of another camera comes too late."""
        if camera_id == self.camera_id:
            self.editor.show_picture(jpeg)

    def _other_camera(self) -> None:
        camera = self.camera_id
        if camera is None:
            return
        self.editor.set_drawing(self._drawings.get(camera, Drawing()))
        self.editor.wait_for_picture()
        self._drawn()
        self.picture_wanted.emit(camera)

    def _drawn(self) -> None:
        camera = self.camera_id
        if camera is not None:
            self._drawings[camera] = self.editor.drawing
        codes = [self._labels.get(area.camera_id, "").partition(" ")[0] for area in self.areas]
        words = translate("Search", "Searched one after another: {cameras}").format(cameras=", ".join(codes))
        self._areas.setText(words if len(codes) > 1 else "")
        self._areas.setVisible(len(codes) > 1)
        self._say_wrong("")

    @property
    def areas(self) -> tuple[CameraArea, ...]:
        """Every camera on which an area was drawn."""
        return tuple(CameraArea(camera, one.area) for camera, one in self._drawings.items() if one.area)

    # Searching

    @property
    def query(self) -> MotionQuery:
        """What the fields say."""
        level = self.level.value()
        assert isinstance(level, int)
        least = float(self.least.currentData())
        return MotionQuery(self.areas, self.span.span, level, least, self.thorough.isChecked())

    def _start_or_stop(self) -> None:
        if self._running:
            self.start.setEnabled(False)
            self.cancelled.emit()
            return
        reasons = query_reasons(self.query)
        if reasons:
            self._say_wrong(" ".join(reason_words(field, reason) for field, reason in reasons.items()))
            return
        self._say_wrong("")
        self.wanted.emit(self.query)

    def _say_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def show_started(self, skipped: Sequence[int]) -> None:
        """The search runs; ``skipped``: cameras without footage."""
        self._finds.clear()
        self._damaged = [
            translate("Search", "{camera}: nothing recorded").format(camera=self._labels.get(one, ""))
            for one in skipped
        ]
        self._done = {area.camera_id: 0.0 for area in self.areas if area.camera_id not in skipped}
        self.list.clear()
        self._set_running(True)
        self._progress.set_progress(0, "")
        self._show_damage()
        self._count_finds()

    def show_failed(self) -> None:
        """It couldn't begin; why is told elsewhere."""
        self._set_running(False)

    def take(self, news: MotionNews | MotionEnded) -> None:
        """What the search says, one by one."""
        match news:
            case MotionFind():
                self._take_find(news)
            case MotionDropped():
                self._drop((str(news.camera_id), news.number))
            case MotionProgress():
                self._take_progress(news)
            case MotionDamage():
                span = f"{time_text(news.span.start)} – {time_text(news.span.end)}"
                self._damaged.append(f"{self._labels.get(news.camera_id, '').partition(' ')[0]} {span} ({news.name})")
                self._show_damage()
            case MotionEnded():
                self._end(news)

    def _take_find(self, find: MotionFind) -> None:
        key = (str(find.camera_id), find.number)
        new = key not in self._finds
        self._finds[key] = find
        self.list.put(self._row(key, find))
        self.list.show_picture(key, find.jpeg)
        if new:
            self.middle.setCurrentWidget(self.list)
            self._count_finds()

    def _drop(self, key: tuple[str, int]) -> None:
        self._finds.pop(key, None)
        self.list.drop(key)
        if not self._finds:
            self.middle.setCurrentWidget(self._empty)
        self._count_finds()

    def _take_progress(self, news: MotionProgress) -> None:
        camera = self._labels.get(news.camera_id, "")
        match news.stage:
            case MotionStage.OVERVIEW:
                words, done = translate("Search", "{camera}: overview"), _OVERVIEW * news.share
            case MotionStage.KEYS:
                words, done = translate("Search", "{camera}: looking closer"), _OVERVIEW + (1 - _OVERVIEW) * news.share
            case MotionStage.EDGES:
                words, done = translate("Search", "{camera}: correcting the times"), 1.0
        self._done[news.camera_id] = done
        whole = sum(self._done.values()) / max(1, len(self._done))
        self._progress.set_progress(whole, words.format(camera=camera))

    def _end(self, news: MotionEnded) -> None:
        self._set_running(False)
        self._count_finds()
        if news.died:
            self._damaged.insert(
                0, translate("Search", "The search was cut off. What was found stays; start it again.")
            )
        elif not news.complete:
            self._damaged.insert(0, translate("Search", "Stopped before the end. What was found stays."))
        self._show_damage()
        if self._finds and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        elif not self._finds:
            self.middle.setCurrentWidget(self._none if news.complete else self._empty)

    def _set_running(self, running: bool) -> None:
        self._running = running
        self.start.setEnabled(True)
        self.start.setText(translate("Search", "Stop") if running else translate("Search", "Find motion"))
        self.start.set_icon("stop" if running else "motion-sensor")
        self._progress.setVisible(running)
        for widget in (self.camera, self.span, self.level, self.least, self.thorough):
            widget.setEnabled(not running)

    def _show_damage(self) -> None:
        shown = self._damaged[:_NAMED]
        more = len(self._damaged) - len(shown)
        if more > 0:
            shown.append(translate("Search", "and {n} more").format(n=more))
        self._banner.set(translate("Search", "Not searched: {parts}").format(parts=" · ".join(shown)), "warn")
        self._banner.setToolTip("\n".join(self._damaged))
        self._banner.setVisible(bool(self._damaged))

    def _count_finds(self) -> None:
        self._count.setText(str(len(self._finds)) if self._finds else "")

    def _sort(self) -> None:
        self.list.sort_again([self._row(key, find) for key, find in self._finds.items()])

    def _row(self, key: tuple[str, int], find: MotionFind) -> Row:
        camera = self._labels.get(find.camera_id, "")
        by_share = self.order.value() == self.BY_SHARE
        # By time the earliest stands first, as one watches them.
        order = find.share if by_share else -float(find.span.start)
        return Row(
            key,
            find.camera_id,
            find.span.start,
            f"{time_text(find.span.start)} · {camera.partition(' ')[0]}",
            f"{duration_text(find.span.length)} · {share_text(find.share)}",
            date_text(find.span.start),
            box=find.box,
            order=order,
        )
