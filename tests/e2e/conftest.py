"""One demo school, set up once: each test gets a copy of its data folder, with the rendered loops linked into it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.story.driver import Driver

CAMERAS = 2


@pytest.fixture(scope="session")
def first_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that a first start with two pretend cameras leaves, the program closed."""
    out = tmp_path_factory.mktemp("school")
    with Driver(out, cameras=CAMERAS) as driver:
        driver.first_run()
        ready = out / "data" / "demo" / "ready.json"
        driver.wait(lambda: json.loads(ready.read_text("utf-8"))["progress"]["done"], 100, "the rendered loops")
    return out / "data"


@pytest.fixture
def school(first_school: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own, of a demo school that has been started before."""
    folder = tmp_path / "data"
    shutil.copytree(first_school, folder, ignore=shutil.ignore_patterns("demo", "logs"))
    (folder / "demo").mkdir()
    for loop in (first_school / "demo").iterdir():
        if loop.suffix not in (".json", ".log", ".part"):
            os.link(loop, folder / "demo" / loop.name)
    return folder
