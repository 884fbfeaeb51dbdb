from __future__ import annotations

import pytest

from vms.core.errors import InvalidInput
from vms.onvif.address import check_stream_url, parse_address, rewrite_service, rewrite_stream


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.10", "http://192.168.1.10/onvif/device_service"),
        (" 192.168.1.10:8080 ", "http://192.168.1.10:8080/onvif/device_service"),
        ("cong-truong.local", "http://cong-truong.local/onvif/device_service"),
        ("http://192.168.1.10", "http://192.168.1.10/onvif/device_service"),
        ("https://192.168.1.10:8443/onvif/dev?x=1", "https://192.168.1.10:8443/onvif/dev?x=1"),
        ("192.168.1.10/onvif/dev", "http://192.168.1.10/onvif/dev"),
        ("fe80::1", "http://[fe80::1]/onvif/device_service"),
        ("[2001:db8::5]:8000", "http://[2001:db8::5]:8000/onvif/device_service"),
        ("http://[2001:db8::5]/a", "http://[2001:db8::5]/a"),
    ],
)
def test_accepted_forms(typed: str, url: str) -> None:
    assert parse_address(typed).url == url


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "address_empty"),
        ("  ", "address_empty"),
        ("192.168.10.300", "address_octet"),
        ("1.2.3", "address_octet"),
        ("host:99999", "address_port"),
        ("host:0", "address_port"),
        ("host:abc", "address_port"),
        ("rtsp://host/1", "address_scheme"),
        ("two words", "address_host"),
        ("http://", "address_host"),
        ("[fe80::zz]", "address_host"),
        ("http://[fe80::1", "address_host"),
        ("admin:secret@host", "address_credentials"),
        ("http://admin:secret@host/", "address_credentials"),
    ],
)
def test_refused_forms_say_why(typed: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_address(typed)
    assert caught.value.reasons == {"address": reason}
    assert "secret" not in str(caught.value)


def test_whether_a_port_was_given() -> None:
    assert not parse_address("host").port_given
    assert parse_address("host:80").port_given


@pytest.mark.parametrize(
    ("said", "reached", "rewritten"),
    [
        # NAT and wrong interface: our host and port
        ("http://10.9.9.9/onvif/media", "192.168.1.10:8081", "http://192.168.1.10:8081/onvif/media"),
        # the same host may have its service on another port
        ("http://192.168.1.10:8899/m", "192.168.1.10", "http://192.168.1.10:8899/m"),
        # http given on an https device
        ("http://192.168.1.10/m", "https://192.168.1.10", "https://192.168.1.10/m"),
        ("http://[fe80::2]/m?a=1", "fe80::1", "http://[fe80::1]/m?a=1"),
        ("not an address", "192.168.1.10", None),
        ("", "192.168.1.10", None),
    ],
)
def test_service_addresses_become_reachable(said: str, reached: str, rewritten: str | None) -> None:
    assert rewrite_service(said, parse_address(reached)) == rewritten


@pytest.mark.parametrize(
    ("said", "rewritten"),
    [
        ("rtsp://10.9.9.9:8554/live?a=1&b=2", "rtsp://192.168.1.10:8554/live?a=1&b=2"),
        ("rtsp://10.9.9.9/live", "rtsp://192.168.1.10/live"),
        ("rtsp://10.9.9.9:80/live", "rtsp://192.168.1.10/live"),
        ("rtsp://admin:secret@10.9.9.9/live", "rtsp://192.168.1.10/live"),
        ("", None),
        ("nonsense", None),
    ],
)
def test_stream_addresses_become_reachable(said: str, rewritten: str | None) -> None:
    assert rewrite_stream(said, parse_address("192.168.1.10:8081")) == rewritten


@pytest.mark.parametrize("url", ["rtsp://h/1", "rtsps://[fe80::1]:322/x", "http://h:81/video.mjpg", "file:///a/b.mp4"])
def test_stream_urls_accepted(url: str) -> None:
    assert check_stream_url(url) == url


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "address_empty"),
        ("ftp://h/1", "address_scheme"),
        ("h/1", "address_scheme"),
        ("rtsp:///1", "address_host"),
        ("rtsp://u:p@h/1", "address_credentials"),
        ("rtsp://h:x/1", "address_port"),
    ],
)
def test_stream_urls_refused(url: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_stream_url(url)
    assert caught.value.reasons == {"main_url": reason}
