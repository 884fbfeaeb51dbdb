"""The real parts of a small school, for tests of the shell: real services, a real catalogue, no camera."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.empty_catalogue import put_empty_catalogue
from vms.assembly import Assembly
from vms.core.clock import SystemClock
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.security.passwords import Hasher
from vms.services.accounts import Actor, Role, UserDraft
from vms.services.cameras import CameraDraft
from vms.ui import i18n, theme
from vms.ui.bridge import Bridge
from vms.ui.parts import Parts
from vms.ui.tokens import Scheme

PASSWORD = Secret("bon con meo xanh ngoai san")
SIZES = ((1366, 690), (1920, 1080))


@dataclass(frozen=True, slots=True)
class School:
    """Parts, and an actor for each role that has an account."""

    assembly: Assembly
    board: Actor
    guard: Actor
    it: Actor

    @property
    def parts(self) -> Parts:
        return self.assembly.parts


@contextmanager
def assembled(folder: Path) -> Iterator[Assembly]:
    """All services of an empty data folder."""
    i18n.compile_translations()
    i18n.apply("vi")
    theme.apply(Scheme.LIGHT, 100)
    bridge = Bridge()
    data = DataFolder(folder)
    data.prepare()
    put_empty_catalogue(data.catalogue)
    # Pages open on cameras that aren't there: no media process is needed, and a quick hash is as good here.
    made = Assembly(data, SystemClock(), bridge.post, Hasher(time_cost=1, memory_kib=64, parallelism=1))
    try:
        yield made
    finally:
        bridge.close()
        made.close()
        i18n.apply("en")
        theme.apply(Scheme.LIGHT, 100)


@contextmanager
def school(folder: Path) -> Iterator[School]:
    """A school with a board, a guard, an IT person and two cameras that aren't there."""
    with assembled(folder) as made:
        accounts = made.parts.accounts
        board = accounts.create_first_board("Lê Thị Minh Hà", "Hiệu trưởng", "hieutruong", PASSWORD)
        accounts.create(board, UserDraft("baove", "Nguyễn Văn Hùng", Role.GUARD), PASSWORD)
        accounts.create(board, UserDraft("cntt", "Võ Thanh Tùng", Role.IT), PASSWORD)
        guard, it = accounts.sign_in("baove", PASSWORD), accounts.sign_in("cntt", PASSWORD)
        for code, name in (("C04", "Sân chính"), ("C12", "Cầu thang B")):
            made.parts.cameras.add(it, CameraDraft(code, name, "Nhà A", "url", main_url="rtsp://127.0.0.1:9/x"))
        yield School(made, board, guard, it)


def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    """Let the event loop run until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it didn't happen in time"
        QApplication.processEvents()
        time.sleep(0.005)


def grab(widget: QWidget, path: Path, size: tuple[int, int]) -> None:
    """The widget as a picture."""
    widget.resize(*size)
    for _ in range(4):
        QApplication.processEvents()
    assert widget.grab().save(str(path))
