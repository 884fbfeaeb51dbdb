"""The program in a real X window: another platform plugin, real fonts, a real screen to photograph."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.glass_wall import COLOURS
from tests.e2e.living_wall import SCREEN
from tests.e2e.program import RunningProgram

pytestmark = [pytest.mark.window, pytest.mark.slow]


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with a screen in memory and a number of its own."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    reader, writer = os.pipe()
    command = [server, "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as number:
            yield f":{number.readline().strip()}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.timeout(240)
def test_from_the_first_start_to_a_living_wall(tmp_path: Path, display: str) -> None:
    out = tmp_path / "out"
    command = ("tests.e2e.living_wall", str(out))
    with RunningProgram(out / "data", *command, platform="xcb", display=display) as program:
        assert program.wait(180) == 0, program.said
        program.assert_nothing_left()
        program.assert_no_trouble()
    first, second = (_pixels(out / f"{name}.png") for name in ("first", "second"))
    assert first.shape == second.shape == (SCREEN[1], SCREEN[0], 3)
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 2000, "a school is to be seen, not an empty window"
    changed = np.abs(first.astype(int) - second.astype(int)).max(axis=2) > 12
    assert changed.sum() > 200, "the pictures move"


def test_the_graphics_card_paints_the_same_wall_as_the_processor_and_may_give_up(tmp_path: Path, display: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
    command = [sys.executable, "-m", "tests.e2e.glass_wall", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip()
    found = json.loads((tmp_path / "found.json").read_text())
    glass, painter = found["glass"], found["painter"]
    assert glass["surface"] and glass["renderer"] and glass["planes"] == [True] * 4
    assert not painter["surface"] and painter["planes"] == [False] * 4
    assert not found["card"], "a driver that only pretends to be a card isn't chosen by itself"
    for pane, colour in enumerate(COLOURS[:3]):
        for way in (glass, painter):
            assert np.abs(np.array(way["panes"][pane]) - colour).max() <= 3
    # The lost camera's last picture is dimmed in both, and nothing of the surface shines through.
    assert glass["panes"][3] == painter["panes"][3] and max(glass["panes"][3]) < 60
    difference = np.abs(_pixels(tmp_path / "glass.png").astype(int) - _pixels(tmp_path / "painter.png").astype(int))
    assert (difference.max(axis=2) > 6).mean() < 0.01, "captions and borders are the same"


def _pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))
