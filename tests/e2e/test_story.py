"""The main job from start to end, in the real program, followed from outside through its log."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import RunningProgram, wait_for
from tests.story.driver import PASSWORDS

LIMIT_S = 240

# (event, fields) in the order in which the story's people do things.
COURSE: tuple[tuple[str, dict[str, object]], ...] = (
    ("first_run_shown", {}),
    ("started", {}),
    ("school_started", {}),
    ("demo_ready", {"cameras": 12}),
    ("recorder_process_started", {}),
    ("session_opened", {"role": "board"}),
    ("session_closed", {}),
    ("sign_in_shown", {}),
    ("act", {"action": "sign_in", "result": "wrong"}),
    ("session_opened", {"role": "guard"}),
    ("window_shown", {"page": "wall"}),
    ("closed", {}),
)


@pytest.mark.slow
@pytest.mark.timeout(LIMIT_S + 60)
def test_the_story_from_first_start_to_issued_minutes(tmp_path: Path) -> None:
    out = tmp_path / "story"
    with RunningProgram(out / "data", "tests.story", "--story", "incident", "--out", str(out)) as program:
        wait_for(lambda: program.process.poll() is not None, LIMIT_S, lambda: f"the end, after {program.events[-5:]}")
