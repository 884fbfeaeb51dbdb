from __future__ import annotations

import hashlib
import re

import pytest

from vms.demo.digest import REALM, Digest


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def proof(challenge: str, user: str, password: str, method: str, uri: str, *, qop: bool) -> str:
    found = re.search(r'nonce="(\w+)"', challenge)
    assert found
    nonce = found[1]
    ha1, ha2 = md5(f"{user}:{REALM}:{password}"), md5(f"{method}:{uri}")
    middle = f"{nonce}:00000001:abcdef:auth" if qop else nonce
    more = ', qop=auth, nc=00000001, cnonce="abcdef"' if qop else ""
    response = md5(f"{ha1}:{middle}:{ha2}")
    return f'Digest username="{user}", realm="{REALM}", nonce="{nonce}", uri="{uri}", response="{response}"{more}'


@pytest.mark.parametrize("qop", [True, False])
def test_the_right_password_passes(qop: bool) -> None:
    digest = Digest("vms", "mật khẩu")
    header = proof(digest.challenge(qop=qop), "vms", "mật khẩu", "DESCRIBE", "/main", qop=qop)
    assert digest.check("DESCRIBE", header)
    assert not digest.check("SETUP", header)  # for another method it proves nothing


@pytest.mark.parametrize(("user", "password"), [("vms", "wrong"), ("root", "secret")])
def test_a_wrong_login_fails(user: str, password: str) -> None:
    digest = Digest("vms", "secret")
    assert not digest.check("PLAY", proof(digest.challenge(qop=False), user, password, "PLAY", "/", qop=False))


def test_nonces_of_others_and_rubbish_fail() -> None:
    digest = Digest("vms", "secret")
    other = Digest("vms", "secret").challenge(qop=False)
    assert not digest.check("PLAY", proof(other, "vms", "secret", "PLAY", "/", qop=False))
    for header in (None, "", "Basic dm1zOnNlY3JldA==", "Digest", 'Digest username="vms", nonce="zz", response=""'):
        assert not digest.check("PLAY", header)


def test_an_old_nonce_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = Digest("vms", "secret")
    header = proof(digest.challenge(qop=False), "vms", "secret", "PLAY", "/", qop=False)
    assert digest.check("PLAY", header)
    monkeypatch.setattr("vms.demo.digest.time.time", lambda: 4e9)
    assert not digest.check("PLAY", header)
