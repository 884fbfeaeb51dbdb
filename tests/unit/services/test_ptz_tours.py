"""Tours through presets: arranged, run by one PC, interrupted by people, going on by themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import FakeCamera, fake_camera
from tests.unit.services.ptz_school import QUICK, TwoPcs, two_pcs, until
from vms.core.errors import InvalidInput, NotAllowed
from vms.models.ptz import PtzReservation
from vms.security.permissions import Role
from vms.services import ptz_tours
from vms.services.ptz import Kind
from vms.services.ptz_tours import Stop

TWO_STOPS = (Stop("1", 3), Stop("2", 3))


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoPcs]:
    timing = dataclasses.replace(QUICK, hold=0.8)
    monkeypatch.setattr(ptz_tours, "STAY_S", (0, 3600))
    with two_pcs(tmp_path / "school.db", tmp_path, timing) as made:
        yield made


@pytest.fixture
def camera() -> Iterator[FakeCamera]:
    with fake_camera() as made:
        yield made


def visits(camera: FakeCamera) -> int:
    return camera.count("GotoPreset")


def test_a_tour_goes_round_and_stops_when_it_is_told(camera: FakeCamera, school: TwoPcs) -> None:
    guard, tours = school.people[Role.GUARD], school.one.ptz.tours
    number = school.add(camera)
    tour = tours.save(guard, number, " Tuần  tra đêm", [Stop("1", 0), Stop("2", 0)], 0.5)
    assert (tour.name, tour.started) == ("Tuần tra đêm", False)
    assert tours.start(guard, tour.id).started_by == guard.name
    until(lambda: visits(camera) >= 4)
    assert school.one.ptz.tour_on(number) or school.two.ptz.tour_on(number)
    until(lambda: school.two.ptz.tour_on(number) == school.one.ptz.tour_on(number) == "Tuần tra đêm")
    assert school.one.ptz.holder(number) is None, "a tour is nobody"
    until(lambda: "Tuần tra đêm" in (school.one.ptz.mover(number), school.two.ptz.mover(number)))
    assert b"<" in camera.bodies[-1]
    tours.stop(guard, tour.id)
    until(lambda: not school.one.ptz.tour_on(number) and not school.two.ptz.tour_on(number))
    assert school.one.ptz.mover(number) is None
    before = visits(camera)
    school.one.ptz.take(guard, number)
    assert visits(camera) == before
    school.one.ptz.release(guard, number)
    assert school.acts() == ["ptz_tour_saved", "ptz_tour_started", "ptz_tour_stopped"]


def test_only_one_pc_runs_it_and_another_takes_over_when_that_one_ends(camera: FakeCamera, school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    number = school.add(camera)
    tour = school.one.ptz.tours.save(guard, number, "Đêm", [Stop("1", 0), Stop("2", 0)])
    school.one.ptz.tours.start(guard, tour.id)
    until(lambda: visits(camera) >= 2)
    holds = [pc for pc in (school.one, school.two) if pc.ptz._holds.of(number) is not None]
    assert len(holds) == 1
    (runs,) = holds
    runs.ptz.close()
    before = visits(camera)
    until(lambda: visits(camera) >= before + 2)


def test_a_person_interrupts_it_and_it_goes_on_after_the_time(camera: FakeCamera, school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    number = school.add(camera)
    tour = school.one.ptz.tours.save(guard, number, "Đêm", [Stop("1", 0), Stop("2", 0)])
    school.one.ptz.tours.start(guard, tour.id)
    until(lambda: visits(camera) >= 2)
    school.two.ptz.take(guard, number)
    assert school.two.ptz.tour_on(number) == ""
    until(lambda: not school.one.ptz.tour_on(number))
    before = visits(camera)
    school.two.ptz.move(guard, number, 0.2, 0, 0)
    school.two.wait_for(Kind.MOVED)
    assert visits(camera) <= before + 1
    assert school.one.ptz.holder(number) or school.two.ptz.holder(number)
    school.two.wait_for(Kind.RELEASED)  # nothing was pressed for the hold's time
    until(lambda: visits(camera) > before + 1)


@pytest.mark.logs("tour_stop_failed")
def test_a_stop_that_fails_is_passed_over(camera: FakeCamera, school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    number = school.add(camera)
    tour = school.one.ptz.tours.save(guard, number, "Đêm", [Stop("gone", 0), Stop("2", 0)])
    school.one.ptz.tours.start(guard, tour.id)
    until(lambda: camera.at == "2")


def test_a_broken_connection_is_outlived(camera: FakeCamera, school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    number = school.add(camera)
    tour = school.one.ptz.tours.save(guard, number, "Đêm", [Stop("1", 0), Stop("2", 0)])
    school.one.ptz.tours.start(guard, tour.id)
    until(lambda: visits(camera) >= 2)
    camera.quirks.drop_next = 3
    until(lambda: camera.quirks.drop_next == 0)
    before = visits(camera)
    until(lambda: visits(camera) > before + 1, 20)


def test_starting_one_stops_the_other_of_the_camera(camera: FakeCamera, school: TwoPcs) -> None:
    guard, tours = school.people[Role.GUARD], school.one.ptz.tours
    number = school.add(camera)
    day, night = (tours.save(guard, number, name, TWO_STOPS) for name in ("Ngày", "Đêm"))
    tours.start(guard, day.id)
    tours.start(guard, night.id)
    assert [(one.name, one.started) for one in tours.of(guard, number)] == [("Đêm", True), ("Ngày", False)]


def test_what_can_not_be_a_tour_is_refused_and_nothing_is_lost(
    camera: FakeCamera, school: TwoPcs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    guard, tours = school.people[Role.GUARD], school.one.ptz.tours
    number = school.add(camera)
    kept = tours.save(guard, number, "Đêm", TWO_STOPS)
    bad = [
        ({"name": "đem", "stops": TWO_STOPS}, {"name": "name_taken"}),
        ({"name": " ", "stops": TWO_STOPS}, {"name": "name_missing"}),
        ({"name": "A", "stops": ()}, {"stops": "stops_missing"}),
        ({"name": "A", "stops": TWO_STOPS * 33}, {"stops": "stops_many"}),
        ({"name": "A", "stops": (Stop("1", 2),)}, {"stops": "stay_range"}),
        ({"name": "A", "stops": TWO_STOPS, "speed": 0.0}, {"speed": "speed_range"}),
        ({"name": "A", "stops": TWO_STOPS, "tour_id": 99}, {"tour": "tour_unknown"}),
    ]
    for draft, reasons in bad:
        with pytest.raises(InvalidInput) as caught:
            tours.save(guard, number, **draft)
        assert caught.value.reasons == reasons
    assert tours.of(guard, number) == [kept]
    with pytest.raises(NotAllowed):
        tours.start(school.people[Role.UNIT], kept.id)


def test_changed_and_removed(camera: FakeCamera, school: TwoPcs) -> None:
    guard, tours = school.people[Role.GUARD], school.one.ptz.tours
    number = school.add(camera)
    tour = tours.save(guard, number, "Đêm", TWO_STOPS)
    changed = tours.save(guard, number, "Đêm hè", TWO_STOPS[:1], 0.3, tour_id=tour.id)
    assert (changed.name, changed.stops, changed.speed) == ("Đêm hè", TWO_STOPS[:1], 0.3)
    gone = tours.remove(guard, tour.id)
    assert tours.of(guard, number) == []
    back = tours.save(guard, number, gone.name, gone.stops, gone.speed)
    assert back.stops == gone.stops


def test_a_catalogue_that_is_gone_for_a_while_is_outlived(camera: FakeCamera, school: TwoPcs) -> None:
    guard = school.people[Role.GUARD]
    number = school.add(camera)
    school.one.ptz.take(guard, number)

    def rename(old: str, new: str) -> None:
        with school.catalogue.write():
            PtzReservation._meta.database.execute_sql(f"ALTER TABLE {old} RENAME TO {new}")

    rename("ptz_reservation", "elsewhere")
    until(lambda: school.one.ptz._keeper._blind and school.two.ptz._keeper._blind)
    school.one.wait_for(Kind.RELEASED)  # here it has run out, whatever the catalogue says
    rename("elsewhere", "ptz_reservation")
    until(lambda: school.one.ptz._holds.reservations.of(number) is None)
