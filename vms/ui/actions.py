"""What can be done from everywhere: commands of the palette, and the keys that the sheet shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from vms.core.text import fold
from vms.ui.noop import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette. ``key`` is its shortcut, shown beside it."""

    text: str
    icon_name: str
    run: Callable[[], None] = field(compare=False)
    key: str = ""


def matching(commands: Sequence[Command], query: str, most: int = 12) -> list[Command]:
    """Commands that hold every word of the query, marks or not; those that begin with it first."""
    words = fold(query).split()
    if not words:
        return list(commands[:most])
    found = [(command, fold(command.text)) for command in commands]
    kept = [(command, text) for command, text in found if all(word in text for word in words)]
    kept.sort(key=lambda pair: _rank(pair[1], words[0]))
    return [command for command, _text in kept[:most]]


def _rank(text: str, word: str) -> int:
    return min((at for at, part in enumerate(text.split()) if part.startswith(word)), default=99)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work in one place; the texts are sources of context ``Keys``."""

    title: str
    keys: tuple[tuple[str, str], ...]


KEY_GROUPS = (
    KeyGroup(
        QT_TRANSLATE_NOOP("Keys", "Everywhere"),
        (
            ("Ctrl+1…9", QT_TRANSLATE_NOOP("Keys", "Pages of the rail, in order")),
            ("Ctrl+K", QT_TRANSLATE_NOOP("Keys", "Find a camera or a command")),
            ("F11", QT_TRANSLATE_NOOP("Keys", "Full screen")),
            ("Ctrl+J", QT_TRANSLATE_NOOP("Keys", "Export jobs")),
            ("Ctrl+L", QT_TRANSLATE_NOOP("Keys", "Lock the screen")),
            ("F1", QT_TRANSLATE_NOOP("Keys", "This sheet")),
            ("Esc", QT_TRANSLATE_NOOP("Keys", "Back or close")),
        ),
    ),
    KeyGroup(
        QT_TRANSLATE_NOOP("Keys", "Live wall"),
        (
            ("← ↑ → ↓", QT_TRANSLATE_NOOP("Keys", "Move the selection")),
            ("Enter", QT_TRANSLATE_NOOP("Keys", "Enlarge the pane")),
            ("Space", QT_TRANSLATE_NOOP("Keys", "Acknowledge the alarm on top")),
            ("A", QT_TRANSLATE_NOOP("Keys", "To the alarms; then ↑ ↓")),
            ("M", QT_TRANSLATE_NOOP("Keys", "Mark this moment")),
            ("R", QT_TRANSLATE_NOOP("Keys", "Replay the last 30 seconds; then Space, ← →")),
            ("S", QT_TRANSLATE_NOOP("Keys", "Still picture")),
            ("+ − 0", QT_TRANSLATE_NOOP("Keys", "Zoom the picture in, out, whole")),
            ("Shift+← ↑ → ↓", QT_TRANSLATE_NOOP("Keys", "Move within a zoomed picture")),
            ("I", QT_TRANSLATE_NOOP("Keys", "Whole picture in the corner")),
            ("T", QT_TRANSLATE_NOOP("Keys", "Figures of the streams")),
            ("P", QT_TRANSLATE_NOOP("Keys", "PTZ on or off; then arrows, + −, Home")),
            ("L T", QT_TRANSLATE_NOOP("Keys", "Presets and tours while PTZ is on")),
        ),
    ),
    KeyGroup(
        QT_TRANSLATE_NOOP("Keys", "Layouts and tours"),
        (
            ("1–9", QT_TRANSLATE_NOOP("Keys", "Layouts; presets while PTZ is on")),
            ("PgUp PgDn", QT_TRANSLATE_NOOP("Keys", "Previous or next tab")),
            ("E", QT_TRANSLATE_NOOP("Keys", "Draw a layout")),
            ("L", QT_TRANSLATE_NOOP("Keys", "Lock or unlock the layout")),
            ("V", QT_TRANSLATE_NOOP("Keys", "Tour: start or pause; with Shift of all layouts")),
            ("N B", QT_TRANSLATE_NOOP("Keys", "Next or previous turn of the tour")),
            ("H", QT_TRANSLATE_NOOP("Keys", "Hot spot on or off")),
            ("Ctrl+Shift+N", QT_TRANSLATE_NOOP("Keys", "New wall window")),
        ),
    ),
    KeyGroup(
        QT_TRANSLATE_NOOP("Keys", "Playback"),
        (
            ("Space", QT_TRANSLATE_NOOP("Keys", "Play or pause")),
            ("J K L", QT_TRANSLATE_NOOP("Keys", "Backwards, stop, forwards")),
            (", .", QT_TRANSLATE_NOOP("Keys", "One picture back or on")),
            ("← →", QT_TRANSLATE_NOOP("Keys", "A second, with Shift a minute, on the time line")),
            ("[ ]", QT_TRANSLATE_NOOP("Keys", "Previous or next event")),
            ("G  B", QT_TRANSLATE_NOOP("Keys", "Next gap, next bookmark; with Shift the last")),
            ("I O X", QT_TRANSLATE_NOOP("Keys", "Start and end of the stretch; no stretch")),
            ("R", QT_TRANSLATE_NOOP("Keys", "Play the stretch again and again")),
            ("S M", QT_TRANSLATE_NOOP("Keys", "Still picture, bookmark")),
            ("Y", QT_TRANSLATE_NOOP("Keys", "Cameras in step or each alone")),
            ("1–9", QT_TRANSLATE_NOOP("Keys", "Choose a camera")),
            ("W", QT_TRANSLATE_NOOP("Keys", "The chosen camera alone, or all")),
            ("T", QT_TRANSLATE_NOOP("Keys", "Live, and back")),
            ("+ −", QT_TRANSLATE_NOOP("Keys", "Zoom the time line")),
            ("PgUp PgDn", QT_TRANSLATE_NOOP("Keys", "Move the time line")),
            ("Ctrl+F", QT_TRANSLATE_NOOP("Keys", "Find events and bookmarks; with Shift motion in an area")),
            ("F3", QT_TRANSLATE_NOOP("Keys", "The next thing found; with Shift the one before")),
            ("F2 Del", QT_TRANSLATE_NOOP("Keys", "Change a bookmark's note, take it away")),
        ),
    ),
)
