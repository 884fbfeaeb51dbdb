"""What makes a password too weak, for a form that says so while one types."""

from __future__ import annotations

from vms.core.redact import Secret
from vms.security.passwords import SHORTEST, weaknesses

__all__ = ["SHORTEST", "password_weaknesses"]


def password_weaknesses(password: Secret, *about: str) -> list[str]:
    """Reason codes, worst first; ``about`` is what a guesser knows: user name, own name, school."""
    return weaknesses(password, *about)
