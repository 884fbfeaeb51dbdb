"""The numbered cards of an incident: course, people, evidence, measures. They show values and tell what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vms.core.instants import SECOND, date_text, time_text
from vms.services.incident_views import EvidenceView, MeasureView, NoteView, PersonView
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Badge, Button, Card, ElidedLabel, divider, icon_button, label
from vms.ui.icons import IconLabel
from vms.ui.words import size_text

translate = QCoreApplication.translate


def tile_size() -> QSize:
    """Of the picture on a tile; it grows with the text."""
    return QSize(theme.length(116), theme.length(65))


class Line(QFrame):
    """A line that can be opened with the mouse or Enter."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "line")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open it."""
        self.opened.emit()

    def keyPressEvent(self, event: object) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.opened.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def tab_after(before: QWidget, made: Iterable[QWidget]) -> None:
    """Widgets made later come last with Tab; put them, and what is in them, where they stand."""
    for widget in made:
        inside = (one for one in widget.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        for one in (widget, *inside):
            QWidget.setTabOrder(before, one)
            before = one


class PartsCard(Card):
    """A numbered card with an add button and lines; ``edit`` and ``remove`` carry the part's number."""

    add_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, number: int, title: str, add: str, nothing: str, parent: QWidget | None = None) -> None:
        self.add_button = Button(add, "quiet", "plus", fit="dense")
        super().__init__(actions=[], margin=12, parent=parent)
        self.add_button.clicked.connect(self.add_wanted)
        self.extra = row(spacing=8)
        head = row(
            label(str(number), "number"), label(title, "card_title"), None, self.extra, self.add_button, spacing=10
        )
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self._rows: QVBoxLayout = column(spacing=0)
        self.body.addLayout(self._rows)
        self._nothing = nothing
        self._lines: dict[int, Line] = {}
        self._shown: object = None
        self._focused: int | None = None
        self._may_edit = True

    def set_editable(self, may_edit: bool) -> None:
        """Closed and issued incidents only show."""
        self._may_edit = may_edit
        self.add_button.setVisible(may_edit)

    def differs(self, parts: object) -> bool:
        """Whether the lines have to be made anew; those that stay keep the keyboard's focus."""
        shown = (parts, self._may_edit)
        differs, self._shown = shown != self._shown, shown
        return differs

    def begin(self, empty: bool) -> None:
        """Take the old lines away; ``end`` gives the focus back to the line that had it."""
        focus = self.window().focusWidget()
        lines = self._lines.items()
        self._focused = next((part for part, one in lines if focus and (one is focus or one.isAncestorOf(focus))), None)
        self._lines = {}
        clear(self._rows)
        if empty:
            self._rows.addWidget(label(self._nothing, "hint", wrap=True))

    def end(self) -> None:
        """All lines are there; when the focused one is gone, the add button is next."""
        tab_after(self.add_button, self._lines.values())
        if self._focused is not None:
            line: QWidget = self._lines.get(self._focused, self.add_button)
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focused = None

    def add_line(self, part_id: int, name: str, *parts: QWidget) -> None:
        """A line made of widgets; the one with a stretch is whichever expands."""
        line = Line()
        line.setAccessibleName(name)
        self._lines[part_id] = line
        inside = row(spacing=12, margins=(0, 0, 0, 0), parent=line)
        for part in parts:
            inside.addWidget(part, 1 if isinstance(part, ElidedLabel) and part.minimumWidth() == 0 else 0)
        if self._may_edit:
            change = icon_button("pencil", translate("Incidents", "Edit"), "bare")
            change.clicked.connect(lambda: self.edit_wanted.emit(part_id))
            gone = icon_button("close", translate("Incidents", "Remove"), "bare")
            gone.clicked.connect(lambda: self.remove_wanted.emit(part_id))
            line.opened.connect(lambda: self.edit_wanted.emit(part_id))
            inside.addWidget(change)
            inside.addWidget(gone)
        self._rows.addWidget(divider())
        self._rows.addWidget(line)
        line.show()  # now, not with the next event: it may be given the focus


def _fixed(text: str, kind: str, width: int) -> QLabel:
    made = label(text, kind)
    made.setFixedWidth(theme.length(width))
    return made


class CourseCard(PartsCard):
    """1 · Diễn biến."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            1,
            translate("Incidents", "Course of events"),
            translate("Incidents", "Add moment"),
            translate("Incidents", "Nothing written yet: what happened, in order of time."),
            parent,
        )

    def show(self, notes: Sequence[NoteView]) -> None:  # type: ignore[override]
        """The moments in order of time."""
        if not self.differs(tuple(notes)):
            return
        self.begin(not notes)
        for note in notes:
            icon_name = "cctv" if note.camera_id is not None else "account-voice" if note.source else "text"
            source = note.camera.partition(" ")[0] if note.camera else note.source
            self.add_line(
                note.id,
                f"{time_text(note.at_us)} {note.text}",
                _fixed(time_text(note.at_us), "strong", 70),
                IconLabel(icon_name, "t2", 18),
                ElidedLabel(note.text),
                label(source, "hint"),
            )
        self.end()


class PeopleCard(PartsCard):
    """2 · Người liên quan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            2,
            translate("Incidents", "People involved"),
            translate("Incidents", "Add person"),
            translate("Incidents", "Nobody yet. Pupils appear as initials and class."),
            parent,
        )

    def show(self, people: Sequence[PersonView]) -> None:  # type: ignore[override]
        """Names as they may be shown."""
        if not self.differs(tuple(people)):
            return
        self.begin(not people)
        for person in people:
            name = ElidedLabel(person.shown, "strong")
            name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            name.setFixedWidth(theme.length(140))
            about = ElidedLabel(" · ".join(filter(None, (person.part, person.detail))), "secondary")
            if person.statement:
                badge = Badge(translate("Incidents", "Statement taken"), "ok", "check")
            elif person.child and not person.show_full_name:
                badge = Badge(translate("Incidents", "Initials"), "neutral", "shield-account")
            else:
                badge = Badge(translate("Incidents", "No statement"), "neutral", "pencil")
            self.add_line(person.id, person.shown, name, about, badge)
        self.end()


