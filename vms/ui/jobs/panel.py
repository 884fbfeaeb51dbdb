"""The panel of the jobs: what was asked, how far each camera is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QProgressBar, QScrollArea, QStackedWidget, QWidget

from vms.services.clip_job_views import ClipJobView, ClipPartView, JobState
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Badge, Button, Card, ElidedLabel, EmptyState, label
from vms.ui.icons import IconLabel
from vms.ui.jobs.words import asked_text, cameras_text, part_text, span_text, state_look, state_text

translate = QCoreApplication.translate
_TINTS = {"ok": "ok", "bad": "bad", "info": "accent", "neutral": "t3"}


class JobCard(Card):
    """One job. It stays the same widget as long as the job is shown, so that the focus stays."""

    cancelled = Signal(int)
    retried = Signal(int)
    incident_wanted = Signal(int)
    folder_wanted = Signal(int)

    def __init__(self, job: ClipJobView, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, parent=parent)
        self.job = job
        self._title, self._about = ElidedLabel("", "strong"), ElidedLabel("", "caption")
        self._badge = Badge("", "neutral")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._lines = column(spacing=4)
        self.cancel = Button(translate("Jobs", "Cancel the job"), fit="dense")
        self.retry = Button(translate("Jobs", "Try again"), icon_name="refresh", fit="dense")
        self.folder = Button(translate("Jobs", "Open folder"), "quiet", "folder-open", "dense")
        self.incident = Button(translate("Jobs", "Show incident"), "quiet", "folder-alert", "dense")
        for button, signal in (
            (self.cancel, self.cancelled),
            (self.retry, self.retried),
            (self.folder, self.folder_wanted),
            (self.incident, self.incident_wanted),
        ):
            button.clicked.connect(self._teller(signal))
        head = row(spacing=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self._about)
        self.body.addWidget(self._bar)
        self.body.addLayout(self._lines)
        self.body.addLayout(row(self.incident, self.folder, None, self.retry, self.cancel))
        self._shown: tuple[tuple[str, ...], ...] = ()

    def _teller(self, signal: object) -> Callable[[], None]:
        return lambda: signal.emit(self.job.id)  # type: ignore[attr-defined]

    def show_job(self, job: ClipJobView, now_us: int) -> None:
        """How far it is now."""
        self.job = job
        state, icon_name = state_look(job.state)
        self._title.set_text(f"{cameras_text(job)} · {span_text(job.asked)}")
        self._about.set_text(asked_text(job))
        self._badge.set(state_text(job.state), state, icon_name)
        self._bar.setVisible(job.active)
        self._bar.setValue(round(job.progress * 1000))
        self._bar.setAccessibleName(self._title.accessibleName())
        self.set_state("bad" if job.state is JobState.FAILED else "")
        self.cancel.setVisible(job.active)
        again = [part for part in job.parts if part.state in (JobState.FAILED, JobState.CANCELLED)]
        waits = [part for part in job.parts if part.state is JobState.WAITING and part.error is not None]
        self.retry.setVisible(bool(again or waits))
        self.folder.setVisible(any(part.items for part in job.parts))
        self._show_parts(job.parts, now_us)
        self.setAccessibleName(f"{self._title.accessibleName()}, {state_text(job.state)}")

    def _show_parts(self, parts: Sequence[ClipPartView], now_us: int) -> None:
        lines = tuple((part.camera, *state_look(part.state), part_text(part, now_us)) for part in parts)
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._lines)
        for camera, state, icon_name, words in lines:
            line = row(spacing=8)
            line.addWidget(IconLabel(icon_name, _TINTS[state], 16), 0, Qt.AlignmentFlag.AlignTop)
            if len(parts) > 1:
                name = label(camera, "secondary")
                name.setMinimumWidth(theme.length(150))
                line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(words, "secondary", wrap=True), 1)
            self._lines.addLayout(line)


class JobsPanel(QDialog):
    """A window of its own beside the work; Esc closes it."""

    cancelled = Signal(int)
    retried = Signal(int)
    incident_wanted = Signal(int)
    folder_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Jobs", "Export jobs"))
        self.setProperty("kind", "page")
        self.resize(theme.length(720), theme.length(560))
        self._cards: dict[int, JobCard] = {}
        self.count = Badge("", "info")
        self.close_button = Button(translate("Jobs", "Close"), fit="dense")
        self.close_button.clicked.connect(self.close)
        head = row(label(translate("Jobs", "Export jobs"), "title"), self.count, None, self.close_button, spacing=12)
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        self._list = column(spacing=8)
        column(self._list, None, spacing=0, margins=(16, 0, 16, 16), parent=body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        nothing = EmptyState(
            "content-cut",
            translate("Jobs", "No export jobs"),
            translate("Jobs", "Mark a stretch in playback and press Cut: clips are made here, one after the other."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(area)
        head.setContentsMargins(16, 12, 16, 12)
        column(head, spacing=0, parent=self).addWidget(self._stack, 1)
        self.show_jobs((), 0)

    @property
    def cards(self) -> list[JobCard]:
        """Newest first."""
        return list(self._cards.values())

    def show_jobs(self, jobs: Sequence[ClipJobView], now_us: int) -> None:
        """What is known; cards are made, moved or taken away only where something changed."""
        wanted = {job.id: job for job in jobs}
        for gone in [job_id for job_id in self._cards if job_id not in wanted]:
            card = self._cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, job in enumerate(jobs):
            card = self._cards.get(job.id) or self._make(job)
            card.show_job(job, now_us)
            if self._list.indexOf(card) != at:
                self._list.removeWidget(card)
                self._list.insertWidget(at, card)
        self._cards = {job.id: self._cards[job.id] for job in jobs}
        active = sum(job.active for job in jobs)
        self.count.set(translate("Jobs", "{count} going on").format(count=active), "info")
        self.count.setVisible(bool(active))
        self._stack.setCurrentIndex(1 if jobs else 0)

    def _make(self, job: ClipJobView) -> JobCard:
        card = self._cards[job.id] = JobCard(job)
        card.cancelled.connect(self.cancelled)
        card.retried.connect(self.retried)
        card.incident_wanted.connect(self.incident_wanted)
        card.folder_wanted.connect(self.folder_wanted)
        return card
