"""The tokens: enough contrast in both themes, one palette and one style sheet made from them."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from vms.ui import theme
from vms.ui.controls import Badge, Button, ElidedLabel, EmptyState, Segmented
from vms.ui.fields import Field, PasswordEdit
from vms.ui.icons import icon
from vms.ui.tokens import TABLE, Scheme, Tokens, contrast

# The offscreen platform says so whenever a window with a smallest size is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TEXT_ON = {
    "panel": ("t1", "t2", "t3", "accent", "ok", "warn", "bad", "hold"),
    "bg": ("t1", "t2", "t3", "accent"),
    "raised": ("t1", "t2", "t3"),
    "accent_bg": ("t1", "accent"),
    "ok_bg": ("ok",),
    "warn_bg": ("warn", "t1"),
    "bad_bg": ("bad", "t1"),
    "hold_bg": ("hold",),
    "accent_fill": ("on_fill",),
    "accent_fill_hover": ("on_fill",),
    "bad_fill": ("on_fill",),
    "bad_fill_hover": ("on_fill",),
    "field": ("t1", "t3"),
}


@pytest.fixture(params=list(Scheme))
def table(request: pytest.FixtureRequest) -> Tokens:
    return TABLE[request.param]


def test_text_is_readable_on_every_ground(table: Tokens) -> None:
    for ground, texts in TEXT_ON.items():
        for text in texts:
            found = contrast(getattr(table, text), getattr(table, ground))
            assert found >= 4.5, f"{text} on {ground}: {found:.2f}"


def test_borders_and_time_line_stand_out(table: Tokens) -> None:
    for name in ("edge", "tl_continuous", "tl_motion", "tl_alarm", "tl_hold", "tl_gap"):
        ground = table.tl_ground if name.startswith("tl_") else table.panel
        found = contrast(getattr(table, name), ground)
        assert found >= 3, f"{name}: {found:.2f}"


def test_contrast_is_the_wcag_ratio() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_token_is_a_colour(table: Tokens) -> None:
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in asdict(table).values())


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    source = (theme.RESOURCES / "styles" / "app.qss").read_text("utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", source)


def test_pictures_of_the_style_sheet_have_token_colours() -> None:
    styles = theme.RESOURCES / "styles"
    for which, of in TABLE.items():
        for name in ("chevron", "chevron-up", "expand", "collapse"):
            assert of.t2 in (styles / f"{name}-{which.value}.svg").read_text("utf-8")
    for name in ("check", "partial", "dot"):
        assert "#FFFFFF" in (styles / f"{name}.svg").read_text("utf-8")


def test_every_file_of_the_style_sheet_exists(qapp: object) -> None:
    for which in Scheme:
        for path in re.findall(r'url\("([^"]+)"\)', theme.style_sheet(which)):
            assert Path(path).is_file()


def test_the_theme_changes_at_run_time(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    for which in (Scheme.DARK, Scheme.LIGHT):
        theme.apply(which)
        qtbot.wait(0)
        assert theme.tokens() == TABLE[which]
        assert widget.palette().color(QPalette.ColorRole.Window) == QColor(TABLE[which].bg)


def test_text_scale_grows_fonts_and_heights(qtbot: QtBot) -> None:
    theme.apply(Scheme.LIGHT, 100)
    button = Button("Lưu", "primary")
    qtbot.addWidget(button)
    button.show()
    small, points = button.sizeHint().height(), theme.points(14)
    assert small == 36
    assert points == 10.5
    theme.apply(Scheme.LIGHT, 150)
    assert theme.points(14) == 15.75
    larger = Button("Lưu", "primary")
    qtbot.addWidget(larger)
    larger.show()
    assert larger.sizeHint().height() > small
    theme.apply(Scheme.LIGHT, 100)


@pytest.mark.parametrize(("fit", "height"), [("dense", 32), ("normal", 36), ("important", 44)])
def test_buttons_have_the_heights_of_the_design(qtbot: QtBot, fit: str, height: int) -> None:
    theme.apply(Scheme.LIGHT)
    button = Button("Lưu", "primary", "plus", fit)
    qtbot.addWidget(button)
    button.show()
    assert button.sizeHint().height() == height


def test_a_field_keeps_its_height_when_it_gets_focus_or_an_error(qtbot: QtBot) -> None:
    theme.apply(Scheme.LIGHT)
    edit = QLineEdit()
    field = Field("Địa chỉ", edit)
    qtbot.addWidget(field)
    field.show()
    before = edit.sizeHint().height()
    field.set_error("Mỗi số trong địa chỉ phải từ 0 đến 255")
    assert edit.sizeHint().height() == before == 36
    assert edit.accessibleDescription() == "Mỗi số trong địa chỉ phải từ 0 đến 255"
    assert edit.accessibleName() == "Địa chỉ"
    field.set_error("")
    assert field.line == ""


def _inked(made: QIcon) -> QColor:
    image = made.pixmap(QSize(24, 24), 1.0).toImage()
    strongest = max(
        (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())),
        key=lambda colour: colour.alpha(),
    )
    return QColor(strongest.red(), strongest.green(), strongest.blue())


def test_an_icon_follows_the_theme_without_being_made_again(qapp: object) -> None:
    theme.apply(Scheme.LIGHT)
    made = icon("cctv", "accent")
    assert _inked(made) == QColor(TABLE[Scheme.LIGHT].accent)
    theme.apply(Scheme.DARK)
    assert _inked(made) == QColor(TABLE[Scheme.DARK].accent)
    assert _inked(icon("cctv", "accent", of=TABLE[Scheme.LIGHT])) == QColor(TABLE[Scheme.LIGHT].accent)
    theme.apply(Scheme.LIGHT)


def test_an_icon_is_drawn_at_the_size_of_the_device(qapp: object) -> None:
    sharp = icon("cctv").pixmap(QSize(20, 20), 2.0)
    assert sharp.size() == QSize(40, 40)
    assert sharp.devicePixelRatio() == 2.0


def test_an_unknown_icon_fails_where_it_is_asked_for(qapp: object) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_the_eye_shows_and_hides_a_password(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    edit.setText("mật khẩu")
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    edit.actions()[0].trigger()
    assert edit.echoMode() == QLineEdit.EchoMode.Normal
    assert edit.secret().reveal() == "mật khẩu"
    assert "mật khẩu" not in repr(edit.secret())


def test_a_segmented_choice_tells_only_what_a_person_chose(qtbot: QtBot) -> None:
    choice = Segmented([(1, "1"), (4, "4"), (9, "9")], 4)
    qtbot.addWidget(choice)
    told: list[object] = []
    choice.changed.connect(told.append)
    choice.set_value(9)
    assert (choice.value(), told) == (9, [])
    choice.button(1).click()
    assert (choice.value(), told) == (1, [1])


def test_cut_text_has_a_tooltip(qtbot: QtBot) -> None:
    words = ElidedLabel("Trường Tiểu học có một cái tên thật là dài")
    qtbot.addWidget(words)
    words.resize(80, 20)
    words.show()
    assert words.text().endswith("…")
    assert words.toolTip() == "Trường Tiểu học có một cái tên thật là dài"
    words.resize(800, 20)
    assert words.toolTip() == ""


def test_nothing_becomes_a_window_of_its_own(qtbot: QtBot, qapp: object) -> None:
    for made in (EmptyState("folder", "Chưa có gì", ""), Badge("Nháp", "neutral", "pencil")):
        qtbot.addWidget(made)
        assert all(not child.isWindow() for child in made.findChildren(QWidget))
