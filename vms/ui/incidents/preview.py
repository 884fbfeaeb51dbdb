"""The minutes as they will be printed: pages of the PDF, zoom, print, save."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QScrollArea, QWidget

from vms.core.errors import FolderNotWritable
from vms.ui.arrange import column, row
from vms.ui.controls import ElidedLabel, icon_button

translate = QCoreApplication.translate

_POINTS_PER_INCH = 72
_ZOOMS = (0.75, 1.0, 1.5, 2.0, 3.0)
_PRINT_DPI = 300


def render_page(pdf: pypdfium2.PdfDocument, page: int, scale: float) -> QImage:
    """One page as a picture; ``scale`` is pixels a point. PDFium may be used by one thread at a time: the GUI's."""
    bitmap = pdf[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    kept = image.copy()
    bitmap.close()
    return kept


class Preview(QFrame):
    """``printed`` and ``saved`` tell what left the program, so that it can be written to the log."""

    printed = Signal()
    saved = Signal(str)
    failed = Signal(object)  # VmsError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "preview")
        self._pdf: pypdfium2.PdfDocument | None = None
        self._bytes = b""
        self._page, self._zoom, self._final = 0, 1, False
        self._file_name = ""
        smaller = icon_button("magnify-minus", translate("Incidents", "Smaller"))
        larger = icon_button("magnify-plus", translate("Incidents", "Larger"))
        self._save = icon_button("content-save", translate("Incidents", "Save the PDF"))
        self._print = icon_button("printer", translate("Incidents", "Print"))
        smaller.clicked.connect(lambda: self._zoom_by(-1))
        larger.clicked.connect(lambda: self._zoom_by(1))
        self._save.clicked.connect(self._ask_and_save)
        self._print.clicked.connect(self._ask_and_print)
        self._paper = QLabel()
        self._paper.setWordWrap(True)
        self._paper.setTextFormat(Qt.TextFormat.PlainText)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper.setAccessibleName(translate("Incidents", "Preview of the minutes"))
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(translate("Incidents", "Preview of the minutes"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._paper)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._where = ElidedLabel("", "secondary")
        self._back = icon_button("chevron-left", translate("Incidents", "Previous page"), "bare")
        self._next = icon_button("chevron-right", translate("Incidents", "Next page"), "bare")
        self._back.clicked.connect(lambda: self.turn(-1))
        self._next.clicked.connect(lambda: self.turn(1))
        head = row(spacing=6)
        head.addWidget(ElidedLabel(translate("Incidents", "Preview of the minutes"), "strong"), 1)
        for button in (smaller, larger, self._save, self._print):
            head.addWidget(button)
        body = column(head, spacing=8, parent=self)
        body.addWidget(self._scroll, 1)
        foot = row(spacing=4)
        foot.addWidget(self._where, 1)
        for button in (self._back, self._next):
            foot.addWidget(button)
        body.addLayout(foot)
        self.clear()

    def show_pdf(self, data: bytes, file_name: str, *, final: bool) -> None:
        """Show a document; the page stays when it still exists. ``final`` is an issued one."""
        self._close()
        self._pdf, self._bytes, self._file_name, self._final = pypdfium2.PdfDocument(data), data, file_name, final
        self._page = min(self._page, len(self._pdf) - 1)
        for button in (self._save, self._print):
            button.setEnabled(True)
        self._show()

    def clear(self) -> None:
        """Nothing to show."""
        self.show_fault("")

    def show_fault(self, text: str) -> None:
        """No document, and why."""
        self._close()
        self._bytes, self._page = b"", 0
        self._paper.setPixmap(QPixmap())
        self._paper.setText(text)
        self._where.set_text("")
        for button in (self._save, self._print, self._back, self._next):
            button.setEnabled(False)

    @property
    def pdf_bytes(self) -> bytes:
        """The document shown."""
        return self._bytes

    @property
    def page_count(self) -> int:
        """Pages of the document shown."""
        return 0 if self._pdf is None else len(self._pdf)

    def turn(self, step: int) -> None:
        """Another page."""
        self._page = min(max(self._page + step, 0), max(0, self.page_count - 1))
        self._show()

    def resizeEvent(self, event: object) -> None:
        """The page fills the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show()

    def _close(self) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def _zoom_by(self, step: int) -> None:
        self._zoom = min(max(self._zoom + step, 0), len(_ZOOMS) - 1)
        self._show()

    def _show(self) -> None:
        if self._pdf is None:
            return
        ratio = self.devicePixelRatioF()
        # Room for the scroll bar from the start: the page would be too wide once it came.
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        width = max(120, self._scroll.width() - bar - 6)
        points = self._pdf[self._page].get_width()
        image = render_page(self._pdf, self._page, width * _ZOOMS[self._zoom] * ratio / points)
        image.setDevicePixelRatio(ratio)
        self._paper.setPixmap(QPixmap.fromImage(image))
        kind = translate("Incidents", "issued") if self._final else translate("Incidents", "draft, no number yet")
        words = translate("Incidents", "Page {page}/{count} · {kind}")
        self._where.set_text(words.format(page=self._page + 1, count=self.page_count, kind=kind))
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < self.page_count - 1)

    def save_to(self, path: Path) -> None:
        """Write the very bytes shown. Raises OSError."""
        path.write_bytes(self._bytes)
        self.saved.emit(str(path))

    def _ask_and_save(self) -> None:
        title = translate("Incidents", "Save the PDF")
        name, _ = QFileDialog.getSaveFileName(self, title, self._file_name, "PDF (*.pdf)")
        if name:
            try:
                self.save_to(Path(name))
            except OSError as error:
                self.failed.emit(FolderNotWritable(path=str(Path(name).parent), detail=error.strerror or ""))

    def _ask_and_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count)
        if dialog.exec():
            self.print_on(printer)
        dialog.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Every page chosen in the dialog, full size: the margins are the document's own."""
        if self._pdf is None:
            return
        printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        printer.setFullPage(True)
        first = printer.fromPage() or 1
        last = printer.toPage() or self.page_count
        painter = QPainter(printer)
        for page in range(first - 1, min(last, self.page_count)):
            if page > first - 1:
                printer.newPage()
            image = render_page(self._pdf, page, _PRINT_DPI / _POINTS_PER_INCH)
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        painter.end()
        self.printed.emit()
