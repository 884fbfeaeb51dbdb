from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.security.permissions import Role
from vms.services.preferences import Preferences


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


def test_each_person_has_their_own_values(office: Office) -> None:
    preferences, guard = Preferences(office.catalogue), office.people[Role.GUARD]
    assert preferences.get(guard, "theme") is None
    assert preferences.get(guard, "theme", "dark") == "dark"
    preferences.set(guard, "theme", "light")
    preferences.set(office.board, "theme", "dark")
    preferences.set(guard, "theme", "light-2")
    assert preferences.get(guard, "theme") == "light-2"
    assert preferences.get(office.board, "theme") == "dark"


@pytest.mark.parametrize("value", [None, False, 0, 1.5, "Tường hình", [1, "a"], {"a": {"b": [1]}}])
def test_what_json_holds_comes_back_as_it_was(office: Office, value: object) -> None:
    preferences = Preferences(office.catalogue)
    preferences.set(office.it, "key", value)
    assert preferences.get(office.it, "key", "default") == value


def test_what_json_does_not_hold_is_refused_and_the_old_value_stays(office: Office) -> None:
    preferences = Preferences(office.catalogue)
    preferences.set(office.it, "key", 1)
    with pytest.raises(TypeError):
        preferences.set(office.it, "key", object())
    assert preferences.get(office.it, "key") == 1


def test_habits_leave_no_line_in_the_log(office: Office) -> None:
    before = office.acts()
    Preferences(office.catalogue).set(office.it, "key", 1)
    assert office.acts() == before
