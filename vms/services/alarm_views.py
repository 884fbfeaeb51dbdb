"""Alarms as the window sees them: frozen values, the kinds there are, and what is told of cameras to make them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vms.core.instants import SECOND, Span
from vms.video.watching import Tampering

# What a lost camera, a stretch that isn't recorded, and a recorder that stands still are called.
LOSS_KINDS = ("offline", "stalled", "refused", "unrecorded", "recorder")
# Needs somebody, but nobody has laid hands on anything and nothing is lost yet.
CARE_KINDS = ("storage", "clock")
TAMPER_KINDS = tuple(kind.value for kind in Tampering)


class Verdict(StrEnum):
    """What the person who acknowledged an alarm made of it."""

    SEEN = "seen"
    FALSE = "false"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A PC sees at this moment that something is wrong. ``camera_id`` None: this PC's own recorder.

    ``reference`` and ``current`` are JPEG; empty: none.
    """

    camera_id: int | None
    kind: str
    reason: str
    since_us: int
    reference: bytes = b""
    current: bytes = b""

    @property
    def tamper(self) -> bool:
        """Whether somebody may have laid hands on the camera."""
        return self.kind in TAMPER_KINDS


@dataclass(frozen=True, slots=True)
class Gone:
    """A PC sees that an alarm's cause has gone."""

    alarm_id: int
    at_us: int


@dataclass(frozen=True, slots=True)
class AlarmView:
    """One alarm. ``camera_id`` None: the recorder of ``host``; ``here``: it was this PC that noticed it.

    ``times`` counts how often it came back before anybody acknowledged it. ``stills``: a picture was kept.
    """

    id: int
    camera_id: int | None
    label: str
    area: str
    kind: str
    reason: str
    host: str
    here: bool
    began_us: int
    seen_us: int
    ended_us: int | None
    times: int
    acknowledged_us: int | None
    acknowledged_by: str
    verdict: str
    note: str
    stills: bool
    version: int

    @property
    def tamper(self) -> bool:
        """Somebody may have laid hands on the camera: act now."""
        return self.kind in TAMPER_KINDS

    @property
    def loss(self) -> bool:
        """A camera or its recording is lost."""
        return self.kind in LOSS_KINDS

    @property
    def waiting(self) -> bool:
        """Nobody has acknowledged it yet."""
        return self.acknowledged_us is None

    @property
    def running(self) -> bool:
        """Its cause is still there."""
        return self.ended_us is None

    def seconds(self, now_us: int) -> int:
        """How long it has lasted, or did."""
        return max(0, ((self.ended_us or now_us) - self.began_us) // SECOND)

    def answer_seconds(self) -> int:
        """How long it took until somebody acknowledged it."""
        return max(0, ((self.acknowledged_us or self.began_us) - self.began_us) // SECOND)


@dataclass(frozen=True, slots=True)
class AlarmNews:
    """Alarms that changed above some version, the version reached, and how many wait in all.

    ``whole``: these are all that matter now, not only what changed.
    """

    alarms: tuple[AlarmView, ...]
    version: int
    waiting: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AlarmQuery:
    """Which alarms of the past. ``kind``: '' for all, 'tamper', 'loss', or one kind; ``span`` holds the beginning."""

    span: Span
    camera_id: int | None = None
    kind: str = ""
    waiting_only: bool = False


@dataclass(frozen=True, slots=True)
class AlarmStills:
    """The camera's reference picture and the one that raised the alarm, JPEG; empty: none was kept."""

    reference: bytes
    current: bytes
    taken_us: int


def kinds_of(name: str) -> tuple[str, ...]:
    """The kinds that a name of ``AlarmQuery.kind`` stands for."""
    return {"": LOSS_KINDS + TAMPER_KINDS + CARE_KINDS, "tamper": TAMPER_KINDS, "loss": LOSS_KINDS}.get(name, (name,))


def group_of(kind: str) -> str:
    """Of which name of ``kinds_of`` a camera has one alarm at a time: a loss may turn into another, a clock doesn't."""
    if kind in TAMPER_KINDS:
        return "tamper"
    return "loss" if kind in LOSS_KINDS else kind
