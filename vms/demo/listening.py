"""The end of a server that listens, without losing a connection that comes in that very moment."""

from __future__ import annotations

import asyncio
import contextlib

_TURNS_OF_ACCEPTING = 4  # of the event loop, from the listener's wake-up until the protocol has its transport


async def stop_listening(server: asyncio.Server) -> None:
    """Refuse new connections; those that were just accepted are handed to their protocol first.

    ``Server.close`` alone leaves such a socket open and without owner, until it is collected as garbage
    (https://github.com/python/cpython/issues/109564). The protocols' connections stay the caller's to break.
    """
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows' loop has no readers: there the gap stays
        for listener in server.sockets:
            loop.remove_reader(listener)
        for _ in range(_TURNS_OF_ACCEPTING):
            await asyncio.sleep(0)
    server.close()
