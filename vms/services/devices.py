"""Getting to know a camera: what answers at an address, and whether a known one still works as it should."""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from vms.core.clock import Clock
from vms.core.errors import (
    CameraError,
    CameraNotOnvif,
    CameraRefused,
    CameraUnreachable,
    VmsError,
)
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.redact import LoggableUrl, Secret
from vms.onvif import media
from vms.onvif.address import Address, check_stream_url, parse_address
from vms.onvif.device import Device
from vms.onvif.discovery import discover, interfaces
from vms.onvif.transport import Limits
from vms.onvif.types import Identity, Profile
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras, CameraView
from vms.services.device_views import CheckView, FoundView, ProbeResult, ProfileView, StreamCheck
from vms.video.look import Look, look
from vms.video.source import StreamSpec

__all__ = [
    "CLOCK_LIMIT_US",
    "Cancelled",
    "CheckView",
    "Devices",
    "FoundView",
    "ProbeResult",
    "ProfileView",
    "StreamCheck",
]

_log = logging.getLogger(__name__)

# Where ONVIF answers when nothing was said: the standard's port, then those that makers use.
_USUAL_PORTS = (80, 8080, 8000, 8899, 2020)
_LIMITS = Limits(connect_s=3.0, read_s=4.0, total_s=8.0)
_CLOCK_SAMPLES = 5
# From here on times in evidence mislead (design: archive states the offset above two seconds).
CLOCK_LIMIT_US = 2 * SECOND
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG")
_RTSP_PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}


class Cancelled(Exception):  # noqa: N818 - asked for, not an error
    """The person didn't want to wait any longer."""


