"""A data folder of a school with N cameras and a guard's account, made without a window; for benches of the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vms.assembly import Assembly
from vms.core.clock import SystemClock
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.security.permissions import Role
from vms.services.cameras import CameraDraft
from vms.start_school import start_school
from vms.ui.first_run.plan import NewAccount, Plan

GUARD, PASSWORD = "baove", "Cong-truong-24-gio"


def make_school(root: Path, urls: Sequence[str], *, record: bool = False) -> None:
    """Cameras known by their streams' addresses; not recorded where the wall alone is measured."""
    folder = DataFolder(root)
    folder.prepare()
    assembly = Assembly(folder, SystemClock(), lambda work: work())
    try:
        parts = assembly.parts
        plan = Plan(
            root,
            demo=False,
            school="Trường Tiểu học Bình Minh",
            parent_body="UBND phường An Hòa",
            abbreviation="THBM",
            board=_account(Role.BOARD, "Lê Thị Minh Hà", "hieutruong"),
            staff=(_account(Role.GUARD, "Nguyễn Văn Hùng", GUARD), _account(Role.IT, "Võ Thanh Tùng", "cntt")),
        )
        start_school(parts, assembly.demo, plan)
        it = parts.accounts.sign_in("cntt", Secret(PASSWORD))
        for number, url in enumerate(urls, 1):
            draft = CameraDraft(f"C{number:02d}", f"Camera {number}", kind="url", main_url=url, record=record)
            parts.cameras.add(it, draft)
    finally:
        assembly.close()


def _account(role: Role, name: str, username: str) -> NewAccount:
    return NewAccount(role, name, "", username, Secret(PASSWORD), Secret(PASSWORD))
