"""Watches an X screen as a camera in front of it would: which time strips are to be seen where, and when they came.

``python -m bench.grabber SECONDS X,Y,W,H …`` grabs the strip's corner of each place again and again, and prints a list
of delays in milliseconds a place: from the strip's time to the first grab that shows it. For every program the same.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage

from bench.timestrip import MINUTE_MS, read_corner
from vms.demo.timestrip import BLOCK_HEIGHT, BLOCK_WIDTH, COLUMNS, REFERENCE_WIDTH, ROWS

Place = tuple[int, int, int, int]
_PAUSE_S = 0.002


def grabbed(places: Sequence[Place], seconds: float, environment: dict[str, str]) -> list[list[float]]:
    """Delays a place, measured by a process of its own on that screen."""
    words = [",".join(map(str, place)) for place in places]
    command = [sys.executable, "-m", "bench.grabber", str(seconds), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return [list(one) for one in json.loads(done.stdout)]


def corner(place: Place) -> Place:
    """Where the strip is in a picture at this place."""
    x, y, width, height = place
    scale = width / REFERENCE_WIDTH
    wide, high = math.ceil(COLUMNS * BLOCK_WIDTH * scale), math.ceil(ROWS * BLOCK_HEIGHT * scale)
    return x, y + height - high, wide, high


def main(arguments: Sequence[str]) -> int:
    """Grab for so long."""
    app = QGuiApplication(["grabber"])
    screen = app.primaryScreen()
    places: list[Place] = [tuple(map(int, word.split(","))) for word in arguments[1:]]  # type: ignore[misc]
    corners = [corner(place) for place in places]
    newest: list[int | None] = [None] * len(places)
    delays: list[list[float]] = [[] for _ in places]
    end = time.monotonic() + float(arguments[0])
    while time.monotonic() < end:
        for number, (x, y, width, height) in enumerate(corners):
            image = screen.grabWindow(0, x, y, width, height).toImage()
            now_ms = time.time() * 1000
            strip = read_corner(_pixels(image), places[number][2])
            if strip is None or strip == newest[number]:
                continue
            if newest[number] is not None:
                delays[number].append((now_ms - strip) % MINUTE_MS)
            newest[number] = strip
        time.sleep(_PAUSE_S)
    print(json.dumps(delays), flush=True)
    return 0


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
