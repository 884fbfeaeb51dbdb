"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass

from vms.security.permissions import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, as known when signing in. ``session`` names this one sign-in in the log."""

    user_id: int
    username: str
    name: str
    role: Role
    title: str
    session: str
