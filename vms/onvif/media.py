"""Profiles, stream addresses and snapshots: Media2 (H.265) first, Media1 where a camera has only that."""

from __future__ import annotations

from typing import Any

from vms.core.errors import CameraFault
from vms.onvif.address import rewrite_service, rewrite_stream
from vms.onvif.device import Device
from vms.onvif.library import MEDIA2
from vms.onvif.types import Profile

_CODECS = {"h264": "h264", "h265": "h265", "hevc": "h265", "jpeg": "jpeg", "mjpeg": "jpeg"}


def profiles(device: Device) -> tuple[Profile, ...]:
    """Profiles with a video encoder, largest picture first. Raises CameraError; CameraFault without any service."""
    found: list[Profile] = []
    if device.has(MEDIA2):
        answer = device.ask(MEDIA2, "GetProfiles", Type=["VideoEncoder", "PTZ"])
        found = [profile for entry in answer or () if (profile := _media2(entry))]
    if not found and device.has("media"):
        answer = device.ask("media", "GetProfiles")
        found = [profile for entry in answer or () if (profile := _media1(entry))]
    if not found and not device.has("media") and not device.has(MEDIA2):
        raise CameraFault(host=device.address.netloc, detail="no media service", codes=(), operation="GetProfiles")
    return tuple(sorted(found, key=lambda profile: -profile.width * profile.height))


def stream_url(device: Device, profile: Profile) -> str | None:
    """The RTSP address of a profile on the host we reached, without credentials; None when the camera gives none."""
    if profile.media2:
        said = device.ask(MEDIA2, "GetStreamUri", Protocol="RTSP", ProfileToken=profile.token)
        found = rewrite_stream(_uri(said), device.address)
        if found or not device.has("media"):
            return found
    setup = {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}}
    said = device.ask("media", "GetStreamUri", StreamSetup=setup, ProfileToken=profile.token)
    return rewrite_stream(_uri(said), device.address)


def snapshot_url(device: Device, profile: Profile) -> str | None:
    """Where a still can be had by HTTP, or None."""
    said = None
    if profile.media2:
        said = device.ask(MEDIA2, "GetSnapshotUri", ProfileToken=profile.token)
    if not said and device.has("media"):
        said = device.ask("media", "GetSnapshotUri", ProfileToken=profile.token)
    return rewrite_service(_uri(said), device.address)


def _uri(answer: Any) -> str:
    """Media2 answers with the address itself, Media1 with an object around it."""
    return str((answer if isinstance(answer, str) else getattr(answer, "Uri", "")) or "")


def _media1(entry: Any) -> Profile | None:
    return _profile(entry, getattr(entry, "VideoEncoderConfiguration", None), "PTZConfiguration", entry, media2=False)


def _media2(entry: Any) -> Profile | None:
    parts = getattr(entry, "Configurations", None)
    return _profile(entry, getattr(parts, "VideoEncoder", None), "PTZ", parts, media2=True)


def _profile(entry: Any, encoder: Any, ptz_name: str, ptz_home: Any, *, media2: bool) -> Profile | None:
    token = getattr(entry, "token", None)
    if not token or encoder is None:
        return None
    size, rate = getattr(encoder, "Resolution", None), getattr(encoder, "RateControl", None)
    codec = str(getattr(encoder, "Encoding", "") or "").lower()
    return Profile(
        token=str(token),
        name=str(getattr(entry, "Name", "") or token),
        codec=_CODECS.get(codec.replace(".", ""), codec),
        width=int(getattr(size, "Width", 0) or 0),
        height=int(getattr(size, "Height", 0) or 0),
        fps=float(getattr(rate, "FrameRateLimit", 0) or 0),
        has_ptz=getattr(ptz_home, ptz_name, None) is not None,
        media2=media2,
    )
