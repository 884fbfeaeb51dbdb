"""dev.py on machines it doesn't know: real processes, with stand-ins for the system's package tools on PATH."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import dev

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Debian's tools")


@dataclass
class Machine:
    """A machine whose package tools are scripts that write down how they were called."""

    tools: Path
    calls_file: Path

    def tool(self, name: str, body: str) -> None:
        script = self.tools / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.calls_file}"\n{body}\n', "utf-8")
        script.chmod(0o755)

    def has_installed(self, *packages: str) -> None:
        lines = "".join(f"echo '{name} installed'\n" for name in packages)
        self.tool("dpkg-query", f"{lines}exit 1")  # dpkg-query's own status when one of many is unknown

    def calls(self, of: str) -> list[str]:
        if not self.calls_file.exists():
            return []
        return [line for line in self.calls_file.read_text("utf-8").splitlines() if line.split()[0] == of]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    tools = tmp_path / "bin"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "lock.sha256")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return Machine(tools, tmp_path / "calls.txt")


def as_user(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: number)


def test_only_benches_are_offered_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["bench"]) == 2
    offered = set(capsys.readouterr().err.strip().partition("One of: ")[2].split(", "))
    assert {"wall", "latency", "startup", "reconnect", "soak"} <= offered
    assert not {"window", "program", "server", "grabber", "figures"} & offered


def test_a_bench_asks_for_its_peers_and_no_other_for_them(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_installed(*dev.WINDOW_PACKAGES, "python3-venv")
    as_user(monkeypatch, 1000)
    for name in ("wall", "latency"):
        with pytest.raises(SystemExit):
            dev.main(["bench", name])
        assert "apt-get install ffmpeg mpv xvfb" in capsys.readouterr().err
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "make_environment", lambda: None)
    monkeypatch.setattr(dev, "python", lambda *words, environment: ran.append(words) or 0)
    assert dev.main(["bench", "reconnect", "--short"]) == 0
    assert ran == [("-m", "bench.reconnect", "--short")]
    assert machine.calls("apt-get") == []


def test_without_rights_it_names_the_packages_and_the_command(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_installed("libgl1")
    machine.tool("apt-get", "exit 0")
    as_user(monkeypatch, 1000)
    with pytest.raises(SystemExit) as ended:
        dev.install_system_packages(["libgl1", "libegl1", "fonts-noto-core"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "no rights" in told
    assert "apt-get install libegl1 fonts-noto-core" in told
    assert machine.calls("apt-get") == []


def test_run_stops_before_anything_else_when_packages_are_missing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_installed()
    as_user(monkeypatch, 1000)
    with pytest.raises(SystemExit):
        dev.main(["run"])
    told = capsys.readouterr().err
    assert all(package in told for package in dev.WINDOW_PACKAGES)
    assert not dev.VENV.exists()


def test_sudo_that_wants_a_password_nobody_can_type(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_installed()
    machine.tool("sudo", "exit 1")
    as_user(monkeypatch, 1000)
    with pytest.raises(SystemExit) as ended:
        dev.install_system_packages(["xvfb"])
    assert ended.value.code == 2
    assert machine.calls("sudo") == ["sudo -n apt-get update -qq"]
    assert "As an administrator: apt-get install xvfb" in capsys.readouterr().err


def test_root_installs_what_is_missing_and_only_that(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has_installed("ffmpeg")
    machine.tool("apt-get", "exit 0")
    as_user(monkeypatch, 0)
    dev.VENV.mkdir()
    dev.install_system_packages(["ffmpeg", "xvfb", "xauth"])
    assert machine.calls("apt-get") == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends xvfb xauth",
    ]


def test_an_install_that_fails_is_said(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_installed()
    machine.tool("apt-get", '[ "$1" = update ]')
    as_user(monkeypatch, 0)
    with pytest.raises(SystemExit) as ended:
        dev.install_system_packages(["xvfb"])
    assert ended.value.code == 2
    assert "could not be installed" in capsys.readouterr().err


def test_nothing_missing_asks_nobody(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.has_installed(*dev.WINDOW_PACKAGES)
    machine.tool("apt-get", "exit 1")
    as_user(monkeypatch, 1000)
    dev.VENV.mkdir()
    dev.install_system_packages(dev.WINDOW_PACKAGES)
    assert machine.calls("apt-get") == []


def test_a_package_renamed_for_64_bit_times_counts(machine: Machine) -> None:
    machine.has_installed("libglib2.0-0t64", "libgl1")
    assert dev.not_installed(["libglib2.0-0", "libgl1", "libegl1"]) == ["libegl1"]


def test_elsewhere_than_on_debian_it_says_what_is_needed(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    dev.install_system_packages(["libegl1"])
    assert "libegl1" in capsys.readouterr().err
    dev.VENV.mkdir()
    dev.install_system_packages(["libegl1"])
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_the_environment_is_made_once_again_for_a_new_lock_and_never_with_a_wrong_hash(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    dev.LOCK.write_text("# nothing needed\n", "utf-8")
    dev.make_environment()
    mark = dev.VENV / "mark"
    mark.touch()
    dev.make_environment()
    assert mark.exists()
    assert subprocess.check_output([dev.PYTHON, "-c", "print(6 * 7)"], text=True) == "42\n"

    wheel = tmp_path / "nothing-1.0-py3-none-any.whl"
    wheel.write_bytes(b"not what was locked")
    dev.LOCK.write_text(f"{wheel.as_uri()} --hash=sha256:{'0' * 64}\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        dev.make_environment()
    assert ended.value.code == 2
    assert not mark.exists()
    assert not dev.STAMP.exists()
    assert "could not be installed" in capsys.readouterr().err


def test_the_exit_status_of_a_command_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert dev.python("-c", "import sys; sys.exit(7)") == 7
    assert dev.python("-c", "import os, sys; sys.exit(os.environ['X'] != 'y')", environment={"X": "y"}) == 0


def test_the_bare_c_locale_becomes_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("LC_ALL", "C")
    assert dev.python("-c", "import os, sys; sys.exit(os.environ['LC_ALL'] != 'C.UTF-8')") == 0


_SLOW_TO_CLOSE = """
import signal, sys, time
def close(*_):
    time.sleep(0.6)
    sys.exit(5)
signal.signal(signal.SIGTERM, close)
signal.signal(signal.SIGINT, close)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_program_in_its_own_way(number: signal.Signals) -> None:
    start = f"import dev, pathlib, sys; dev.PYTHON = sys.executable; sys.exit(dev.python('-c', {_SLOW_TO_CLOSE!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", start], cwd=dev.ROOT, stdout=subprocess.PIPE, start_new_session=True
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"ready\n"
        if number == signal.SIGINT:
            os.killpg(started.pid, number)  # as a terminal does
        else:
            started.send_signal(number)
        assert started.wait(20) == 5


@pytest.mark.parametrize(("words", "status"), [([], 2), (["nonsense"], 2), (["--help"], 0), (["bench"], 2)])
def test_without_a_command_it_explains_itself(words: list[str], status: int) -> None:
    assert dev.main(words) == status


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 2
    assert "3.11" in capsys.readouterr().err


def test_it_needs_nothing_but_an_old_standard_library() -> None:
    tree = ast.parse(Path(dev.__file__).read_text("utf-8"), feature_version=(3, 8))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= sys.stdlib_module_names
