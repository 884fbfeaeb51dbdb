"""What a role is called, which page it opens on and in which theme."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.services.accounts import Role
from vms.ui.noop import QT_TRANSLATE_NOOP
from vms.ui.tokens import Scheme

_NAMES = {
    Role.BOARD: QT_TRANSLATE_NOOP("Roles", "School board"),
    Role.GUARD_LEAD: QT_TRANSLATE_NOOP("Roles", "Head of the guards"),
    Role.GUARD: QT_TRANSLATE_NOOP("Roles", "Guard"),
    Role.IT: QT_TRANSLATE_NOOP("Roles", "IT staff"),
    Role.FINANCE: QT_TRANSLATE_NOOP("Roles", "Finance and accounting"),
    Role.UNIT: QT_TRANSLATE_NOOP("Roles", "Unit in charge of an area"),
}
_HOME = {
    Role.BOARD: ("desk", "incidents"),
    Role.GUARD_LEAD: ("wall",),
    Role.GUARD: ("wall",),
    Role.IT: ("cameras",),
    Role.FINANCE: ("settings",),
    Role.UNIT: ("wall",),
}
_DARK = (Role.GUARD, Role.GUARD_LEAD, Role.IT)


def role_text(role: Role) -> str:
    """The role as a person reads it."""
    return QCoreApplication.translate("Roles", _NAMES[role])


def home_pages(role: Role) -> tuple[str, ...]:
    """Keys of the page a role opens on, the wanted one first."""
    return _HOME[role]


def default_scheme(role: Role) -> Scheme:
    """The theme of somebody who hasn't chosen one: dark where the wall is watched."""
    return Scheme.DARK if role in _DARK else Scheme.LIGHT


def big_clock(role: Role) -> bool:
    """Guards read the clock from afar."""
    return role in (Role.GUARD, Role.GUARD_LEAD)
