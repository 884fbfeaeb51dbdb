"""One line of JSON a figure."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Sequence
from typing import Literal


def tell(
    bench: str,
    case: str,
    figure: str,
    value: float,
    *,
    goal: float | None = None,
    better: Literal["lower", "higher"] = "lower",
    peer: str = "",
    spread: Sequence[float] = (),
) -> None:
    """Print a figure. ``peer``: what it was measured against, in the same run; ``spread``: the value of each round."""
    line: dict[str, object] = {"bench": bench, "case": case, "figure": figure, "value": _short(value)}
    if goal is not None:
        line["goal"] = goal
    line["better"] = better
    if peer:
        line["peer"] = peer
    if len(spread) > 1:
        line["rounds"] = [_short(one) for one in spread]
    print(json.dumps(line), flush=True)


def tell_rounds(
    bench: str,
    case: str,
    figure: str,
    values: Sequence[float],
    *,
    goal: float | None = None,
    better: Literal["lower", "higher"] = "lower",
    peer: str = "",
) -> None:
    """Print the median of several rounds, and each of them."""
    tell(bench, case, figure, statistics.median(values), goal=goal, better=better, peer=peer, spread=values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of the values don't exceed; NaN for none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def tell_percentiles(
    bench: str, case: str, figure: str, values: Sequence[float], *, p95_goal: float | None = None, peer: str = ""
) -> None:
    """Print median, 95th percentile, largest, and of how many."""
    tell(bench, case, f"{figure}_p50", percentile(values, 50), peer=peer)
    tell(bench, case, f"{figure}_p95", percentile(values, 95), goal=p95_goal, peer=peer)
    tell(bench, case, f"{figure}_max", percentile(values, 100), peer=peer)
    tell(bench, case, f"{figure}_count", len(values), better="higher", peer=peer)


def slope(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Least squares: how much y grows with x, and half the width of its 95 % confidence interval; NaN for under 3."""
    count = len(points)
    if count < 3:
        return math.nan, math.nan
    middle_x = statistics.fmean(x for x, _ in points)
    middle_y = statistics.fmean(y for _, y in points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    grade = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    left = sum((y - middle_y - grade * (x - middle_x)) ** 2 for x, y in points)
    error = math.sqrt(left / (count - 2) / spread)
    # Student's t for 95 %: 1.96 for many points, 4.3 for three.
    return grade, error * (1.96 + 2.4 / (count - 2))


def _short(value: float) -> float:
    return round(value, 4)
