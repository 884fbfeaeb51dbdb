"""``vms doctor``: the recordings of a data folder checked from the command line, without a window."""

from __future__ import annotations

import json
import locale
import os
import platform
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from vms.core.clock import SystemClock
from vms.core.errors import CatalogueError, VmsError
from vms.core.paths import DataFolder
from vms.models.database import open_catalogue
from vms.services.audit import Audit
from vms.services.doctor import Doctor, Level, Progress, Report
from vms.services.doctor_words import Language, summary, words
from vms.video.source import quiet_ffmpeg

# Exit status: all is well, something is left that is wrong, it couldn't be checked.
WELL, WRONG, UNCHECKED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. ``language`` None: the system's."""

    level: Level
    repair: bool
    as_json: bool
    language: Language | None


def run_doctor(folder: DataFolder, wanted: Wanted) -> int:
    """Check, print what was found; the exit status."""
    language = wanted.language or system_language()
    quiet_ffmpeg()
    place = folder.catalogue_place
    if isinstance(place, Path) and not place.exists():
        # Opening it would make a new, empty one, and every file would be a stranger.
        return _unchecked(CatalogueError(path=str(place), detail="missing"), language)
    clock = SystemClock()
    try:
        with closing(open_catalogue(place, clock)) as catalogue:
            doctor = Doctor(catalogue, folder, clock, Audit(catalogue, clock, platform.node()))
            told = _tell if sys.stderr.isatty() else None
            report = doctor.check(None, wanted.level, repair=wanted.repair, progress=told)
    except VmsError as error:
        return _unchecked(error, language)
    sys.stdout.write((as_json(report) if wanted.as_json else as_text(report, language)) + "\n")
    return WRONG if report.wrong or report.cancelled else WELL


def system_language() -> Language:
    """Vietnamese where the system speaks it."""
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "vi" if name.lower().startswith("vi") else "en"


def as_json(report: Report) -> str:
    """Everything, for programs."""
    return json.dumps(asdict(report) | {"wrong": report.wrong}, ensure_ascii=False, indent=1)


def as_text(report: Report, language: Language) -> str:
    """For people: each kind with what to do, then the findings of it."""
    lines = []
    for code, count in report.counts.items():
        said = words(code, language)
        lines += [f"{said.what} · {count}", f"  {said.todo}"]
        listed = [finding for finding in report.findings if finding.code is code]
        for finding in listed:
            mended = (" · đã sửa" if language == "vi" else " · put right") if finding.repaired else ""
            lines.append(f"  - {finding.subject}{f' ({finding.detail})' if finding.detail else ''}{mended}")
        if count > len(listed):
            lines.append(f"  … {count - len(listed)}")
    return "\n".join([*lines, summary(report, language)])


def _unchecked(error: VmsError, language: Language) -> int:
    what = "Không mở được danh mục" if language == "vi" else "The catalogue could not be opened"
    said = f"{what}: {error.values.get('path', '')} ({error.code} {error.values.get('detail', '')})"
    sys.stderr.write(said + "\n")
    return UNCHECKED


def _tell(progress: Progress) -> None:
    sys.stderr.write(f"\r{progress.done} / {progress.total}")
    sys.stderr.flush()
