"""Passwords of people: Argon2id hashes, and what makes a password too weak."""

from __future__ import annotations

import argon2

from vms.core.redact import Secret
from vms.core.text import fold, nfc

SHORTEST = 10

# Words that guessers try first, folded; digits and signs around them don't help.
_WORDS = """
    password passw0rd admin administrator root user guest welcome letmein changeme default secret login master
    qwerty qwertyuiop asdfgh asdfghjkl zxcvbn iloveyou dragon monkey football superman pokemon
    camera hikvision dahua onvif security giamsat anninh baove
    matkhau matkhaucamera matkhaumoi quantri quantrivien nguoidung xinchao vietnam hanoi saigon truonghoc tieuhoc
    hieutruong giaovien hocsinh nhatruong anhyeuem emyeuanh yeuem khongbiet khongcho
"""
_COMMON = frozenset(_WORDS.split())
_LEET = str.maketrans("@$!013457", "asioieast")
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class Hasher:
    """Makes and checks Argon2id hashes. The defaults are RFC 9106's second choice (64 MiB, 3 passes): about 0.1 s.

    Passwords are composed (NFC) first: two Vietnamese keyboards give two byte strings for one word. Any thread.
    """

    def __init__(self, time_cost: int = 3, memory_kib: int = 65536, parallelism: int = 4) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=parallelism)
        # Checked in place of a missing account's hash, so that a guesser can't tell names by the time it takes.
        self._nobody = self._argon2.hash("nobody")

    def hash(self, password: Secret) -> str:
        """A salted hash in the PHC string form."""
        return self._argon2.hash(nfc(password.reveal()))

    def verify(self, hashed: str | None, password: Secret) -> bool:
        """Whether the password made the hash. None takes as long and is always False."""
        try:
            self._argon2.verify(hashed or self._nobody, nfc(password.reveal()))
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        return hashed is not None

    def outdated(self, hashed: str) -> bool:
        """Whether the hash was made with other parameters and should be made again at the next sign-in."""
        return self._argon2.check_needs_rehash(hashed)


def weaknesses(password: Secret, *known: str) -> list[str]:
    """Reason codes, the most telling first; empty for an acceptable password. ``known``: user name, person's name.

    Codes: password_missing, password_short, password_personal, password_common, password_simple.
    """
    text = nfc(password.reveal())
    if not text:
        return ["password_missing"]
    folded = fold(text)
    letters = "".join(mark for mark in folded if mark.isalnum())
    found = []
    if len(text) < SHORTEST:
        found.append("password_short")
    if any(_holds(letters, name) for name in known):
        found.append("password_personal")
    if _bare(folded) in _COMMON or _bare(folded).translate(_LEET) in _COMMON:
        found.append("password_common")
    if len(set(folded)) < 5 or _runs(letters):
        found.append("password_simple")
    return found


def _holds(letters: str, name: str) -> bool:
    """Whether the password is hardly more than the name."""
    bare = "".join(mark for mark in fold(name) if mark.isalnum())
    return len(bare) >= 3 and bare in letters and len(letters) - len(bare) < 6


def _bare(folded: str) -> str:
    """What is left without digits and signs at both ends, and blanks and hyphens inside."""
    inner = folded.strip("0123456789 !@#$%^&*()_+-=[]{};:'\",.<>/?\\|`~")
    return "".join(mark for mark in inner if mark not in " -_.")


def _runs(letters: str) -> bool:
    """Whether it is a run on the keyboard or the alphabet, or one short piece over and over."""
    if not letters:
        return False
    if any(letters in run or letters in run[::-1] for run in _RUNS):
        return True
    return any(
        len(letters) > size and letters == (letters[:size] * len(letters))[: len(letters)]
        for size in range(1, min(4, len(letters) // 2) + 1)
    )
