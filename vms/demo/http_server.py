"""A small HTTP/1.1 server: one handler for all requests, keep-alive, connections that can be broken at will."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from vms.demo.listening import stop_listening

HOST = "127.0.0.1"
_LARGEST_BODY = 1 << 20
_LARGEST_HEAD = 1 << 16
_IDLE_S = 120.0


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer; `raw` replaces everything by bytes of its own (a broken camera)."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = field(default=())
    raw: bytes | None = None

    def encode(self) -> bytes:
        """Bytes on the wire."""
        if self.raw is not None:
            return self.raw
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Content-Type: {self.content_type}", f"Content-Length: {len(self.body)}", "Connection: keep-alive"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


Handler = Callable[[HttpRequest], Awaitable[HttpAnswer | None]]


class HttpServer:
    """Listens on a port of 127.0.0.1; the handler's None means no answer for ever."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self.port = 0

    @property
    def listening(self) -> bool:
        """Whether the port is open."""
        return self._server is not None

    async def open(self, port: int = 0) -> None:
        """Listen on this port (0: any free one)."""
        self._server = await asyncio.start_server(self._serve, HOST, port, limit=_LARGEST_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and break all connections."""
        if self._server:
            await stop_listening(self._server)
        connections = dict(self._connections)
        for task, writer in connections.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        if self._server:
            await self._server.wait_closed()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[task] = writer
        try:
            while (request := await asyncio.wait_for(_read(reader), _IDLE_S)) is not None:
                answer = await self._handler(request)
                if answer is None:
                    await asyncio.Event().wait()  # a hung camera: until the connection is broken
                    return
                writer.write(answer.encode())
                await writer.drain()
                if request.headers.get("connection", "").lower() == "close" or answer.raw is not None:
                    return
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, TimeoutError, ValueError):
            return  # the client is gone, or it doesn't speak HTTP
        except asyncio.CancelledError:
            return  # `close` breaks the connection; a raised cancel would be logged by asyncio as an error
        finally:
            del self._connections[task]
            with contextlib.suppress(ConnectionError):
                writer.close()


async def _read(reader: asyncio.StreamReader) -> HttpRequest | None:
    """The next request; None at the end of the connection; ValueError when it isn't HTTP."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ", 2)
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "0"))
    if not 0 <= length <= _LARGEST_BODY:
        raise ValueError("body too large")
    return HttpRequest(method, path, headers, await reader.readexactly(length))
