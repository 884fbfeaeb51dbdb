"""What the first start collects, and what of it can't be accepted yet. Pure: no widget, no service call."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from vms.core.redact import Secret
from vms.core.text import fold
from vms.services.accounts import Role
from vms.services.password_rules import password_weaknesses

LANGUAGE, START, STORAGE, STAFF, DONE = range(5)
STEPS = 5

# One camera at 2 Mbit/s fills this much in a day; the wizard's estimate counts sixteen.
BYTES_PER_CAMERA_DAY = 2_000_000 // 8 * 86_400
ESTIMATE_CAMERAS = 16


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account typed in the wizard. ``wanted`` False: not now."""

    role: Role
    name: str = ""
    title: str = ""
    username: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    again: Secret = field(default_factory=lambda: Secret(""))
    phone: str = ""
    wanted: bool = True

    def reasons(self) -> dict[str, str]:
        """Field name -> reason code, in reading order."""
        found: dict[str, str] = {}
        if not self.name.strip():
            found["name"] = "name_missing"
        if not self.username.strip():
            found["username"] = "username_missing"
        weak = password_weaknesses(self.password, self.username, self.name)
        if weak:
            found["password"] = weak[0]
        elif not self.again:
            found["again"] = "password_again"
        elif self.again != self.password:
            found["again"] = "mismatch"
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the first start does when it ends."""

    root: Path
    language: str = "vi"
    text_scale: int = 100
    demo: bool = True
    board: NewAccount = field(default_factory=lambda: NewAccount(Role.BOARD))
    school: str = ""
    parent_body: str = ""
    abbreviation: str = ""
    days: int = 30
    staff: tuple[NewAccount, ...] = (NewAccount(Role.GUARD), NewAccount(Role.IT))


def reasons(plan: Plan, step: int) -> dict[str, str]:
    """Why the step can't be left yet; empty when it can. Keys of staff are ``<role>.<field>``."""
    if step == START:
        return plan.board.reasons()
    if step == STORAGE:
        found = {}
        if not plan.school.strip():
            found["school"] = "name_missing"
        if not plan.abbreviation.strip():
            found["abbreviation"] = "abbreviation_missing"
        if not str(plan.root).strip():
            found["root"] = "required"
        return found
    if step == STAFF:
        return _staff_reasons(plan)
    return {}


def _staff_reasons(plan: Plan) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = {fold(plan.board.username.strip())}
    for account in plan.staff:
        if not account.wanted:
            continue
        for name, code in account.reasons().items():
            found[f"{account.role.value}.{name}"] = code
        username = fold(account.username.strip())
        if username and username in taken:
            found[f"{account.role.value}.username"] = "username_taken"
        taken.add(username)
    return found


def abbreviate(school: str) -> str:
    """A first guess: ``Trường Tiểu học Bình Minh`` → ``THBM``."""
    words = [word for word in fold(school).split() if word != "truong"]
    return "".join(word[0] for word in words if word[0].isalnum()).upper()[:12]


def free_bytes(root: Path) -> int | None:
    """Room on the disk that the folder is, or will be, on; None when there is no such disk."""
    for folder in (root, *root.parents):
        if folder.is_dir():
            return shutil.disk_usage(folder).free
    return None


def days_that_fit(free: int) -> int:
    """For the estimate's number of cameras."""
    return free // (BYTES_PER_CAMERA_DAY * ESTIMATE_CAMERAS)
