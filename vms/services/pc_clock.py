"""Whether this PC's own clock follows a reference: what the operating system's time service says, or "unknown".

Nothing is measured here and no server is asked: a school's network may reach none. Where the service says nothing, the
answer is that nobody knows.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["synchronised", "unsynchronised", "unknown"]
Ask = Callable[[Sequence[str]], str | None]

_WAIT_S = 10.0
_SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class PcClock:
    """``offset_us``: this PC minus the reference, true within ``uncertainty_us``; None: the service doesn't say."""

    state: State
    source: str
    offset_us: int | None = None
    uncertainty_us: int | None = None


def ask_system(command: Sequence[str]) -> str | None:
    """What a command of the system prints; None where there is none, it fails or hangs."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_WAIT_S, check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def pc_clock(ask: Ask = ask_system, platform: str = sys.platform) -> PcClock:
    """What this PC's time service says. Blocks for some seconds at worst; not on the GUI thread."""
    if platform == "win32":
        return _windows(ask(("w32tm", "/query", "/status")))
    tracking = _chrony(ask(("chronyc", "-c", "tracking")))
    return tracking or _timedated(ask(("timedatectl", "show")), ask(("timedatectl", "timesync-status")))


def _timedated(shown: str | None, status: str | None) -> PcClock:
    said = dict(line.split("=", 1) for line in (shown or "").splitlines() if "=" in line)
    match said.get("NTPSynchronized"):
        case "yes":
            offset, jitter = _seconds(status, "Offset"), _seconds(status, "Jitter")
            known = offset is not None and jitter is not None
            # systemd gives the server minus the PC.
            return PcClock(
                "synchronised",
                "timedatectl",
                -offset if known and offset is not None else None,
                max(jitter, 1000) if known and jitter is not None else None,
            )
        case "no":
            return PcClock("unsynchronised", "timedatectl")
        case _:
            return PcClock("unknown", "")


def _seconds(text: str | None, name: str) -> int | None:
    """``Offset: +1.234ms`` in µs."""
    found = re.search(rf"^\s*{name}:\s*([+-]?\d+(?:\.\d+)?)(us|ms|s|min)\s*$", text or "", re.MULTILINE)
    if found is None:
        return None
    unit = {"us": 1, "ms": 1000, "s": _SECOND_US, "min": 60 * _SECOND_US}[found.group(2)]
    return round(float(found.group(1)) * unit)


def _chrony(text: str | None) -> PcClock | None:
    """``chronyc -c tracking``: reference, name, stratum, …, leap status. Its sign for the offset differs from others'
    and isn't sworn to here: that it follows is what counts.
    """
    parts = (text or "").strip().split(",")
    if len(parts) < 14:
        return None
    lost = parts[-1] == "Not synchronised" or parts[2] == "0"
    return PcClock("unsynchronised" if lost else "synchronised", "chrony")


def _windows(text: str | None) -> PcClock:
    """``w32tm /query /status``. Its words are in the language of the system: only the first line's leap number is read,
    3 where it isn't in step.
    """
    leap = re.search(r":\s*(\d)\s*\(", text or "")
    if leap is None:
        return PcClock("unknown", "")
    return PcClock("unsynchronised" if leap.group(1) == "3" else "synchronised", "w32tm")
