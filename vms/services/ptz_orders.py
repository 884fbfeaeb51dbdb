"""What passes between the PTZ service, its workers and the window: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vms.core.errors import VmsError
from vms.onvif.aiming import Aim, Aimer
from vms.onvif.device import Device
from vms.onvif.ptz import Motor
from vms.onvif.types import Preset

# Pauses between two tries to stop; after the last the connection counts as dead and the wait becomes the longest.
_STOP_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0)


class Kind(StrEnum):
    """What a PtzEvent tells. MOVED and STOPPED are what the camera confirmed, not what was asked.

    ARRIVING: it drives to a preset; ARRIVED: it stands there. AIMED: a point or a box was brought to the middle.
    RELEASED: given back, by a person or after the hold's time. TAKEN: somebody with a higher priority has it now.
    ASKED: somebody would like to have it (``who``).
    """

    READY = "ready"
    MOVED = "moved"
    STOPPED = "stopped"
    AIMED = "aimed"
    PRESETS = "presets"
    ARRIVING = "arriving"
    ARRIVED = "arrived"
    FAILED = "failed"
    STILL_MOVING = "still_moving"
    LOST = "lost"
    RELEASED = "released"
    TAKEN = "taken"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. ``dead_man``: without a fresh ``move`` the camera is stopped. ``resend``: a refreshed velocity goes
    out again this often, well within ``camera_timeout``, the camera's own stop. ``settle``: from a stop to asking
    whether it stands. ``dead``: after so long without an answer to a stop the connection is called dead.
    ``arrive``: the longest drive that is waited for, ``look``: between two looks whether it stands. ``owed``: how
    long a stop is owed after the camera was given back. ``hold``: a reservation ends so long after the last command;
    ``poll``: how often the reservations of other PCs are looked at; ``renew``: how often the own one is prolonged.
    ``picture``: from standing at a preset to its picture.
    """

    dead_man: float = 1.5
    resend: float = 1.0
    camera_timeout: float = 3.0
    settle: float = 0.3
    dead: float = 10.0
    stop_steps: tuple[float, ...] = _STOP_STEPS
    arrive: float = 15.0
    look: float = 0.25
    owed: float = 300.0
    hold: float = 30.0
    poll: float = 1.0
    renew: float = 5.0
    picture: float = 1.5


@dataclass(frozen=True, slots=True)
class Connected:
    """A camera ready to be driven: what the worker needs and what the window shows."""

    device: Device
    motor: Motor
    presets: tuple[Preset, ...]
    home: bool
    max_presets: int | None
    aimer: Aimer


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do besides moving; ``name`` for the log of acts, ``value`` a preset's token or name.

    ``label``: the preset's name where ``value`` is the token of one that is stored over. ``speed``: 0…1 of a drive,
    None: the camera's own.
    """

    name: str
    value: str = ""
    label: str = ""
    aim: Aim | None = None
    speed: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the worker tells its service. ``added``: the token of a preset that was just stored."""

    kind: Kind
    error: VmsError | None = None
    presets: tuple[Preset, ...] | None = None
    command: Command | None = None
    added: str = ""
