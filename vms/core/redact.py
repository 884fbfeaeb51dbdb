"""Secrets are masked by their type: a log line or a traceback can't show what ``repr`` never gives."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit, urlunsplit

MASK = "•••"


class Secret:
    """A password or key that prints as dots. ``reveal()`` is the only way to its text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself; call it only where it leaves the program."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __bool__(self) -> bool:
        return bool(self._text)


def masked_url(url: str) -> str:
    """The URL without its password, fit for a log. Anything that doesn't parse is hidden whole."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            return url if not parts.query else urlunsplit(parts._replace(query=MASK))
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{MASK}@{host}", query=MASK if parts.query else ""))
    except ValueError:
        return MASK


class LoggableUrl:
    """An address with its credentials apart: prints masked, ``reveal()`` gives what a client connects to."""

    __slots__ = ("_password", "_url", "_user")

    def __init__(self, url: str, user: str = "", password: Secret | None = None) -> None:
        self._url, self._user, self._password = url, user, password

    def reveal(self) -> str:
        """The URL with user and password in it, percent-encoded."""
        if not self._user:
            return self._url
        parts = urlsplit(self._url)
        host = parts.netloc.rpartition("@")[2]
        password = self._password.reveal() if self._password else ""
        return urlunsplit(parts._replace(netloc=f"{quote(self._user, safe='')}:{quote(password, safe='')}@{host}"))

    @property
    def plain(self) -> str:
        """The URL without user and password, as a request names it."""
        parts = urlsplit(self._url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

    @property
    def credentials(self) -> tuple[str, Secret | None]:
        """User and password, also those that were written into the address; ("", None) without."""
        if self._user:
            return self._user, self._password
        user, colon, password = urlsplit(self._url).netloc.rpartition("@")[0].partition(":")
        return unquote(user), Secret(unquote(password)) if colon else None

    def __repr__(self) -> str:
        return masked_url(self._url)

    __str__ = __repr__
