"""WS-Discovery: asking every device on the school's networks whether it is an ONVIF camera.

Probes go out from a socket of their own on each interface, so that nothing has to listen on the standard's port and
answers come straight back (WS-Discovery 1.0, April 2005, as ONVIF Core section 7 wants it).
"""

from __future__ import annotations

import ipaddress
import logging
import select
import socket
import time
import uuid
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import psutil
from lxml import etree

from vms.core.log import event
from vms.onvif.types import Discovered

_log = logging.getLogger(__name__)

GROUP = ("239.255.255.250", 3702)
_SCOPES = "onvif://www.onvif.org/"
# A school has some hundred devices; more answers than this are a flood.
_MOST = 512
_DATAGRAM = 65_535
_PROBE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
    'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">'
    "<e:Header><w:MessageID>urn:uuid:{}</w:MessageID>"
    "<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>"
    "<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>"
    "<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>"
)


def interfaces() -> tuple[str, ...]:
    """IPv4 addresses of this PC's own networks that are up, loopback left out."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        one.address
        for name, entries in psutil.net_if_addrs().items()
        if name in up
        for one in entries
        if one.family == socket.AF_INET and not ipaddress.ip_address(one.address).is_loopback
    ]
    return tuple(dict.fromkeys(found))


def discover(
    from_addresses: Sequence[str], wait_s: float = 3.0, target: tuple[str, int] = GROUP
) -> tuple[Discovered, ...]:
    """Probe from each address and collect what answers within ``wait_s``; blocks that long. Each device once."""
    sockets = [made for address in from_addresses if (made := _socket(address, target)) is not None]
    try:
        # UDP loses packets: the second probe, with the same number, costs nothing.
        message = _PROBE.format(uuid.uuid4()).encode()
        found: dict[str, Discovered] = {}
        end = time.monotonic() + wait_s
        for share in (0.2, 1.0):
            for one in sockets:
                _send(one, message, target)
            _listen(sockets, end - wait_s * (1 - share), found)
        return tuple(found.values())
    finally:
        for one in sockets:
            one.close()


def parse_match(data: bytes, sender: str) -> tuple[Discovered, ...]:
    """The devices in an answer; nothing of what isn't one. Addresses at the sender's own host come first."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return ()
    found = []
    for match in root.iterfind(".//{*}ProbeMatch"):
        addresses = [text for text in (match.findtext("{*}XAddrs") or "").split() if _usable(text)]
        if not addresses:
            continue
        addresses.sort(key=lambda text: urlsplit(text).hostname != sender)
        scopes = (match.findtext("{*}Scopes") or "").split()
        endpoint = (match.findtext("{*}EndpointReference/{*}Address") or addresses[0]).strip()
        found.append(Discovered(endpoint, tuple(addresses), _scope(scopes, "name"), _scope(scopes, "hardware")))
    return tuple(found)


def _socket(address: str, target: tuple[str, int]) -> socket.socket | None:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.bind((address, 0))
        if ipaddress.ip_address(target[0]).is_multicast:
            made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
            made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        made.setblocking(False)
    except OSError as error:
        event(_log, "interface_not_searched", address=address, error=error.strerror)
        made.close()
        return None
    return made


def _send(one: socket.socket, message: bytes, target: tuple[str, int]) -> None:
    try:
        one.sendto(message, target)
    except OSError as error:
        event(_log, "interface_not_searched", address=one.getsockname()[0], error=error.strerror)


def _listen(sockets: Sequence[socket.socket], until: float, found: dict[str, Discovered]) -> None:
    while (left := until - time.monotonic()) > 0 and len(found) < _MOST:
        ready, _, _ = select.select(sockets, [], [], left) if sockets else ([], [], [])
        if not ready:
            return
        for one in ready:
            try:
                data, peer = one.recvfrom(_DATAGRAM)
            except OSError:  # an ICMP answer to the probe shows as an error of the next read
                continue
            for device in parse_match(data, str(peer[0])):
                found.setdefault(device.endpoint, device)


def _usable(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "%" not in (parts.hostname or "")
    except ValueError:
        return False


def _scope(scopes: Sequence[str], kind: str) -> str:
    start = f"{_SCOPES}{kind}/"
    return next((unquote(one[len(start) :]).replace("_", " ") for one in scopes if one.startswith(start)), "")
