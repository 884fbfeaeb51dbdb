from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.unit.ui.wall_sources import Source
from vms.ui.layouts.layout import Rect
from vms.ui.wall.pane_geometry import pane_geometry, picture_place
from vms.ui.wall.pane_painter import PanePainter, around, qrect
from vms.ui.wall.pane_state import Disablement, PaneModel, PaneState, PtzHold, Tamper
from vms.ui.wall.picture_image import image_of

SIZES = [Rect(6, 6, 130, 75), Rect(6, 6, 340, 220), Rect(6, 6, 1200, 700)]
BACKGROUND = QColor(1, 2, 3)


@pytest.fixture
def painter(qapp: QApplication) -> PanePainter:
    return PanePainter()


def _paint(painter: PanePainter, rect: Rect, model: PaneModel, picture: QImage | None, last: QImage | None) -> QImage:
    canvas = QImage(rect.x * 2 + rect.w, rect.y * 2 + rect.h, QImage.Format.Format_RGB32)
    canvas.fill(BACKGROUND)
    brush = QPainter(canvas)
    painter.paint(brush, rect, model, picture, last)
    painter.border(brush, rect, model)
    brush.end()
    return canvas


def _checks(width: int, height: int) -> QImage:
    """A pattern of single pixels: any scaling or shifting shows."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for y in range(height):
        for x in range(width):
            image.setPixelColor(x, y, QColor(255, x % 256, y % 256) if (x + y) % 2 else QColor(0, 0, 0))
    return image


def _model(state: PaneState, **more: object) -> PaneModel:
    given: dict = {
        "camera_id": 12, "code": "C12", "name": "Cầu thang B", "reason": "camera_silent", "retry_in_s": 8,
        "attempt": 4, "last_picture_us": 1_795_432_356_000_000, "tamper": Tamper("covered", 0),
        "disablement": Disablement(1_795_832_356_000_000, "BGH", "sơn tường"), "ptz_hold": PtzHold(True, "", 24),
    }  # fmt: skip
    return PaneModel(state=state, **{**given, **more})


@pytest.mark.parametrize("rect", SIZES)
@pytest.mark.parametrize("state", list(PaneState))
def test_a_pane_never_paints_outside_itself(painter: PanePainter, state: PaneState, rect: Rect) -> None:
    canvas = _paint(painter, rect, _model(state, selected=True), _checks(40, 30), _checks(40, 30))
    outside = QImage(canvas.size(), QImage.Format.Format_RGB32)
    outside.fill(BACKGROUND)
    for strip in around(canvas.rect(), qrect(rect).adjusted(-4, -4, 4, 4)):
        assert canvas.copy(strip) == outside.copy(strip)


def test_a_picture_that_fits_is_painted_pixel_by_pixel(painter: PanePainter) -> None:
    rect = Rect(6, 6, 340, 220)
    model = _model(PaneState.live, ptz_hold=None, tamper=None)
    room = pane_geometry(rect, model).room
    height = room.w * 9 // 16
    picture = _checks(room.w, height)
    canvas = _paint(painter, rect, model, picture, None)
    top = room.y + (room.h - height) // 2
    assert canvas.copy(room.x, top, room.w, height) == picture
    assert canvas.pixelColor(room.x + 3, room.y + 1) == QColor(0, 0, 0)


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_on_a_dense_screen_it_is_painted_pixel_by_pixel_too(painter: PanePainter, ratio: float) -> None:
    rect = Rect(8, 8, 320, 240)
    model = _model(PaneState.live, ptz_hold=None, tamper=None)
    room = pane_geometry(rect, model).room
    width = round(room.w * ratio)
    picture = _checks(width, width * 9 // 16)
    canvas = QImage(round(336 * ratio), round(256 * ratio), QImage.Format.Format_RGB32)
    canvas.setDevicePixelRatio(ratio)
    brush = QPainter(canvas)
    painter.paint(brush, rect, model, picture, None)
    brush.end()
    place = picture_place(room, picture.width(), picture.height(), ratio)
    found = canvas.copy(round(place.x * ratio), round(place.y * ratio), picture.width(), picture.height())
    found.setDevicePixelRatio(1.0)
    assert place.exact and found == picture


@pytest.mark.parametrize("state", [PaneState.offline, PaneState.stalled])
def test_a_lost_pane_shows_the_last_picture_at_22_per_cent(painter: PanePainter, state: PaneState) -> None:
    rect = Rect(6, 6, 340, 220)
    white = QImage(340, 190, QImage.Format.Format_RGB32)
    white.fill(QColor(250, 250, 250))
    model = _model(state, tamper=None)
    room = pane_geometry(rect, model).room
    found = _paint(painter, rect, model, white, white).pixelColor(room.x + 2, room.y + room.h // 2).red()
    assert abs(found - 55) <= 2


@pytest.mark.parametrize("state", [PaneState.no_right, PaneState.disabled, PaneState.refused])
def test_no_picture_where_none_may_be_seen(painter: PanePainter, state: PaneState) -> None:
    rect = Rect(6, 6, 340, 220)
    white = QImage(340, 190, QImage.Format.Format_RGB32)
    white.fill(QColor(250, 250, 250))
    model = _model(state)
    room = pane_geometry(rect, model).room
    canvas = _paint(painter, rect, model, white, white)
    corners = [(room.x + 2, room.y + 2), (room.x + room.w - 3, room.y + room.h - 3)]
    assert {canvas.pixelColor(x, y).name() for x, y in corners} == {"#000000"}


def test_painting_again_makes_nothing_new(painter: PanePainter) -> None:
    rect = Rect(6, 6, 340, 220)
    for state in PaneState:
        _paint(painter, rect, _model(state), None, None)
    texts, icons = len(painter.letters.texts), len(painter.letters.icons)
    for state in PaneState:
        _paint(painter, rect, _model(state), None, None)
    assert (len(painter.letters.texts), len(painter.letters.icons)) == (texts, icons)


def test_texts_that_change_every_second_do_not_pile_up(painter: PanePainter) -> None:
    rect = Rect(6, 6, 340, 220)
    for second in range(3000):
        _paint(painter, rect, _model(PaneState.stalled, seconds=second), None, None) if second % 3 == 0 else None
        painter.letters.text(f"{second}", 14, 400, 300)
    assert len(painter.letters.texts) <= 1024


@pytest.fixture
def source() -> Iterator[Source]:
    made = Source(1, 320, 180)
    yield made
    made.close()


def test_nothing_keeps_a_frame_after_it_was_painted(painter: PanePainter, source: Source) -> None:
    """A QImage that outlived the paint would look into memory that the next picture is written to."""
    source.put((200, 30, 20), (320, 180))
    frame = source.frame()
    assert frame is not None
    canvas = _paint(painter, Rect(6, 6, 330, 220), _model(PaneState.live), image_of(frame), None)
    assert canvas.pixelColor(170, 120).red() == 200
    frame.memory.release()  # raises BufferError while anybody still holds it


def test_the_alarm_border_is_steady_when_the_system_asks_for_less_motion(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rect, model = SIZES[1], _model(PaneState.tamper, tamper=Tamper("covered", 0))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    seen = {}
    for said in ("1", "0"):
        (tmp_path / "gtk-3.0").mkdir(exist_ok=True)
        (tmp_path / "gtk-3.0" / "settings.ini").write_text(f"[Settings]\ngtk-enable-animations={said}\n")
        painter = PanePainter()
        for blink in (True, False):
            painter.blink = blink
            seen[said, blink] = _paint(painter, rect, model, None, None).pixelColor(rect.x - 2, rect.y + 20)
    assert seen["1", True] != seen["1", False], "on and off, once a second"
    assert seen["0", True] == seen["0", False] == seen["1", True]
