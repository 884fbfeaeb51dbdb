"""Learns and keeps the pictures that a camera's watch compares with: one by day, one by night."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import cv2
import numpy as np

from vms.core.log import event
from vms.video.edges import Edges
from vms.video.glance import Plane
from vms.video.reference import Reference, coarse_edges, read_reference
from vms.video.watching import References

_log = logging.getLogger(__name__)

_FIRST_US, _FIRST_LOOKS = 4_000_000, 5
_FIRST_ALIKE, _ALIKE_SHARE = 0.5, 0.6
_GAP_US = 6_000_000
_REFRESH_US = 60_000_000
_REFRESH_SHARE = 0.25
_YOUNG, _YOUNG_US = 6, 10_000_000  # refreshments after the first learning: who walked by fades within a minute
_TELL_US = 1_800_000_000


@dataclass(slots=True)
class _Candidate:
    """A picture on its way to become a reference."""

    night: bool
    begun_us: int
    last_us: int
    edges: Edges
    mean: Plane
    looks: int = 1


class Learning:
    """Holds the references of one camera. One thread. Ask it to learn only while all is well."""

    def __init__(self, kept: References) -> None:
        self._references: dict[bool, Reference | None] = {}
        for night, png in ((False, kept.day), (True, kept.night)):
            try:
                self._references[night] = read_reference(png)
            except ValueError:  # learned anew, which is what is left to do
                self._references[night] = None
                event(_log, "watch_reference_unreadable", logging.WARNING, night=night, size=len(png))
        self._candidate: _Candidate | None = None
        self._refreshed_us = 0
        self._refreshments = _YOUNG
        self._told_us = 0
        self._changed = False

    def get(self, *, night: bool) -> Reference | None:
        """The reference of this light."""
        return self._references[night]

    def begin(self, picture: Plane, coarse: Plane, instant_us: int, *, night: bool) -> None:
        """Learn the first picture of this light: the mean of some that are alike."""
        one = self._candidate
        if one is None or one.night != night or not 0 < instant_us - one.last_us < _GAP_US or not _alike(one, coarse):
            self._candidate = _Candidate(night, instant_us, instant_us, coarse_edges(coarse), picture)
            return
        one.looks += 1
        one.last_us = instant_us
        one.mean = _blended(one.mean, picture, 1 / one.looks)
        if one.looks >= _FIRST_LOOKS and instant_us - one.begun_us >= _FIRST_US:
            self._candidate = None
            reference = Reference(one.mean)
            if reference.structured:
                self._references[night] = reference
                self._refreshed_us, self._told_us, self._changed = instant_us, instant_us, True
                self._refreshments = 0

    def forget_candidate(self) -> None:
        """All is not well: begin again later."""
        self._candidate = None

    def due(self, instant_us: int) -> bool:
        """Whether the present reference should take in the present picture."""
        pause_us = _YOUNG_US if self._refreshments < _YOUNG else _REFRESH_US
        return not 0 <= instant_us - self._refreshed_us < pause_us

    def refresh(self, picture: Plane, instant_us: int, *, night: bool) -> None:
        """Take in a little of the present picture: the sun goes round, plants grow."""
        known = self._references[night]
        assert known is not None
        self._references[night] = Reference(_blended(known.picture(), picture, _REFRESH_SHARE))
        self._refreshed_us = instant_us
        self._refreshments += 1
        if self._refreshments == _YOUNG or not 0 <= instant_us - self._told_us < _TELL_US:
            self._told_us, self._changed = instant_us, True

    def news(self) -> References | None:
        """The references, when they have changed enough since they were told to be kept."""
        if not self._changed:
            return None
        self._changed = False
        day, night = self._references[False], self._references[True]
        return References(day.png if day else b"", night.png if night else b"")


def _alike(one: _Candidate, coarse: Plane) -> bool:
    likeness = one.edges.likeness(coarse).same[one.edges.structured]
    return likeness.size > 0 and float((likeness > _FIRST_ALIKE).mean()) >= _ALIKE_SHARE


def _blended(old: Plane, new: Plane, share: float) -> Plane:
    return np.asarray(cv2.addWeighted(old, 1 - share, new, share, 0.0), dtype=np.uint8)
