"""Saves what is typed for minutes: to the incident it was typed for, one save after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass

from vms.core.errors import VmsError
from vms.services.minutes_form import MinutesForm
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

_LONGEST_S = 10.0


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it stood, the incident it belongs to, and which state of the fields it was."""

    incident_id: int
    form: MinutesForm
    revision: int


class FormSaver:
    """GUI thread. The pool has several threads: two saves at once could end in the wrong order."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, saved: Callable[[Typed], None]) -> None:
        self._parts, self._session, self._navigator, self._saved = parts, session, navigator, saved
        self._waiting: list[Typed] = []
        self._running: Future[None] | None = None
        self._then: list[Callable[[], None]] = []
        self._over = False

    def save(self, typed: Typed) -> None:
        """Save it, after what is being saved; a newer form of the same incident takes the place of one that waits."""
        self._waiting = [one for one in self._waiting if one.incident_id != typed.incident_id]
        self._waiting.append(typed)
        self._next()

    def when_saved(self, act: Callable[[], None]) -> None:
        """Do it once everything is saved; not at all when a save fails."""
        self._then.append(act)
        self._next()

    def finish(self) -> None:
        """The page goes: what waits is saved before this returns."""
        self._over = True
        self._then.clear()
        if self._running is not None:
            wait([self._running], _LONGEST_S)
        for typed in self._waiting:
            try:
                self._write(typed)
            except VmsError as error:
                self._navigator.fail(error)
        self._waiting.clear()

    def _write(self, typed: Typed) -> None:
        self._parts.minutes.save_form(self._session.actor, typed.incident_id, typed.form)

    def _next(self) -> None:
        if self._running is not None or self._over:
            return
        if not self._waiting:
            acts, self._then = self._then, []
            for act in acts:
                act()
            return
        typed = self._waiting.pop(0)

        def done(_nothing: None) -> None:
            self._running = None
            if not self._over:
                self._saved(typed)
                self._next()

        def failed(error: Exception) -> None:
            self._running = None
            self._then.clear()
            self._navigator.fail(error)
            if not self._over:
                self._next()

        self._running = self._parts.tasks.submit(lambda: self._write(typed), done, failed)
