from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.core.errors import InvalidInput, NotAllowed
from vms.security.permissions import Role
from vms.services.layouts import LayoutExtras, Layouts
from vms.services.wall_shape import Cell, Shape, reduced, shape_of, shape_text
from vms.services.wall_tours import PaneTour, Stop


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


DRAWN = Shape(4, 2, (Cell(0, 0, 2, 2), Cell(2, 0, 2, 1), Cell(2, 1, 1, 1), Cell(3, 1, 1, 1)))


def test_what_was_drawn_tours_and_hot_spot_come_back(office: Office, layouts: Layouts) -> None:
    extras = LayoutExtras(DRAWN, {2: PaneTour((Stop(4, 10), Stop(9, 30)))}, hot_spot=0, dwell_s=45, place=1)
    layouts.save(office.it, "Vẽ tay", "drawn", {1: 4}, extras=extras)
    (found,) = layouts.all(office.it)
    assert found.extras == extras
    plain = layouts.save(office.it, "Thường", "9", {})
    assert plain.extras == LayoutExtras()


@pytest.mark.parametrize(
    ("extras", "reason"),
    [
        (LayoutExtras(Shape(2, 1, (Cell(0, 0, 2, 1), Cell(1, 0, 1, 1)))), {"shape": "shape_overlap"}),
        (LayoutExtras(Shape(2, 1, (Cell(0, 0, 1, 1),))), {"shape": "shape_hole"}),
        (LayoutExtras(Shape(2, 1, (Cell(0, 0, 3, 1),))), {"shape": "shape_outside"}),
        (LayoutExtras(Shape(2, 1, (Cell(0, 0, 0, 1), Cell(0, 0, 2, 1)))), {"shape": "shape_outside"}),
        (LayoutExtras(Shape(2, 1, ())), {"shape": "shape_empty"}),
        (LayoutExtras(Shape(1, 900, (Cell(0, 0, 1, 900),))), {"shape": "shape_grid"}),
        (LayoutExtras(Shape(65, 1, tuple(Cell(x, 0, 1, 1) for x in range(65)))), {"shape": "shape_grid"}),
        (LayoutExtras(Shape(13, 5, tuple(Cell(i % 13, i // 13, 1, 1) for i in range(65)))), {"shape": "shape_many"}),
        (LayoutExtras(tours={0: PaneTour(())}), {"tours": "tour_empty"}),
        (LayoutExtras(tours={0: PaneTour((Stop(1, 2),))}), {"tours": "dwell_range"}),
        (LayoutExtras(tours={64: PaneTour((Stop(1),))}), {"tours": "pane_unknown"}),
        (LayoutExtras(tours={0: PaneTour(tuple(Stop(1) for _ in range(257)))}), {"tours": "tour_long"}),
        (LayoutExtras(hot_spot=-1), {"hot_spot": "pane_unknown"}),
        (LayoutExtras(dwell_s=1), {"dwell_s": "dwell_range"}),
        (LayoutExtras(place=99), {"place": "place_unknown"}),
    ],
)
def test_what_cannot_be_shown_is_not_kept(
    office: Office, layouts: Layouts, extras: LayoutExtras, reason: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        layouts.save(office.it, "x", "drawn", {}, extras=extras)
    assert caught.value.reasons == reason
    assert layouts.all(office.it) == []


def test_a_shared_layout_made_private_is_written_to_the_log(office: Office, layouts: Layouts) -> None:
    lead, guard = office.people[Role.GUARD_LEAD], office.people[Role.GUARD]
    made = layouts.save(lead, "Cả trường", "4", {}, shared=True)
    layouts.save(lead, "Cả trường", "4", {}, layout_id=made.id, shared=False)
    assert layouts.all(guard) == []
    assert [act for act in office.acts() if act.startswith("layout")] == ["layout_saved", "layout_unshared"]


def test_a_drawn_layout_is_kept_on_the_coarsest_grid() -> None:
    fine = Shape(24, 12, tuple(Cell(c.x * 6, c.y * 6, c.w * 6, c.h * 6) for c in DRAWN.cells))
    assert reduced(fine) == DRAWN
    assert shape_of(shape_text(fine)) == fine


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"columns": 2}', '{"columns": 1, "rows": 1, "cells": [[0, 0, 2, 1]]}']
)
def test_what_is_no_drawing_is_none(text: str) -> None:
    assert shape_of(text) is None
