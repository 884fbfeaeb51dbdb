"""Find what happened: filters at the left, what was found at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from vms.core.instants import Span, date_text, time_text
from vms.services.camera_draft import PURPOSES
from vms.services.cameras import AreaView, CameraView
from vms.services.footage_search import KINDS, FindQuery, Found, FoundList
from vms.ui import theme
from vms.ui.archive.search_rows import Row, RowList
from vms.ui.archive.search_span import SpanFields
from vms.ui.archive.search_words import KIND_ICONS, kind_name, what
from vms.ui.arrange import column, row
from vms.ui.controls import Button, EmptyState, SearchField, label
from vms.ui.fields import Field
from vms.ui.wall.tree_rows import purpose_word
from vms.ui.words import duration_text

translate = QCoreApplication.translate
_LEFT = 332


class EventPane(QWidget):
    """``wanted`` carries a FindQuery, ``opened`` the Row to play."""

    wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SearchField(translate("Search", "Words of a note or an incident…"), "dense")
        self.span = SpanFields(days=True)
        self.kinds = {kind: QCheckBox(kind_name(kind)) for kind in KINDS}
        self.camera, self.area, self.purpose, self.person = (QComboBox() for _ in range(4))
        self.go = Button(translate("Search", "Find"), "primary", "magnify")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.ask)
        self.text.returnPressed.connect(self.ask)
        for tick in self.kinds.values():
            tick.setChecked(True)
        self._count = label("", "secondary")
        self.list = RowList(translate("Search", "What was found"))
        self.list.opened.connect(self.opened)
        self._before = EmptyState(
            "magnify",
            translate("Search", "Choose what to look for"),
            translate("Search", "Leave a filter as it is to have everything. Words are found without accents too."),
        )
        self._none = EmptyState(
            "magnify-close",
            translate("Search", "Nothing was found"),
            translate("Search", "Choose more days or fewer filters."),
        )
        self.middle = QStackedWidget()
        for page in (self._before, self._none, self.list):
            self.middle.addWidget(page)
        right = column(row(label(translate("Search", "Found"), "card_title"), None, self._count), spacing=8)
        right.setContentsMargins(16, 0, 0, 0)
        right.addWidget(self.middle, 1)
        whole = row(self._left(), spacing=0, parent=self)
        whole.addLayout(right, 1)

    def _left(self) -> QWidget:
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        ticks = QGridLayout()
        ticks.setVerticalSpacing(6)
        for at, tick in enumerate(self.kinds.values()):
            ticks.addWidget(tick, at // 2, at % 2)
        fields = column(self.text, self.span, spacing=8, margins=(0, 0, 12, 0), parent=body)
        fields.addWidget(label(translate("Search", "Kind"), "form_label"))
        fields.addLayout(ticks)
        names = (
            (translate("Search", "Camera"), self.camera),
            (translate("Search", "Area"), self.area),
            (translate("Search", "Purpose"), self.purpose),
            (translate("Search", "Set or acknowledged by"), self.person),
        )
        for name, box in names:
            box.setProperty("fit", "dense")
            fields.addWidget(Field(name, box, reserve=False))
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        left = QWidget()
        left.setFixedWidth(theme.length(_LEFT))
        inside = column(spacing=12, parent=left)
        inside.addWidget(scroll, 1)
        inside.addWidget(self.go)
        return left

    # Filling

    def show_choices(
        self, cameras: Sequence[CameraView], areas: Sequence[AreaView], people: Sequence[tuple[int, str]]
    ) -> None:
        """What the filters offer; what was chosen stays."""
        _offer(self.camera, translate("Search", "All cameras"), [(one.label, one.id) for one in cameras])
        _offer(self.area, translate("Search", "All areas"), [(one.name, one.id) for one in areas])
        _offer(self.purpose, translate("Search", "All purposes"), [(purpose_word(one), one) for one in PURPOSES])
        _offer(self.person, translate("Search", "Everybody"), [(name, number) for number, name in people])

    def set_span(self, span: Span) -> None:
        """Which days."""
        self.span.set_span(span)

    @property
    def query(self) -> FindQuery:
        """What the filters say."""
        camera = self.camera.currentData()
        return FindQuery(
            self.span.span,
            frozenset(kind for kind, tick in self.kinds.items() if tick.isChecked()),
            frozenset() if camera is None else frozenset({int(camera)}),
            self.area.currentData(),
            self.purpose.currentData() or "",
            self.person.currentData(),
            self.text.text().strip(),
        )

    def ask(self) -> None:
        """Search with what the filters say."""
        if not any(tick.isChecked() for tick in self.kinds.values()):
            self.span.show_error(translate("Search", "Tick at least one kind."))
            return
        if not self.span.span.length:
            self.span.show_error(translate("Search", "The end must be after the start."))
            return
        self.span.show_error("")
        self.go.setEnabled(False)
        self._count.setText(translate("Search", "Searching…"))
        self.wanted.emit(self.query)

    def show_found(self, found: FoundList) -> None:
        """The answer."""
        self.go.setEnabled(True)
        self.list.show_rows([_row(item) for item in found.items])
        self.middle.setCurrentWidget(self.list if found.items else self._none)
        words = translate("Search", "The newest {n}; choose fewer days for the others") if found.more else "{n}"
        self._count.setText(words.format(n=len(found.items)))
        if found.items:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failed(self) -> None:
        """The search failed; why is told elsewhere."""
        self.go.setEnabled(True)
        self._count.setText("")


def _row(item: Found) -> Row:
    code = item.camera.partition(" ")[0]
    when = f"{time_text(item.start_us)} · {date_text(item.start_us)}"
    title = f"{when} · {code}" if code else when
    lasted = item.end_us - item.start_us if item.end_us is not None and item.end_us > item.start_us else 0
    parts = [item.camera.partition(" ")[2], duration_text(lasted) if lasted else "", item.by]
    dimmed = ""
    if not item.playable:
        missing = item.camera_id is None
        dimmed = (
            translate("Search", "No camera to play")
            if missing
            else translate("Search", "Outside what you may look back at")
        )
    return Row(
        (item.kind, item.id),
        item.camera_id,
        item.start_us,
        title,
        what(item),
        " · ".join(part for part in parts if part),
        KIND_ICONS[item.kind],
        item.held,
        item.playable,
        dimmed,
        order=item.start_us,
    )


def _offer(box: QComboBox, everything: str, choices: Sequence[tuple[str, object]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    box.blockSignals(False)