class MeasuresCard(PartsCard):
    """4 · Biện pháp."""

    done_changed = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            4,
            translate("Incidents", "Measures"),
            translate("Incidents", "Add"),
            translate("Incidents", "None yet: first aid, parents told, repairs."),
            parent,
        )

    def show(self, measures: Sequence[MeasureView]) -> None:  # type: ignore[override]
        """What is done has a tick."""
        if not self.differs(tuple(measures)):
            return
        self.begin(not measures)
        for measure in measures:
            tick = QCheckBox()
            tick.setAccessibleName(measure.text)
            tick.setChecked(measure.done_us is not None)
            tick.setEnabled(self._may_edit)
            tick.toggled.connect(lambda on, number=measure.id: self.done_changed.emit(number, on))
            self.add_line(measure.id, measure.text, tick, ElidedLabel(measure.text), label(when(measure), "hint"))
        self.end()


def when(measure: MeasureView) -> str:
    """``09:46 20/11/2026 · cô Vân`` or ``hạn 27/11/2026``."""
    if measure.done_us is not None:
        words = f"{time_text(measure.done_us)[:5]} {date_text(measure.done_us)}"
    elif measure.due_us is not None:
        words = translate("Incidents", "due {date}").format(date=date_text(measure.due_us))
    else:
        words = ""
    return " · ".join(filter(None, (words, measure.responsible)))


class EvidenceTile(QFrame):
    """A clip or still: picture, camera and time, short hash, whether it is what it was."""

    opened = Signal(int)
    menu_wanted = Signal(int, object)

    def __init__(self, item: EvidenceView, picture: QImage | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QLabel()
        self._picture.setFixedSize(tile_size())
        code, _, _name = item.camera.partition(" ")
        mark = Badge(
            translate("Incidents", "matches") if item.intact else translate("Incidents", "altered"),
            "ok" if item.intact else "bad",
            "check-decagram" if item.intact else "alert-octagon",
        )
        more = icon_button("dots-vertical", translate("Incidents", "What can be done with it"), "bare")
        more.clicked.connect(lambda: self.menu_wanted.emit(item.id, more.mapToGlobal(more.rect().bottomLeft())))
        column(
            row(self._picture, None, more, spacing=0),
            label(f"{code} {time_text(item.start_us)}", "strong"),
            row(label(item.short_code, "caption"), mark, None, spacing=6),
            spacing=3,
            margins=(4, 4, 4, 4),
            parent=self,
        )
        copied = translate("Incidents", "Copied from {0}").format(item.source) if item.source else ""
        if copied:
            column_of = self.layout()
            assert column_of is not None
            column_of.addWidget(ElidedLabel(copied, "caption"))
        self.setFixedWidth(theme.length(172))
        words = translate("Incidents", "{camera}\n{day} {start} – {end}\n{size}\nSHA-256 {hash}")
        self.setToolTip(
            (f"{copied}\n" if copied else "")
            + words.format(
                camera=item.camera,
                day=date_text(item.start_us),
                start=time_text(item.start_us),
                end=time_text(item.end_us),
                size=size_text(item.size),
                hash=item.sha256,
            )
        )
        said = translate("Incidents", "matches") if item.intact else translate("Incidents", "altered")
        self.setAccessibleName(f"{kind_words(item)} {item.camera} {time_text(item.start_us)}, {said}")
        self.setProperty("kind", "line")
        self.set_picture(picture)

    def set_picture(self, picture: QImage | None) -> None:
        """The first picture, with a label for kind and length."""
        tile, ratio = tile_size(), self.devicePixelRatioF()
        made = QPixmap(tile * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.black)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if picture is not None and not picture.isNull():
            shown = picture.size().scaled(tile, Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (tile.width() - shown.width()) // 2, (tile.height() - shown.height()) // 2
            scaled = picture.scaled(
                shown * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            painter.drawImage(left, top, scaled)
        words = kind_words(self.item)
        painter.setFont(theme.font(12, 600))
        wide = painter.fontMetrics().horizontalAdvance(words) + 10
        tokens = theme.pane_tokens()
        high = theme.length(18)
        painter.fillRect(4, 4, wide, high, tokens.bg)
        painter.setPen(tokens.t1)
        painter.drawText(4, 4, wide, high, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        self._picture.setPixmap(made)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Play it."""
        self.opened.emit(self.item.id)

    def contextMenuEvent(self, event: object) -> None:
        """What can be done with it."""
        self.menu_wanted.emit(self.item.id, event.globalPos())  # type: ignore[attr-defined]

    def keyPressEvent(self, event: object) -> None:
        """Enter opens, the menu key asks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.opened.emit(self.item.id)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


def kind_words(item: EvidenceView) -> str:
    """``Video 1:18`` or ``Ảnh``."""
    if item.kind != "clip":
        return translate("Incidents", "Still")
    seconds = round((item.end_us - item.start_us) / SECOND)
    return translate("Incidents", "Video {length}").format(length=f"{seconds // 60}:{seconds % 60:02d}")
