from __future__ import annotations

import base64
import hashlib
import xml.etree.ElementTree as ET

import pytest

from vms.demo.onvif_ptz import duration
from vms.demo.soap import SoapError, TokenCheck, instant, parse

NOW = 1_790_000_000.0
SEC = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity"
TOKEN = (
    '<t:UsernameToken xmlns:t="{sec}-secext-1.0.xsd" xmlns:u="{sec}-utility-1.0.xsd"><t:Username>vms</t:Username>'
    '<t:Password Type="x#PasswordDigest">{proof}</t:Password><t:Nonce>{nonce}</t:Nonce><u:Created>{created}</u:Created>'
    "</t:UsernameToken>"
)


def token(password: str, at: float, nonce: bytes = b"0123456789") -> ET.Element:
    created = instant(at)
    proof = base64.b64encode(hashlib.sha1(nonce + created.encode() + password.encode()).digest()).decode()
    text = TOKEN.format(sec=SEC, proof=proof, nonce=base64.b64encode(nonce).decode(), created=created)
    return ET.fromstring(text)


def test_a_right_token_passes_once() -> None:
    check = TokenCheck("vms", "secret")
    assert check.check(token("secret", NOW - 20), NOW)
    assert not check.check(token("secret", NOW - 20), NOW)  # the same nonce again is a replay
    assert check.check(token("secret", NOW - 20, b"another"), NOW)


def test_wrong_old_or_broken_tokens_fail() -> None:
    check = TokenCheck("vms", "secret")
    assert not check.check(token("wrong", NOW), NOW)
    assert not check.check(token("secret", NOW - 3600), NOW)
    broken = token("secret", NOW)
    broken[3].text = "yesterday"
    assert not check.check(broken, NOW)


@pytest.mark.parametrize("data", [b"", b"no xml", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_call_is_refused(data: bytes) -> None:
    with pytest.raises(SoapError):
        parse(data)


@pytest.mark.parametrize(
    ("text", "seconds"), [("PT5S", 5), ("PT0.5S", 0.5), ("PT1M", 60), ("P1DT1H", 90_000), ("", None), (None, None)]
)
def test_durations(text: str | None, seconds: float | None) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["5", "P", "PT", "-PT5S"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(SoapError):
        duration(text)
