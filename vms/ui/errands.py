"""Background work of one page whose results stop coming home once the page is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from vms.core.tasks import Tasks

T = TypeVar("T")


class Errands:
    """``Tasks`` for widgets that may be gone before their result arrives. GUI thread.

    The work itself is never cut short: what was to be written gets written.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._open = True

    def submit(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run ``work`` off the GUI thread, then ``done`` or ``failed`` on it, unless closed meanwhile."""

        def home(result: T) -> None:
            if self._open:
                done(result)

        def trouble(error: Exception) -> None:
            if self._open:
                failed(error)

        self._tasks.submit(work, home, trouble)

    @property
    def closed(self) -> bool:
        """Whether the page has gone. Any thread."""
        return not self._open

    def close(self) -> None:
        """The page goes."""
        self._open = False
