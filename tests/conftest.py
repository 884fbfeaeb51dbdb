"""What every test must leave behind: no thread, process, timer, window or warning of its own.

A test that expects a warning in the program's log names it: ``@pytest.mark.logs("camera_lost")``.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

GRACE_S = 3.0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=4, help="how often the recorder is killed (default 4)")
    parser.addoption("--long", action="store_true", help="also tests that take a part of a minute and more")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests run when asked for, or when their file is named: all tests together stay under fifteen minutes."""
    named = any(".py" in word for word in config.args)
    left_out = (
        [] if named or config.getoption("--long") else [item for item in items if item.get_closest_marker("long")]
    )
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Modules, classes and tests stay for good: the search for leaks after every test need not go through them."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often the recorder is killed."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = _wait_until_empty(lambda: [t for t in threading.enumerate() if t not in before and t.is_alive()])
    assert not left, f"threads left running: {[t.name for t in left]}"


@pytest.fixture(autouse=True)
def _no_leaked_processes() -> Iterator[None]:
    before = {child.pid for child in _children()}
    yield
    left = _wait_until_empty(lambda: [c for c in _children() if c.pid not in before])
    names = [_command(child) for child in left]
    for child in left:
        child.kill()
    assert not left, f"processes left running: {names}"


@pytest.fixture(autouse=True)
def _no_leaked_windows_or_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    def windows() -> list[object]:
        return [w for w in QApplication.topLevelWidgets() if isValid(w)]

    def timers() -> list[QTimer]:
        return [t for t in gc.get_objects() if isinstance(t, QTimer) and isValid(t) and t.isActive()]

    before = {id(item) for item in (*windows(), *timers())}
    yield
    left = _wait_until_empty(
        lambda: [item for item in (*windows(), *timers()) if id(item) not in before], pump=_deliver_deletions
    )
    assert not left, f"windows or timers left alive: {left}"


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    marker = request.node.get_closest_marker("logs")
    allowed = set(marker.args) if marker else set()
    seen: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = seen.append  # type: ignore[method-assign]
    logger = logging.getLogger("vms")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    unexpected = [f"{r.name}: {r.getMessage()} {getattr(r, 'fields', '')}" for r in seen if r.msg not in allowed]
    assert not unexpected, f"unexpected in the log: {unexpected}"


def _children() -> list[psutil.Process]:
    # The interpreter keeps one resource tracker for its lifetime; it is not a leak.
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if child.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in _command(child):
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return "(gone)"


def _wait_until_empty(find: Callable[[], list], pump: Callable[[], None] | None = None) -> list:
    end = time.monotonic() + GRACE_S
    while True:
        if pump:
            pump()
        found = find()
        if not found or time.monotonic() > end:
            return found
        time.sleep(0.02)


def _deliver_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
