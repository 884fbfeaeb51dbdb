"""Cameras that were lost and came back: the wall's own alarms, as plain values.

Made from real statuses only. A camera that flickers is one alarm with a count, not twenty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from vms.core.instants import MINUTE

KEPT = 100
_SAME_WITHIN = MINUTE


@dataclass(frozen=True, slots=True)
class LostNow:
    """A camera that gives no picture at this moment, or isn't recorded though it should be."""

    label: str
    area: str
    state: str
    reason: str
    since_us: int


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss: when it began, when the camera came back, when someone acknowledged it."""

    camera_id: int
    label: str
    area: str
    state: str
    reason: str
    began_us: int
    ended_us: int | None = None
    acknowledged_us: int | None = None
    times: int = 1

    @property
    def open(self) -> bool:
        """Nobody has acknowledged it yet."""
        return self.acknowledged_us is None

    def seconds(self, now_us: int) -> int:
        """How long the camera was away, or has been."""
        return max(0, ((self.ended_us or now_us) - self.began_us) // 1_000_000)

    def answer_seconds(self) -> int:
        """How long it took until someone acknowledged it."""
        return max(0, ((self.acknowledged_us or self.began_us) - self.began_us) // 1_000_000)


def observed(
    losses: Sequence[Loss], lost: Mapping[int, LostNow], now_us: int, unknown: Collection[int] = ()
) -> tuple[Loss, ...]:
    """The list after a look at all cameras: new losses added, those that came back closed.

    Of ``unknown`` cameras nothing can be said at the moment: their losses go on.
    """
    result: list[Loss] = []
    running: set[int] = set()
    for loss in losses:
        now = lost.get(loss.camera_id)
        if loss.ended_us is None:
            running.add(loss.camera_id)
            if now is None:
                loss = loss if loss.camera_id in unknown else replace(loss, ended_us=now_us)
            elif (now.state, now.reason) != (loss.state, loss.reason):
                loss = replace(loss, state=now.state, reason=now.reason)
        elif now is not None and loss.open and now_us - loss.ended_us < _SAME_WITHIN and loss.camera_id not in running:
            running.add(loss.camera_id)
            loss = replace(loss, ended_us=None, times=loss.times + 1, state=now.state, reason=now.reason)
        result.append(loss)
    for camera_id, now in lost.items():
        if camera_id not in running:
            began = min(now.since_us, now_us) if now.since_us else now_us
            result.append(Loss(camera_id, now.label, now.area, now.state, now.reason, began))
    return tuple(_kept(result))


def _kept(losses: list[Loss]) -> list[Loss]:
    done = [loss for loss in losses if not loss.open and loss.ended_us is not None]
    drop = {id(loss) for loss in done[: max(0, len(losses) - KEPT)]}
    return [loss for loss in losses if id(loss) not in drop]


def acknowledged(losses: Sequence[Loss], which: Loss, now_us: int) -> tuple[Loss, ...]:
    """The list with one loss acknowledged."""
    return tuple(replace(loss, acknowledged_us=now_us) if loss == which and loss.open else loss for loss in losses)


def waiting(losses: Sequence[Loss]) -> list[Loss]:
    """Those nobody acknowledged: cameras still away first, newest on top."""
    found = [loss for loss in losses if loss.open]
    return sorted(found, key=lambda loss: (loss.ended_us is not None, -loss.began_us, loss.camera_id))


def settled(losses: Sequence[Loss]) -> list[Loss]:
    """Those acknowledged, newest on top."""
    found = [loss for loss in losses if not loss.open]
    return sorted(found, key=lambda loss: -(loss.acknowledged_us or 0))


class LossWatch:
    """The list of losses and what is on its way into it: a camera counts as lost once its grace has passed.

    ``grace``: state → seconds; states that aren't named count at once. A camera that hasn't been seen well since the
    watch began has ``settling_s`` to come up: a PC just switched on, or a demo school being drawn, is no alarm.
    """

    def __init__(self, grace: Mapping[str, float], settling_s: float = 0.0) -> None:
        self._grace, self._settling = dict(grace), settling_s
        self._well: set[int] = set()
        self._first: dict[tuple[int, str], float] = {}
        self.losses: tuple[Loss, ...] = ()

    def look(
        self,
        well: Collection[int],
        lost: Mapping[int, LostNow],
        unknown: Collection[int],
        now_us: int,
        now: float,
    ) -> None:
        """Take in what is lost at this moment, and what is seen ``well``; ``now`` is monotonic seconds."""
        self._well |= set(well)
        seen = {(camera_id, one.state) for camera_id, one in lost.items()}
        self._first = {key: self._first.get(key, now) for key in seen}
        running = {loss.camera_id for loss in self.losses if loss.ended_us is None}
        ripe = {
            camera_id: one
            for camera_id, one in lost.items()
            if camera_id in running or now - self._first[camera_id, one.state] >= self._patience(camera_id, one.state)
        }
        self.losses = observed(self.losses, ripe, now_us, unknown)

    def _patience(self, camera_id: int, state: str) -> float:
        grace = self._grace.get(state, 0.0)
        return grace if camera_id in self._well else max(grace, self._settling)

    def acknowledge(self, which: Loss, now_us: int) -> None:
        """Someone has seen it."""
        self.losses = acknowledged(self.losses, which, now_us)
