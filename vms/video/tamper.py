"""What is wrong with one picture, compared with its reference: covered, blurred, dark, over-bright, moved.

Each look stands for itself here (but for a moved view, which has to stand still); how long something must last before
it is an alarm is ``alarm``'s subject.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vms.video.edges import Edges, block_means, contrast_and_slope, gradients, structured_blocks
from vms.video.glance import Glance, Plane
from vms.video.reference import Reference, bright_share, coarse_edges, low
from vms.video.watching import Tampering

_SAME, _GONE = 0.6, 0.35  # likeness of a block's edges
_LOST = 0.55  # share of the blocks whose edges are gone: past it nobody stands before the lens by chance
_LOST_STILL = 0.4  # an alarm goes on until less than this is gone
_BLACK = 16
_BLACK_LEVEL, _BLACK_SHARE = 38, 0.9
_BLOWN_SHARE = 0.3
_FRESH_LEVELS = 36.0  # sum of both gradients: an edge of its own that noise doesn't make
_FRESH = 0.45
_SOFT, _SOFT_STILL = 0.65, 0.8
_SOFT_LOST = 0.5  # with more of the edges gone something stands there: what is left says little
_SMEARED, _SMEARED_STILL = 0.35, 0.55
_LIGHT_ALIKE = 0.75
_ELSEWHERE = 0.65  # share of the blocks gone when a camera looks at something else altogether
_STANDS_US, _STANDS_SHARE = 2_500_000, 0.55
_SHIFT_MARGIN = (30, 15)
_SHIFT_SCORE, _SHIFT_BETTER, _SHIFT_LEAST = 0.45, 0.2, 1.5
_SEEN_STRENGTH = 0.2
_UNTOUCHED = 0.8  # share of its strength that an edge has kept: what the camera writes into a blurred picture
_CONTRAST, _SHARP, _SHARP_SHARE = 40, 0.72, 0.3
_WRITTEN = 14  # blocks: what a camera writes into its picture stays sharp, and some of it changes
_DIM = 6.0  # grey levels added so that dark blocks compare well
_HELD = (Tampering.COVERED, Tampering.BLURRED, Tampering.MOVED)


@dataclass(frozen=True, slots=True)
class Compared:
    """A look against one reference: shares of its structured blocks, and what seems wrong."""

    lost: float
    intact: float
    finding: Tampering | None


class Tamper:
    """Judges the looks at one camera. One thread."""

    def __init__(self) -> None:
        self._elsewhere: tuple[int, Edges] | None = None

    def judge(self, seen: Glance, reference: Reference, instant_us: int, alarmed: Tampering | None) -> Compared:
        """Compare. ``alarmed``: what is known to be wrong already; that ends at a higher threshold than it begins."""
        structured = reference.coarse.structured
        coarse = reference.coarse.likeness(seen.coarse)
        gone = (coarse.same < _GONE) & structured
        count = max(1, int(structured.sum()))
        lost, intact = gone.sum() / count, ((coarse.same > _SAME) & structured).sum() / count
        finding: Tampering | None = None
        if lost >= (_LOST_STILL if alarmed else _LOST):
            finding = self._lost(seen, reference, gone, lost, instant_us, alarmed)
            if alarmed in _HELD:  # people who walk through the new view don't end it
                finding = finding or alarmed
        else:
            self._elsewhere = None
            if lost >= 0.25 and shifted(reference, seen.coarse):
                finding = Tampering.MOVED
            elif (
                lost < _SOFT_LOST
                and seen.width >= seen.fine.shape[1]
                and self._soft(seen, reference, coarse.strength, gone, alarmed)
            ):
                finding = Tampering.BLURRED
        return Compared(float(lost), float(intact), finding or blind(seen, reference.saturated))

    def _lost(
        self,
        seen: Glance,
        reference: Reference,
        gone: NDArray[np.bool_],
        lost: float,
        instant_us: int,
        alarmed: Tampering | None,
    ) -> Tampering | None:
        without_light = blind(seen, reference.saturated)
        if without_light:
            return without_light
        fresh = float((structured_blocks(seen.coarse, _FRESH_LEVELS) & gone).sum() / gone.sum())
        if alarmed is not Tampering.MOVED and shifted(reference, seen.coarse):
            return Tampering.MOVED
        if fresh < _FRESH:
            self._elsewhere = None
            if not light_alike(seen.coarse, reference):
                return Tampering.COVERED
            untouched = reference.coarse.structured & ~gone
            return None if sharp_things(seen.fine, untouched) else Tampering.BLURRED
        if lost < _ELSEWHERE:
            return None  # much stands before the camera, and it has edges of its own: people, a lorry
        return Tampering.MOVED if self._stands(seen.coarse, instant_us) else None

    def _stands(self, coarse: Plane, instant_us: int) -> bool:
        """Whether this other view has been the same for a while: a crowd isn't."""
        if self._elsewhere:
            since, edges = self._elsewhere
            likeness = edges.likeness(coarse).same[edges.structured]
            if likeness.size and float((likeness > _SAME).mean()) >= _STANDS_SHARE:
                return instant_us - since >= _STANDS_US
        self._elsewhere = (instant_us, coarse_edges(coarse))
        return False

    def _soft(
        self,
        seen: Glance,
        reference: Reference,
        strength: NDArray[np.float32],
        gone: NDArray[np.bool_],
        alarmed: Tampering | None,
    ) -> bool:
        """Whether edges are where they were but smeared: defocus, grease, a wet lens; not dusk or a lamp.

        A little defocus takes fine edges and leaves coarse ones; much of it takes both, but not the light of a place,
        which a lamp or a cloud changes as much as the edges there.
        """
        still = alarmed is Tampering.BLURRED
        left = reference.coarse.structured & ~gone
        quorum = max(8.0, reference.coarse.structured.sum() * 0.5)
        if left.sum() < quorum:
            return False
        fine = reference.fine.likeness(seen.fine).strength
        if sharp_things(seen.fine, left & (fine > _UNTOUCHED)):
            return False
        light = (block_means(seen.coarse) - _BLACK + _DIM) / (reference.light - _BLACK + _DIM)
        if _middle(strength[left] / np.clip(light[left], 0.1, 4)) < (_SMEARED_STILL if still else _SMEARED):
            return True
        judged = left & reference.fine.structured & (strength > _SEEN_STRENGTH)
        if judged.sum() < quorum:
            return False
        return _middle(fine[judged] / strength[judged]) < (_SOFT_STILL if still else _SOFT)


