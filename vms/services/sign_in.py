"""The door: passwords checked, failures counted, guessers made to wait."""

from __future__ import annotations

import secrets

from vms.core.clock import Clock
from vms.core.errors import NotAllowed, SignInRefused
from vms.core.instants import SECOND
from vms.core.redact import Secret
from vms.core.text import fold
from vms.models.database import Catalogue
from vms.models.person import User
from vms.security.passwords import Hasher
from vms.security.permissions import Action, Role, grant, may
from vms.services.actor import Actor
from vms.services.audit import Audit

# Failures in a row that only cost the time to type; each one after makes the wait twice as long.
FREE_FAILURES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 3600


class Door:
    """Lets people in. Any thread; a check takes about 0.1 s."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, hasher: Hasher) -> None:
        self._catalogue, self._clock, self._audit, self._hasher = catalogue, clock, audit, hasher

    def sign_in(self, username: str, password: Secret) -> Actor:
        """A new session. Raises SignInRefused (reason wrong, locked, disabled; wait_s)."""
        with self._catalogue.read():
            user = User.get_or_none(User.username == fold(username.strip()))
        if user is None:
            # What was typed stays out of the log: it may be a password in the wrong field.
            self._hasher.verify(None, password)
            self._audit.write(None, "sign_in", object="user:unknown", result="wrong")
            raise SignInRefused(reason="wrong", wait_s=0)
        self._verify(user, password, "sign_in", None)
        with self._catalogue.write():
            return self.admit(user, "sign_in")

    def check(self, actor: Actor, password: Secret, act: str) -> None:
        """The password of who is signed in already. Raises SignInRefused."""
        with self._catalogue.read():
            user = User.get_by_id(actor.user_id)
        self._verify(user, password, act, actor)
        self._audit.write(actor, act, object=f"user:{actor.user_id}")

    def vouch(self, actor: Actor | None, username: str, password: Secret, action: Action, act: str) -> None:
        """Somebody with the right allows it, whoever is signed in. Raises SignInRefused, NotAllowed."""
        with self._catalogue.read():
            user = User.get_or_none(User.username == fold(username.strip()))
        if user is None:
            self._hasher.verify(None, password)
            self._audit.write(actor, act, object="user:unknown", result="wrong")
            raise SignInRefused(reason="wrong", wait_s=0)
        self._verify(user, password, act, actor)
        role = Role(user.role)
        if not may(role, action):
            self._audit.write(actor, act, object=f"user:{user.id}", result="not_allowed")
            raise NotAllowed(action=action.value, role=role.value, grant=grant(role, action).value)
        self._audit.write(actor, act, object=f"user:{user.id}")

    def admit(self, user: User, act: str) -> Actor:
        """A session for a checked user, logged. Inside ``write()``."""
        actor = Actor(user.id, user.username, user.name, Role(user.role), user.title, secrets.token_hex(8))
        self._audit.write(actor, act, object=f"user:{user.id}")
        return actor

    def _verify(self, user: User, password: Secret, act: str, actor: Actor | None) -> None:
        refusal = self._locked(user)
        if refusal is None:
            right = self._hasher.verify(user.password_hash, password)
            with self._catalogue.write():
                # Read again: other tries may have been counted while this one was hashing.
                user = User.get_by_id(user.id)
                refusal = self._locked(user) or self._judge(user, right)
                if refusal is None and self._hasher.outdated(user.password_hash):
                    User.update(password_hash=self._hasher.hash(password)).where(User.id == user.id).execute()
        if refusal is not None:
            wait = refusal.values["wait_s"]
            self._audit.write(actor, act, object=f"user:{user.id}", result=str(refusal.values["reason"]), wait_s=wait)
            raise refusal

    def _locked(self, user: User) -> SignInRefused | None:
        left = user.locked_until_us - self._clock.now_us()
        # Rounded up, so that a reader who waits that long is not refused again.
        return SignInRefused(reason="locked", wait_s=-(-left // SECOND)) if left > 0 else None

    def _judge(self, user: User, right: bool) -> SignInRefused | None:
        """Count a failure or forget the earlier ones."""
        if right:
            if user.failed_count:
                User.update(failed_count=0, locked_until_us=0).where(User.id == user.id).execute()
            return None if user.enabled else SignInRefused(reason="disabled", wait_s=0)
        failed, wait = user.failed_count + 1, 0
        changed = {"failed_count": failed}
        if failed >= FREE_FAILURES:
            wait = min(FIRST_WAIT_S * 2 ** min(failed - FREE_FAILURES, 20), LONGEST_WAIT_S)
            changed["locked_until_us"] = self._clock.now_us() + wait * SECOND
        User.update(changed).where(User.id == user.id).execute()
        return SignInRefused(reason="wrong", wait_s=wait)
