"""The command line: the desktop program, the recorder, the demo school."""

from __future__ import annotations

import argparse
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
        return _record(options.data, with_window=options.with_window)
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
    commands = parser.add_subparsers(dest="command", metavar="")
    record = commands.add_parser("record", help="only the recorder, without a window")
    record.add_argument("--data", type=Path, required=True, help="data folder")
    record.add_argument("--with-window", action="store_true", help="end when standard input closes")
    commands.add_parser("demo", help="only the demo school's cameras")
    return parser


def _desktop(options: argparse.Namespace) -> int:
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = options.data or default_folder()
    if options.demo and options.data is None:
        folder = folder / "demo-school"
    from vms.app import Options, run

    return run(Options(folder.expanduser().absolute(), options.demo_cameras, offscreen=options.offscreen))


def _record(data: Path, *, with_window: bool) -> int:
    from vms.core.paths import DataFolder
    from vms.services.recording import run_recorder

    return run_recorder(DataFolder(data.expanduser().absolute()), watch_stdin=with_window)


def _demo(arguments: list[str]) -> int:
    from vms.demo.run import main as run_demo

    return run_demo(arguments)


if __name__ == "__main__":
    sys.exit(main())
