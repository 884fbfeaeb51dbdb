"""The regulation's table of rights, written out once more: every role × every action."""

from __future__ import annotations

import pytest

from vms.security.permissions import Action, Grant, Role, grant

# Copied from the regulation's table by hand and never from the program's. One line an action; the columns are
ROLES = (Role.BOARD, Role.GUARD_LEAD, Role.GUARD, Role.IT, Role.FINANCE, Role.UNIT)
TABLE = """
watch_live         all   all             all        as_technician  -    own_area
play_back          all   all             own_shift  with_approval  -    with_approval
ptz                all   all             all        all            -    -
hold               all   all             all        all            -    ask
incident           all   all             all        all            -    own_area
cut_evidence       all   prepare         prepare    with_approval  -    -
approve            all   -               -          -              -    -
release_hold       all   ask             -          ask            -    -
shorten_retention  all   ask             -          ask            -    -
disable_camera     all   ask             -          ask            -    -
configure_cameras  -     -               -          all            -    -
accounts           all   -               -          below_board    -    -
costs              see   propose         -          propose        all  -
read_audit         all   own_department  own_shift  all            -    -
delete_audit       -     -               -          -              -    -
"""
# What the house adds to the regulation, which names neither.
HOUSE = """
school             all   -               -          -              -    -
share_layouts      all   all             -          all            -    -
leave_kiosk        all   all             -          all            -    -
record_now         all   all             all        all            -    -
acknowledge        all   all             all        all            -    own_area
"""


def _cells() -> list[tuple[Role, Action, Grant]]:
    cells = []
    for line in (TABLE + HOUSE).strip().splitlines():
        if line:
            action, *grants = line.split()
            cells += [
                (role, Action(action), Grant(g.replace("-", "none"))) for role, g in zip(ROLES, grants, strict=True)
            ]
    return cells


@pytest.mark.parametrize(("role", "action", "expected"), _cells())
def test_each_role_has_just_the_rights_of_the_regulation(role: Role, action: Action, expected: Grant) -> None:
    assert grant(role, action) is expected


def test_no_role_and_no_action_is_missing_from_the_table() -> None:
    assert {(role, action) for role, action, _ in _cells()} == {(role, action) for role in Role for action in Action}