class Devices:
    """Looks at cameras over the network for whoever may configure them. Any thread; every method blocks.

    Raises NotAllowed, InvalidInput (address: reason) and CameraError.
    """

    def __init__(self, cameras: Cameras, audit: Audit, clock: Clock, *, limits: Limits = _LIMITS) -> None:
        self._cameras, self._audit, self._clock, self._limits = cameras, audit, clock, limits
        # Camera → login it refused: what the program measures by itself doesn't send that again.
        self._refused: dict[int, tuple[str, Secret]] = {}

    def probe(
        self,
        actor: Actor,
        address: str,
        user: str,
        password: Secret | None,
        *,
        progress: Callable[[str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ProbeResult:
        """Ask an ONVIF camera what it is. ``progress`` gets find, login, streams, picture, on this thread.

        A refused password was sent once. Raises Cancelled at the next step after ``cancelled()`` turns true.
        """
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        target = parse_address(address)
        step = _Steps(progress, cancelled)
        try:
            with self._found(target, user.strip(), password, step) as device:
                result = self._asked(device, user.strip(), password, step)
        except CameraError as error:
            self._audit.write(actor, "camera_probed", object=f"address:{target.netloc}", result=error.code)
            raise
        self._audit.write(actor, "camera_probed", object=f"address:{target.netloc}")
        return result

    def search(self, actor: Actor, wait_s: float = 3.0) -> tuple[FoundView, ...]:
        """Ask on all networks of this PC which cameras there are; blocks for ``wait_s``. By address."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        known = {urlsplit(camera.address).netloc for camera in self._cameras.every()}
        found = discover(interfaces(), wait_s)
        self._audit.write(actor, "cameras_searched", found=len(found))
        shown = [
            FoundView(
                one.addresses[0],
                urlsplit(one.addresses[0]).netloc,
                " ".join(dict.fromkeys((one.name, one.hardware))).strip(),
                urlsplit(one.addresses[0]).netloc in known,
            )
            for one in found
        ]
        return tuple(sorted(shown, key=lambda one: _numbers(one.host)))

    def try_stream(self, actor: Actor, url: str, user: str, password: Secret | None) -> StreamCheck:
        """Open a stream by its address and decode one picture."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        bare = check_stream_url(url)
        seen = self._look(bare, user.strip(), password)
        return StreamCheck(seen.codec, seen.width, seen.height, seen.fps, seen.jpeg, seen.seconds)

    def test(self, actor: Actor, camera_id: int) -> list[CheckView]:
        """Test a camera from its address up to its picture. What can't work after an earlier failure is skipped."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        view = self._cameras.get(actor, camera_id)
        user, password = self._cameras.credentials(camera_id)
        checks = self._reach(view)
        refused = False
        if view.kind == "onvif":
            onvif = self._onvif_checks(camera_id, view, user, password, reached=checks[0].ok is True)
            checks += onvif
            refused = any(check.reason == CameraRefused.code for check in onvif)
        if refused or checks[0].ok is False:
            checks += [CheckView("picture", None, reason="skipped"), CheckView("encoding", None, reason="skipped")]
        else:
            checks += self._picture_checks(view, user, password)
        bad = [check.code for check in checks if check.ok is False]
        self._audit.write(
            actor, "camera_tested", object=f"camera:{camera_id}", result="failed" if bad else "ok", bad=bad
        )
        return checks

    def still(self, actor: Actor, camera_id: int) -> bytes:
        """A JPEG of what the camera sees now, by its snapshot address or from its stream."""
        return self.still_of(self._cameras.get(actor, camera_id))

    def still_of(self, view: CameraView) -> bytes:
        """The same for other services, which know by themselves who may."""
        user, password = self._cameras.credentials(view.id)
        if view.kind == "onvif" and view.snapshot_url:
            with self._device(parse_address(view.address), user, password) as device:
                picture = _picture(device, view.snapshot_url)
                if picture is not None:
                    return picture
        return self._look(view.main_url, user, password).jpeg

    def measure_clock(self, camera_id: int) -> tuple[int, int] | None:
        """Measure how far the camera's clock is ahead, keep it and give (offset, uncertainty) in µs; None = unknown.

        Most cameras tell it without a login. A login that was refused isn't sent again until it is another one.
        """
        view = next((one for one in self._cameras.every() if one.id == camera_id), None)
        if view is None or view.kind != "onvif":
            return None
        login = self._cameras.credentials(camera_id)
        known_bad = self._refused.get(camera_id) == login
        user, password = ("", None) if known_bad else login
        try:
            with self._device(parse_address(view.address), user, password) as device:
                reading = device.read_clock(_CLOCK_SAMPLES)
        except CameraRefused:
            if not known_bad:
                self._refused[camera_id] = login
            raise
        if reading is None:
            return None
        self._cameras.set_clock(camera_id, reading.offset_us, reading.uncertainty_us)
        return reading.offset_us, reading.uncertainty_us

    def _device(self, address: Address, user: str, password: Secret | None) -> Device:
        return Device(address, user, password, self._clock, self._limits)

    def _found(self, target: Address, user: str, password: Secret | None, step: _Steps) -> Device:
        """A connected device at the address, on the usual ports when none was given. No password is sent here."""
        ports = (target.port,) if target.port_given or target.scheme == "https" else _USUAL_PORTS
        first: CameraError | None = None
        for port in ports:
            step("find")
            device = self._device(target.with_port(port), user, password)
            try:
                device.connect()
            except (CameraUnreachable, CameraNotOnvif) as error:
                device.close()
                first = first if isinstance(first, CameraNotOnvif) else first or error
                if isinstance(error, CameraNotOnvif) and not isinstance(first, CameraNotOnvif):
                    first = error
                # Nobody answers at all: the other ports would only cost the same time again.
                if error.values.get("detail") == "no answer to connect":
                    break
            except VmsError:
                device.close()
                raise
            else:
                return device
        assert first is not None
        raise first

    def _asked(self, device: Device, user: str, password: Secret | None, step: _Steps) -> ProbeResult:
        step("login")
        identity = device.identity()
        step("streams")
        found = media.profiles(device)
        streams = tuple(_profile_view(profile, media.stream_url(device, profile)) for profile in found)
        mac = device.mac()
        step("picture")
        still_url = media.snapshot_url(device, found[0]) if found else None
        picture = _picture(device, still_url) if still_url else None
        main = next((stream.stream_url for stream in streams if stream.stream_url), "")
        if picture is None and main:
            picture = self._still_from(main, user, password)
        step("done")
        return _result(device, identity, mac, streams, any(one.has_ptz for one in found), still_url or "", picture)

    def _still_from(self, url: str, user: str, password: Secret | None) -> bytes | None:
        """A picture out of the stream; None when it doesn't open, which the test of the camera tells in words."""
        try:
            return self._look(url, user, password).jpeg
        except CameraError as error:
            event(_log, "probe_without_picture", code=error.code)
            return None

    def _look(self, url: str, user: str, password: Secret | None) -> Look:
        if not url:
            raise CameraUnreachable(host="", detail="no_stream_url")
        return look(StreamSpec(LoggableUrl(url, user, password)))

    def _reach(self, view: CameraView) -> list[CheckView]:
        """Address and ports."""
        if view.main_url.startswith("file:"):
            return [CheckView("address", True)]
        targets: list[tuple[str, int]] = []
        if view.kind == "onvif":
            address = parse_address(view.address)
            targets.append((address.host, address.port))
        parts = urlsplit(view.main_url)
        if parts.hostname:
            targets.append((parts.hostname, parts.port or _RTSP_PORTS.get(parts.scheme, 554)))
        open_ports: list[int] = []
        closed: list[int] = []
        fastest: float | None = None
        reason = ""
        for host, port in dict.fromkeys(targets):
            began = time.monotonic()
            try:
                socket.create_connection((host, port), self._limits.connect_s).close()
            except OSError as error:
                closed.append(port)
                # A refusal comes from the host itself: it is there.
                if isinstance(error, ConnectionRefusedError):
                    fastest = fastest or time.monotonic() - began
                reason = "camera_unreachable"
                continue
            open_ports.append(port)
            fastest = min(fastest or 99.0, time.monotonic() - began)
        reached = fastest is not None
        took = f"{max(1, round(fastest * 1000))}" if fastest is not None else ""
        ports = CheckView("ports", not closed, _ports(open_ports), reason if closed else "", _ports(closed))
        return [
            CheckView("address", reached, took, "" if reached else reason),
            ports if reached else replace(ports, ok=None, reason="skipped"),
        ]

    def _onvif_checks(
        self, camera_id: int, view: CameraView, user: str, password: Secret, *, reached: bool
    ) -> list[CheckView]:
        if not reached:
            return [CheckView("login", None, reason="skipped"), CheckView("clock", None, reason="skipped")]
        try:
            with self._device(parse_address(view.address), user, password) as device:
                device.connect()
                reading = device.read_clock(_CLOCK_SAMPLES)
                if reading is not None:
                    self._cameras.set_clock(camera_id, reading.offset_us, reading.uncertainty_us)
                try:
                    media.profiles(device)
                    login = CheckView("login", True)
                except CameraError as error:
                    login = CheckView("login", False, reason=error.code)
        except CameraError as error:
            return [CheckView("login", False, reason=error.code), CheckView("clock", None, reason="skipped")]
        if reading is None:
            return [login, CheckView("clock", None, reason="unknown")]
        good = abs(reading.offset_us) - reading.uncertainty_us <= CLOCK_LIMIT_US
        return [login, CheckView("clock", True if good else None, f"{reading.offset_us / SECOND:.1f}")]

    def _picture_checks(self, view: CameraView, user: str, password: Secret) -> list[CheckView]:
        try:
            seen = self._look(view.main_url, user, password)
        except CameraError as error:
            return [CheckView("picture", False, reason=error.code), CheckView("encoding", None, reason="skipped")]
        detail = f"{seen.codec} {seen.width} {seen.height} {seen.fps:g}"
        known = (view.codec, view.width, view.height)
        same = known in ((seen.codec, seen.width, seen.height), ("", 0, 0))
        return [
            CheckView("picture", True, f"{seen.seconds:.1f}"),
            CheckView("encoding", True if same else None, detail, "" if same else "differs"),
        ]


class _Steps:
    """Tells each step and stops where the person has cancelled."""

    def __init__(self, progress: Callable[[str], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, name: str) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._progress is not None:
            self._progress(name)


def _profile_view(profile: Profile, url: str | None) -> ProfileView:
    return ProfileView(
        profile.token, profile.name, profile.codec, profile.width, profile.height, profile.fps, url or ""
    )


def _result(
    device: Device,
    identity: Identity,
    mac: str,
    streams: tuple[ProfileView, ...],
    ptz: bool,
    snapshot_url: str,
    picture: bytes | None,
) -> ProbeResult:
    reading = device.clock_reading
    return ProbeResult(
        address=device.address.url,
        maker=identity.maker,
        model=identity.model,
        firmware=identity.firmware,
        serial=identity.serial,
        mac=mac,
        profiles=streams,
        ptz=ptz and device.has("ptz"),
        snapshot_url=snapshot_url,
        snapshot=picture,
        clock_offset_us=reading.offset_us if reading else None,
        clock_uncertainty_us=reading.uncertainty_us if reading else None,
    )


def _picture(device: Device, url: str) -> bytes | None:
    """The still at a snapshot address; None when it isn't one, as with many cheap cameras."""
    try:
        data = device.fetch(url)
    except CameraError as error:
        event(_log, "snapshot_not_given", code=error.code)
        return None
    return data if data.startswith(_PICTURES) else None


def _numbers(host: str) -> list[tuple[int, str]]:
    """So that 192.168.1.9 stands before 192.168.1.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", host)]


def _ports(numbers: list[int]) -> str:
    return " ".join(str(number) for number in numbers)
