"""The interface's language: Vietnamese first, English as written in the source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, QTranslator

from vms.ui.noop import QT_TRANSLATE_NOOP
from vms.ui.theme import RESOURCES, application

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
TRANSLATIONS = RESOURCES / "translations"

_LANGUAGE = "vms_language"
_TRANSLATOR = "vms_translator"

# Qt has no Vietnamese of its own; these contexts and texts are Qt's.
QT_TEXTS = (
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save All"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Abort"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Retry"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Ignore"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Help"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Apply"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Reset"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Restore Defaults"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),
    QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),
    QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
)


def language() -> str:
    """The language in use, ``vi`` or ``en``."""
    return str(application().property(_LANGUAGE) or "en")


def apply(code: str) -> None:
    """Use a language from now on. Widgets made before keep their words; the window is built again by its owner."""
    app = application()
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    if code != "en":
        for path in sorted(TRANSLATIONS.glob(f"{code}_*.qm")):
            translator = QTranslator(app)
            if translator.load(str(path)):
                app.installTranslator(translator)
    app.setProperty(_LANGUAGE, code)
    country = QLocale.Country.Vietnam if code == "vi" else QLocale.Country.UnitedKingdom
    speech = QLocale.Language.Vietnamese if code == "vi" else QLocale.Language.English
    QLocale.setDefault(QLocale(speech, country))


def outdated() -> list[Path]:
    """Translation sources that are newer than what was compiled from them. Empty in a bundle, which has no sources."""
    return [
        source
        for source in sorted(TRANSLATIONS.glob("vi_*.ts"))
        if not source.with_suffix(".qm").exists() or source.with_suffix(".qm").stat().st_mtime < source.stat().st_mtime
    ]


def compile_translations() -> None:
    """Compile what is outdated with Qt's lrelease. Raises CalledProcessError when a source is broken."""
    for source in outdated():
        made = source.with_suffix(f".{os.getpid()}.new")
        subprocess.run([str(_lrelease()), "-silent", str(source), "-qm", str(made)], check=True, capture_output=True)
        made.replace(source.with_suffix(".qm"))


def _lrelease() -> Path:
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    return Path(PySide6.__file__).parent / name
