"""The recorder as a service: what systemd and the Windows task scheduler are given. Pure text, nothing is done here."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_TASK = "http://schemas.microsoft.com/windows/2004/02/mit/task"


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """What is to run at boot. ``account``: as whom; '' in a user's own systemd. ``folder``: the working directory."""

    name: str
    command: tuple[str, ...]
    folder: Path
    data: Path
    account: str = ""


def service_name(data: Path) -> str:
    """One name a data folder, so that two schools on one PC don't fight over it."""
    return f"school-vms-recorder-{hashlib.sha256(str(data).encode()).hexdigest()[:8]}"


def systemd_unit(plan: ServicePlan) -> str:
    """The unit. It comes back after every end that systemd wasn't asked for; while a window's recorder runs (exit
    status 3) it tries again for as long as it takes.
    """
    owner = [f"User={plan.account}"] if plan.account else []
    lines = [
        "[Unit]",
        f"Description=School VMS recorder for {_line(str(plan.data))}",
        "Wants=network-online.target",
        "After=network-online.target time-sync.target",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        "Type=exec",
        f"ExecStart={' '.join(_quoted(word) for word in plan.command)}",
        f"WorkingDirectory={_line(str(plan.folder))}",
        *owner,
        "Restart=always",
        "RestartSec=3",
        "TimeoutStopSec=20",
        "NoNewPrivileges=yes",
        "",
        "[Install]",
        f"WantedBy={'multi-user.target' if plan.account else 'default.target'}",
        "",
    ]
    return "\n".join(lines)


def task_xml(plan: ServicePlan) -> bytes:
    """The task for ``schtasks /Create /XML``: at boot, without anybody signed in, started again when it fails."""
    ElementTree.register_namespace("", _TASK)
    task = ElementTree.Element(_tag("Task"), {"version": "1.2"})
    _put(task, "RegistrationInfo", Description=f"School VMS recorder for {plan.data}")
    _put(_put(task, "Triggers"), "BootTrigger", Enabled="true")
    principal = _put(_put(task, "Principals"), "Principal", UserId=plan.account, LogonType="S4U")
    principal.set("id", "Author")
    _put(principal, "RunLevel").text = "LeastPrivilege"
    settings = _put(
        task,
        "Settings",
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="true",
        ExecutionTimeLimit="PT0S",
        Priority="4",
    )
    _put(settings, "RestartOnFailure", Interval="PT1M", Count="999")
    actions = _put(task, "Actions")
    actions.set("Context", "Author")
    _put(
        actions,
        "Exec",
        Command=plan.command[0],
        Arguments=subprocess.list2cmdline(plan.command[1:]),
        WorkingDirectory=str(plan.folder),
    )
    return ElementTree.tostring(task, encoding="utf-16", xml_declaration=True)


def install_commands(plan: ServicePlan, xml: Path) -> list[Sequence[str]]:
    """What makes the Windows task of a file written from ``task_xml``, and starts it."""
    return [
        ("schtasks", "/Create", "/TN", plan.name, "/XML", str(xml), "/F"),
        ("schtasks", "/Run", "/TN", plan.name),
    ]


def _quoted(word: str) -> str:
    """A word of ExecStart: % and $ mean something to systemd."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _line(text: str) -> str:
    return text.replace("%", "%%").replace("\n", " ")


def _tag(name: str) -> str:
    return f"{{{_TASK}}}{name}"


def _put(parent: ElementTree.Element, name: str, **children: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, _tag(name))
    for key, text in children.items():
        ElementTree.SubElement(made, _tag(key)).text = text
    return made
