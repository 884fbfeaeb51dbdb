"""HTTP Digest authentication (RFC 2617, MD5) as RTSP and ONVIF servers of cameras do it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time

REALM = "School camera"
_NONCE_LIFE_S = 300
_FIELD = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


class Digest:
    """Asks for a digest and checks it; nonces are signed times, so nothing has to be remembered."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._secret = password
        self._key = secrets.token_bytes(16)

    def _nonce(self, at: int) -> str:
        mark = hmac.new(self._key, str(at).encode(), hashlib.sha256).hexdigest()[:24]
        return f"{at:08x}{mark}"

    def challenge(self, *, qop: bool, stale: bool = False) -> str:
        """The value of a WWW-Authenticate header; RTSP clients know no qop."""
        parts = [f'realm="{REALM}"', f'nonce="{self._nonce(int(time.time()))}"', "algorithm=MD5"]
        if qop:
            parts.append('qop="auth"')
        if stale:
            parts.append("stale=true")
        return "Digest " + ", ".join(parts)

    def check(self, method: str, header: str | None) -> bool:
        """Whether an Authorization header proves user and password with one of our fresh nonces."""
        if not header or not header.lower().startswith("digest "):
            return False
        fields = {name.lower(): quoted or plain for name, quoted, plain in _FIELD.findall(header[7:])}
        nonce = fields.get("nonce", "")
        if fields.get("username") != self._user or not self._fresh(nonce):
            return False
        first = _md5(f"{self._user}:{REALM}:{self._secret}")
        second = _md5(f"{method}:{fields.get('uri', '')}")
        if "qop" in fields:
            middle = f"{nonce}:{fields.get('nc', '')}:{fields.get('cnonce', '')}:{fields['qop']}"
        else:
            middle = nonce
        return hmac.compare_digest(_md5(f"{first}:{middle}:{second}"), fields.get("response", ""))

    def _fresh(self, nonce: str) -> bool:
        if not re.fullmatch(r"[0-9a-f]{32}", nonce):
            return False
        at = int(nonce[:8], 16)
        return hmac.compare_digest(nonce, self._nonce(at)) and abs(time.time() - at) < _NONCE_LIFE_S
