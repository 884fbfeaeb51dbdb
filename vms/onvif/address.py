"""Addresses as people type them: a host, host:port or a full service address; IPv4, IPv6 or a name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from vms.core.errors import InvalidInput

DEVICE_PATH = "/onvif/device_service"
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)\Z")
_DEFAULT_PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a camera's device service answers. ``port_given`` is False when the default was filled in."""

    scheme: str
    host: str
    port: int
    path: str = DEVICE_PATH
    port_given: bool = True

    @property
    def netloc(self) -> str:
        """``host:port``, an IPv6 host in brackets."""
        return join_host(self.host, self.port, _DEFAULT_PORTS[self.scheme])

    @property
    def url(self) -> str:
        """The device service's address."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    def with_port(self, port: int) -> Address:
        """The same host on another port."""
        return Address(self.scheme, self.host, port, self.path)


def join_host(host: str, port: int | None, default: int | None = None) -> str:
    """``host`` or ``host:port``; brackets around IPv6; the default port is left out."""
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None or port == default else f"{shown}:{port}"


def parse_address(text: str, field: str = "address") -> Address:
    """Read what was typed. Raises InvalidInput with a reason for ``field``.

    Reasons: address_empty, address_scheme, address_host, address_octet, address_port, address_credentials.
    """
    text = text.strip()
    if not text:
        raise _bad(field, "address_empty")
    scheme, rest, path = "http", text, DEVICE_PATH
    if "://" in text:
        parts = urlsplit(text) if text.count("[") == text.count("]") else None
        if parts is None or parts.scheme.lower() not in ("http", "https"):
            raise _bad(field, "address_scheme" if parts else "address_host")
        scheme, rest = parts.scheme.lower(), parts.netloc
        if parts.path not in ("", "/"):
            path = urlunsplit(("", "", parts.path, parts.query, ""))
    elif "/" in text:
        rest, _, tail = text.partition("/")
        path = f"/{tail}" if tail else DEVICE_PATH
    if "@" in rest:
        raise _bad(field, "address_credentials")
    host, port = _split_port(rest, field)
    _check_host(host, field)
    return Address(scheme, host, port or _DEFAULT_PORTS[scheme], path, port is not None)


def check_stream_url(text: str, field: str = "main_url") -> str:
    """A stream's address without credentials, as it may be stored. Raises InvalidInput.

    Accepted: rtsp(s), http(s), and file addresses. Reasons as in ``parse_address``.
    """
    text = text.strip()
    if not text:
        raise _bad(field, "address_empty")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _bad(field, "address_host") from None
    if parts.scheme == "file" and parts.path:
        return text
    if parts.scheme not in _DEFAULT_PORTS:
        raise _bad(field, "address_scheme")
    if "@" in parts.netloc:
        raise _bad(field, "address_credentials")
    host, _port = _split_port(parts.netloc, field)
    _check_host(host, field)
    return text


def rewrite_service(url: str, reached: Address) -> str | None:
    """A service address as the camera gave it, made reachable: the scheme and host we reached it by.

    Cameras behind NAT or with a second interface give addresses nobody can reach, and ``http`` on an ``https``
    device. The port they give counts only when host and scheme are those we used. None for nonsense.
    """
    parts = _parts(url)
    if parts is None or parts.scheme not in ("http", "https"):
        return None
    host, port = _host_port(parts.netloc)
    same = host == reached.host.lower() and parts.scheme == reached.scheme
    used = (port or _DEFAULT_PORTS[parts.scheme]) if same else reached.port
    netloc = join_host(reached.host, used, _DEFAULT_PORTS[reached.scheme])
    return urlunsplit((reached.scheme, netloc, parts.path or "/", parts.query, ""))


def rewrite_stream(url: str, reached: Address) -> str | None:
    """A stream address on the host we reached, its own port kept. None when the camera gave none.

    A stream on the web port is a known slip of firmware: RTSP then listens on its own port.
    """
    parts = _parts(url)
    if parts is None or parts.scheme not in _DEFAULT_PORTS:
        return None
    _host, port = _host_port(parts.netloc)
    if parts.scheme.startswith("rtsp") and port == 80:
        port = None
    netloc = join_host(reached.host, port, _DEFAULT_PORTS[parts.scheme])
    return urlunsplit((parts.scheme, netloc, parts.path, parts.query, ""))


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts if parts.netloc else None


def _host_port(netloc: str) -> tuple[str, int | None]:
    host, port = _split_raw(netloc.rpartition("@")[2])
    return host.lower(), int(port) if port and port.isascii() and port.isdigit() else None


def _split_raw(netloc: str) -> tuple[str, str]:
    if netloc.startswith("["):
        host, _, tail = netloc[1:].partition("]")
        return host, tail.removeprefix(":")
    if netloc.count(":") > 1:
        return netloc, ""
    host, _, port = netloc.partition(":")
    return host, port


def _split_port(netloc: str, field: str) -> tuple[str, int | None]:
    host, port = _split_raw(netloc)
    if not port:
        return host, None
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise _bad(field, "address_port")
    return host, int(port)


def _check_host(host: str, field: str) -> None:
    if not host:
        raise _bad(field, "address_host")
    bare = host.partition("%")[0]
    if ":" in host:
        try:
            ipaddress.IPv6Address(bare)
        except ValueError:
            raise _bad(field, "address_host") from None
        return
    if all(part.isdigit() for part in host.split(".") if part) and "." in host:
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            raise _bad(field, "address_octet") from None
        return
    if len(host) > 253 or not all(_LABEL.match(label) for label in host.rstrip(".").split(".")):
        raise _bad(field, "address_host")


def _bad(field: str, reason: str) -> InvalidInput:
    return InvalidInput(reasons={field: reason})
