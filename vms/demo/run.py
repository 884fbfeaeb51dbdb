"""Starts the school as a process of its own: arguments, the ready file, and how it ends."""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil

from vms.demo.roster import cameras
from vms.demo.school import School, write_ready_file

_PROGRESS_EVERY_S = 0.5


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="vms.demo", description="A pretend school of RTSP and ONVIF cameras.")
    parser.add_argument("--folder", type=Path, required=True, help="where rendered loops are kept")
    parser.add_argument("--ready-file", type=Path, required=True, help="JSON with all addresses, kept up to date")
    parser.add_argument("--cameras", type=int, default=12, help="how many cameras (default 12)")
    parser.add_argument("--codes", default="", help="only these of them, as C04,C13")
    parser.add_argument("--light", choices=("day", "night"), default="day", help="outdoor light")
    return parser.parse_args(argv)


def _watch_stdin(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Wait in a thread until standard input closes, then stop the school."""
    descriptor = sys.stdin.fileno() if sys.stdin else None
    parent = psutil.Process().parent()

    def wait() -> None:
        if descriptor is not None:
            while os.read(descriptor, 4096):
                pass
        elif parent:  # a windowed program has no standard input: it ends with the one that started it
            parent.wait()
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, name="stdin watch", daemon=True).start()


async def _until_stopped(arguments: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    _watch_stdin(loop, stop)
    plans = cameras(arguments.cameras, frozenset(filter(None, arguments.codes.split(","))))
    school = School(arguments.folder, plans, night=arguments.light == "night")
    try:
        await school.start()
        filling = loop.create_task(school.fill())
        last: object = None
        while not stop.is_set():
            state = school.state()
            if state != last and write_ready_file(arguments.ready_file, state):
                last = state
            if filling.done():
                filling.result()  # raises what went wrong
                school.shelf.check()
            try:
                await asyncio.wait_for(stop.wait(), _PROGRESS_EVERY_S)
            except TimeoutError:
                continue
        filling.cancel()
        await asyncio.gather(filling, return_exceptions=True)
    finally:
        await school.close()


def main(argv: Sequence[str]) -> int:
    """Run the school; returns the exit status."""
    multiprocessing.freeze_support()
    asyncio.run(_until_stopped(_arguments(argv)))
    return 0
