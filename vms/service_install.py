"""``vms record --install / --uninstall / --status``: the recorder under the system's care, and words for it."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import vms
from vms.core.clock import SystemClock
from vms.core.paths import DataFolder
from vms.models.database import open_catalogue
from vms.service_unit import ServicePlan, install_commands, service_name, systemd_unit, task_xml
from vms.services.audit import Audit
from vms.services.recorder_lock import holder
from vms.services.recording import own_command

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command of the system ended."""

    status: int
    said: str


Run = Callable[[Sequence[str]], Ran]


def run_command(command: Sequence[str]) -> Ran:
    """Run it and gather what it says; status 127 where there is no such command."""
    if shutil.which(command[0]) is None:
        return Ran(127, f"{command[0]}: not on this PC")
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60, check=False)
    return Ran(done.returncode, (done.stdout + done.stderr).strip())


@dataclass(frozen=True, slots=True)
class Host:
    """The PC as the installer sees it; tests give another."""

    platform: str = sys.platform
    run: Run = run_command
    say: Say = print
    system_units: Path = Path("/etc/systemd/system")
    user_units: Path = Path("~/.config/systemd/user")
    root: bool = os.name == "posix" and os.geteuid() == 0


def plan_for(data: Path, host: Host) -> ServicePlan:
    """Root installs for the whole PC, run as the owner of the data folder; anybody else for their own account."""
    account = ""
    if host.platform == "win32":
        account = getpass.getuser()
    elif host.root:
        account = data.owner()
    frozen = getattr(sys, "frozen", False)
    folder = Path(sys.executable).parent if frozen else Path(vms.__file__).resolve().parent.parent
    command = (*own_command(), "record", "--data", str(data), "--kind", "service")
    return ServicePlan(service_name(data), command, folder, data, account)


def install(data: Path, host: Host | None = None) -> int:
    """Write the service, enable it, start it; 0 when the system has taken it."""
    host = host or Host()
    DataFolder(data).prepare()
    plan = plan_for(data, host)
    status = _install_task(plan, host) if host.platform == "win32" else _install_unit(plan, host)
    if status == 0:
        _log(data, "recorder_service_installed", plan)
        host.say(f"To undo it: vms record --data {data} --uninstall")
    return status


def uninstall(data: Path, host: Host | None = None) -> int:
    """Stop and remove the service. Recordings stay; a window that opens starts a recorder of its own again."""
    host = host or Host()
    plan = plan_for(data, host)
    if host.platform == "win32":
        done = host.run(("schtasks", "/Delete", "/TN", plan.name, "/F"))
        if done.status != 0:
            return _failed(host, "The task could not be removed", done)
    else:
        unit = _unit_path(plan, host)
        if not unit.exists():
            host.say(f"No service is installed for {data} ({unit} isn't there).")
            return 1
        done = host.run(_systemctl(host, "disable", "--now", unit.name))
        if done.status != 0:
            host.say(f"systemd did not stop it ({done.said}); its file is removed all the same.")
        unit.unlink()
        host.run(_systemctl(host, "daemon-reload"))
    _log(data, "recorder_service_removed", plan)
    host.say(f"Removed: {plan.name}. What was recorded stays in {DataFolder(data).recordings}.")
    return 0


def status(data: Path, host: Host | None = None) -> int:
    """Say whether the service is installed and whether a recorder runs; 0 when one runs."""
    host = host or Host()
    plan = plan_for(data, host)
    if host.platform == "win32":
        installed = host.run(("schtasks", "/Query", "/TN", plan.name)).status == 0
        host.say(f"Service {plan.name}: {'installed' if installed else 'not installed'}")
    else:
        unit = _unit_path(plan, host)
        host.say(f"Service {plan.name}: {f'installed, {unit}' if unit.exists() else 'not installed'}")
        if unit.exists():
            host.say(f"systemd says: {host.run(_systemctl(host, 'is-active', unit.name)).said}")
    pid = holder(data)
    host.say(f"Recorder: {f'running, process {pid}' if pid else 'not running'}")
    return 0 if pid else 1


def _install_unit(plan: ServicePlan, host: Host) -> int:
    unit = _unit_path(plan, host)
    unit.parent.mkdir(parents=True, exist_ok=True)
    unit.write_text(systemd_unit(plan), encoding="utf-8")
    host.say(f"Written: {unit}")
    for command in (_systemctl(host, "daemon-reload"), _systemctl(host, "enable", "--now", unit.name)):
        done = host.run(command)
        if done.status != 0:
            unit.unlink()
            host.say("systemd has not taken it: nothing is installed, the file is removed.")
            return _failed(host, f"Failed: {' '.join(command)}", done)
    if host.root:
        host.say(f"The recorder runs now as {plan.account}, and at every start of this PC.")
        return 0
    lingers = host.run(("loginctl", "enable-linger", getpass.getuser()))
    when = "at every start of this PC" if lingers.status == 0 else "whenever you sign in (install as root for more)"
    host.say(f"The recorder runs now as {getpass.getuser()}, and {when}.")
    return 0


def _install_task(plan: ServicePlan, host: Host) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        xml = Path(scratch) / "task.xml"
        xml.write_bytes(task_xml(plan))
        for command in install_commands(plan, xml):
            done = host.run(command)
            if done.status != 0:
                return _failed(host, "Windows has not taken the task (run this as administrator)", done)
    host.say(f"The task {plan.name} starts the recorder at every start of this PC, as {plan.account}.")
    return 0


def _failed(host: Host, what: str, done: Ran) -> int:
    host.say(f"{what}: {done.said or f'status {done.status}'}")
    return 1


def _unit_path(plan: ServicePlan, host: Host) -> Path:
    return (host.system_units if host.root else host.user_units.expanduser()) / f"{plan.name}.service"


def _systemctl(host: Host, *words: str) -> tuple[str, ...]:
    return ("systemctl", *(() if host.root else ("--user",)), *words)


def _log(data: Path, act: str, plan: ServicePlan) -> None:
    folder, clock = DataFolder(data), SystemClock()
    catalogue = open_catalogue(folder.catalogue_place, clock)
    try:
        Audit(catalogue, clock).write(None, act, object="recorder", name=plan.name, account=plan.account)
    finally:
        catalogue.close()
