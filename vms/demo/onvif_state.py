"""What the ONVIF services of a camera know and remember."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from vms.demo.camera import Imaging, LiveCamera
from vms.demo.digest import Digest
from vms.demo.faults import Fault
from vms.demo.http_server import HOST
from vms.demo.roster import CameraPlan
from vms.demo.scenes import SCENES

MAKER, FIRMWARE = "Binh Minh Demo", "1.4.2"


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """A video encoder's settings as a client reads and writes them."""

    encoding: str
    width: int
    height: int
    frame_rate: float
    bit_rate: int  # kbit/s
    quality: float
    gop: int


@dataclass(slots=True)
class OnvifCamera:
    """One camera as its ONVIF services see it."""

    plan: CameraPlan
    number: int
    digest: Digest
    fault: Callable[[], Fault]
    stream_url: Callable[[str], str]
    snapshot: Callable[[], Awaitable[bytes]]
    live: LiveCamera | None
    night: bool
    http_port: int = 0
    rtsp_port: int = 0
    hostname: str = ""
    ntp: str = "vn.pool.ntp.org"
    encoders: dict[str, EncoderSettings] = field(default_factory=dict)
    fixed_imaging: Imaging = field(default_factory=Imaging)
    forced_motion: bool | None = None  # the control address may say that something moves

    def __post_init__(self) -> None:
        self.hostname = self.hostname or f"camera-{self.plan.code.lower()}"
        main = "H265" if self.plan.codec == "h265" else "H264"
        self.encoders = {
            "main": EncoderSettings(main, 1280, 720, 15, 2048, 4, 15),
            "sub": EncoderSettings("H264", 640, 360, 15, 512, 3, 15),
        }

    @property
    def model(self) -> str:
        """What the camera says it is."""
        return "BM-PTZ20" if self.plan.ptz else "BM-FIX20" if self.plan.codec == "h264" else "BM-FIX25"

    @property
    def serial(self) -> str:
        """The camera's own number."""
        return f"BM{self.number:06d}"

    @property
    def mac(self) -> str:
        """A locally administered hardware address of its own."""
        return f"02:42:4d:00:{self.number >> 8 & 0xFF:02x}:{self.number & 0xFF:02x}"

    @property
    def imaging(self) -> Imaging:
        """The picture settings; only a live camera's picture follows them."""
        return self.live.imaging if self.live else self.fixed_imaging

    def set_imaging(self, imaging: Imaging) -> None:
        """Remember picture settings."""
        if self.live:
            self.live.imaging = imaging
        else:
            self.fixed_imaging = imaging

    def address(self, service: str) -> str:
        """The address of a service, with today's port."""
        return f"http://{HOST}:{self.http_port}/onvif/{service}"

    def moving(self) -> bool:
        """Whether something moves in the picture now."""
        if self.forced_motion is not None:
            return self.forced_motion
        return SCENES[self.plan.scene].moving(time.time() % 60, night=self.night)
