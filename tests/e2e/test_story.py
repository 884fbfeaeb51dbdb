"""The main job from start to end, in the real program, followed from outside through its log."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.program import Line, RunningProgram, wait_for
from tests.story.driver import BOARD, PASSWORDS

LIMIT_S = 240
CAMERAS = 12

# What happens, in the order in which the story's people do it; between these, other things may be logged.
COURSE: tuple[tuple[str, dict[str, object]], ...] = (
    ("first_run_shown", {}),
    ("started", {}),
    ("act", {"action": "account_created"}),
    ("school_started", {}),
    ("demo_ready", {"cameras": CAMERAS}),
    ("act", {"action": "camera_added", "object": f"camera:{CAMERAS}"}),
    ("session_opened", {"role": "board"}),
    ("session_closed", {}),
    ("sign_in_shown", {}),
    ("act", {"action": "sign_in", "result": "wrong"}),
    ("session_opened", {"role": "guard"}),
    ("window_shown", {"page": "wall"}),
    ("act", {"action": "watch_live"}),
    ("act", {"action": "ptz_move"}),
    ("act", {"action": "ptz_preset_go"}),
    ("act", {"action": "incident_opened", "object": "incident:1"}),
    ("act", {"action": "hold_placed"}),
    ("act", {"action": "evidence_clip"}),
    ("act", {"action": "evidence_still"}),
    ("session_closed", {}),
    ("session_opened", {"role": "board"}),
    ("act", {"action": "evidence_verified"}),
    ("act", {"action": "minutes_submitted"}),
    ("act", {"action": "minutes_issued"}),
    ("act", {"action": "evidence_exported"}),
    ("closing", {}),
    ("closed", {}),
)


@pytest.mark.slow
@pytest.mark.timeout(LIMIT_S + 60)
def test_the_story_from_first_start_to_issued_minutes(tmp_path: Path) -> None:
    out = tmp_path / "story"
    with RunningProgram(out / "data", "tests.story", "--story", "incident", "--out", str(out)) as program:
        reached: list[int] = []

        def follow() -> bool:
            reached[:] = [_reached(program.lines)]
            return reached[0] == len(COURSE) or program.process.poll() is not None

        wait_for(follow, LIMIT_S, lambda: f"{COURSE[reached[0]]} after {program.events[-5:]}")
        status = program.wait()
        assert status == 0, program.said
        assert _reached(program.lines) == len(COURSE), f"never came, in this order: {COURSE[_reached(program.lines)]}"
        # Before or after the first session opens, whichever comes first.
        assert sum(line["event"] == "recorder_process_started" for line in program.lines) == 1
        program.assert_no_trouble()
        program.assert_nothing_left()
    _check_files(out)
    _check_no_password(out / "data")


def _reached(lines: list[Line]) -> int:
    """How much of the course has happened."""
    at = 0
    for line in lines:
        if at < len(COURSE):
            event, fields = COURSE[at]
            at += line["event"] == event and all(line.get(key) == value for key, value in fields.items())
    return at


def _check_files(out: Path) -> None:
    assert (out / "minutes.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "clip.mp4").read_bytes()[4:8] == b"ftyp"
    assert len(list(out.glob("*.png"))) > 20
    assert not list(out.glob("*failed*")) and not list((out / "data").rglob("*.part"))
    with closing(sqlite3.connect(out / "catalogue.sqlite3")) as catalogue:
        assert catalogue.execute("pragma integrity_check").fetchone() == ("ok",)
        issued = catalogue.execute("select number from minutes where state = 'issued'").fetchall()
    assert issued == [("01/BB-THBM",)]


def _check_no_password(data: Path) -> None:
    """Neither those of people nor those of cameras stand in any log."""
    cards = json.loads((data / "demo" / "ready.json").read_text("utf-8"))["cameras"]
    secrets = {*PASSWORDS.values(), *(card["password"] for card in cards), "wrong-password"}
    logs = [*(data / "logs").iterdir(), data / "demo" / "demo.log"]
    assert len(logs) >= 4 and PASSWORDS[BOARD] in secrets
    for path in logs:
        text = path.read_text("utf-8", "replace")
        found = [secret for secret in secrets if secret in text]
        assert not found, f"{path.name} has {len(found)} passwords in it"
