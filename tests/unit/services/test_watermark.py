from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import open_school
from vms.core.errors import NotAllowed
from vms.models.audit import AuditEntry
from vms.security.permissions import Role
from vms.services.watermark import Watermark


def test_it_switches_the_watermark_and_nobody_else(tmp_path: Path) -> None:
    with open_school(tmp_path / "data") as school:
        watermark = Watermark(school.catalogue, school.audit)
        assert not watermark.on()
        watermark.set(school.it, True)
        assert watermark.on()
        for role in (Role.BOARD, Role.GUARD, Role.GUARD_LEAD, Role.UNIT, Role.FINANCE):
            with pytest.raises(NotAllowed):
                watermark.set(school.people[role], False)
        assert watermark.on()
        with school.catalogue.read():
            assert AuditEntry.select().where(AuditEntry.action == "watermark_changed").count() == 1
