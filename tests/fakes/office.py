"""The catalogue floor's services over one SQLite file, with somebody of each role signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.clock import ManualClock
from vms.core.instants import Span
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.models.database import Catalogue, open_catalogue
from vms.security.passwords import Hasher
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.accounts import Accounts, Actor, UserDraft
from vms.services.audit import Audit, AuditView
from vms.services.cameras import Cameras

PASSWORD = Secret("cổng trường mở 7 giờ")
EVER = Span(0, 2**62)
_PEOPLE = {
    Role.GUARD_LEAD: ("lead", "Lê Văn Trưởng", "Trưởng phòng bảo vệ"),
    Role.GUARD: ("guard", "Phạm Văn Bảo", "Bảo vệ ca 1"),
    Role.IT: ("it", "Trần Thị Mạng", "Nhân viên CNTT"),
    Role.FINANCE: ("finance", "Đỗ Thị Toán", "Kế toán"),
    Role.UNIT: ("unit", "Vũ Thị Sách", "Thư viện"),
}


@dataclass(frozen=True)
class Office:
    """``people`` has an account for each role, all with PASSWORD."""

    folder: DataFolder
    clock: ManualClock
    catalogue: Catalogue
    audit: Audit
    accounts: Accounts
    cameras: Cameras
    people: dict[Role, Actor]

    @property
    def board(self) -> Actor:
        return self.people[Role.BOARD]

    @property
    def it(self) -> Actor:
        return self.people[Role.IT]

    def log(self) -> list[AuditView]:
        """Everything logged, oldest first."""
        return self.audit.entries(self.board, EVER, 100_000)[::-1]

    def acts(self) -> list[str]:
        return [entry.action for entry in self.log()]


@contextmanager
def open_office(root: Path) -> Iterator[Office]:
    """A new school in the folder, closed at the end."""
    folder, clock = DataFolder(root), ManualClock()
    folder.prepare()
    catalogue = open_catalogue(folder.catalogue, clock)
    try:
        audit = Audit(catalogue, clock, "PC-1")
        accounts = Accounts(catalogue, clock, audit, Hasher(time_cost=1, memory_kib=64, parallelism=1))
        board = accounts.create_first_board("Nguyễn Thị Thu Hương", "Hiệu trưởng", "huong", PASSWORD)
        people = {Role.BOARD: board}
        for role, (username, name, title) in _PEOPLE.items():
            accounts.create(board, UserDraft(username, name, role, title), PASSWORD)
            people[role] = accounts.sign_in(username, PASSWORD)
        cameras = Cameras(catalogue, clock, audit, Vault(folder.keys))
        yield Office(folder, clock, catalogue, audit, accounts, cameras, people)
    finally:
        catalogue.close()
