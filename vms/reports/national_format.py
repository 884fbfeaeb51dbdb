"""Parts of a document in the national format (Nghị định 30/2020/NĐ-CP, appendices I and III), as reportlab flowables.

A document is plain data: its module puts these parts in order and hands them to ``page.build_pdf``. Every text goes
through ``fonts.markup``: composed, its glyphs checked, escaped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image as Picture
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
)

from vms.reports.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, clean, markup, register
from vms.reports.page import TEXT_WIDTH

BODY_SIZE = 14
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_HEADER_COLUMNS = (66 * mm, 99 * mm)
_SIGNATURE_COLUMNS = (60 * mm, 7.5 * mm, 97.5 * mm)
_INK = 24 * mm
_PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues: ``number_line`` is the whole line, 'Số: 01/BB-THTBB'; forms with a date carry ``place_date``."""

    parent_body: str
    school: str
    number_line: str
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """A capacity and who signs in it."""

    capacity: str
    name: str
    hint: str = "(Ký, ghi rõ họ tên)"


class Rule(Flowable):
    """A thin line of a given length in the middle of whatever holds it; HRFlowable doesn't centre in a cell."""

    def __init__(self, length: float, above: float = 2, below: float = 0) -> None:
        super().__init__()
        self._length, self._above, self._below = length, above, below
        self._room = length

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The width offered; the height with the space around the line."""
        self._room = available
        return available, self._above + self._below + 0.75

    def draw(self) -> None:
        """The line itself."""
        left = (self._room - self._length) / 2
        self.canv.setLineWidth(0.75)
        self.canv.line(left, self._below, left + self._length, self._below)


def style(
    size: float = BODY_SIZE,
    *,
    font: str = REGULAR,
    align: int = TA_CENTER,
    leading: float = 1.2,
    **more: float,
) -> ParagraphStyle:
    """A paragraph style in the document font."""
    register()
    given = {"allowWidows": 0, "allowOrphans": 0, **more}
    return ParagraphStyle(
        f"{font}-{size}", fontName=font, fontSize=size, leading=size * leading, alignment=align, **given
    )


def body_style(font: str = REGULAR, **more: float) -> ParagraphStyle:
    """Body: 14 pt justified, first line 10 mm, leading 1.3, at least 6 pt between paragraphs."""
    given = {"firstLineIndent": 10 * mm, "spaceAfter": 6, **more}
    return style(font=font, align=TA_JUSTIFY, leading=1.3, **given)


def header(head: Letterhead) -> Flowable:
    """Issuer left (66 mm), country and motto right (99 mm)."""
    school = clean(head.school).upper()
    school_line = min(stringWidth(school, BOLD, 12), _HEADER_COLUMNS[0])
    left: list[Flowable] = []
    if head.parent_body:
        left.append(Paragraph(markup(head.parent_body.upper()), style(12)))
    left += [Paragraph(markup(school), style(12, font=BOLD)), Rule(school_line * 0.4, above=3, below=3)]
    left.append(Paragraph(markup(head.number_line), style(13, spaceBefore=2)))
    motto_line = stringWidth(clean(MOTTO), BOLD, 13)
    right: list[Flowable] = [
        Paragraph(markup(COUNTRY), style(12, font=BOLD)),
        Paragraph(markup(MOTTO), style(13, font=BOLD)),
        Rule(motto_line, above=3, below=3),
    ]
    if head.place_date:
        right.append(Paragraph(markup(head.place_date), style(13, font=ITALIC, spaceBefore=2)))
    return _grid([[left, right]], _HEADER_COLUMNS)


def title(kind: str, subject: str) -> Flowable:
    """Kind in capitals, subject in bold, a rule of two fifths of its line under it."""
    line = min(stringWidth(clean(subject), BOLD, 14), TEXT_WIDTH * 0.9)
    return KeepTogether(
        [
            Spacer(1, 16),
            Paragraph(markup(kind.upper()), style(font=BOLD, leading=1.3)),
            Paragraph(markup(subject), style(font=BOLD, leading=1.3, leftIndent=8 * mm, rightIndent=8 * mm)),
            Rule(line * 0.4, above=4, below=12),
        ]
    )


def heading(text: str, *, keep: bool = True) -> Flowable:
    """A numbered heading; never alone at the foot of a page.

    Before a table ``keep`` is False and ``room_for`` stands in front: keeping would move the whole table.
    """
    return Paragraph(markup(text), body_style(font=BOLD, spaceBefore=4, keepWithNext=int(keep)))


def section(text: str, lines: Sequence[Flowable], empty: str = "Không có.") -> list[Flowable]:
    """A heading and what it holds; with nothing to hold it says so on its own line."""
    return [heading(text), *lines] if lines else [body(empty, lead=f"{text}:")]


def body(text: str, lead: str = "") -> Flowable:
    """A body paragraph; ``lead`` stands before it in bold."""
    return Paragraph((f"<b>{markup(lead)}</b> " if lead else "") + markup(text), body_style())


def item(text: str) -> Flowable:
    """A line of a list, with the dash of office documents."""
    return Paragraph("- " + markup(text), body_style(spaceAfter=4))


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    widths_mm: Sequence[float],
    *,
    centred: Sequence[int] = (),
    size: float = 11,
    extra: Sequence[tuple[object, ...]] = (),
) -> Flowable:
    """A ruled table; its head comes again on each page. ``extra`` are further reportlab table commands."""
    middle, start = style(size), style(size, align=0)

    def shown(column: int, cell: str | Flowable) -> Flowable:
        return Paragraph(markup(cell), middle if column in centred else start) if isinstance(cell, str) else cell

    cells = [[Paragraph(markup(text), style(size, font=BOLD)) for text in head]]
    cells += [[shown(column, cell) for column, cell in enumerate(row)] for row in rows]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("NOSPLIT", (0, 0), (-1, min(1, len(rows)))),
        *extra,
    ]
    widths = [width * mm for width in widths_mm]
    return Table(cells, widths, repeatRows=1, style=commands, spaceBefore=2, spaceAfter=8)


def pictures(images: Sequence[tuple[bytes, str]]) -> list[Flowable]:
    """Pictures two a row, each over its caption; aspect kept, nothing drawn into the picture."""
    width = 80 * mm
    flowables: list[Flowable] = []
    for first in range(0, len(images), 2):
        pair = images[first : first + 2]
        cells = [[_picture(data, width), Spacer(1, 3), Paragraph(markup(text), _caption())] for data, text in pair]
        columns = (width, 5 * mm, width) if len(cells) == 2 else (TEXT_WIDTH,)
        row: list[object] = [cells[0], "", cells[1]] if len(cells) == 2 else [cells[0]]
        flowables.append(_grid([row], columns, spaceBefore=2, spaceAfter=8))
    return flowables


def _caption() -> ParagraphStyle:
    return style(11, font=ITALIC)


def _picture(data: bytes, width: float) -> Image:
    """Scaled to print resolution; the full picture is an evidence file of its own, named by its hash."""
    with Picture.open(io.BytesIO(data)) as source:
        plain = source.convert("RGB")
    most = round(width / 72 * _PRINT_DPI)
    if plain.width > most:
        plain = plain.resize((most, round(plain.height * most / plain.width)), Picture.Resampling.LANCZOS)
    packed = io.BytesIO()
    plain.save(packed, "JPEG", quality=90, optimize=True)
    packed.seek(0)
    height = width * plain.height / plain.width
    if height > 110 * mm:
        width, height = width * 110 * mm / height, 110 * mm
    return Image(packed, width, height, hAlign="CENTER")


def closing(last: Flowable, left: Signer, right: Signer) -> Flowable:
    """The last paragraph and the two signatures under it, on one page."""

    def column(signer: Signer) -> list[Flowable]:
        return [
            Paragraph(markup(signer.capacity.upper()), style(font=BOLD)),
            Paragraph(markup(signer.hint), style(12, font=ITALIC)),
            Spacer(1, _INK),
            Paragraph(markup(signer.name), style(font=BOLD)),
        ]

    signatures = _grid([[column(left), "", column(right)]], _SIGNATURE_COLUMNS, spaceBefore=6)
    return KeepTogether([last, signatures])


def recipients(lines: Sequence[str]) -> Flowable:
    """``Nơi nhận`` flush left; the last line is the archive's."""
    shown = [Paragraph(markup("Nơi nhận:"), style(12, font=BOLD_ITALIC, align=0, spaceBefore=10))]
    small = style(11, align=0)
    shown += [Paragraph(markup(f"- {line}" + ("." if line == lines[-1] else ";")), small) for line in lines]
    return KeepTogether(shown)


def room_for(height_mm: float) -> Flowable:
    """A new page unless this much is left."""
    return CondPageBreak(height_mm * mm)


def _grid(rows: list[list[object]], columns: Sequence[float], **around: float) -> Table:
    """Cells side by side without lines or padding."""
    commands = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    return Table(rows, columns, style=commands, **around)
