"""Logging in to an RTSP server: HTTP Digest where it is offered, Basic only where nothing better is."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vms.core.redact import Secret

_FIELD = re.compile(r'([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')
_HASHES: dict[str, Callable[[bytes], str]] = {
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
}


@dataclass(frozen=True, slots=True)
class _Challenge:
    algorithm: str
    realm: str
    nonce: str
    qop: bool
    opaque: str | None


class RtspLogin:
    """Credentials of one server and what it asked for. The password never goes out before it was asked for, and never
    a second time once refused. One thread.
    """

    def __init__(self, user: str, password: Secret | None) -> None:
        self._user, self._password = user, password
        self._challenge: _Challenge | None = None
        self._basic = False
        self._count = 0

    def challenged(self, offers: Sequence[str]) -> bool:
        """Take the best of a 401's ``WWW-Authenticate`` headers; False when there is none we can answer."""
        if not self._user:
            return False
        known = sorted(filter(None, map(_parsed, offers)), key=lambda one: list(_HASHES).index(one.algorithm))
        if known:
            self._challenge, self._basic, self._count = known[0], False, 0
            return True
        self._basic = any(offer.strip().lower().startswith("basic") for offer in offers)
        return self._basic

    def header(self, method: str, url: str) -> str | None:
        """The Authorization header of a request; None before the server asked."""
        secret = self._password.reveal() if self._password else ""
        if self._basic:
            return "Basic " + base64.b64encode(f"{self._user}:{secret}".encode()).decode()
        asked = self._challenge
        if asked is None:
            return None
        digest = _HASHES[asked.algorithm]
        first = digest(f"{self._user}:{asked.realm}:{secret}".encode())
        second = digest(f"{method}:{url}".encode())
        fields = {"username": self._user, "realm": asked.realm, "nonce": asked.nonce, "uri": url}
        tail = f", algorithm={asked.algorithm}"
        middle = asked.nonce
        if asked.qop:
            self._count += 1
            count, own = f"{self._count:08x}", secrets.token_hex(8)
            middle = f"{asked.nonce}:{count}:{own}:auth"
            tail += f', qop=auth, nc={count}, cnonce="{own}"'
        fields["response"] = digest(f"{first}:{middle}:{second}".encode())
        if asked.opaque is not None:
            fields["opaque"] = asked.opaque
        return "Digest " + ", ".join(f'{name}="{value}"' for name, value in fields.items()) + tail


def is_stale(offers: Sequence[str]) -> bool:
    """Whether the server only says that its nonce has grown too old."""
    return any(re.search(r"stale\s*=\s*\"?true", offer, re.IGNORECASE) for offer in offers)


def _parsed(offer: str) -> _Challenge | None:
    if not offer.strip().lower().startswith("digest"):
        return None
    fields = {name.lower(): quoted or plain for name, quoted, plain in _FIELD.findall(offer.strip()[6:])}
    algorithm = fields.get("algorithm", "MD5").upper()
    if algorithm not in _HASHES or not {"realm", "nonce"} <= fields.keys():
        return None
    qops = {part.strip() for part in fields.get("qop", "").split(",")} - {""}
    if qops and "auth" not in qops:
        return None
    return _Challenge(algorithm, fields["realm"], fields["nonce"], bool(qops), fields.get("opaque"))
