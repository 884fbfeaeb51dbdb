"""A camera that streams over HTTP: MPEG-TS in real time on a real socket, with the faults cameras have."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av


class HttpCamera:
    """Serves one video file over and over, its stamps running on, to any number of clients. A context manager."""

    def __init__(self, source: Path, *, user: str = "", password: str = "") -> None:
        self._expected = base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        with av.open(str(source)) as container:
            stream = container.streams.video[0]
            self._span = float(stream.duration * stream.time_base)  # type: ignore[operator]
        self._source = source
        self.hung = threading.Event()
        self.connections = 0
        self.sent: list[int] = []  # pictures, one number a connection that was let in
        self._stopping = threading.Event()
        self._sockets: list[socket.socket] = []
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None: ...

            def do_GET(self) -> None:
                camera._serve(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/live.ts"

    def drop(self) -> None:
        """Cut every connection, as a cable does."""
        for connection in self._sockets:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # already gone

    def __enter__(self) -> HttpCamera:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self.hung.clear()
        self.drop()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        self.connections += 1
        if self._expected and handler.headers.get("Authorization") != f"Basic {self._expected}":
            handler.send_response(401)
            handler.send_header("WWW-Authenticate", 'Basic realm="camera"')
            handler.end_headers()
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "video/mp2t")
        handler.end_headers()
        self._sockets.append(handler.connection)
        self.sent.append(0)
        _stream(self._source, self._span, handler.wfile.write, self._stopping, self.hung, self._count(len(self.sent)))

    def _count(self, connection: int) -> Callable[[], None]:
        def count() -> None:
            self.sent[connection - 1] += 1

        return count


class _Pipe:
    def __init__(self, send: Callable[[bytes], object]) -> None:
        self._send = send
        self.gone = False

    def write(self, data: bytes) -> int:
        if not self.gone:
            try:
                self._send(bytes(data))
            except OSError:
                self.gone = True
        return len(data)


def _stream(
    source: Path,
    span: float,
    send: Callable[[bytes], object],
    stopping: threading.Event,
    hung: threading.Event,
    sent: Callable[[], None],
) -> None:
    pipe = _Pipe(send)
    out = av.open(pipe, "w", format="mpegts", buffer_size=4096, options={"flush_packets": "1"})
    begun, loops = time.monotonic(), 0
    with av.open(str(source)) as first:
        track = out.add_stream_from_template(first.streams.video[0], opaque=True)
    try:
        while not pipe.gone and not stopping.is_set():
            with av.open(str(source)) as container:
                stream = container.streams.video[0]
                shift = round(loops * span / stream.time_base)  # type: ignore[operator]
                for packet in container.demux(stream):
                    if packet.pts is None or packet.dts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    ahead = begun + float(packet.dts * packet.time_base) - time.monotonic()
                    if stopping.wait(max(0.0, ahead)) or pipe.gone:
                        return
                    while hung.is_set() and not stopping.wait(0.05) and not pipe.gone:
                        begun += 0.05
                    packet.stream = track
                    out.mux(packet)
                    sent()
            loops += 1
    finally:
        out.close()
