#!/usr/bin/env python3
"""The one entry for people who work on the project. Standard library only.

    python3 dev.py run                 the program (on Windows: py dev.py run)
    python3 dev.py test [pytest args]  checks and tests; --long: all of them; --kills 200: the recorder, killed so often
    python3 dev.py check               ruff, mypy, import-linter, house rules, translations
    python3 dev.py translate           bring resources/translations up to date with the source, name what is missing
    python3 dev.py demo --story incident --out DIR    the main job, driven and checked
    python3 dev.py shot DIR            every page and dialog as PNG
    python3 dev.py bench NAME [--short]
    python3 dev.py build               one-folder program by PyInstaller
    python3 dev.py lock                write requirements.lock anew (needs uv)

``run`` and ``test`` ask for nothing beforehand: they install missing system libraries, make ``.venv`` from
``requirements.lock`` with hashes, and go. Where a system package can't be installed, they say which and how.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What a Qt window, its offscreen twin and Vietnamese text need on Debian (each tried on a bare Debian 12).
WINDOW_PACKAGES = (
    "libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 fonts-noto-core fonts-liberation2"
).split()
# A second RTSP implementation, PDF checks and a virtual screen, for tests only.
TEST_PACKAGES = (
    "xvfb xauth libgl1-mesa-dri poppler-utils ffmpeg gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-base "
    "gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
).split()
# The programs that a bench measures against, and the X screen that their windows need; the others need none.
BENCH_PACKAGES = {
    "wall": ["ffmpeg", "mpv", "xvfb"],
    "latency": ["ffmpeg", "mpv", "xvfb"],
    "record": ["ffmpeg"],
    "export": ["ffmpeg"],
    "crash": ["ffmpeg"],
}


def main(arguments: Sequence[str]) -> int:
    """Dispatch; the exit status is the command's."""
    if sys.version_info < (3, 11):
        say(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
        return 2
    commands = {
        "run": run,
        "test": test,
        "check": check,
        "translate": translate,
        "demo": demo,
        "shot": shot,
        "bench": bench,
        "build": build,
        "lock": lock,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    return commands[arguments[0]](list(arguments[1:]))


def run(rest: list[str]) -> int:
    """The program itself."""
    prepare(WINDOW_PACKAGES)
    return python("-m", "vms", *rest)


def test(rest: list[str]) -> int:
    """Checks first, because they are quick; then the tests, also when a check has failed."""
    prepare(WINDOW_PACKAGES + TEST_PACKAGES)
    if len(rest) == 2 and rest[0] == "--kills":
        rest = [*rest, "-s", "tests/integration/test_recorder_killed.py"]
    whole = not rest or rest == ["--long"]
    checked = run_checks() if whole else 0
    # Most of the slow tests wait for sockets: one more worker than processors keeps these busy. A file stays together,
    # and the folders stay in order: the stories of minutes first, not alone at the end.
    spread = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder") if whole else ()
    tested = python("-m", "pytest", *spread, *rest, environment={"QT_QPA_PLATFORM": "offscreen"})
    if checked:
        say("A check failed: see above the tests.")
    return checked or tested


def check(_rest: list[str]) -> int:
    """Everything a machine can say about the code without running it."""
    prepare(())
    return run_checks()


def run_checks() -> int:
    """Each checker in turn; all of them run, the first failure is the status."""
    steps = (
        ("ruff", ("-m", "ruff", "check", ".")),
        ("format", ("-m", "ruff", "format", "--check", ".")),
        ("mypy", ("-m", "mypy")),
        ("floors", ("-c", "from importlinter.cli import lint_imports_command as go; go()")),
        ("house", ("-m", "tests.house")),
    )
    failed = 0
    for name, command in steps:
        say(f"check: {name}")
        failed = python(*command) or failed
    return failed


def translate(_rest: list[str]) -> int:
    """The sentences of the source into the files of translations; exit status 1 while some have no Vietnamese."""
    prepare(())
    return python("-m", "tests.words")


def demo(rest: list[str]) -> int:
    """The real program driven through a story."""
    prepare(WINDOW_PACKAGES + TEST_PACKAGES)
    return python("-m", "tests.story", *rest, environment={"QT_QPA_PLATFORM": "offscreen"})


def shot(rest: list[str]) -> int:
    """Every page and dialog, both languages, both themes."""
    prepare(WINDOW_PACKAGES + TEST_PACKAGES)
    return python("-m", "tests.story.shots", *rest, environment={"QT_QPA_PLATFORM": "offscreen"})


def bench(rest: list[str]) -> int:
    """One benchmark; its standard output is JSON lines and nothing else."""
    names = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if "def main(argv" in path.read_text("utf-8"))
    if not rest or rest[0] not in names:
        say(f"Which bench? One of: {', '.join(names)}")
        return 2
    prepare(WINDOW_PACKAGES + BENCH_PACKAGES.get(rest[0], []))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program doesn't compile itself at each start
    return python("-m", f"bench.{rest[0]}", *rest[1:], environment={"QT_QPA_PLATFORM": "offscreen"})


def build(_rest: list[str]) -> int:
    """PyInstaller's one folder in dist/vms; a Windows program has to be built on Windows."""
    prepare((*WINDOW_PACKAGES, "binutils"))
    return python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")


def lock(_rest: list[str]) -> int:
    """Write requirements.lock from pyproject.toml: hashes and markers for all systems, no addresses."""
    command = "uv export --quiet --format requirements-txt --no-emit-project --all-groups --no-header -o".split()
    return subprocess.call([*command, str(LOCK)], cwd=ROOT)


def prepare(packages: Sequence[str]) -> None:
    """System packages, then the virtual environment."""
    if sys.platform == "linux":
        install_system_packages(packages)
    make_environment()


def make_environment() -> None:
    """``.venv`` from the lock, unless the stamp says that it is that already."""
    # Not sys.version: installing python3-venv may bring Python's next patch, and .venv follows it by itself.
    wanted = hashlib.sha256(LOCK.read_bytes() + str(sys.version_info[:2]).encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("Making .venv from requirements.lock (once)…")
    if VENV.exists():
        shutil.rmtree(VENV)
    made = subprocess.call([sys.executable, "-m", "venv", str(VENV)])
    if made != 0:
        fail("A virtual environment could not be made.", "Debian: apt-get install python3-venv, then the same again.")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    if subprocess.call([*pip, "--require-hashes", "-r", str(LOCK)]) != 0:
        fail("The packages of requirements.lock could not be installed.", "See pip's message above; is the network up?")
    STAMP.write_text(wanted)


def install_system_packages(packages: Sequence[str]) -> None:
    """Install those that are missing; elsewhere than on Debian say once what is needed."""
    wanted = list(packages)
    if not shutil.which("dpkg-query"):
        if wanted and not VENV.exists():
            say(f"No Debian here: see to it that what these packages hold is installed: {' '.join(wanted)}")
        return
    if not VENV.exists() and not has_ensurepip():
        wanted.append("python3-venv")
    missing = not_installed(wanted)
    if not missing:
        return
    say(f"Installing system packages: {' '.join(missing)}")
    # A password may be asked for where somebody sits who can type it.
    prefix = [] if os.geteuid() == 0 else ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    if prefix and not shutil.which("sudo"):
        fail("System packages are missing and there are no rights to install them.", by_hand(missing))
    updated = subprocess.call([*prefix, "apt-get", "update", "-qq"], env=quiet)
    if updated != 0 or subprocess.call(install, env=quiet, stdout=subprocess.DEVNULL) != 0:
        fail("System packages could not be installed.", by_hand(missing))


def not_installed(packages: Sequence[str]) -> list[str]:
    """Those that dpkg doesn't know as installed (also under a time_t name such as libglib2.0-0t64)."""
    if not packages:
        return []
    names = [form for name in packages for form in (name, f"{name}t64")]
    query = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(query, capture_output=True, text=True)
    present = {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in packages if name not in present and f"{name}t64" not in present]


def has_ensurepip() -> bool:
    """Debian splits it off into python3-venv."""
    return subprocess.call([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL) == 0


def by_hand(packages: Sequence[str]) -> str:
    """The command a person with rights can type."""
    return f"As an administrator: apt-get install {' '.join(packages)}, then the same again."


def python(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the project folder; SIGTERM and Ctrl-C end it in its own way."""
    variables = {**os.environ, **(environment or {})}
    if variables.get("LC_ALL") in ("C", "POSIX"):
        variables["LC_ALL"] = "C.UTF-8"  # Qt wants UTF-8 and says so in a warning, which fails a test
    child = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=variables)
    before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the terminal sends Ctrl-C to the child too: it needs time to close
    finally:
        signal.signal(signal.SIGTERM, before)


def say(text: str) -> None:
    """To standard error: standard output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def fail(what: str, todo: str) -> None:
    """What happened, what to do; exit 2."""
    say(f"{what}\n{todo}")
    raise SystemExit(2)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
