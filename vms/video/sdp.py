"""What a server says of a stream (SDP, RFC 4566): the track of pictures, its codec, its address."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Codec = Literal["h264", "hevc"]
_CODECS: dict[str, Codec] = {"H264": "h264", "H265": "hevc", "HEVC": "hevc"}


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """The pictures of a session: ``control`` is where to set them up, ``whole`` where to play, ``sets`` their parameter
    sets.
    """

    codec: Codec
    payload: int
    clock_hz: int
    control: str
    whole: str
    sets: tuple[bytes, ...]


def video_track(sdp: bytes, base: str) -> VideoTrack | None:
    """The first track of H.264 or H.265, None without one; ``base``: the address that relative ones begin with."""
    sections = re.split(r"(?m)^(?=m=)", sdp[: 1 << 18].decode("utf-8", "replace").replace("\r", ""))
    whole = _resolve(base, _attribute(sections[0], "control"))
    for section in sections[1:]:
        media = re.match(r"m=video \S+ \S+ ([\d ]+)", section)
        if not media:
            continue
        for number in media[1].split():
            mapped = re.search(rf"(?m)^a=rtpmap:{number} ([\w-]+)/(\d{{1,7}})", section)
            codec = _CODECS.get(mapped[1].upper()) if mapped else None
            if mapped and codec and len(number) <= 3:
                details = re.search(rf"(?m)^a=fmtp:{number} (.*)$", section)
                control = _resolve(base, _attribute(section, "control"))
                sets = _sets(details[1] if details else "")
                return VideoTrack(codec, int(number), int(mapped[2]) or 90_000, control, whole, sets)
    return None


def _attribute(section: str, name: str) -> str:
    found = re.search(rf"(?m)^a={name}:(.*)$", section)
    return found[1].strip() if found else ""


def _resolve(base: str, control: str) -> str:
    """As FFmpeg does it: behind the address, its query included, because that is what servers expect."""
    if control in ("", "*"):
        return base
    if urlsplit(control).scheme in ("rtsp", "rtsps"):
        return control
    return f"{base.rstrip('/')}/{control.lstrip('/')}"


def _sets(details: str) -> tuple[bytes, ...]:
    fields = dict(part.strip().split("=", 1) for part in details.split(";") if "=" in part)
    texts = fields.get("sprop-parameter-sets", "").split(",")
    texts += [fields.get(f"sprop-{kind}", "") for kind in ("vps", "sps", "pps")]
    found = []
    for text in filter(None, texts):
        try:
            found.append(base64.b64decode(text))
        except (binascii.Error, ValueError):
            continue  # they also come in the stream
    return tuple(filter(None, found))
