"""From the wall to issued minutes: the guard sees, moves, marks; the principal reviews and issues."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import av

from tests.story.driver import Driver
from tests.story.guard import (
    TITLE,
    guard_looks_back,
    guard_moves_camera,
    guard_opens_incident,
    guard_signs_in,
    guard_writes,
)
from tests.story.looking import expect
from tests.story.principal import principal_issues, principal_reviews
from vms.core.hashing import sha256_bytes, sha256_file
from vms.services.incident_views import IncidentView
from vms.ui.main_window import MainWindow


def incident_story(out: Path) -> None:
    """Leaves pictures, clip, minutes and catalogue in ``out``."""
    with Driver(out) as driver:
        driver.first_run(shots=True)
        driver.settle(0.5)
        driver.shot("board-first-page")
        driver.sign_out()
        guard_signs_in(driver)
        guard_moves_camera(driver)
        incident = guard_opens_incident(driver)
        guard_writes(driver)
        guard_looks_back(driver, incident)
        driver.sign_out()
        principal_reviews(driver, incident)
        issued = principal_issues(driver)
        leave(driver, issued)
    check_what_is_left(out, issued)


def leave(driver: Driver, issued: IncidentView) -> None:
    """Clip, minutes and an exported package into the story's folder; the same minutes again, byte for byte."""
    parts, actor = driver.assembly.parts, driver.shown(MainWindow).session.actor
    first, again = parts.minutes.pdf(actor, issued.id), parts.minutes.pdf(actor, issued.id)
    assert issued.minutes is not None
    expect(first == again and sha256_bytes(first) == issued.minutes.sha256, "re-opened minutes are the same bytes")
    (driver.out / "minutes.pdf").write_bytes(first)
    package = parts.evidence.export(actor, [item.id for item in issued.evidence], driver.out, issued.code)
    expect((package / "SHA256SUMS").exists(), "the exported package lists its hashes")
    clip = next(item for item in issued.evidence if item.kind == "clip")
    shutil.copy(parts.evidence.path(actor, clip.id), driver.out / "clip.mp4")
    expect(parts.audit.verify() is None, "the log's chain is whole")


def check_what_is_left(out: Path, issued: IncidentView) -> None:
    """With the program closed: the files alone."""
    clip = next(item for item in issued.evidence if item.kind == "clip")
    expect(sha256_file(out / "clip.mp4") == clip.sha256, "the clip has the hash of the catalogue")
    with av.open(str(out / "clip.mp4")) as container:
        frames = sum(1 for _ in container.decode(video=0))
    expect(frames > 300, f"the clip plays: {frames} pictures")
    text = subprocess.run(["pdftotext", "-layout", out / "minutes.pdf", "-"], capture_output=True, check=True)
    words = " ".join(text.stdout.decode("utf-8").split())
    for wanted in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "01/BB-THBM", TITLE, "N.M.K, lớp 3A"):
        expect(wanted.casefold() in words.casefold(), f"the minutes say {wanted!r}")
    expect("Nguyễn Minh Khoa" not in words, "the minutes keep the pupil's name to themselves")
    shutil.copy(out / "data" / "catalogue.sqlite3", out / "catalogue.sqlite3")
    with sqlite3.connect(out / "catalogue.sqlite3") as catalogue:
        found = catalogue.execute("select sha256 from evidence_item where id = ?", (clip.id,)).fetchone()
    expect(found == (clip.sha256,), "the catalogue knows the clip's hash")
