"""Opening a stream: addresses, timeouts, probing, and FFmpeg's errors told in the program's own terms."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import av
import av.error
import av.logging
from av.codec.hwaccel import HWAccel
from av.container import InputContainer
from av.video.stream import VideoStream

from vms.core.errors import (
    CameraError,
    CameraFault,
    CameraRefused,
    CameraSilent,
    CameraUnreachable,
    StreamInvalid,
)
from vms.core.redact import LoggableUrl
from vms.video.reach import listens

# "fflags=nobuffer" is left out on purpose: with it FFmpeg throws away the packets it probed, the first key frame among
# them, and the picture comes a whole GOP later (measured: 2.1 s instead of 0.08 s). What was probed is decoded at once,
# so no delay stays behind.
_RTSP_QUICK = {"probesize": "32", "analyzeduration": "0", "fpsprobesize": "0"}
_RTSP_THOROUGH = {"probesize": "500000", "analyzeduration": "2000000"}
# Without a list FFmpeg reads anything: it takes a text file for a film of letters, and a playlist may name local files.
_FORMATS = "mov,matroska,webm,mpegts,mpeg,avi,flv,h264,hevc,mjpeg,mpjpeg,hls,jpeg_pipe"
_HTTP = {
    "probesize": "200000",
    "analyzeduration": "500000",
    "format_whitelist": _FORMATS,
    "protocol_whitelist": "http,https,tcp,tls,crypto",
}
_FILE = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}

_KNOCK_S = 1.0

_REFUSED = (av.error.HTTPUnauthorizedError, av.error.HTTPForbiddenError)
_FAULT = (av.error.HTTPClientError, av.error.HTTPError)
_SILENT = (av.error.ExitError, av.error.TimeoutError)


@dataclass(frozen=True, slots=True)
class StreamSpec:
    """Where a stream is and how patient to be. ``url``: rtsp(s), http(s) (MJPEG, HLS…) or a file (a path too).

    ``hardware``: large enough to be worth decoding on the graphics card, where there is one. ``sound``: ask for the
    sound track too. ``ffmpeg``: it must receive, whatever our own leg could do.
    """

    url: LoggableUrl
    transport: Literal["tcp", "udp"] = "tcp"
    open_timeout_s: float = 5.0
    read_timeout_s: float = 3.0
    hardware: bool = False
    sound: bool = False
    ffmpeg: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a file on this PC, which is played in a loop at its own pace."""
        return _scheme(self.url) == "file"

    @property
    def host(self) -> str:
        """``host:port`` for messages, never with credentials."""
        return urlsplit(str(self.url)).netloc.rpartition("@")[2] or "file"


def _scheme(url: LoggableUrl) -> str:
    scheme = urlsplit(str(url)).scheme
    return "file" if len(scheme) < 2 else scheme  # "C:\\…" is a path, not a scheme


def quiet_ffmpeg() -> None:
    """Send FFmpeg's own log nowhere: its lines hold addresses with passwords. Once per process."""
    av.logging.set_level(None)
    av.logging.set_libav_level(av.logging.PANIC)


def open_source(spec: StreamSpec, *, thorough: bool = False, hwaccel: HWAccel | None = None) -> InputContainer:
    """Connect and describe; blocks at most twice ``open_timeout_s``.

    ``thorough`` reads on until size and rate are known, which costs up to 2 s; decoding doesn't need it.
    Raises CameraUnreachable, CameraSilent, CameraRefused, CameraFault or StreamInvalid; never FFmpeg's error, whose
    text holds the password.
    """
    begun = time.monotonic()
    try:
        container = av.open(
            _place(spec),
            options=_options(spec, thorough=thorough),
            # RTSP has a timeout of its own on the socket; PyAV's would take the interpreter lock at every read, some
            # twenty times a picture.
            timeout=(spec.open_timeout_s, None if _is_rtsp(spec) else spec.read_timeout_s),
            metadata_errors="replace",
            hwaccel=hwaccel,
        )
    except (OSError, av.error.FFmpegError, ValueError) as error:
        patience = min(spec.open_timeout_s, spec.read_timeout_s) if _is_rtsp(spec) else spec.open_timeout_s
        failure = camera_error(error, spec.host, late=time.monotonic() - begun >= patience)
        if isinstance(failure, CameraSilent) and not listens(spec.url.reveal(), _KNOCK_S):
            failure = CameraUnreachable(host=spec.host, detail="no_connection")  # it never came to a connection
    else:
        if container.streams.video:
            return container
        container.close()
        failure = StreamInvalid(host=spec.host, detail="no_video")
    raise failure  # outside the handler, so that FFmpeg's error isn't its context


def video_stream(container: InputContainer) -> VideoStream:
    """The picture track, set to decode on the calling thread alone: less delay, and 64 streams need no pools."""
    stream = container.streams.video[0]
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    return stream


def camera_error(error: Exception, host: str, *, late: bool) -> CameraError:
    """Name FFmpeg's error in our terms, without its text. ``late``: the timeout had passed when it came.

    FFmpeg reports an interrupted RTSP handshake as invalid data, so only the time tells silence from rubbish.
    """
    if isinstance(error, _REFUSED):
        return CameraRefused(host=host)
    if isinstance(error, _FAULT):
        return CameraFault(host=host, detail=error.strerror or "")
    if isinstance(error, _SILENT) or (late and isinstance(error, av.error.InvalidDataError | av.error.EOFError)):
        return CameraSilent(host=host)
    if isinstance(error, av.error.EOFError):
        return CameraUnreachable(host=host, detail="closed")
    if isinstance(error, OSError):
        return CameraUnreachable(host=host, detail=error.strerror or "")
    return StreamInvalid(host=host, detail=type(error).__name__)


def _place(spec: StreamSpec) -> str:
    """What FFmpeg opens: a file URL becomes a path, because FFmpeg knows neither %20 nor Windows' drive in one."""
    url = spec.url.reveal()
    return url2pathname(urlsplit(url).path) if url.startswith("file:") else url


def _is_rtsp(spec: StreamSpec) -> bool:
    return _scheme(spec.url) in ("rtsp", "rtsps")


def _options(spec: StreamSpec, *, thorough: bool) -> dict[str, str]:
    scheme = _scheme(spec.url)
    if _is_rtsp(spec):
        probing = _RTSP_THOROUGH if thorough else _RTSP_QUICK
        patience = str(round(spec.read_timeout_s * 1e6))
        media = "video+audio" if spec.sound else "video"
        return {"rtsp_transport": spec.transport, "allowed_media_types": media, "timeout": patience, **probing}
    if scheme in ("http", "https"):
        return dict(_HTTP)
    return dict(_FILE)
