"""The theme in use: palette and style sheet made from the tokens, fonts in points, the reader's text scale.

What is in use is a property of the application object, so that every widget reads it when it paints and none keeps
a copy. A widget that paints itself calls ``tokens()`` in ``paintEvent`` and needs nothing else to follow a change.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from vms.ui.tokens import DARK, TABLE, Scheme, Tokens

FAMILIES = ("Segoe UI", "Noto Sans", "DejaVu Sans")
SCALES = (100, 125, 150)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"

_SCHEME = "vms_scheme"
_SCALE = "vms_text_scale"
_POINTS_PER_PX = 72 / 96


def application() -> QApplication:
    """The running application; the theme is a property of it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def scheme() -> Scheme:
    """Dark or light; light until ``apply`` has been called."""
    return Scheme(application().property(_SCHEME) or Scheme.LIGHT)


def tokens() -> Tokens:
    """The colours in use."""
    return TABLE[scheme()]


def pane_tokens() -> Tokens:
    """The colours of camera and playback panes: dark in both themes."""
    return DARK


def color(token: str, alpha: int = 255) -> QColor:
    """A token of the theme in use as a QColor."""
    found = QColor(getattr(tokens(), token))
    found.setAlpha(alpha)
    return found


def text_scale() -> int:
    """Per cent: 100, 125 or 150."""
    return int(application().property(_SCALE) or 100)


def points(px: float) -> float:
    """Font size in points for a size in px at 96 dpi, text scale included."""
    return round(px * _POINTS_PER_PX * text_scale() / 100, 2)


def length(px: int) -> int:
    """A height or width that holds text, grown with the text scale (half as fast: padding needn't grow)."""
    return round(px * (100 + (text_scale() - 100) * 0.6) / 100)


def font(px: float, weight: int = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """A font of the interface for a size in px; ``tabular`` gives all digits one width."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points(px))
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(of: Tokens) -> QPalette:
    """The QPalette that the tokens make."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = (
        (role.Window, of.bg),
        (role.WindowText, of.t1),
        (role.Base, of.panel),
        (role.AlternateBase, of.raised),
        (role.Text, of.t1),
        (role.Button, of.panel),
        (role.ButtonText, of.t1),
        (role.BrightText, of.bad),
        (role.Highlight, of.accent_bg),
        (role.HighlightedText, of.t1),
        (role.Accent, of.accent),
        (role.Link, of.accent),
        (role.LinkVisited, of.accent),
        (role.PlaceholderText, of.t3),
        (role.ToolTipBase, of.raised),
        (role.ToolTipText, of.t1),
        (role.Light, of.hover),
        (role.Midlight, of.raised),
        (role.Mid, of.line),
        (role.Dark, of.edge),
        (role.Shadow, of.line),
    )
    for place, value in pairs:
        made.setColor(place, QColor(value))
    for place in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(of.t3))
    return made


def style_sheet(which: Scheme) -> str:
    """The one style sheet, filled from the tokens; sizes follow the text scale."""
    template = Template((RESOURCES / "styles" / "app.qss").read_text(encoding="utf-8"))
    values: dict[str, str] = dict(asdict(TABLE[which]))
    values["scheme"] = which.value
    values["styles"] = (RESOURCES / "styles").as_posix()
    values["families"] = ", ".join(f'"{name}"' for name in FAMILIES)
    values.update({f"f{px}": f"{points(px)}pt" for px in (11, 12, 13, 14, 15, 16, 18, 20, 24, 28)})
    values.update({f"h{px}": f"{length(px)}px" for px in (18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 42)})
    return template.substitute(values)


def apply(which: Scheme, scale: int = 100) -> None:
    """Put a theme and a text scale on the whole application; at run time too."""
    app = application()
    if app.property(_SCHEME) == which.value and app.property(_SCALE) == scale:
        return
    app.setProperty(_SCHEME, which.value)
    app.setProperty(_SCALE, scale)
    app.setPalette(palette(TABLE[which]))
    app.setFont(font(14))
    app.setStyleSheet(style_sheet(which))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet looks at, and have the widget styled again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
