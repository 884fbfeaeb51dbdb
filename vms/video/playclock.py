"""The clock that films follow: one for a film alone, one for all films of a group.

It never waits for a film that can't keep up. After a jump it stands for a moment, so that all can show where it went.
Where none of them has footage it jumps to where one has again; at the end of all it ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.instants import SECOND, Span

_HELD_S = 0.25  # so long at most it stands after a jump while it plays
SLOWEST, FASTEST = 0.125, 16.0


@dataclass(frozen=True, slots=True)
class Beat:
    """What the clock shows. ``jumps`` changes when it jumped; ``seeks`` when a person made it; ``number`` of that seek.

    ``running``: it moves, or is about to. ``ended``: all films are at their end.
    """

    instant_us: int
    speed: float
    running: bool
    ended: bool
    jumps: int
    seeks: int
    number: int
    skips: int
    skipped: Span | None


@dataclass(slots=True)
class _Idle:
    """A film without a picture at the clock's instant: where its next and its last one are, and what is missing."""

    next_us: int | None
    edge_us: int | None
    gap: Span | None


class PlayClock:
    """Any thread. ``wake`` of every follower is called, on the caller's thread, when something changes."""

    def __init__(self, clock: Clock, start_us: int, *, playing: bool = False, number: int = 0) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._at_us, self._since = start_us, clock.monotonic()
        self._playing, self._ended, self._speed = playing, False, 1.0
        self._loop: Span | None = None
        self._looped_in_vain = False
        self._jumps = self._seeks = 0
        self._number = number
        self._skips = 0
        self._skipped: Span | None = None
        self._followers: dict[object, Callable[[], None]] = {}
        self._idle: dict[object, _Idle] = {}
        self._awaited: set[object] = set()
        self._held_until: float | None = self._since + _HELD_S if playing else None
        self._fresh = True  # nothing was shown since a person sought

    @property
    def jumps(self) -> int:
        """Another number when it jumped. Cheap."""
        return self._jumps

    # --- followers ---

    def join(self, follower: object, wake: Callable[[], None]) -> None:
        """Follow the clock."""
        with self._lock:
            self._followers[follower] = wake
            if self._held_until is not None:
                self._awaited.add(follower)

    def leave(self, follower: object) -> None:
        """Follow it no longer."""
        with self._lock:
            self._followers.pop(follower, None)
            self._idle.pop(follower, None)
            self._awaited.discard(follower)
            self._weigh()

    def read(self) -> Beat:
        """What it shows now."""
        with self._lock:
            now = self._now()
            if self._loop is not None and self._running and not self._loop.contains(now):
                past = now >= self._loop.end if self._speed > 0 else now < self._loop.start
                if past:
                    now = self._wrap()
            return Beat(
                instant_us=now,
                speed=self._speed,
                running=self._running,
                ended=self._ended,
                jumps=self._jumps,
                seeks=self._seeks,
                number=self._number,
                skips=self._skips,
                skipped=self._skipped,
            )

    def arrived(self, follower: object, jumps: int) -> None:
        """It shows a picture of where the clock jumped to, or of what it plays now."""
        with self._lock:
            if jumps != self._jumps:
                return
            self._idle.pop(follower, None)
            self._awaited.discard(follower)
            self._fresh = self._looped_in_vain = False
            self._release()

    def idle(
        self, follower: object, jumps: int, next_us: int | None, edge_us: int | None, gap: Span | None = None
    ) -> None:
        """It has no picture until ``next_us`` in the direction of play (None: none at all); ``edge_us``: its last;
        ``gap``: the stretch that is missing.
        """
        with self._lock:
            if jumps != self._jumps or follower not in self._followers:
                return
            self._idle[follower] = _Idle(next_us, edge_us, gap)
            self._awaited.discard(follower)
            self._release()
            self._weigh()

    def busy(self, follower: object) -> None:
        """It has pictures again: more was recorded, or its gap is over."""
        with self._lock:
            self._idle.pop(follower, None)
            if self._ended:
                self._ended = False
                self._since = self._clock.monotonic()
                self._wake()

    def place(self, instant_us: int) -> int:
        """A film was stepped by hand: stand there; the others follow. The number of the jump."""
        with self._lock:
            self._playing = False
            self._jump(instant_us)
            return self._jumps

    # --- commands ---

    def play(self) -> None:
        """Go on. At the end of a loop, or of what was recorded, it stays where it is."""
        with self._lock:
            self._rebase()
            self._playing = True
            self._wake()

    def pause(self) -> None:
        """Stand still."""
        with self._lock:
            self._rebase()
            self._playing = False
            self._wake()

    def seek(self, instant_us: int, number: int = 0) -> None:
        """Go there; it plays on if it played."""
        with self._lock:
            self._seeks += 1
            self._number = number
            self._fresh = True
            self._jump(instant_us)

    def set_speed(self, speed: float) -> None:
        """From an eighth to sixteen times; negative: backwards."""
        with self._lock:
            self._rebase()
            turned = (speed < 0) != (self._speed < 0)
            self._speed = max(SLOWEST, min(FASTEST, abs(speed))) * (-1 if speed < 0 else 1)
            if turned:
                self._ended = False
                self._idle.clear()
            self._wake()

    def set_loop(self, span: Span | None) -> None:
        """Play the stretch again and again; from outside it goes to its start."""
        with self._lock:
            self._rebase()
            self._loop, self._looped_in_vain = span, False
            if span is not None and not span.contains(self._at_us):
                self._jump(span.start if self._speed > 0 else span.end - 1)
            self._wake()

    def copy(self) -> PlayClock:
        """Another one that shows the same, without followers."""
        with self._lock:
            twin = PlayClock(self._clock, self._now(), playing=self._playing, number=self._number)
            twin._speed, twin._loop, twin._held_until = self._speed, self._loop, None
            twin._skips, twin._skipped, twin._fresh = self._skips, self._skipped, self._fresh
        return twin

    # --- inside, under the lock ---

    @property
    def _running(self) -> bool:
        return self._playing and not self._ended

    def _now(self) -> int:
        moment = self._clock.monotonic()
        if self._held_until is not None:
            if moment < self._held_until:
                return self._at_us
            self._since, self._held_until = self._held_until, None
        if not self._running:
            return self._at_us
        return self._at_us + round((moment - self._since) * SECOND * self._speed)

    def _rebase(self) -> None:
        self._at_us, self._since = self._now(), self._clock.monotonic()

    def _jump(self, instant_us: int) -> None:
        self._at_us, self._since = instant_us, self._clock.monotonic()
        self._ended = False
        self._jumps += 1
        self._idle.clear()
        self._awaited = set(self._followers)
        self._held_until = self._since + _HELD_S if self._playing and self._awaited else None
        self._wake()

    def _release(self) -> None:
        """All have shown where it jumped to: it needn't stand any longer."""
        if self._held_until is not None and self._followers and not self._awaited:
            self._since = min(self._clock.monotonic(), self._held_until)
            self._held_until = None
            self._wake()

    def _weigh(self) -> None:
        """When no film has a picture: to where the nearest one has, or the end."""
        if not self._followers or len(self._idle) < len(self._followers) or self._ended:
            return
        if not self._playing and not self._fresh:
            return
        forwards = self._speed > 0
        ahead = [one.next_us for one in self._idle.values() if one.next_us is not None]
        if ahead:
            nearest = min(ahead) if forwards else max(ahead)
            self._skip(nearest)
        elif self._loop is not None and self._playing:
            self._wrap_idle()
        else:
            self._finish(forwards=forwards)

    def _skip(self, nearest: int) -> None:
        now = self._now()
        if (nearest > now) != (self._speed > 0):
            return  # it is there already
        if self._loop is not None and self._playing and not self._loop.contains(nearest):
            self._wrap_idle()
            return
        if not self._fresh:
            self._skips += 1
            self._skipped = self._missing(Span(*sorted((now, nearest))))
        self._jump(nearest)

    def _missing(self, jumped: Span) -> Span:
        """What all of them miss of the stretch jumped over, and just before it."""
        gaps = [one.gap for one in self._idle.values() if one.gap is not None]
        start = max((gap.start for gap in gaps), default=jumped.start)
        end = min((gap.end for gap in gaps), default=jumped.end)
        return Span(start, end) if start < end else jumped

    def _wrap(self) -> int:
        """Back to the beginning of the loop."""
        assert self._loop is not None
        self._jump(self._loop.start if self._speed > 0 else self._loop.end - 1)
        return self._at_us

    def _wrap_idle(self) -> None:
        """The same where nothing is left in the loop: once more, but not for ever when there is no picture in it."""
        if self._looped_in_vain:
            self._rebase()
            self._ended = True
            self._wake()
        else:
            self._looped_in_vain = True
            self._wrap()

    def _finish(self, *, forwards: bool) -> None:
        edges = [one.edge_us for one in self._idle.values() if one.edge_us is not None]
        idle = dict(self._idle)
        if edges:
            edge = max(edges) if forwards else min(edges)
            if self._fresh:
                self._jump(edge)  # sought beyond the end: all show the last there is
            self._at_us = edge
        else:
            self._rebase()
        self._held_until = None
        self._idle, self._ended = idle, True
        self._wake()

    def _wake(self) -> None:
        for wake in self._followers.values():
            wake()
