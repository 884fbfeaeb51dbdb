"""From starting the program's process to pictures in every pane: the real program, its real window, offscreen.

The school is prepared; a guard signs in by typing, which takes a hand no time here. Each part is told by itself: the
time from the part before. ``--short`` does one run of sixteen panes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bench.figures import tell_rounds
from bench.program import lines, program_process
from bench.school import make_school
from bench.server import PATTERN, serving

_PARTS = (
    "start", "interpreter", "imports", "opened", "sign_in_shown", "signing_in", "wall_shown", "first_picture",
    "every_picture",
)  # fmt: skip
_GIVE_UP_S = 60.0


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench startup")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--panes", type=int, nargs="*")
    given = parser.parse_args(argv)
    runs = given.runs or (1 if given.short else 7)
    for count in given.panes or ([16] if given.short else [1, 16]):
        with serving([PATTERN] * count) as server, tempfile.TemporaryDirectory() as folder:
            make_school(Path(folder), server.urls())
            starts = [one_start(Path(folder), count) for _ in range(runs if given.short else runs + 1)]
            # The first one chooses the layout, which the others find again.
            report(f"{count} panes" if count > 1 else "1 pane", starts[-runs:])
    return 0


def report(case: str, starts: list[dict[str, float]]) -> None:
    """Every part, and the sums that a person waits for."""
    for before, part in pairwise(_PARTS):
        tell_rounds("startup", case, f"part_{part}_s", [one[part] - one[before] for one in starts])
    for part, goal in (("sign_in_shown", None), ("first_picture", None), ("every_picture", 2.5)):
        tell_rounds("startup", case, f"until_{part}_s", [one[part] - one["start"] for one in starts], goal=goal)
    after = [one["every_picture"] - one["signing_in"] for one in starts]
    tell_rounds("startup", case, "signed_in_until_every_picture_s", after)


def one_start(folder: Path, count: int) -> dict[str, float]:
    """When each part was there, on the monotonic clock. Raises RuntimeError when one never came."""
    marks = {"start": time.monotonic()}
    with program_process(folder, count) as program:
        for line in lines(program):
            marks[line["what"]] = line["at"]
            if line["what"] == _PARTS[-1]:
                return marks
            if time.monotonic() - marks["start"] > _GIVE_UP_S:
                break
    raise RuntimeError(f"the program came as far as {list(marks)[-1]}")


if __name__ == "__main__":
    sys.exit(main())
