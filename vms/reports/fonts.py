"""The document font: Times New Roman, or its metric twin, found on this PC and embedded in every document."""

from __future__ import annotations

import os
import sys
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from vms.core.errors import ReportFontMissing
from vms.core.text import nfc

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "VmsSerif", "VmsSerif-Bold", "VmsSerif-Italic", "VmsSerif-BoldItalic"

# Looked for in this order; the first family with all four faces wins.
_FAMILIES = (
    ("Times New Roman", ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
    (
        "Times New Roman",
        (
            "Times New Roman.ttf",
            "Times New Roman Bold.ttf",
            "Times New Roman Italic.ttf",
            "Times New Roman Bold Italic.ttf",
        ),
    ),
    (
        "Liberation Serif",
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
)

# Characters that keyboards and Word put in, and that serif fonts leave out, have an exact stand-in.
_STAND_INS = str.maketrans({"\u2010": "-", "\u2011": "-", "☐": "□", "\t": " ", "\u2028": "\n", "\u2029": "\n"})

# reportlab keeps its fonts in one registry of the process.
_registering = threading.Lock()


@dataclass(frozen=True, slots=True)
class SerifFamily:
    """Four font files of one family."""

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def faces(self) -> tuple[tuple[str, Path], ...]:
        """reportlab name and file of each face."""
        return ((REGULAR, self.regular), (BOLD, self.bold), (ITALIC, self.italic), (BOLD_ITALIC, self.bold_italic))


def font_folders() -> list[Path]:
    """Where this system keeps its fonts, the user's own last."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = os.environ.get("XDG_DATA_HOME", "")
    own = Path(shared) if shared else home / ".local" / "share"
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), own / "fonts", home / ".fonts"]


def find_family(folders: list[Path]) -> SerifFamily:
    """The first whole family in these folders and what lies under them. Raises ReportFontMissing."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else ():
            found.setdefault(file.name.casefold(), file)
    for name, files in _FAMILIES:
        faces = [found.get(file.casefold()) for file in files]
        if all(faces):
            regular, bold, italic, bold_italic = (face for face in faces if face)
            return SerifFamily(name, regular, bold, italic, bold_italic)
    raise ReportFontMissing(font=" / ".join(dict.fromkeys(name for name, _ in _FAMILIES)))


def register() -> None:
    """Make the family known to reportlab, once a process. Raises ReportFontMissing. Any thread."""
    with _registering:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        family = find_family(font_folders())
        try:
            fonts = [TTFont(name, str(file)) for name, file in family.faces()]
        except (TTFError, OSError) as error:
            raise ReportFontMissing(font=family.name, detail=str(error)) from error
        # The regular face last: its name being known says that all four are.
        for font in reversed(fonts):
            pdfmetrics.registerFont(font)
        for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD_ITALIC)):
            addMapping(REGULAR, bold, italic, name)


def clean(text: str) -> str:
    """The text as it may be printed: composed, without invisible characters, and every glyph checked.

    reportlab neither composes Unicode nor complains of a missing glyph: it leaves a blank, which in minutes
    would be a silent change of what was said. Raises ReportFontMissing naming the character.
    """
    shown = _printed(text)
    for font, char in _without_glyph(shown):
        raise ReportFontMissing(font=font, character=char, code_point=f"U+{ord(char):04X}")
    return shown


def unprintable(text: str) -> list[str]:
    """The characters that the document font lacks, each once, so that they can be named before printing."""
    return list(dict.fromkeys(char for _, char in _without_glyph(_printed(text))))


def _printed(text: str) -> str:
    composed = nfc(text.translate(_STAND_INS))
    return "".join(char for char in composed if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf"))


def _without_glyph(shown: str) -> Iterator[tuple[str, str]]:
    """Font and character, for every character that one of the four faces can't show."""
    register()
    for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        face = pdfmetrics.getFont(name).face
        for char in shown:
            if char != "\n" and ord(char) not in face.charToGlyph:
                yield face.name.decode("latin-1") if isinstance(face.name, bytes) else str(face.name), char


def markup(text: str) -> str:
    """Cleaned text for a reportlab Paragraph: escaped, line ends kept."""
    return escape(clean(text)).replace("\n", "<br/>")
