"""HTTP to a camera that may be silent, slow, hostile or not a camera at all.

Every exchange has a time for connecting, a time between two bytes, a total deadline and a size limit, and ends either
with a complete answer or with an error of the CameraError tree.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from zeep.transports import Transport

from vms.core.errors import CameraError, CameraNotOnvif, CameraRefused, CameraSilent, CameraUnreachable
from vms.onvif.auth import Digest, Login, LoginWanted, Mode

_CHUNK = 64 * 1024
_REDIRECTS = (301, 302, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two bytes and for a whole exchange; bytes of an answer and of a picture."""

    connect_s: float = 3.0
    read_s: float = 5.0
    total_s: float = 10.0
    answer_bytes: int = 4_000_000
    picture_bytes: int = 16_000_000


class _DeadlineReader(io.RawIOBase):
    """Reads a socket with whatever is left of the deadline: a camera that drips bytes can't stretch it.

    Reads through the socket's own file, because http.client closes the socket while its file is still being read.
    """

    def __init__(self, sock: socket.socket, until: float, read_s: float) -> None:
        self._sock, self._until, self._read_s = sock, until, read_s
        self._file = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("deadline")
        self._sock.settimeout(min(self._read_s, left))
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()


class _DeadlineSocket:
    """A connected socket, plain or TLS, whose reading side obeys the deadline of the request under way."""

    def __init__(self, sock: Any, read_s: float) -> None:
        self._sock, self._read_s = sock, read_s
        self.until = float("inf")

    def makefile(self, mode: str, *_args: object, **_options: object) -> io.BufferedReader:
        """What ``http.client`` reads an answer from."""
        assert mode == "rb"
        return io.BufferedReader(_DeadlineReader(self._sock, self.until, self._read_s))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def _deadlined(base: type[HTTPConnection], limits: Limits) -> type[HTTPConnection]:
    class Deadlined(base):  # type: ignore[valid-type, misc]
        sock: Any
        _until = float("inf")

        def connect(self) -> None:
            super().connect()
            self.sock = _DeadlineSocket(self.sock, limits.read_s)
            self.sock.until = self._until

        def request(self, *args: Any, **options: Any) -> None:
            self._until = time.monotonic() + limits.total_s
            if self.sock is not None:
                self.sock.until = self._until
            super().request(*args, **options)

    return Deadlined


