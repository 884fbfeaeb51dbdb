"""The command line: the desktop program, the recorder, the doctor of the recordings, the demo school."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from vms import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for; the exit status is its own."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["demo"]:
        return _demo(arguments[1:])
    options = _parser().parse_args(arguments)
    if options.command == "record":
        return _record(options)
    if options.command == "doctor":
        return _doctor(options)
    return _desktop(options)


def default_folder() -> Path:
    """Where this user's data lies when nothing else is said."""
    return Path(platformdirs.user_data_dir("SchoolVMS", appauthor=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vms", description="Camera management for a school.")
    parser.add_argument("--version", action="version", version=f"vms {__version__}")
    parser.add_argument("--data", type=Path, default=None, help="data folder (default: this user's)")
    parser.add_argument("--demo", action="store_true", help="use a data folder of its own for the demo school")
    parser.add_argument("--demo-cameras", type=int, default=12, help="how many pretend cameras (default 12)")
    parser.add_argument("--offscreen", action="store_true", help="no window on the screen; the log tells what happens")
    parser.add_argument("--kiosk", action="store_true", help="the wall and nothing else; a password opens it")
    commands = parser.add_subparsers(dest="command", metavar="")
    record = commands.add_parser("record", help="only the recorder, without a window")
    record.add_argument("--data", type=Path, required=True, help="data folder")
    record.add_argument("--with-window", action="store_true", help="end when standard input closes")
    record.add_argument("--kind", choices=("console", "window", "service"), default="console", help="who started it")
    service = record.add_mutually_exclusive_group()
    service.add_argument("--install", action="store_true", help="run it at every start of this PC, without a window")
    service.add_argument("--uninstall", action="store_true", help="undo --install; recordings stay")
    service.add_argument("--status", action="store_true", help="say whether it is installed and runs")
    doctor = commands.add_parser("doctor", help="check the recordings of a data folder")
    doctor.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="data folder (default: this user's)")
    doctor.add_argument(
        "--level", type=int, choices=(1, 2, 3), default=2, help="1: is it there, 2: is it readable, 3: every byte"
    )
    doctor.add_argument("--repair", action="store_true", help="put right what can be without losing anything")
    doctor.add_argument("--json", action="store_true", help="for programs")
    doctor.add_argument("--language", choices=("vi", "en"), default=None, help="default: the system's")
    commands.add_parser("demo", help="only the demo school's cameras")
    return parser


def _desktop(options: argparse.Namespace) -> int:
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = options.data or default_folder()
    if options.demo and options.data is None:
        folder = folder / "demo-school"
    # What is loaded here stays for good: looking for garbage in it costs a sixth of the start, and pauses afterwards.
    gc.disable()
    from vms.app import Options, run

    gc.freeze()
    gc.enable()
    return run(
        Options(folder.expanduser().absolute(), options.demo_cameras, offscreen=options.offscreen, kiosk=options.kiosk)
    )


def _record(options: argparse.Namespace) -> int:
    from vms.core.paths import DataFolder
    from vms.service_install import install, status, uninstall
    from vms.services.recording import run_recorder

    data = options.data.expanduser().absolute()
    for wanted, act in ((options.install, install), (options.uninstall, uninstall), (options.status, status)):
        if wanted:
            return act(data)
    return run_recorder(DataFolder(data), kind=options.kind, watch_stdin=options.with_window)


def _doctor(options: argparse.Namespace) -> int:
    from vms.core.paths import DataFolder
    from vms.doctor_command import Wanted, run_doctor
    from vms.services.doctor import Level

    folder = DataFolder((options.data or default_folder()).expanduser().absolute())
    return run_doctor(folder, Wanted(Level(options.level), options.repair, options.json, options.language))


def _demo(arguments: list[str]) -> int:
    from vms.demo.run import main as run_demo

    return run_demo(arguments)


if __name__ == "__main__":
    sys.exit(main())
