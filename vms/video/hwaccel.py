"""Which graphics hardware decodes here, if any: found out once, by asking the driver for a device.

Small streams stay with the processor: carrying their pictures to the card and back costs more than decoding them.
"""

from __future__ import annotations

import functools
import logging

import av.error
from av.codec import Codec
from av.codec.hwaccel import HWAccel, hwdevices_available

from vms.core.log import event

_log = logging.getLogger(__name__)

# The vendor-neutral ones of each system before those of one vendor.
_ORDER = ("d3d11va", "videotoolbox", "vaapi", "cuda", "qsv")
_CODEC = "h264"


@functools.cache
def accelerator() -> str:
    """FFmpeg's name of the decoding hardware that answers on this PC; empty if none does."""
    offered = set(hwdevices_available())
    for name in _ORDER:
        if name in offered and _answers(name):
            event(_log, "hardware_decoder", device=name)
            return name
    event(_log, "no_hardware_decoder", offered=",".join(sorted(offered)))
    return ""


def _answers(name: str) -> bool:
    try:
        HWAccel(name).create(Codec(_CODEC, "r"))
    except (av.error.FFmpegError, NotImplementedError, OSError, ValueError, RuntimeError):
        return False
    return True


def hardware() -> HWAccel | None:
    """For ``av.open``: the hardware found, which leaves to the processor what it can't decode."""
    name = accelerator()
    return HWAccel(name, allow_software_fallback=True) if name else None
