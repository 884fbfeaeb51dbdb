"""Servers of asyncio beside a test: on a thread of their own, from before the block until after it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_a_loop(
    name: str, begin: Callable[[], Awaitable[object]], end: Callable[[], Awaitable[object]]
) -> Iterator[asyncio.AbstractEventLoop]:
    """The loop, once ``begin`` has run on it; ``end`` runs on it when the block is left. ``name``: the thread's."""
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    ready = threading.Event()

    async def live() -> None:
        over = asyncio.Event()
        await begin()
        loops.append((asyncio.get_running_loop(), over))
        ready.set()
        await over.wait()
        await end()

    thread = threading.Thread(target=lambda: asyncio.run(live()), name=name)
    thread.start()
    assert ready.wait(30)
    loop, over = loops[0]
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
