"""The benches still run, in their short form, and what they say can be read. How fast things are is no test."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys

import pytest

from tests.e2e.program import ROOT

pytestmark = pytest.mark.timeout(300)  # a bench waits for programs to come to their pace

Lines = dict[str, float]


def bench(name: str, *words: str) -> Lines:
    """Figure → value of the last case that told it."""
    command = [sys.executable, "-m", f"bench.{name}", "--short", *words]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["bench"] for line in lines} == {name}
    return {f"{line['figure']} {line.get('peer', '')}".strip(): line["value"] for line in lines}


@pytest.mark.slow
def test_wall() -> None:
    told = bench("wall")
    assert told["cpu_over_receive_and_decode ffmpeg -f null x 4"] > 0
    assert told["frames_painted_percent"] > 0
    assert told["memory_mb"] > 10


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.window
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb on this machine")
def test_latency() -> None:
    told = bench("latency")
    assert told["painted_ms_count"] > 0 and told["on_screen_ms_count this wall"] > 0
    assert 0 < told["painted_ms_p50"] < 60_000 and not math.isnan(told["on_screen_ms_p50 this wall"])


@pytest.mark.long
@pytest.mark.slow
def test_startup() -> None:
    told = bench("startup")
    parts = [value for figure, value in told.items() if figure.startswith("part_")]
    assert len(parts) == 8 and min(parts) >= 0
    assert told["until_every_picture_s"] == pytest.approx(sum(parts), abs=0.01)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg on this machine")
def test_export() -> None:
    told = bench("export")
    assert told["recorded_mb"] > 1
    assert told["cut_and_verified_s"] > 0 and told["cut_s ffmpeg -c copy"] > 0


@pytest.mark.long
@pytest.mark.slow
def test_reconnect() -> None:
    told = bench("reconnect")
    assert told["never_back"] == 0
    assert told["picture_back_s_count"] == 2


@pytest.mark.long
@pytest.mark.slow
def test_seek() -> None:
    told = bench("seek")
    assert told["segments"] == 16 * 2 * (1440 - 11)
    assert told["time_line_ms_count"] == 5 and told["time_line_ms_p95"] > 0
    assert any(figure.startswith("click") for figure in told)


@pytest.mark.long
@pytest.mark.slow
def test_a_minute_of_soaking_breaks_nothing() -> None:
    told = bench("soak")
    broken = ("exit_status", "processes_left", "shared_blocks_left", "logged_error", "logged_unexpected")
    assert {figure: told[figure] for figure in broken} == dict.fromkeys(broken, 0)
    assert told["blocks_end"] == told["blocks_begin"] == 12


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg on this machine")
def test_record() -> None:
    told = bench("record")
    assert told["cpu_over_copy ffmpeg -c copy x 4"] > 0 and told["memory_mb_per_camera"] > 0
    assert told["pictures_missing"] == 0
    assert told["segment_made_durable_ms_count"] >= 1


@pytest.mark.long
@pytest.mark.slow
def test_search() -> None:
    told = bench("search")
    assert told["movements_missed"] == told["found_where_nobody_was_s"] == 0
    assert told["movement_found_percent"] > 90
    assert 0 < told["first_find_s"] <= told["all_found_s"] <= told["edges_corrected_s"]
