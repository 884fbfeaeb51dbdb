"""Who sits at the window: the signed-in person, for as long as the window is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vms.services.accounts import Actor, Role


@dataclass(frozen=True, slots=True)
class Session:
    """The actor every service call of this window acts as; ``on_card``: walls are painted on the graphics card."""

    actor: Actor
    on_card: bool = False

    @property
    def role(self) -> Role:
        """The actor's role."""
        return self.actor.role
