from __future__ import annotations

import pytest

from vms.core.errors import NotAllowed
from vms.security.permissions import Action, Grant, Role, grant, may, require


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(Action))
def test_require_passes_what_is_unlimited_and_what_the_caller_accepts(role: Role, action: Action) -> None:
    found = grant(role, action)
    if found in (Grant.ALL, Grant.AS_TECHNICIAN):
        assert require(role, action) is found
        return
    with pytest.raises(NotAllowed) as caught:
        require(role, action)
    assert caught.value.values == {"action": action.value, "role": role.value, "grant": found.value}
    if found is not Grant.NONE:
        assert require(role, action, found) is found


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(Action))
def test_asking_the_board_is_not_doing(role: Role, action: Action) -> None:
    assert may(role, action) == (grant(role, action) not in (Grant.NONE, Grant.ASK))
