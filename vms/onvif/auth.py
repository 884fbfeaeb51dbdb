"""Proving who we are to a camera: HTTP Digest first, WS-UsernameToken for cameras that don't offer it.

The first call carries no password: only a camera that asks for one gets it, in the way it asks. A refused login is
remembered and not sent again, because cameras lock an account after a few failures.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from lxml import etree
from requests.auth import HTTPDigestAuth
from requests.utils import parse_dict_header
from zeep.wsse import utils as wsse

from vms.core.errors import CameraRefused
from vms.core.redact import Secret

_TOKEN_NS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0"  # noqa: S105
_SECURITY_NS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0"
_ALGORITHMS = ("SHA-256", "MD5", "MD5-SESS")


class Mode(StrEnum):
    """How the camera wants the login. OPEN = it hasn't asked yet."""

    OPEN = "open"
    DIGEST = "digest"
    TOKEN = "token"  # noqa: S105 - the name of a method


class LoginWanted(CameraRefused):
    """The camera asks for a login without offering HTTP Digest. Stays inside this package."""


@dataclass(slots=True)
class Login:
    """The credentials of one camera and what it did with them. Used by one thread at a time.

    ``offset_us``: how far the camera's clock is ahead; the username token must carry the camera's time.
    ``proven``: an answer came back after the camera had asked for the login. ``refused``: it said no.
    """

    user: str
    password: Secret | None
    mode: Mode = Mode.OPEN
    offset_us: int = 0
    proven: bool = False
    refused: bool = False

    @property
    def given(self) -> bool:
        """Whether there is anything to log in with."""
        return bool(self.user)

    def text(self) -> str:
        """The password itself, for the digest only."""
        return self.password.reveal() if self.password else ""


class UsernameToken:
    """zeep's ``wsse`` hook: adds a fresh token to each message once the camera has asked for it. No state of its own.

    ``Created`` ends in ``Z``: some Hikvision firmware refuses ``+00:00``.
    """

    def __init__(self, login: Login, now_us: Callable[[], int]) -> None:
        self._login, self._now_us = login, now_us

    def apply(self, envelope: Any, headers: Any) -> tuple[Any, Any]:
        """Add the Security header to an outgoing envelope."""
        if self._login.mode is not Mode.TOKEN:
            return envelope, headers
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=self._now_us() + self._login.offset_us)
        created = instant.strftime("%Y-%m-%dT%H:%M:%SZ")
        security = wsse.get_security_header(envelope)
        security.append(_token(self._login, secrets.token_bytes(16), created))
        return envelope, headers

    def verify(self, envelope: Any) -> None:
        """Cameras don't sign their answers."""


def _token(login: Login, nonce: bytes, created: str) -> etree._Element:
    # SHA-1 is what the standard's token is made of.
    digest = hashlib.sha1(nonce + created.encode() + login.text().encode(), usedforsecurity=False).digest()
    token: etree._Element = wsse.WSSE.UsernameToken(
        wsse.WSSE.Username(login.user),
        wsse.WSSE.Password(base64.b64encode(digest).decode(), Type=f"{_TOKEN_NS}#PasswordDigest"),
        wsse.WSSE.Nonce(base64.b64encode(nonce).decode(), EncodingType=f"{_SECURITY_NS}#Base64Binary"),
        wsse.WSU.Created(created),
    )
    return token


class Digest:
    """HTTP Digest for one camera, on requests' own computation. Remembers the nonce, so that calls after the first
    need no second round trip.
    """

    def __init__(self, login: Login) -> None:
        self._login = login
        self._challenge: dict[str, str] = {}
        self._auth = HTTPDigestAuth(login.user, login.text())

    def challenged(self, headers: Iterable[str]) -> bool:
        """Take the best challenge of a 401's WWW-Authenticate headers. False when none is a Digest we can answer."""
        offers = [parse_dict_header(line.strip()[7:]) for line in headers if line.strip().lower().startswith("digest ")]
        usable = [offer for offer in offers if _algorithm(offer) in _ALGORITHMS and {"realm", "nonce"} <= offer.keys()]
        if not usable:
            return False
        best = min(usable, key=lambda offer: _ALGORITHMS.index(_algorithm(offer)))
        # "auth,auth-int" with or without a space: requests only splits on the bare comma.
        if "qop" in best:
            best["qop"] = ",".join(part.strip() for part in best["qop"].split(","))
        self._challenge = best
        return True

    @property
    def stale(self) -> bool:
        """Whether the last challenge only said that the nonce is too old."""
        return self._challenge.get("stale", "").lower() == "true"

    def header(self, method: str, url: str) -> str | None:
        """The Authorization header for a request, or None before the first challenge."""
        if not self._challenge:
            return None
        self._auth.init_per_thread_state()
        self._auth._thread_local.chal = self._challenge  # type: ignore[attr-defined]
        return self._auth.build_digest_header(method, url)


def _algorithm(offer: dict[str, str]) -> str:
    return (offer.get("algorithm") or "MD5").upper()
