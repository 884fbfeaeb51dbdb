"""The chained log on both databases, written by several threads and by two processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from vms.models.audit import AuditEntry
from vms.models.database import Catalogue
from vms.services.audit import Audit


def test_threads_share_one_unbroken_chain(catalogue: Catalogue, clock: ManualClock) -> None:
    audit = Audit(catalogue, clock)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(20):
                audit.write(None, "act", reason="Sân trường", number=number, share=0.5)
        except BaseException as error:  # noqa: BLE001 - carried to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with catalogue.read():
        assert AuditEntry.select().count() == 120
    assert audit.verify() is None


_OTHER = """
import sys
from vms.core.clock import SystemClock
from vms.models.database import open_catalogue
from vms.services.audit import Audit
catalogue = open_catalogue(sys.argv[1], SystemClock())
audit = Audit(catalogue, SystemClock())
print("open", flush=True)
for number in range(80):
    audit.write(None, "recorder", number=number)
catalogue.close()
"""


def test_window_and_recorder_share_one_unbroken_chain(
    catalogue: Catalogue, place: Path | str, clock: ManualClock
) -> None:
    audit = Audit(catalogue, clock)
    with subprocess.Popen([sys.executable, "-c", _OTHER, str(place)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for number in range(80):
            audit.write(None, "window", number=number)
        assert other.wait(60) == 0
    with catalogue.read():
        assert AuditEntry.select().count() == 160
    assert audit.verify() is None


@pytest.mark.logs("audit_chain_broken")
def test_tampering_is_found(catalogue: Catalogue, clock: ManualClock) -> None:
    audit = Audit(catalogue, clock)
    for number in range(9):
        audit.write(None, "act", number=number)
    with catalogue.write():
        database = AuditEntry._meta.database
        if catalogue.on_sqlite:
            database.execute_sql("DROP TRIGGER audit_entry_no_update")
        else:
            database.execute_sql("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
        database.execute_sql("UPDATE audit_entry SET reason = 'x' WHERE seq = 4")
    assert audit.verify() == 4
