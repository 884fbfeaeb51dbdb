from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.office import EVER, Office, open_office
from vms.core.errors import NotAllowed
from vms.core.instants import Span
from vms.core.redact import Secret
from vms.models.audit import AuditEntry
from vms.security.permissions import Action, Role
from vms.services.audit import canonical


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


def _tamper(office: Office, statement: str) -> None:
    """What somebody with the file in hands can do: drop the locks first."""
    database = AuditEntry._meta.database
    with office.catalogue.write():
        for act in ("update", "delete", "replace"):
            database.execute_sql(f"DROP TRIGGER IF EXISTS audit_entry_no_{act}")
        database.execute_sql(statement)


def test_an_entry_says_who_when_what_and_why(office: Office) -> None:
    guard = office.people[Role.GUARD]
    office.clock.advance(60)
    office.audit.write(guard, "play_back", object="camera:4", reason="Học sinh ngã", result="ok", speed=4, spans=[1, 2])
    entry = office.log()[-1]
    assert (entry.user_id, entry.name, entry.role) == (guard.user_id, "Phạm Văn Bảo", "guard")
    assert (entry.session, entry.host, entry.at_us) == (guard.session, "PC-1", office.clock.now_us())
    assert (entry.action, entry.object, entry.reason, entry.result) == ("play_back", "camera:4", "Học sinh ngã", "ok")
    assert entry.details == {"speed": 4, "spans": [1, 2]}


def test_an_outsider_can_check_an_entry_with_the_standard_library(office: Office) -> None:
    office.audit.write(office.board, "kỳ lạ", reason="Đ\u0303", tỷ_lệ=0.1)
    with office.catalogue.read():
        row = AuditEntry.select().order_by(AuditEntry.seq.desc()).dicts().get()
        before = AuditEntry.get_by_id(row["seq"] - 1)
    stored = row.pop("hash")
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == stored
    assert row["previous"] == before.hash


def test_an_entry_shares_the_fate_of_the_act_it_belongs_to(office: Office) -> None:
    before = len(office.log())
    with pytest.raises(LookupError), office.catalogue.write():
        office.audit.write(office.board, "half")
        raise LookupError
    assert len(office.log()) == before
    office.audit.write(office.board, "whole")
    assert office.audit.verify() is None


@pytest.mark.parametrize("reason", ["\0", "\ud800", "é" * 5000, "'; DROP TABLE audit_entry; --"])
def test_no_text_costs_an_entry(office: Office, reason: str) -> None:
    office.audit.write(office.board, "odd", reason=reason, inside={"deep": [reason]})
    assert office.log()[-1].action == "odd"
    assert office.audit.verify() is None


def test_a_secret_passed_by_mistake_prints_as_dots(office: Office) -> None:
    office.audit.write(office.board, "odd", password=Secret("mật khẩu"), nested=[Secret("mật khẩu")])
    assert "mật khẩu" not in repr(office.log())


def test_one_meaning_has_one_text() -> None:
    assert canonical({"b": "e\u0301", "a": (1, None, True)}) == canonical({"a": [1, None, True], "b": "é"})
    assert canonical({1.5: {3, 1, 2}}) == '{"1.5":[1,2,3]}'


@pytest.mark.logs("audit_chain_broken")
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET reason = 'khác' WHERE seq = 5", 5),
        ("UPDATE audit_entry SET at_us = at_us + 1 WHERE seq = 6", 6),
        ("UPDATE audit_entry SET actor_id = NULL WHERE seq = 7", 7),
        ("UPDATE audit_entry SET details = '{}' WHERE seq = 3", 3),
        ("UPDATE audit_entry SET hash = previous WHERE seq = 4", 4),
        ("DELETE FROM audit_entry WHERE seq = 5", 5),
        ("DELETE FROM audit_entry WHERE seq = 1", 1),
        ("UPDATE audit_entry SET seq = -1 * seq WHERE seq IN (4, 5)", 1),
        ("UPDATE audit_entry SET seq = 100 WHERE seq = 2", 2),
    ],
)
def test_the_first_broken_entry_is_found(office: Office, statement: str, broken: int) -> None:
    for number in range(5):
        office.audit.write(office.board, "act", number=number)
    assert office.audit.verify() is None
    _tamper(office, statement)
    assert office.audit.verify() == broken


@pytest.mark.logs("audit_chain_broken")
def test_a_changed_entry_with_a_fresh_hash_breaks_the_next_one(office: Office) -> None:
    with office.catalogue.read():
        row = AuditEntry.select().where(AuditEntry.seq == 5).dicts().get()
    row.pop("hash")
    row["reason"] = "khác"
    fresh = hashlib.sha256(canonical(row).encode()).hexdigest()
    _tamper(office, f"UPDATE audit_entry SET reason = 'khác', hash = '{fresh}' WHERE seq = 5")
    assert office.audit.verify() == 6


def test_a_chain_longer_than_a_batch_is_whole(office: Office) -> None:
    with office.catalogue.write():
        for number in range(5010):
            office.audit.write(None, "act", number=number)
    assert office.audit.verify() is None


def test_each_role_reads_what_the_regulation_lets_it(office: Office) -> None:
    for role, actor in office.people.items():
        office.audit.write(actor, f"act_of_{role}")
    everything = {f"act_of_{role}" for role in Role}
    expected = {
        Role.BOARD: everything,
        Role.IT: everything,
        Role.GUARD_LEAD: {"act_of_guard", "act_of_guard_lead"},
        Role.GUARD: {"act_of_guard"},
    }
    for role, actor in office.people.items():
        if role in expected:
            seen = {entry.action for entry in office.audit.entries(actor, EVER)}
            assert {act for act in seen if act.startswith("act_of")} == expected[role]
        else:
            with pytest.raises(NotAllowed):
                office.audit.entries(actor, EVER)


def test_entries_come_newest_first_within_the_span_and_the_limit(office: Office) -> None:
    office.clock.advance(3600)
    start = office.clock.now_us()
    for number in range(5):
        office.audit.write(office.board, f"n{number}")
        office.clock.advance(1)
    span = Span(start + 1_000_000, start + 4_000_000)
    assert [entry.action for entry in office.audit.entries(office.board, span)] == ["n3", "n2", "n1"]
    assert [entry.action for entry in office.audit.entries(office.board, span, 1)] == ["n3"]


def test_a_refused_act_leaves_a_line(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.audit.require(office.people[Role.FINANCE], Action.WATCH_LIVE)
    entry = office.log()[-1]
    assert (entry.action, entry.object, entry.result) == ("refused", "right:watch_live", "not_allowed")
