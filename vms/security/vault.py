"""Camera passwords at rest: AES-256-GCM under a key file that only this account of the PC may read."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vms.core.errors import VaultLocked
from vms.core.redact import Secret

_FILE = "camera-passwords.key"
_KEY = 32
_NONCE = 12  # bytes, as GCM wants them; random, and far below 2^32 seals under one key


class Vault:
    """Seals and opens camera passwords. The camera's number (or ``recorder:3``, for a recorder's) is sealed in: a value
    moved to another one won't open.

    A sealed value is ``v1:<key's name>:<base64 of nonce and ciphertext>``. Any thread.
    """

    def __init__(self, keys: Path) -> None:
        self._path = keys / _FILE

    def seal(self, camera: int | str, password: Secret) -> str:
        """Encrypt; makes the key at the first use. Raises VaultLocked when the key file is unusable."""
        key = self._key() if self._path.exists() else self._make_key()
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(key).encrypt(nonce, password.reveal().encode(), _bound_to(camera))
        return f"v1:{_name(key)}:{base64.b64encode(sealed).decode()}"

    def open(self, camera: int | str, sealed: str) -> Secret:
        """Decrypt. Raises VaultLocked (reason key_missing, key_other, or damaged)."""
        key = self._key()
        version, _, rest = sealed.partition(":")
        name, _, body = rest.partition(":")
        if version != "v1":
            raise self._locked("damaged")
        if name != _name(key):
            raise self._locked("key_other")
        try:
            raw = base64.b64decode(body, validate=True)
            if base64.b64encode(raw).decode() != body:  # the last digit has bits that mean nothing
                raise self._locked("damaged")
            return Secret(AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _bound_to(camera)).decode())
        except (InvalidTag, ValueError) as error:
            raise self._locked("damaged") from error

    def _key(self) -> bytes:
        try:
            key = self._path.read_bytes()
        except FileNotFoundError as error:
            raise self._locked("key_missing") from error
        except OSError as error:
            raise self._locked("key_unreadable") from error
        if len(key) != _KEY:
            raise self._locked("damaged")
        return key

    def _make_key(self) -> bytes:
        """Written whole and durable before it gets its name, so that no other process reads half a key."""
        key = secrets.token_bytes(_KEY)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
            if self._path.exists():  # another writer was first: its key counts
                return self._key()
            part.rename(self._path)
        finally:
            part.unlink(missing_ok=True)
        return key

    def _locked(self, reason: str) -> VaultLocked:
        return VaultLocked(reason=reason, path=str(self._path))


def _name(key: bytes) -> str:
    """Tells two keys apart without telling the key."""
    return hashlib.sha256(b"vms camera key" + key).hexdigest()[:12]


def _bound_to(camera: int | str) -> bytes:
    return (camera if isinstance(camera, str) else f"camera:{camera}").encode()
