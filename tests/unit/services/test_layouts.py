from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.core.errors import InvalidInput, NotAllowed
from vms.security.permissions import Role
from vms.services.layouts import Layouts


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


@pytest.fixture
def layouts(office: Office) -> Layouts:
    return Layouts(office.catalogue, office.audit)


def test_a_layout_is_saved_found_and_saved_over(office: Office, layouts: Layouts) -> None:
    guard = office.people[Role.GUARD]
    made = layouts.save(guard, " Cổng  và sân ", "2x2", {0: 4, 3: 9})
    assert (made.name, made.grid, made.cells, made.shared, made.locked) == (
        "Cổng và sân", "2x2", {0: 4, 3: 9}, False, False,
    )  # fmt: skip
    assert layouts.all(guard) == [made]
    over = layouts.save(guard, "Cổng và sân", "1+5", {1: 4}, layout_id=made.id)
    assert layouts.all(guard) == [over]
    assert (over.id, over.grid, over.cells) == (made.id, "1+5", {1: 4})


def test_own_layouts_are_nobody_elses(office: Office, layouts: Layouts) -> None:
    guard, it = office.people[Role.GUARD], office.it
    made = layouts.save(guard, "Ca đêm", "3x3", {})
    assert layouts.all(it) == []
    for attempt in (
        lambda: layouts.rename(it, made.id, "x"),
        lambda: layouts.remove(it, made.id),
        lambda: layouts.save(it, "x", "2x2", {}, layout_id=made.id),
    ):
        with pytest.raises(InvalidInput) as caught:
            attempt()
        assert caught.value.reasons == {"layout": "layout_unknown"}
    layouts.save(it, "Ca đêm", "3x3", {})  # the same name is free for somebody else


def test_shared_layouts_are_everybodys_to_see_and_the_leads_to_change(office: Office, layouts: Layouts) -> None:
    guard, lead = office.people[Role.GUARD], office.people[Role.GUARD_LEAD]
    own = layouts.save(guard, "Của tôi", "2x2", {})
    shared = layouts.save(lead, "Cả trường", "4x4", {0: 1}, shared=True)
    assert layouts.all(guard) == [shared, own]
    for attempt in (
        lambda: layouts.save(guard, "Khác", "2x2", {}, shared=True),
        lambda: layouts.rename(guard, shared.id, "x"),
        lambda: layouts.remove(guard, shared.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert layouts.rename(office.it, shared.id, "Toàn trường").name == "Toàn trường"
    layouts.remove(lead, shared.id)
    assert layouts.all(guard) == [own]
    acts = [act for act in office.acts() if act.startswith("layout")]
    assert acts == ["layout_saved", "layout_renamed", "layout_removed"]


def test_a_locked_layout_stays_as_it_is_until_it_is_unlocked(office: Office, layouts: Layouts) -> None:
    lead = office.people[Role.GUARD_LEAD]
    made = layouts.save(lead, "Cả trường", "4x4", {0: 1}, shared=True, locked=True)
    for attempt in (
        lambda: layouts.rename(lead, made.id, "x"),
        lambda: layouts.remove(lead, made.id),
        lambda: layouts.save(lead, "x", "2x2", {}, layout_id=made.id, shared=True, locked=True),
    ):
        with pytest.raises(InvalidInput) as caught:
            attempt()
        assert caught.value.reasons == {"layout": "layout_locked"}
    layouts.save(lead, "Cả trường", "4x4", {0: 1}, layout_id=made.id, shared=True, locked=False)
    layouts.remove(lead, made.id)


def test_names_are_given_once_however_they_are_typed(office: Office, layouts: Layouts) -> None:
    made = layouts.save(office.it, "Cổng", "2x2", {})
    for name, reason in (("", "name_missing"), ("CONG", "name_taken"), ("x" * 61, "name_long")):
        with pytest.raises(InvalidInput) as caught:
            layouts.save(office.it, name, "2x2", {})
        assert caught.value.reasons == {"name": reason}
    assert layouts.rename(office.it, made.id, "CỔNG").name == "CỔNG"


def test_a_pane_that_does_not_exist_is_refused(office: Office, layouts: Layouts) -> None:
    with pytest.raises(InvalidInput):
        layouts.save(office.it, "x", "2x2", {64: 1})
    assert layouts.all(office.it) == []


def test_what_was_removed_can_be_saved_again(office: Office, layouts: Layouts) -> None:
    made = layouts.save(office.it, "Cổng", "2x2", {2: 5})
    gone = layouts.remove(office.it, made.id)
    back = layouts.save(office.it, gone.name, gone.grid, gone.cells, shared=gone.shared, locked=gone.locked)
    assert (back.name, back.grid, back.cells) == (made.name, made.grid, made.cells)


def test_who_may_not_watch_has_no_wall(office: Office, layouts: Layouts) -> None:
    with pytest.raises(NotAllowed):
        layouts.all(office.people[Role.FINANCE])
