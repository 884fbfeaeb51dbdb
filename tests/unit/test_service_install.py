"""The recorder as a service: the files as systemd and Windows read them, and what installing does and says."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.fakes.clock import ManualClock
from vms.cli import main
from vms.models.audit import AuditEntry
from vms.models.database import open_catalogue
from vms.service_install import Host, Ran, install, plan_for, status, uninstall
from vms.service_unit import ServicePlan, service_name, systemd_unit, task_xml

ODD = "/opt/School 100%/bin/py$thon"


class Pc:
    """A PC whose commands answer as told; what was run and said is kept."""

    def __init__(self, folder: Path, *, root: bool, platform: str = "linux", **answers: int) -> None:
        self.ran: list[Sequence[str]] = []
        self.said: list[str] = []
        self._answers = answers
        self.host = Host(platform, self._run, self.said.append, folder / "system", folder / "user", root)

    def _run(self, command: Sequence[str]) -> Ran:
        self.ran.append(command)
        return Ran(self._answers.get(command[0], 0), "no bus" if command[0] in self._answers else "active")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "school data"
    folder.mkdir()
    return folder


def test_the_unit_runs_words_with_spaces_percents_and_dollars_as_they_are(tmp_path: Path) -> None:
    plan = ServicePlan("x", (ODD, "-m", "vms", 'a"b'), Path("/opt"), Path("/data/50%"), "school")
    text = systemd_unit(plan)
    assert r'ExecStart="/opt/School 100%%/bin/py$$thon" "-m" "vms" "a\"b"' in text.splitlines()
    assert "User=school" in text and "WantedBy=multi-user.target" in text and "Restart=always" in text
    own = systemd_unit(ServicePlan("x", ("/bin/true",), Path("/"), tmp_path))
    assert "User=" not in own and "WantedBy=default.target" in own


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_itself_finds_nothing_wrong_with_the_unit(tmp_path: Path, data: Path) -> None:
    pc = Pc(tmp_path, root=True)
    plan = plan_for(data, pc.host)
    unit = tmp_path / f"{plan.name}.service"
    unit.write_text(systemd_unit(plan), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False, timeout=30
    )
    assert unit.name not in checked.stderr, checked.stderr
    unit.write_text(systemd_unit(plan).replace("Restart=always", "Restart=perhaps"), encoding="utf-8")
    broken = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False, timeout=30
    )
    assert "perhaps" in broken.stderr  # it would have told


def test_the_windows_task_says_boot_nobody_signed_in_and_again_when_it_fails() -> None:
    command = (r"C:\Program Files\School VMS\vms.exe", "record", "--data", r"D:\Dữ liệu\trường", "--kind", "service")
    plan = ServicePlan("school-vms-recorder-1", command, Path("C:/x"), Path("D:/x"), r"PC1\cntt")
    root = ElementTree.fromstring(task_xml(plan))
    name = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}

    def text(path: str) -> str | None:
        return root.findtext("/".join(f"t:{part}" for part in path.split("/")), namespaces=name)

    assert root.tag == f"{{{name['t']}}}Task" and root.get("version") == "1.2"
    assert text("Triggers/BootTrigger/Enabled") == "true"
    assert text("Principals/Principal/UserId") == r"PC1\cntt" and text("Principals/Principal/LogonType") == "S4U"
    assert text("Settings/RestartOnFailure/Interval") == "PT1M" and text("Settings/ExecutionTimeLimit") == "PT0S"
    assert text("Settings/MultipleInstancesPolicy") == "IgnoreNew"
    assert text("Actions/Exec/Command") == command[0]
    assert text("Actions/Exec/Arguments") == subprocess.list2cmdline(command[1:])
    order = [child.tag.rpartition("}")[2] for child in root]
    assert order == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]


def test_root_installs_for_the_pc_as_the_owner_and_undoes_it(tmp_path: Path, data: Path) -> None:
    pc = Pc(tmp_path, root=True)
    assert install(data, pc.host) == 0
    unit = tmp_path / "system" / f"{service_name(data)}.service"
    assert f"User={data.owner()}" in unit.read_text() and f'"--data" "{data}"' in unit.read_text()
    assert pc.ran == [("systemctl", "daemon-reload"), ("systemctl", "enable", "--now", unit.name)]
    assert any("--uninstall" in line for line in pc.said)
    assert status(data, pc.host) == 1 and "not running" in pc.said[-1] and "active" in pc.said[-2]
    assert uninstall(data, pc.host) == 0 and not unit.exists()
    assert uninstall(data, pc.host) == 1
    catalogue = open_catalogue(data / "catalogue.sqlite3", ManualClock())
    with catalogue.read():
        acts = [row.action for row in AuditEntry.select().order_by(AuditEntry.seq)]
    catalogue.close()
    assert acts == ["recorder_service_installed", "recorder_service_removed"]


def test_others_install_for_themselves_and_hear_when_it_starts(tmp_path: Path, data: Path) -> None:
    pc = Pc(tmp_path, root=False, loginctl=1)
    assert install(data, pc.host) == 0
    assert ("systemctl", "--user", "daemon-reload") in pc.ran
    assert any("whenever you sign in" in line for line in pc.said)
    assert (tmp_path / "user" / f"{service_name(data)}.service").exists()


def test_a_system_that_refuses_is_quoted(tmp_path: Path, data: Path) -> None:
    pc = Pc(tmp_path, root=False, systemctl=1)
    assert install(data, pc.host) == 1
    assert "no bus" in pc.said[-1] and not any("runs now" in line for line in pc.said)
    assert not list((tmp_path / "user").iterdir())
    windows = Pc(tmp_path, root=False, platform="win32", schtasks=1)
    assert install(data, windows.host) == 1 and "administrator" in windows.said[-1]


def test_windows_gets_its_task_and_loses_it(tmp_path: Path, data: Path) -> None:
    pc = Pc(tmp_path, root=False, platform="win32")
    assert install(data, pc.host) == 0 and uninstall(data, pc.host) == 0
    verbs = [command[1] for command in pc.ran]
    assert verbs == ["/Create", "/Run", "/Delete"]
    assert getpass.getuser() in pc.said[0]


def test_the_command_line_knows_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "--data", str(data), "--status"]) == 1
    assert "not installed" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["record", "--data", str(data), "--status", "--install"])
    assert sys.executable in plan_for(data, Host(root=False)).command
