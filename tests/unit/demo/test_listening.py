"""A server that stops in the very moment in which a client comes."""

from __future__ import annotations

import asyncio
import gc
import socket
import warnings

import pytest

from vms.demo.listening import stop_listening


class Counted(asyncio.Protocol):
    """Counts the connections it is given, and ends them."""

    def __init__(self, ends: list[str]) -> None:
        self._ends = ends

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._ends.append("made")
        assert isinstance(transport, asyncio.Transport)
        transport.abort()

    def connection_lost(self, _error: Exception | None) -> None:
        self._ends.append("lost")


async def _stop_after(turns: int) -> list[str]:
    loop, ends = asyncio.get_running_loop(), list[str]()
    server = await loop.create_server(lambda: Counted(ends), "127.0.0.1", 0)
    with socket.create_connection(server.sockets[0].getsockname()[:2]):
        for _ in range(turns):
            await asyncio.sleep(0)
        await stop_listening(server)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    return ends


@pytest.mark.parametrize("turns", range(6))
def test_a_connection_that_was_accepted_reaches_its_protocol_and_no_socket_stays_open(turns: int) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        ends = asyncio.run(_stop_after(turns))
        gc.collect()
    assert not [str(one.message) for one in told]
    assert ends in ([], ["made", "lost"])
