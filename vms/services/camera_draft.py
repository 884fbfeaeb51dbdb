"""What a form says of a camera, brought into order, and the reasons why it can't be accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from vms.core.redact import Secret
from vms.core.text import nfc

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]{0,14}[A-Z0-9])?")
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
_LONGEST_NAME = 80
STREAM_SCHEMES = ("rtsp", "rtsps", "http", "https", "file")
DEVICE_SCHEMES = ("http", "https")
# What a camera may be for: order and safety, supervision of teaching, protection of equipment (Điều 1.1–1.3).
PURPOSES = ("security", "teaching", "equipment")
TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class CameraDraft:
    """A camera to add, or how one should become. When editing, password None keeps the old one, an empty one clears.

    ``kind`` is ``onvif`` (then ``address`` is its device service or just host and port) or ``url``. ``purposes``: some
    of PURPOSES with a comma between; ``turn``: degrees clockwise.
    """

    code: str
    name: str
    area_name: str = ""
    kind: str = "onvif"
    address: str = ""
    user: str = ""
    password: Secret | None = None
    main_url: str = ""
    sub_url: str = ""
    snapshot_url: str = ""
    profile_main: str = ""
    profile_sub: str = ""
    ptz: bool = False
    record: bool = True
    maker: str = ""
    model: str = ""
    firmware: str = ""
    serial: str = ""
    mac: str = ""
    codec: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0
    purposes: str = ""
    turn: int = 0
    mirror: bool = False
    stretch: bool = False
    watch: bool = True


def tidy(draft: CameraDraft) -> CameraDraft:
    """Blanks trimmed, text composed, code in capitals, a path made a file URL; user and password taken out of pasted
    URLs into their fields.
    """
    draft = replace(
        draft,
        code=_text(draft.code).upper(),
        name=_text(draft.name),
        area_name=_text(draft.area_name),
        address=draft.address.strip(),
        user=draft.user.strip(),
        purposes=",".join(one for one in PURPOSES if one in draft.purposes.split(",")),
    )
    bare: dict[str, Any] = {}
    for field in ("address", "main_url", "sub_url", "snapshot_url"):
        typed = getattr(draft, field).strip()
        if field in ("main_url", "sub_url") and Path(typed).is_absolute():
            typed = Path(typed).as_uri()
        bare[field], user, password = _without_credentials(typed)
        if user and not draft.user:
            draft = replace(draft, user=user, password=password if draft.password is None else draft.password)
    return replace(draft, **bare)


def reasons(draft: CameraDraft) -> dict[str, str]:
    """Field → reason code of a tidy draft: *_missing, *_invalid, name_long, url_scheme, kind_unknown."""
    found: dict[str, str] = {}
    if not draft.code:
        found["code"] = "code_missing"
    elif not _CODE.fullmatch(draft.code):
        found["code"] = "code_invalid"
    if not draft.name:
        found["name"] = "name_missing"
    elif len(draft.name) > _LONGEST_NAME:
        found["name"] = "name_long"
    if draft.turn not in TURNS:
        found["turn"] = "turn_unknown"
    if draft.kind not in ("onvif", "url"):
        found["kind"] = "kind_unknown"
    if draft.kind == "onvif":
        if not draft.address:
            found["address"] = "address_missing"
        elif _url_reason(_as_url(draft.address), DEVICE_SCHEMES):
            found["address"] = "address_invalid"
    if draft.kind == "url" and not draft.main_url:
        found["main_url"] = "url_missing"
    for field, schemes in (("main_url", STREAM_SCHEMES), ("sub_url", STREAM_SCHEMES), ("snapshot_url", DEVICE_SCHEMES)):
        url = getattr(draft, field)
        if url and (reason := _url_reason(url, schemes)):
            found[field] = reason
    return found


def _text(text: str) -> str:
    return nfc(" ".join(text.split()))


def _as_url(address: str) -> str:
    return address if "://" in address else f"http://{address}"


def _url_reason(url: str, schemes: tuple[str, ...]) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return "url_invalid"
    if parts.scheme not in schemes:
        return "url_scheme"
    if parts.scheme == "file":
        return "" if not host and len(parts.path) > 1 and url.isprintable() else "url_invalid"
    if not host or not _HOST.fullmatch(host) or any(mark.isspace() or not mark.isprintable() for mark in url):
        return "url_invalid"
    return ""


def _without_credentials(url: str) -> tuple[str, str, Secret | None]:
    """The URL bare, and what stood before its @."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
    except ValueError:
        return url, "", None
    before, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, "", None
    bare = urlunsplit(parts._replace(netloc=host))
    user, colon, password = before.partition(":")
    return bare.removeprefix("//"), unquote(user), Secret(unquote(password)) if colon else None
