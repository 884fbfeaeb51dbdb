"""The arithmetic behind the benches' lines."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time

import cv2
import psutil
import pytest

from bench.figures import percentile, slope, tell_rounds
from bench.grabber import corner
from bench.measuring import Holdings, Meter, family
from bench.timestrip import read_corner
from tests.unit.demo.test_timestrip import grey
from vms.demo.timestrip import draw


def test_percentiles() -> None:
    values = [float(value) for value in range(1, 101)]
    assert [percentile(values, percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([7.0], 50) == 7.0
    assert math.isnan(percentile([], 50))


def test_a_slope_and_how_sure_it_is() -> None:
    grade, error = slope([(x / 10, 5 + 3 * x / 10) for x in range(50)])
    assert grade == pytest.approx(3) and error == pytest.approx(0, abs=1e-9)
    grade, error = slope([(float(x), 10.0 + (1 if x % 2 else -1)) for x in range(40)])
    assert abs(grade) < error < 0.1
    assert all(math.isnan(one) for one in slope([(0.0, 1.0), (1.0, 2.0)]))


def test_rounds_are_told_with_their_median(capsys: pytest.CaptureFixture[str]) -> None:
    tell_rounds("wall", "4 streams", "ratio", [1.3, 1.1, 1.2], goal=1.25, peer="ffmpeg")
    assert json.loads(capsys.readouterr().out) == {
        "bench": "wall", "case": "4 streams", "figure": "ratio", "value": 1.2, "goal": 1.25, "better": "lower",
        "peer": "ffmpeg", "rounds": [1.3, 1.1, 1.2],
    }  # fmt: skip


def test_a_meter_tells_a_process_from_its_neighbours() -> None:
    busy = [sys.executable, "-c", "while True: pass"]
    with subprocess.Popen(busy) as mine, subprocess.Popen(busy) as known, subprocess.Popen(busy) as other:
        try:
            meter = Meter(family(mine.pid), [psutil.Process(known.pid)])
            time.sleep(1.5)
            cost = meter.read()
        finally:
            for process in (mine, known, other):
                process.kill()
    assert 0.0 < cost.cores < 1.1
    assert cost.others > 0.0


def test_holdings_of_a_process() -> None:
    code = "import socket, sys; s = [socket.socket() for _ in range(3)]; f = open(sys.executable); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        assert process.stdin
        one = psutil.Process(process.pid)
        end = time.monotonic() + 10
        while (held := Holdings.of([one])).sockets < 3:
            assert time.monotonic() < end
        process.stdin.close()
    assert held.threads == 1 and held.files >= 4 and held.memory > 1e6 and held.blocks == 0


@pytest.mark.parametrize("width", [1712, 640, 480, 392, 320])
def test_a_strip_is_read_from_its_corner_alone(width: int) -> None:
    height = width * 9 // 16
    picture = grey()
    draw(picture, 31_415)
    picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    x, y, wide, high = corner((0, 0, width, height))
    assert x == 0
    assert read_corner(picture[y : y + high, x : x + wide], width) == 31_415