class _Adapter(HTTPAdapter):
    """Connections with deadlines, one or two a camera, no retries of urllib3's own."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        super().__init__(pool_connections=2, pool_maxsize=2, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": _deadlined(HTTPConnection, self._limits)})
        tls = type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": _deadlined(HTTPSConnection, self._limits)})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": tls}


class CameraTransport(Transport):
    """zeep's transport for one camera. Used by one thread at a time; ``close`` ends its connections.

    Proxies and ``.netrc`` of the PC are not used: a camera is on the school's own network. Certificates of cameras
    are self-signed and can't be checked; HTTP Digest keeps the password out of the wire either way.
    """

    def __init__(self, login: Login, limits: Limits) -> None:
        session = requests.Session()
        session.trust_env = False
        session.verify = False
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        session.mount("http://", _Adapter(limits))
        session.mount("https://", _Adapter(limits))
        super().__init__(session=session, operation_timeout=(limits.connect_s, limits.read_s))
        self.session.headers["User-Agent"] = "school-vms"
        self._login, self._limits = login, limits
        self._digest = Digest(login)

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def post(self, address: str, message: bytes, headers: dict[str, str]) -> requests.Response:
        """Send a SOAP message; the whole answer is in memory when this returns. Raises CameraError."""
        answer = self._exchange("POST", address, message, headers, self._limits.answer_bytes)
        body = answer.content
        if answer.status_code == 401:
            raise LoginWanted(host=_host(address))
        if b"Envelope" not in body[:8192]:
            if answer.status_code == 403:
                raise CameraRefused(host=_host(address), detail="forbidden")
            if not (answer.status_code in (200, 202) and not body):
                raise CameraNotOnvif(host=_host(address), detail=f"http {answer.status_code}")
        return answer

    def fetch(self, url: str) -> bytes:
        """Get a picture by HTTP. Raises CameraError; CameraNotOnvif when what comes is not a picture."""
        answer = self._exchange("GET", url, None, {}, self._limits.picture_bytes)
        if answer.status_code in (401, 403):
            raise CameraRefused(host=_host(url), detail="picture")
        if answer.status_code != 200 or not answer.content:
            raise CameraNotOnvif(host=_host(url), detail=f"http {answer.status_code}")
        return answer.content

    def _exchange(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], size: int
    ) -> requests.Response:
        """One answer, after at most one redirect on the same host and one login (two when the nonce was stale)."""
        tries = 0
        redirected = False
        while True:
            wanted = method == "GET" or self._login.mode is Mode.DIGEST
            login = self._digest.header(method, url) if wanted else None
            sent = {**headers, "Authorization": login} if login else headers
            answer = self._send(method, url, body, sent, size)
            if answer.status_code in _REDIRECTS and not redirected:
                url, redirected = _same_host(url, answer.headers.get("Location", "")), True
                continue
            if answer.status_code != 401:
                self._login.proven = self._login.proven or (login is not None and answer.status_code == 200)
                return answer
            if not self._offered(answer, method):
                return answer
            # With a login that worked before, a 401 without "stale" is still most often an old nonce: ask once more.
            tries += login is not None
            if login and (tries > 1 or not (self._digest.stale or self._login.proven)):
                self._refuse(url)

    def _offered(self, answer: requests.Response, method: str) -> bool:
        """Whether this 401 offers a Digest that we may answer.

        Cameras that want the username token for SOAP still ask for a Digest when it comes to pictures (GET).
        """
        soap = method == "POST"
        if not self._login.given or (soap and self._login.mode is Mode.TOKEN):
            return False
        if not self._digest.challenged(answer.raw.headers.getlist("WWW-Authenticate")):
            return False
        if soap:
            self._login.mode = Mode.DIGEST
        return True

    def _refuse(self, url: str) -> None:
        self._login.refused = not self._login.proven
        raise CameraRefused(host=_host(url), detail="digest")

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str], size: int) -> requests.Response:
        try:
            with self.session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=self.operation_timeout,
                stream=True,
                allow_redirects=False,
            ) as answer:
                answer._content = _read(answer, url, size)
                answer._content_consumed = True
                return answer
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _mapped(error, _host(url)) from error


def _read(answer: requests.Response, url: str, size: int) -> bytes:
    declared = answer.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > size:
        raise CameraNotOnvif(host=_host(url), detail="answer too large")
    parts: list[bytes] = []
    total = 0
    while chunk := answer.raw.read(_CHUNK, decode_content=True):
        total += len(chunk)
        if total > size:
            raise CameraNotOnvif(host=_host(url), detail="answer too large")
        parts.append(chunk)
    return b"".join(parts)


def _mapped(error: BaseException, host: str) -> CameraError:
    """The CameraError for what requests, urllib3 or the socket raised."""
    chain = list(_causes(error))
    if any(isinstance(e, requests.ConnectTimeout | urllib3.exceptions.ConnectTimeoutError) for e in chain):
        return CameraUnreachable(host=host, detail="no answer to connect")
    if any(isinstance(e, TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError) for e in chain):
        return CameraSilent(host=host)
    if any(isinstance(e, ssl.SSLError | requests.exceptions.SSLError) for e in chain):
        return CameraNotOnvif(host=host, detail="tls")
    if any(isinstance(e, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError) for e in chain):
        return CameraSilent(host=host, detail="connection closed")
    if any(isinstance(e, urllib3.exceptions.NewConnectionError | socket.gaierror) for e in chain):
        return CameraUnreachable(host=host)
    broken = (http.client.HTTPException, urllib3.exceptions.HTTPError, requests.RequestException)
    if any(isinstance(e, broken) for e in chain):
        return CameraNotOnvif(host=host, detail=type(error).__name__)
    return CameraUnreachable(host=host, detail=type(error).__name__)


def _causes(error: BaseException) -> list[BaseException]:
    """An exception with everything it wraps, in any of the ways requests and urllib3 do it."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


def _same_host(url: str, location: str) -> str:
    target = urljoin(url, location)
    if urlsplit(target).hostname != urlsplit(url).hostname:
        raise CameraNotOnvif(host=_host(url), detail="redirects elsewhere")
    return target


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
