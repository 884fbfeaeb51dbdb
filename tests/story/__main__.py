"""``python -m tests.story --story incident --out DIR``: exit status 0 only when every step's result was checked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.story.driver import StoryError
from tests.story.incident import incident_story

STORIES = {"incident": incident_story}


def main() -> int:
    """Run one story; what it left is in DIR."""
    parser = argparse.ArgumentParser(prog="dev.py demo", description="The real program, driven through a story.")
    parser.add_argument("--story", choices=sorted(STORIES), default="incident")
    parser.add_argument("--out", type=Path, required=True, help="an empty or new folder for what the story leaves")
    chosen = parser.parse_args()
    if chosen.out.exists() and any(chosen.out.iterdir()):
        print(f"{chosen.out} is not empty: choose another folder.", file=sys.stderr)  # noqa: T201
        return 2
    try:
        STORIES[chosen.story](chosen.out.resolve())
    except StoryError as error:
        print(f"The story failed: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"Every step was checked. See {chosen.out}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
