"""Who may sign in, and everything the board and IT do with accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.redact import Secret
from vms.core.text import fold, nfc
from vms.models.database import Catalogue
from vms.models.person import User
from vms.security import permissions
from vms.security.passwords import Hasher, weaknesses
from vms.security.permissions import Action, Grant, Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.sign_in import Door

__all__ = ["Accounts", "Action", "Actor", "Grant", "Role", "UserDraft", "UserView"]

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class UserDraft:
    """What a form says of an account. ``role`` may come as text."""

    username: str
    name: str
    role: Role | str
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class UserView:
    """An account as it is shown; ``locked_until_us`` is 0 when it isn't locked."""

    id: int
    username: str
    name: str
    title: str
    role: Role
    phone: str
    enabled: bool
    created_us: int
    locked_until_us: int


class Accounts:
    """Signing in and the accounts themselves. Any thread; hashing takes about 0.1 s, so never the GUI thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, hasher: Hasher | None = None) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._hasher = hasher or Hasher()
        self._door = Door(catalogue, clock, audit, self._hasher)

    def needs_first_run(self) -> bool:
        """Whether nobody has an account yet."""
        with self._catalogue.read():
            return not User.select().exists()

    def create_first_board(self, name: str, title: str, username: str, password: Secret, phone: str = "") -> Actor:
        """Make the first account, the board's, and sign it in. There is no default password.

        Raises InvalidInput, and NotAllowed once any account exists.
        """
        draft = UserDraft(username, name, Role.BOARD, title, phone)
        self._check(draft, None, password)
        hashed = self._hasher.hash(password)
        with self._catalogue.write():
            if User.select().exists():
                raise NotAllowed(action="first_run", role="", grant=Grant.NONE.value)
            user = self._insert(draft, hashed)
            self._audit.write(None, "account_created", object=f"user:{user.id}", role=Role.BOARD.value, first=True)
            return self._door.admit(user, "sign_in")

    def sign_in(self, username: str, password: Secret) -> Actor:
        """Raises SignInRefused."""
        return self._door.sign_in(username, password)

    def sign_out(self, actor: Actor) -> None:
        """Log the end of a session."""
        self._audit.write(actor, "sign_out", object=f"user:{actor.user_id}")

    def locked(self, actor: Actor) -> None:
        """Log that the screen was locked."""
        self._audit.write(actor, "screen_locked", object=f"user:{actor.user_id}")

    def unlock(self, actor: Actor, password: Secret) -> None:
        """Check the password of who locked the screen. Raises SignInRefused."""
        self._door.check(actor, password, "screen_unlocked")

    def vouch(self, actor: Actor | None, username: str, password: Secret, action: Action, act: str) -> None:
        """Somebody with the right allows it with their own name and password; ``act`` goes into the log.

        Raises SignInRefused, NotAllowed.
        """
        self._door.vouch(actor, username, password, action, act)

    def still_valid(self, actor: Actor) -> bool:
        """Whether the account is enabled and has the role it signed in with."""
        return self._audit.standing(actor)

    def may(self, actor: Actor, action: Action) -> bool:
        """Whether the role may do it at all, perhaps within limits. For showing; services check by themselves."""
        return permissions.may(actor.role, action)

    def right(self, actor: Actor, action: Action) -> Grant:
        """How far the role's right reaches."""
        return permissions.grant(actor.role, action)

    def users(self, actor: Actor) -> list[UserView]:
        """Every account, by name."""
        self._audit.require(actor, Action.ACCOUNTS, Grant.BELOW_BOARD)
        with self._catalogue.read():
            views = [_view(user) for user in User.select()]
        return sorted(views, key=lambda view: (fold(view.name), view.id))

    def create(self, actor: Actor, draft: UserDraft, password: Secret) -> UserView:
        """Make an account. Raises NotAllowed, InvalidInput."""
        self._may_manage(actor, None, draft)
        self._check(draft, None, password)
        hashed = self._hasher.hash(password)
        with self._catalogue.write():
            user = self._insert(draft, hashed)
            self._audit.write(actor, "account_created", object=f"user:{user.id}", role=user.role)
        return _view(user)

    def edit(self, actor: Actor, user_id: int, draft: UserDraft) -> UserView:
        """Change name, title, phone, user name or role. Raises NotAllowed, InvalidInput (role: last_board)."""
        self._may_manage(actor, user_id, draft)
        self._check(draft, user_id, None)
        with self._catalogue.write():
            user = _get(user_id)
            if user.role == Role.BOARD and draft.role != Role.BOARD:
                self._keep_a_board(user, "role")
            before = user.role
            user.username, user.role = fold(draft.username.strip()), str(Role(draft.role))
            user.name, user.title, user.phone = _clean(draft.name), _clean(draft.title), _clean(draft.phone)
            self._save_unique(user)
            changed = {"role_before": before, "role": user.role} if before != user.role else {}
            self._audit.write(actor, "account_changed", object=f"user:{user_id}", **changed)
        self._audit.forget_standing(user_id)
        return _view(user)

    def set_enabled(self, actor: Actor, user_id: int, enabled: bool, reason: str = "") -> UserView:
        """Let somebody sign in, or no longer. Raises NotAllowed, InvalidInput (enabled: last_board)."""
        self._may_manage(actor, user_id, None)
        with self._catalogue.write():
            user = _get(user_id)
            if not enabled and user.role == Role.BOARD:
                self._keep_a_board(user, "enabled")
            user.enabled = enabled
            user.save()
            act = "account_enabled" if enabled else "account_disabled"
            self._audit.write(actor, act, object=f"user:{user_id}", reason=reason)
        self._audit.forget_standing(user_id)
        return _view(user)

    def reset_password(self, actor: Actor, user_id: int, password: Secret) -> None:
        """Give somebody a new password and end a lock-out. Raises NotAllowed, InvalidInput."""
        self._may_manage(actor, user_id, None)
        self._set_password(actor, user_id, password, "password_reset")

    def change_password(self, actor: Actor, old: Secret, new: Secret) -> None:
        """Change the own password. Raises SignInRefused for a wrong old one, InvalidInput for a weak new one."""
        self._door.check(actor, old, "password_checked")
        if old == new:
            raise InvalidInput(reasons={"password": "password_same"})
        self._set_password(actor, actor.user_id, new, "password_changed")

    def _set_password(self, actor: Actor, user_id: int, password: Secret, act: str) -> None:
        with self._catalogue.read():
            user = _get(user_id)
        _refuse({"password": weaknesses(password, user.username, user.name)})
        hashed = self._hasher.hash(password)
        with self._catalogue.write():
            changed = {"password_hash": hashed, "failed_count": 0, "locked_until_us": 0}
            User.update(changed).where(User.id == user_id).execute()
            self._audit.write(actor, act, object=f"user:{user_id}")

    def _may_manage(self, actor: Actor, user_id: int | None, draft: UserDraft | None) -> None:
        """Who may manage accounts below the board's neither touches a board account nor makes one."""
        if self._audit.require(actor, Action.ACCOUNTS, Grant.BELOW_BOARD) is not Grant.BELOW_BOARD:
            return
        with self._catalogue.read():
            touched = _get(user_id).role if user_id is not None else ""
        if Role.BOARD in (touched, draft.role if draft else ""):
            self._audit.write(actor, "refused", object="right:accounts", result="not_allowed", user=user_id)
            raise NotAllowed(action=Action.ACCOUNTS.value, role=actor.role.value, grant=Grant.BELOW_BOARD.value)

    def _check(self, draft: UserDraft, user_id: int | None, password: Secret | None) -> None:
        username = fold(draft.username.strip())
        reasons: dict[str, list[str]] = {"username": [], "name": [], "role": []}
        if not username:
            reasons["username"].append("username_missing")
        elif not _USERNAME.fullmatch(username):
            reasons["username"].append("username_invalid")
        else:
            with self._catalogue.read():
                if User.select().where((User.username == username) & (User.id != (user_id or 0))).exists():
                    reasons["username"].append("username_taken")
        if not _clean(draft.name):
            reasons["name"].append("name_missing")
        if str(draft.role) not in set(Role):
            reasons["role"].append("role_unknown")
        if password is not None:
            reasons["password"] = weaknesses(password, username, draft.name)
        _refuse(reasons)

    def _insert(self, draft: UserDraft, hashed: str) -> User:
        user = User(
            username=fold(draft.username.strip()),
            name=_clean(draft.name),
            title=_clean(draft.title),
            phone=_clean(draft.phone),
            role=str(Role(draft.role)),
            password_hash=hashed,
            created_us=self._clock.now_us(),
        )
        self._save_unique(user)
        return user

    def _save_unique(self, user: User) -> None:
        """Another PC may have taken the name since the check."""
        clash = (User.username == user.username) & (User.id != (user.id or 0))
        if User.select().where(clash).exists():
            raise InvalidInput(reasons={"username": "username_taken"})
        user.save()

    def _keep_a_board(self, user: User, field: str) -> None:
        others = User.select().where((User.role == Role.BOARD.value) & User.enabled & (User.id != user.id))
        if not others.exists():
            raise InvalidInput(reasons={field: "last_board"})


def _refuse(reasons: dict[str, list[str]]) -> None:
    found = {field: codes[0] for field, codes in reasons.items() if codes}
    if found:
        raise InvalidInput(reasons=found)


def _clean(text: str) -> str:
    return nfc(" ".join(text.split()))


def _get(user_id: int) -> User:
    user = User.get_or_none(User.id == user_id)
    if user is None:
        raise InvalidInput(reasons={"user": "user_unknown"})
    return user


def _view(user: User) -> UserView:
    return UserView(
        id=user.id,
        username=user.username,
        name=user.name,
        title=user.title,
        role=Role(user.role),
        phone=user.phone,
        enabled=user.enabled,
        created_us=user.created_us,
        locked_until_us=user.locked_until_us,
    )
