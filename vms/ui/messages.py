"""An error in the reader's words: what happened, what is safe, what to do; sentences in ``vms.ui.sentences``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from vms.core.errors import InvalidInput, MinutesIncomplete, VmsError
from vms.core.instants import date_text, time_text
from vms.ui.sentences import ACTIONS, REASONS, SENTENCES, SIGN_IN, UNEXPECTED, Sentences
from vms.ui.words import size_text

translate = QCoreApplication.translate
_SIZES = ("need", "free", "size")
_INSTANTS = ("start", "end", "until", "at")


@dataclass(frozen=True, slots=True)
class Explained:
    """A title, then the three parts; ``code`` stands last and small, with what the camera or the system said of it."""

    title: str
    happened: str
    safe: str
    do: str
    code: str


def explain(error: BaseException) -> Explained:
    """The words for an error; one that isn't of the known tree gets the words for a fault of the program."""
    code = error.code if isinstance(error, VmsError) else f"unexpected/{type(error).__name__}"
    chosen = _sentences(error)
    values = _values(error)
    if values["detail"]:
        code = f"{code} ({values['detail'][:80]})"
    title, happened, safe, do = (" ".join(_spoken(text).format_map(values).split()) for text in chosen)
    return Explained(title, happened, safe, do, code)


def headline(error: BaseException) -> str:
    """One line for a toast or beside a button."""
    words = explain(error)
    return f"{words.title}. {words.happened}" if words.happened else words.title


def reason_text(code: str) -> str:
    """The sentence for a reason code of InvalidInput or MinutesIncomplete: ``too_short`` → its words."""
    key = code.partition(":")[0]
    return _spoken(REASONS.get(key, REASONS["not_accepted"])).format(code.partition(":")[2])


def action_text(action: str) -> str:
    """What an action of the rights table is called in a sentence."""
    return _spoken(ACTIONS.get(action, ACTIONS[""]))


def _spoken(source: str) -> str:
    return translate("Messages", source) if source else ""


def _sentences(error: BaseException) -> Sentences:
    if isinstance(error, VmsError):
        if error.code == "sign_in_refused":
            return SIGN_IN.get(str(error.values.get("reason")), SIGN_IN["wrong"])
        for kind in type(error).__mro__:
            found = SENTENCES.get(getattr(kind, "code", ""))
            if found:
                return found
    return UNEXPECTED


def _values(error: BaseException) -> dict[str, str]:
    values: dict[str, str] = defaultdict(str)
    if not isinstance(error, VmsError):
        return values
    for name, value in error.values.items():
        values[name] = _value(name, value)
    if isinstance(error, InvalidInput):
        values["reasons"] = " · ".join(dict.fromkeys(reason_text(code) for code in error.reasons.values()))
    if isinstance(error, MinutesIncomplete):
        missing = error.values.get("missing")
        codes = missing if isinstance(missing, list | tuple) else ()
        values["missing"] = " · ".join(reason_text(str(code)) for code in codes)
    if "action" in error.values:
        values["action"] = action_text(str(error.values["action"]))
    if "wait_s" in error.values:
        values["wait"] = wait_text(error.values["wait_s"])
    if isinstance(error.values.get("path"), str | PurePath):
        values["name"] = PurePath(str(error.values["path"])).name
    return values


def wait_text(seconds: object) -> str:
    """``4:32``, rounded up so that it never says 0:00 too early."""
    whole = max(0, -int(-float(seconds) // 1)) if isinstance(seconds, int | float) else 0
    return f"{whole // 60}:{whole % 60:02d}"


def _value(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        if name in _SIZES:
            return size_text(value)
        if name in _INSTANTS:
            return f"{time_text(value)} {date_text(value)}"
    return str(value)
