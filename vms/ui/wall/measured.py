"""Series the wall measures of itself, boiled down to the figures a bench prints."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a measured series, in milliseconds."""

    count: int
    p50: float
    p99: float
    most: float


def figures(series: deque[float]) -> Figures:
    """Median, 99th percentile and maximum of seconds, in milliseconds."""
    ordered = sorted(series)
    if not ordered:
        return Figures(0, 0.0, 0.0, 0.0)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000

    return Figures(len(ordered), at(0.5), at(0.99), ordered[-1] * 1000)
