from __future__ import annotations

import peewee
import pytest

from tests.unit.models.rows import an_incident_with_evidence
from vms.models.audit import AuditEntry
from vms.models.database import Catalogue
from vms.models.evidence import CustodyEntry
from vms.models.row import Row


@pytest.fixture
def written(catalogue: Catalogue) -> Catalogue:
    with catalogue.write():
        AuditEntry.create(seq=1, at_us=1, action="sign_in", previous="", hash="h")
        item = an_incident_with_evidence()
        CustodyEntry.create(evidence=item, at_us=1, action="made")
    return catalogue


@pytest.mark.parametrize("table", [AuditEntry, CustodyEntry])
def test_the_database_refuses_to_change_or_delete_an_entry(written: Catalogue, table: type[Row]) -> None:
    with pytest.raises(peewee.DatabaseError, match="append-only"), written.write():
        table.update(action="other").execute()
    with pytest.raises(peewee.DatabaseError, match="append-only"), written.write():
        table.delete().execute()
    with written.read():
        row = table.select().get()
        assert row.action in ("sign_in", "made")


@pytest.mark.parametrize("table", ["audit_entry", "custody_entry"])
def test_replacing_or_emptying_is_refused_too(written: Catalogue, table: str) -> None:
    # On SQLite, REPLACE deletes without firing the trigger on deletes.
    replacing, emptying = f"REPLACE INTO {table} SELECT * FROM {table}", f"TRUNCATE {table} CASCADE"
    statement = replacing if written.on_sqlite else emptying
    with pytest.raises(peewee.DatabaseError, match="append-only"), written.write():
        AuditEntry._meta.database.execute_sql(statement)


def test_appending_goes_on(written: Catalogue) -> None:
    with written.write():
        AuditEntry.create(seq=2, at_us=1, action="sign_out", previous="h", hash="i")
        assert AuditEntry.select().count() == 2
