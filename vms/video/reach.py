"""Whether anything listens at a stream's address: a bare TCP connection, opened and closed."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}


def endpoint(url: str) -> tuple[str, int]:
    """Host and port of an address; ("", 0) when it names none."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", 0


def listens(url: str, timeout: float) -> bool:
    """Whether a connection is accepted in time. Blocks at most ``timeout`` seconds, and for the name to resolve."""
    host, port = endpoint(url)
    if not host:
        return False
    try:
        with socket.create_connection((host, port), timeout):
            return True
    except OSError:
        return False
