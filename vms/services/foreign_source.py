"""Asking a recorder of another make over the network: what it is, what it keeps, where that is replayed."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraFault, CameraNotOnvif, CameraUnreachable
from vms.core.instants import DAY, Span
from vms.core.log import event
from vms.core.redact import Secret
from vms.onvif import recordings
from vms.onvif.address import Address, join_host, parse_address
from vms.onvif.device import Device
from vms.onvif.transport import Limits
from vms.onvif.types import ClockReading, Identity
from vms.services.foreign_views import DAHUA, HIKVISION, ONVIF, FoundRecorder, FoundTrack
from vms.video.replay import ReplaySource, describes
from vms.video.replay_vendors import Vendor, vendor_of, vendor_url

_log = logging.getLogger(__name__)

_MOST_CHANNELS = 32
# What a recorder without a search is believed to have: nobody keeps footage much longer.
_BELIEVED_US = 30 * DAY
_CLOCK_SAMPLES = 3
_NOBODY = Identity("", "", "", "")


@dataclass(frozen=True, slots=True)
class Known:
    """How to reach a recorder."""

    kind: str
    address: str
    rtsp_port: int
    user: str
    password: Secret | None
    maker: str = ""

    @property
    def place(self) -> Address:
        """The parsed address. Raises InvalidInput."""
        return parse_address(self.address)

    @property
    def vendor(self) -> Vendor | None:
        """Whose play-back addresses it understands, as far as is known."""
        return vendor_of(self.kind) or vendor_of(self.maker)


class ForeignSource:
    """Talks to recorders. Blocking; any thread. Raises CameraError, InvalidInput (address)."""

    def __init__(self, clock: Clock, limits: Limits | None = None, clock_samples: int = _CLOCK_SAMPLES) -> None:
        """``clock_samples``: each takes a third of a second and makes what is known of its clock surer."""
        self._clock, self._limits, self._samples = clock, limits or Limits(), clock_samples

    def examine(self, known: Known) -> FoundRecorder:
        """What it is, how far its clock is off, which recordings it keeps and from when to when."""
        if known.kind in (HIKVISION, DAHUA):
            return self._by_maker(known, *self._introduced(known))
        with self._device(known) as device:
            device.connect()
            reading = device.read_clock(self._samples)
            identity = device.identity()
            if recordings.offered(device):
                return _found(ONVIF, identity, reading, self._tracks(device))
        vendor = vendor_of(identity.maker)
        if vendor is not None:
            return self._by_maker(replace(known, kind=vendor), identity, reading)
        raise CameraFault(host=known.place.netloc, detail="no recordings", codes=("ActionNotSupported",))

    def replay(self, known: Known, token: str, span: Span) -> ReplaySource:
        """Where a recording is replayed."""
        if known.kind == ONVIF:
            with self._device(known) as device:
                device.connect()
                url = recordings.replay_url(device, token)
            if url is None:
                raise CameraFault(
                    host=known.place.netloc, detail="no replay address", codes=(), operation="GetReplayUri"
                )
            return ReplaySource(url, known.user, known.password)
        return self.by_address(known, token, span)

    def by_address(self, known: Known, token: str, span: Span, netloc: str = "") -> ReplaySource:
        """The maker's own address, for a recorder that replays nothing by ONVIF. ``netloc``: where RTSP answered.

        Raises CameraFault where the maker isn't known.
        """
        vendor, channel = known.vendor, _channel(token)
        if vendor is None or channel is None:
            raise CameraFault(host=known.place.netloc, detail="maker unknown", codes=("ActionNotSupported",))
        url = vendor_url(vendor, netloc or join_host(known.place.host, known.rtsp_port, 554), channel, span)
        return ReplaySource(url, known.user, known.password, onvif=False)

    # -- inside

    def _device(self, known: Known) -> Device:
        return Device(known.place, known.user, known.password, self._clock, self._limits)

    def _tracks(self, device: Device) -> tuple[FoundTrack, ...]:
        now = self._clock.now_us()
        found = []
        for one in recordings.recordings(device):
            whole = one.span or Span(now - _BELIEVED_US, now)
            found.append(
                FoundTrack(one.token, one.name, recordings.data_spans(device, one, whole), sure=one.span is not None)
            )
        return tuple(found)

    def _introduced(self, known: Known) -> tuple[Identity, ClockReading | None]:
        """Who it is by ONVIF, where that is switched on; the maker's addresses work without."""
        try:
            with self._device(known) as device:
                device.connect()
                return device.identity(), device.read_clock(self._samples)
        except (CameraNotOnvif, CameraUnreachable) as error:
            event(_log, "recorder_without_onvif", host=known.place.netloc, code=error.code)
            return replace(_NOBODY, maker=known.kind), None

    def _by_maker(self, known: Known, identity: Identity, reading: ClockReading | None) -> FoundRecorder:
        now = self._clock.now_us()
        lately = Span(now - DAY, now)
        tracks = []
        for channel in range(1, _MOST_CHANNELS + 1):
            if not describes(self.by_address(known, str(channel), lately)):
                break
            believed = (Span(now - _BELIEVED_US, now),)
            tracks.append(FoundTrack(str(channel), str(channel), believed, sure=False))
        return _found(known.kind, identity, reading, tuple(tracks))


def netloc_of(url: str) -> str:
    """``host:port`` of a replay address."""
    return urlsplit(url).netloc.rpartition("@")[2]


def refuses_onvif(error: CameraError) -> bool:
    """Whether a replay was refused as such, so that another way is worth trying."""
    codes = error.values.get("codes")
    return (
        isinstance(error, CameraFault) and isinstance(codes, tuple) and bool({"457", "551", "501", "400"} & set(codes))
    )


def _channel(token: str) -> int | None:
    """The channel's number in a token such as ``3``, ``REC1`` or ``RecordingToken_02``."""
    digits = re.search(r"(\d{1,3})\s*\Z", token, re.ASCII)
    return int(digits[1]) or None if digits else None


def _found(
    kind: str, identity: Identity, reading: ClockReading | None, tracks: tuple[FoundTrack, ...]
) -> FoundRecorder:
    return FoundRecorder(
        kind=kind,
        maker=identity.maker,
        model=identity.model,
        firmware=identity.firmware,
        serial=identity.serial,
        clock_offset_us=reading.offset_us if reading else None,
        clock_uncertainty_us=reading.uncertainty_us if reading else None,
        tracks=tracks,
    )
