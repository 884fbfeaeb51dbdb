"""The reason for looking at recorded footage, as it goes into the log."""

from __future__ import annotations

from vms.core.errors import InvalidInput
from vms.core.text import nfc


def worded_reason(reason: str) -> str:
    """Composed and without blanks to spare. Raises InvalidInput (reason: reason_missing) where there is none."""
    reason = nfc(" ".join(reason.split()))
    if not reason:
        raise InvalidInput(reasons={"reason": "reason_missing"})
    return reason
