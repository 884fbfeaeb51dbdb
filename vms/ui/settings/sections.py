"""Pieces that the settings' sections share: a background call with its errors at the fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vms.core.errors import InvalidInput
from vms.ui.controls import Button
from vms.ui.fields import Field
from vms.ui.messages import reason_text
from vms.ui.page import Page

T = TypeVar("T")


def show_reasons(fields: Mapping[str, Field], error: InvalidInput) -> list[str]:
    """Put each reason at its field; reasons without a field come back as sentences."""
    for field in fields.values():
        field.set_error("")
    homeless = []
    for name, code in error.reasons.items():
        if name in fields:
            fields[name].set_error(reason_text(code))
        else:
            homeless.append(reason_text(code))
    return homeless


def run(
    page: Page,
    owner: QWidget,
    button: Button | None,
    work: Callable[[], T],
    done: Callable[[T], None],
    fields: Mapping[str, Field] | None = None,
) -> None:
    """Do ``work`` on a task thread with the button off; reasons go to their fields, other errors to the window."""
    if button:
        button.setEnabled(False)

    def finish() -> bool:
        if not isValid(owner):
            return False
        if button:
            button.setEnabled(True)
        return True

    def succeeded(result: T) -> None:
        if finish():
            for field in (fields or {}).values():
                field.set_error("")
            done(result)

    def failed(error: Exception) -> None:
        if not finish():
            return
        if isinstance(error, InvalidInput) and fields and not show_reasons(fields, error):
            return
        page.navigator.fail(error)

    page.parts.tasks.submit(work, succeeded, failed)
