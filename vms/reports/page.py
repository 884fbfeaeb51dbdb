"""The sheet of the national format: A4, its margins, page numbers, the foot with the log's code, the draft mark.

Sizes and places are those of Nghị định 30/2020/NĐ-CP, appendix I; the foot and the draft mark are ours.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from vms.core.text import nfc
from vms.reports.fonts import BOLD, REGULAR, clean, register

PAGE_WIDTH, PAGE_HEIGHT = A4
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

_QR_SIZE = 12 * mm
_FOOT_LINE = 9.5 * mm

# reportlab reads a font's file at one place that all documents share while it cuts out the glyphs that one uses:
# two documents at a time took each other's glyphs, or failed.
_building = threading.Lock()


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under every page: the document's number, and the log's head as short code and QR."""

    document: str
    code: str = ""
    qr: str = ""


def build_pdf(story: Sequence[Flowable], foot: Foot, *, title: str, author: str, draft: bool) -> bytes:
    """The document's bytes; the same story gives the same bytes. Any thread; one document at a time is built."""
    register()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=nfc(title),
        author=nfc(author),
        creator="School VMS",
        invariant=1,
        lang="vi-VN",
        # Without these the canvas starts in Helvetica, which is then named in the file but not embedded.
        initialFontName=REGULAR,
        initialFontSize=14,
    )
    frame = Frame(LEFT, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0, id="text")

    def on_page(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.saveState()
        if draft:
            _draft_mark(canvas)
        if template.page > 1:
            canvas.setFont(REGULAR, 13)
            canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 12 * mm, str(template.page))
        _draw_foot(canvas, foot)
        canvas.restoreState()

    document.addPageTemplates(PageTemplate("sheet", [frame], onPage=on_page, pagesize=A4))
    with _building:
        document.build(list(story))
    return out.getvalue()


def _draft_mark(canvas: Canvas) -> None:
    """``DỰ THẢO`` across the sheet, light enough to read the text over it."""
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(BOLD, 96)
    canvas.translate(LEFT + TEXT_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, -34, clean("DỰ THẢO"))
    canvas.restoreState()


def _draw_foot(canvas: Canvas, foot: Foot) -> None:
    canvas.setFont(REGULAR, 10)
    canvas.setFillGray(0)
    canvas.drawString(LEFT, _FOOT_LINE, clean(foot.document))
    right = PAGE_WIDTH - RIGHT
    if foot.qr:
        _draw_qr(canvas, foot.qr, right - _QR_SIZE, 5 * mm)
        right -= _QR_SIZE + 3 * mm
    if foot.code:
        canvas.drawRightString(right, _FOOT_LINE, clean(f"Mã nhật ký {foot.code}"))


def _draw_qr(canvas: Canvas, text: str, x: float, y: float) -> None:
    """Squares, not a picture: sharp at any scale. The sheet around it is the quiet zone."""
    matrix = [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
    side = _QR_SIZE / len(matrix)
    path = canvas.beginPath()
    for row, line in enumerate(matrix):
        column = 0
        for dark, squares in groupby(line):
            run = len(list(squares))
            if dark:
                # A run as one box: boxes that only touch show hairlines on screen.
                path.rect(x + column * side, y + (len(matrix) - 1 - row) * side, run * side, side)
            column += run
    canvas.drawPath(path, stroke=0, fill=1)
