"""Cutting a connection that FFmpeg never comes back from.

A camera that sends bytes without end, but no packet among them, keeps FFmpeg reading for ever: every byte renews its
socket timeout. PyAV's own deadline could end that, but takes the interpreter lock for every read of every stream,
which costs a sixth of a core at 64 streams. So the rare case is ended from outside: by shutting the socket down.
"""

from __future__ import annotations

import logging
import os
import socket

import psutil

from vms.core.log import event
from vms.video.reach import endpoint

_log = logging.getLogger(__name__)


def hang_up(url: str) -> int:
    """Shut down this process's TCP connections to the address's host and port; how many.

    Other streams of the same camera lose their connection too and open it again. On Windows a socket can't be found
    this way: there the stream stays lost until the camera hangs up.
    """
    host, port = endpoint(url)
    addresses = _addresses(host)
    count = 0
    for connection in psutil.Process().net_connections("tcp"):
        remote = connection.raddr
        if remote and remote.port == port and remote.ip in addresses and connection.fd >= 0:
            count += _shut(connection.fd, (remote.ip, remote.port))
    event(_log, "connection_cut", logging.WARNING, host=host, count=count)
    return count


def _shut(descriptor: int, remote: tuple[str, int]) -> bool:
    try:
        with socket.socket(fileno=os.dup(descriptor)) as twin:
            if twin.getpeername()[:2] != remote:
                return False  # the number was used again meanwhile
            twin.shutdown(socket.SHUT_RDWR)
            return True
    except OSError:
        return False  # ended by itself meanwhile


def _addresses(host: str) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:
        return {host}
