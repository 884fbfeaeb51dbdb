from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from vms.onvif.discovery import discover, interfaces, parse_match

MATCH = (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">'
    "<e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:{endpoint}</a:Address>"
    "</a:EndpointReference><d:Scopes>onvif://www.onvif.org/name/Sao%20B%E1%BA%AFc "
    "onvif://www.onvif.org/hardware/SB_PTZ25</d:Scopes><d:XAddrs>{addresses}</d:XAddrs></d:ProbeMatch></d:ProbeMatches>"
    "</e:Body></e:Envelope>"
)


def answer(endpoint: str = "1", addresses: str = "http://127.0.0.1:8000/onvif/device_service") -> bytes:
    return MATCH.format(endpoint=endpoint, addresses=addresses).encode()


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[tuple[str, int], list[bytes]]]:
    """A UDP socket that gives these answers to every probe; its address and the probes it got."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    data, peer = server.recvfrom(65535)
                    if data == b"end":
                        return
                    heard.append(data)
                    for one in answers:
                        server.sendto(one, peer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname(), heard
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"end", server.getsockname())
            thread.join(5)


def test_each_device_once_however_often_it_answers() -> None:
    with answering(answer("1"), answer("2"), b"\x00rubbish", b"<x/>") as (target, heard):
        found = discover(["127.0.0.1"], 0.4, target)
    assert [one.endpoint for one in found] == ["urn:uuid:1", "urn:uuid:2"]
    assert (found[0].name, found[0].hardware) == ("Sao Bắc", "SB PTZ25")
    assert found[0].addresses == ("http://127.0.0.1:8000/onvif/device_service",)
    assert len(heard) == 2
    assert b"NetworkVideoTransmitter" in heard[0]


def test_nobody_answers() -> None:
    with answering() as (target, _heard):
        assert discover(["127.0.0.1"], 0.2, target) == ()
    assert discover([], 0.1) == ()


def test_an_interface_that_is_not_ours_is_left_out() -> None:
    with answering(answer()) as (target, _heard):
        assert len(discover(["203.0.113.77", "127.0.0.1"], 0.3, target)) == 1


def test_the_address_at_the_sender_comes_first_and_unusable_ones_go() -> None:
    given = "http://169.254.3.4/onvif http://[fe80::1%25eth0]/onvif ftp://x http://10.0.0.5/onvif"
    (found,) = parse_match(answer(addresses=given), "10.0.0.5")
    assert found.addresses == ("http://10.0.0.5/onvif", "http://169.254.3.4/onvif")


@pytest.mark.parametrize("data", [b"", b"<a", answer(addresses=""), answer(addresses="nonsense"), b"\xff\xfe<x>"])
def test_answers_without_a_device(data: bytes) -> None:
    assert parse_match(data, "10.0.0.5") == ()


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE e [<!ENTITY a "http://10.0.0.5/x">]>' + answer(addresses="&a;")
    assert parse_match(bomb, "10.0.0.5") == ()


def test_own_interfaces_without_loopback() -> None:
    assert all(not address.startswith("127.") for address in interfaces())
