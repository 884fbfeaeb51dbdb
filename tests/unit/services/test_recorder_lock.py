"""The lock that says which process records: one holder, and looking at it never takes it from anyone."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from vms.core.errors import AlreadyRunning
from vms.services import recorder_lock
from vms.services.recorder_lock import RecorderLock, holder


def test_one_holder_until_it_lets_go(tmp_path: Path) -> None:
    first, second = RecorderLock(tmp_path), RecorderLock(tmp_path)
    assert holder(tmp_path) is None
    first.acquire()
    assert holder(tmp_path) == os.getpid()
    with pytest.raises(AlreadyRunning) as refused:
        second.acquire()
    assert refused.value.values["pid"] == os.getpid()
    first.release()
    first.release()
    assert holder(tmp_path) is None
    second.acquire()
    second.release()


def test_somebody_who_only_looks_does_not_keep_a_recorder_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_lock, "_GLANCE_S", 10.0)
    looking, starting = RecorderLock(tmp_path), RecorderLock(tmp_path)
    looking.acquire()
    glance = threading.Timer(0.1, looking.release)
    glance.start()
    starting.acquire()
    starting.release()
    glance.join()