def sharp_things(fine: Plane, untouched: NDArray[np.bool_]) -> bool:
    """Whether there are sharp edges beside the ``untouched`` blocks: then the lens is in focus, whatever is missing."""
    contrast, steepest = contrast_and_slope(fine)
    judged = (contrast >= _CONTRAST) & ~untouched
    return int((judged & (steepest > _SHARP * contrast)).sum()) > max(_WRITTEN, _SHARP_SHARE * int(judged.sum()))


def _middle(values: NDArray[np.float32]) -> float:
    return float(np.partition(values, values.size // 2)[values.size // 2])


def blind(seen: Glance, saturated: float = 0.0) -> Tampering | None:
    """Too dark or too bright to see anything; needs no reference. ``saturated``: share that is always blown out."""
    if np.count_nonzero(seen.coarse < _BLACK_LEVEL) >= _BLACK_SHARE * seen.coarse.size:
        return Tampering.DARK
    if bright_share(seen.coarse) - saturated >= _BLOWN_SHARE:
        return Tampering.BRIGHT
    return None


def light_alike(coarse: Plane, reference: Reference) -> bool:
    """Whether light and dark still lie where they did: then the edges are only smeared."""
    now, then = (one.astype(np.float32) - one.mean() for one in (low(coarse), reference.low))
    size = float(np.sqrt((now * now).sum() * (then * then).sum()))
    return size > 0 and float((now * then).sum()) / size >= _LIGHT_ALIKE


def shifted(reference: Reference, coarse: Plane) -> bool:
    """Whether the reference's view is in the picture, but elsewhere. A few milliseconds: only on suspicion."""
    then, now = _relief(reference.coarse_picture()), _relief(coarse)
    across, down = _SHIFT_MARGIN
    inner = then[down:-down, across:-across]
    scores = cv2.matchTemplate(now, inner, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(scores)
    if float(np.hypot(x - across, y - down)) < _SHIFT_LEAST:
        return False
    return best >= _SHIFT_SCORE and best - float(scores[down, across]) >= _SHIFT_BETTER


def _relief(coarse: Plane) -> NDArray[np.float32]:
    """Strength of edges, evened out so that a few strong ones don't decide alone."""
    gx, gy = gradients(coarse)
    return np.asarray(cv2.GaussianBlur(np.sqrt(np.hypot(gx, gy)), (0, 0), 1.0), dtype=np.float32)
