"""What answers at a camera's address without being one: real sockets that stay silent, drip, lie or never end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket, threading.Event], None]


@contextmanager
def serving(answer: Answer) -> Iterator[int]:
    """Listen on 127.0.0.1 and let ``answer`` treat each connection; the port. Ends all threads with the block."""
    server = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()
    threads: list[threading.Thread] = []
    sockets: list[socket.socket] = []

    def treat(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            answer(connection, ending)

    def accept() -> None:
        while True:
            try:
                connection, _peer = server.accept()
            except OSError:
                return
            connection.settimeout(5)
            sockets.append(connection)
            threads.append(threading.Thread(target=treat, args=(connection,), name="trouble"))
            threads[-1].start()

    listener = threading.Thread(target=accept, name="trouble-listener")
    listener.start()
    try:
        yield server.getsockname()[1]
    finally:
        ending.set()
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        listener.join(5)
        for thread in threads:
            thread.join(5)


def silent(_connection: socket.socket, ending: threading.Event) -> None:
    """Accepts and never says a word."""
    ending.wait(10)


def dripping(head: bytes) -> Answer:
    """Sends ``head``, then one byte at a time, for ever."""

    def answer(connection: socket.socket, ending: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(head)
        while not ending.wait(0.02):
            connection.sendall(b" ")

    return answer


def saying(text: bytes) -> Answer:
    """Reads a request, says one thing and closes."""

    def answer(connection: socket.socket, _ending: threading.Event) -> None:
        connection.recv(65536)
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    return answer


def http(body: bytes, status: str = "200 OK", kind: str = "text/html") -> Answer:
    """Answers every request with one page."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return saying(head.encode() + body)


def endless(connection: socket.socket, ending: threading.Event) -> None:
    """An answer without a length that never ends, as fast as it goes."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n<Envelope>")
    while not ending.is_set():
        connection.sendall(b"x" * 65536)


def dropping(connection: socket.socket, _ending: threading.Event) -> None:
    """Reads the request and hangs up."""
    connection.recv(65536)
