"""Watching a stream in tests: wait for a condition with a deadline, and one session with one pane."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.video.frames import FrameBuffer, StreamState
from vms.video.session import StreamSession
from vms.video.source import StreamSpec
from vms.video.writer import FrameWriter


def wait_for(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Until the condition holds; fails after the deadline."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@dataclass
class Watched:
    """A session, the pane it fills, and every state it went through."""

    session: StreamSession
    buffer: FrameBuffer
    states: list[tuple[StreamState, str]]

    def saw(self, state: StreamState, reason: str = "") -> bool:
        return any(found is state and (not reason or code == reason) for found, code in self.states)


@contextmanager
def watched(
    url: LoggableUrl, *, open_s: float = 2.0, read_s: float = 1.0, transport: Literal["tcp", "udp"] = "tcp"
) -> Iterator[Watched]:
    """A session of the stream in a 320 × 180 pane, until the block ends."""
    buffer = FrameBuffer(320, 180)
    states: list[tuple[StreamState, str]] = []

    def note() -> None:
        status = session.status()
        states.append((status.state, status.reason))

    spec = StreamSpec(url, transport, open_timeout_s=open_s, read_timeout_s=read_s)
    session = StreamSession("test stream", spec, SystemClock(), note)
    session.add(1, FrameWriter(buffer.handle))
    session.start()
    try:
        yield Watched(session, buffer, states)
    finally:
        assert session.stop()
        assert session.failure is None
        buffer.close()
