"""Jobs of clips on real footage: asked, cut, cancelled, tried again, by two PCs, on both databases."""

from __future__ import annotations

import threading
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import DiskFull, InvalidInput, NotAllowed, NothingRecorded
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.core.paths import DataFolder
from vms.models.clip_job import ClipJobPart
from vms.models.evidence import EvidenceItem
from vms.models.person import User
from vms.security.permissions import Role
from vms.services.clip_queue import BACK_OFF_US, LEASE_US, MOST_TRIES, NotOurs
from vms.services.clip_worker import ClipWorker
from vms.services.evidence import Evidence
from vms.services.footage import Footage
from vms.services.incident_drafts import IncidentDraft

__all__ = ["empty_postgresql", "postgresql"]

START = NOON - MINUTE
WANTED = Span(START + SECOND, START + 3 * SECOND)


@pytest.fixture(params=["sqlite", "postgresql"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SchoolInABox]:
    where = str(request.getfixturevalue("empty_postgresql")) if request.param == "postgresql" else ""
    with open_school(tmp_path / "data", where) as box:
        for camera in box.cameras:
            box.film(camera, START)
        yield box


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[SchoolInABox]:
    """On one PC: what does not depend on the database."""
    with open_school(tmp_path / "data") as box:
        box.film(box.cameras[0], START)
        yield box


def an_incident(school: SchoolInABox) -> int:
    return school.incidents.open(school.guard, IncidentDraft("Ngã", "accident", "Cầu thang B", START)).id


def files(school: SchoolInABox) -> list[str]:
    root = school.folder.evidence
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_several_cameras_are_one_job_whose_footage_is_held_at_once(school: SchoolInABox) -> None:
    incident = an_incident(school)
    job = school.jobs.ask(school.guard, school.cameras, WANTED, incident, "  Xác minh  ")
    assert (job.state, job.reason, job.incident, job.asked) == ("waiting", "Xác minh", "VV-2026-001", WANTED)
    assert [school.holds.spans(camera, Span(START, NOON)) for camera in school.cameras] == [(WANTED,)] * 2
    assert school.last_act().action == "clip_job_asked"
    worker = school.worker()
    assert [worker.step(), worker.step(), worker.step()] == [True, True, False]
    done = school.jobs.get(school.guard, job.id)
    assert (done.state, done.progress) == ("done", 1.0)
    items = school.evidence.of_incident(school.guard, incident)
    assert [item.camera_id for item in items] == school.cameras
    for part, item in zip(done.parts, items, strict=True):
        assert part.delivered == Span(item.start_us, item.end_us)
        assert part.delivered.start <= WANTED.start and part.delivered.end >= WANTED.end
        assert part.missing == ()
        assert [one.id for one in part.items] == [item.id]
        assert item.created_by == school.guard.name
        assert school.evidence.verify(school.guard, item.id)


def test_a_job_without_an_incident_opens_one_with_its_reason(school: SchoolInABox) -> None:
    with pytest.raises(InvalidInput) as caught:
        school.jobs.ask(school.guard, school.cameras, WANTED, None, " ")
    assert caught.value.reasons == {"reason": "reason_missing"}
    job = school.jobs.ask(school.guard, school.cameras[:1], WANTED, None, "Phụ huynh lớp 3A hỏi")
    assert school.incidents.get(school.guard, job.incident_id).title == "Phụ huynh lớp 3A hỏi"


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (Span(START, START), "empty"),
        (Span(START - 2 * DAY, START), "stretch_long"),
        (Span(NOON, NOON + HOUR), "future"),
    ],
)
def test_what_cannot_be_cut_is_refused_when_asked(alone: SchoolInABox, span: Span, why: str) -> None:
    incident = an_incident(alone)
    with pytest.raises(InvalidInput) as caught:
        alone.jobs.ask(alone.guard, alone.cameras, span, incident)
    assert caught.value.reasons == {"span": why}
    for cameras, incident_id, reasons in (
        ([], incident, {"cameras": "empty"}),
        ([77], incident, {"camera": "unknown"}),
        (alone.cameras, 77, {"incident": "unknown"}),
    ):
        with pytest.raises(InvalidInput) as caught:
            alone.jobs.ask(alone.guard, cameras, WANTED, incident_id)
        assert caught.value.reasons == reasons
    assert alone.jobs.all(alone.guard) == []
    assert alone.holds.of_incident(incident) == []


def test_gaps_inside_and_at_the_edges_are_named(alone: SchoolInABox) -> None:
    alone.film(alone.cameras[0], START + 10 * SECOND)
    asked = Span(START - 5 * SECOND, START + 20 * SECOND)
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], asked, an_incident(alone))
    alone.worker().step()
    (part,) = alone.jobs.get(alone.guard, job.id).parts
    assert part.delivered == Span(START, START + 14 * SECOND)
    assert part.missing == (
        Span(asked.start, START),
        Span(START + 4 * SECOND, START + 10 * SECOND),
        Span(START + 14 * SECOND, asked.end),
    )


def test_a_clip_still_being_recorded_is_cut_once_its_end_has_passed(alone: SchoolInABox) -> None:
    later = Span(NOON - SECOND, NOON + 3 * SECOND)
    alone.film(alone.cameras[0], NOON - SECOND, 4)
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], later, an_incident(alone))
    worker = alone.worker()
    assert not worker.step()
    alone.clock.now += 4 * SECOND
    assert worker.step()
    assert alone.jobs.get(alone.guard, job.id).state == "done"


# -- rights ----------------------------------------------------------------------------------------------------------


def test_rights_are_asked_when_asking_and_again_when_cutting(school: SchoolInABox) -> None:
    incident = an_incident(school)
    for role in (Role.IT, Role.FINANCE, Role.UNIT):
        with pytest.raises((NotAllowed, InvalidInput)):
            school.jobs.ask(school.people[role], school.cameras, WANTED, incident, "xin")
        with pytest.raises(NotAllowed):
            school.jobs.ask(school.people[role], school.cameras, WANTED, None, "xin")
    school.evidence.approve(school.board, incident, "Công an phường yêu cầu")
    first = school.jobs.ask(school.it, school.cameras, WANTED, incident)
    second = school.jobs.ask(school.guard, school.cameras[:1], WANTED, incident)
    school.evidence.withdraw(school.board, incident, "xong")
    with school.catalogue.write():
        User.update(enabled=False).where(User.id == school.guard.user_id).execute()
    school.audit.forget_standing(school.guard.user_id)
    worker = school.worker()
    while worker.step():
        pass
    for job in (first, second):
        for part in school.jobs.get(school.board, job.id).parts:
            assert (part.state, part.tries, type(part.error)) == ("failed", 1, NotAllowed)
    assert files(school) == []
    assert school.acts().count("clip_job_failed") == 3
    assert school.acts()[-2:] == ["refused", "clip_job_failed"]


def test_a_guard_asks_for_no_more_than_may_be_played_back(alone: SchoolInABox) -> None:
    incident = an_incident(alone)
    old = Span(NOON - 30 * HOUR, NOON - 30 * HOUR + SECOND)
    with pytest.raises(NotAllowed) as caught:
        alone.jobs.ask(alone.guard, alone.cameras, old, incident)
    assert caught.value.values["action"] == "play_back"
    assert alone.last_act().action == "refused"
    assert alone.jobs.ask(alone.board, alone.cameras, old, incident).state == "waiting"


def test_who_asked_or_the_board_cancels_and_the_board_may_try_again(alone: SchoolInABox) -> None:
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
    with pytest.raises(NotAllowed):
        alone.jobs.cancel(alone.people[Role.GUARD_LEAD], job.id)
    assert alone.jobs.cancel(alone.guard, job.id).state == "cancelled"
    worker = alone.worker()
    assert not worker.step()
    assert alone.jobs.retry(alone.board, job.id).state == "waiting"
    assert worker.step()
    (item,) = alone.evidence.of_incident(alone.board, job.incident_id)
    assert item.created_by == alone.board.name


# -- trouble ---------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_tried_again_with_longer_waits_and_then_given_up(
    school: SchoolInABox, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = school.jobs.ask(school.guard, school.cameras[:1], WANTED, an_incident(school))
    worker = school.worker()
    usage = namedtuple("usage", "total used free")(1000, 900, 100)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _path: usage)
        for wait in BACK_OFF_US:
            assert worker.step()
            (part,) = school.jobs.get(school.guard, job.id).parts
            assert (part.state, type(part.error), part.retry_us) == ("waiting", DiskFull, school.clock.now + wait)
            assert part.error.values["free"] == 100
            assert not worker.step()
            school.clock.now += wait
        assert worker.step()
        (part,) = school.jobs.get(school.guard, job.id).parts
        assert (part.state, part.tries) == ("failed", MOST_TRIES)
    assert files(school) == []
    school.jobs.retry(school.guard, job.id)
    assert worker.step()
    (part,) = school.jobs.get(school.guard, job.id).parts
    assert (part.state, part.error) == ("done", None)


def test_what_was_not_recorded_fails_at_once_and_the_other_cameras_are_cut(alone: SchoolInABox) -> None:
    job = alone.jobs.ask(alone.guard, alone.cameras, WANTED, an_incident(alone))
    worker = alone.worker()
    while worker.step():
        pass
    done = alone.jobs.get(alone.guard, job.id)
    assert done.state == "failed"
    assert [part.state for part in done.parts] == ["done", "failed"]
    error = done.parts[1].error
    assert isinstance(error, NothingRecorded) and error.values["camera"] == "C04 Sân chính"


def cutting(school: SchoolInABox, at_first_progress: object) -> None:
    """Let the next cut do this after its first group of pictures."""
    real = school.evidence.cut

    def cut(actor, incident, camera, span, progress, ticket):  # type: ignore[no-untyped-def]
        def told(share: float) -> None:
            if callable(at_first_progress):
                at_first_progress()
            progress(share)

        return real(actor, incident, camera, span, told, ticket)

    school.evidence.cut = cut  # type: ignore[method-assign]


def test_cancelled_while_it_is_cut_nothing_stays(school: SchoolInABox) -> None:
    job = school.jobs.ask(school.guard, school.cameras[:1], WANTED, an_incident(school))
    cutting(school, lambda: school.jobs.cancel(school.guard, job.id))
    worker = school.worker()
    assert worker.step()
    cancelled = school.jobs.get(school.guard, job.id)
    assert (cancelled.state, cancelled.parts[0].items) == ("cancelled", ())
    assert files(school) == []
    assert school.evidence.of_incident(school.guard, job.incident_id) == ()


def test_the_program_ends_in_the_middle_and_the_part_waits_as_before(alone: SchoolInABox) -> None:
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
    worker = alone.worker()
    cutting(alone, worker.stopping.set)
    assert worker.step()
    (part,) = alone.jobs.get(alone.guard, job.id).parts
    assert (part.state, part.tries, part.items) == ("waiting", 0, ())
    assert files(alone) == []


def test_what_kills_the_program_each_time_is_given_up(alone: SchoolInABox) -> None:
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
    for _ in range(MOST_TRIES):
        assert alone.worker()._queue.take() is not None  # and then it is killed
        assert alone.worker()._queue.release_left() == 1
    assert not alone.worker().step()
    assert alone.jobs.get(alone.guard, job.id).state == "failed"


# -- two PCs ---------------------------------------------------------------------------------------------------------


def test_many_programs_take_each_part_once(school: SchoolInABox) -> None:
    incident = an_incident(school)
    for _ in range(6):
        school.jobs.ask(school.guard, school.cameras, WANTED, incident)
    school.clock.now += MINUTE  # the other PCs no longer leave them to the one that was asked
    workers = [school.worker(f"pc-{number}") for number in range(4)]
    taken: list[int] = []
    ready = threading.Barrier(len(workers))

    def work(one: object) -> None:
        ready.wait()
        while (part := one._queue.take()) is not None:  # type: ignore[attr-defined]
            taken.append(part.part_id)

    threads = [threading.Thread(target=work, args=(one,)) for one in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 12


def test_another_pc_waits_a_while_before_it_takes_what_this_one_was_asked(alone: SchoolInABox) -> None:
    alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
    other = alone.worker("pc-2")
    assert not other.step()
    alone.clock.now += 31 * SECOND
    assert other.step()


def test_a_pc_without_the_footage_leaves_it_to_the_one_that_has_it(alone: SchoolInABox, tmp_path: Path) -> None:
    job = alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
    elsewhere = DataFolder(tmp_path / "other pc")
    elsewhere.prepare()
    footage = Footage(alone.catalogue, elsewhere, alone.clock)
    parts = (alone.catalogue, alone.clock, alone.audit)
    evidence = Evidence(*parts, elsewhere, footage, alone.holds, alone.school, alone.limits)
    other = ClipWorker(*parts, evidence, str(elsewhere.root), "pc-2")
    alone.clock.now += 31 * SECOND
    assert other.step()
    (part,) = alone.jobs.get(alone.guard, job.id).parts
    assert (part.state, part.tries, part.error) == ("waiting", 0, None)
    assert not other.step()
    assert alone.worker().step()
    assert alone.jobs.get(alone.guard, job.id).state == "done"


def test_a_pc_that_slept_through_its_lease_makes_no_second_clip(school: SchoolInABox) -> None:
    job = school.jobs.ask(school.guard, school.cameras[:1], WANTED, an_incident(school))
    sleeper, other = school.worker(), school.worker("pc-2")
    woken: list[bool] = []

    def sleeps() -> None:
        if not woken:
            woken.append(True)
            school.clock.now += LEASE_US + SECOND
            assert other.step()

    cutting(school, sleeps)
    assert sleeper.step()
    done = school.jobs.get(school.guard, job.id)
    assert (done.state, len(done.parts[0].items)) == ("done", 1)
    assert len(school.evidence.of_incident(school.guard, job.incident_id)) == 1
    assert len(files(school)) == 1


def test_the_last_question_is_asked_in_the_transaction_itself(school: SchoolInABox) -> None:
    """Taken over after the last progress was told: the row is never written, the file goes."""
    job = school.jobs.ask(school.guard, school.cameras[:1], WANTED, an_incident(school))
    worker = school.worker()
    real = worker._queue.keep
    asked: list[int] = []

    def robbed(part_id: int, progress: float | None = None) -> None:
        asked.append(part_id)
        with school.catalogue.write():
            ClipJobPart.update(holder="another").where(ClipJobPart.id == part_id).execute()
        real(part_id, progress)

    worker._queue.keep = robbed  # type: ignore[method-assign]
    assert worker.step()
    assert asked
    with school.catalogue.read():
        assert not EvidenceItem.select().exists()
    assert files(school) == []
    with pytest.raises(NotOurs):
        worker._queue.done(job.parts[0].id)


def test_the_thread_itself_works_until_it_is_stopped(alone: SchoolInABox) -> None:
    worker = alone.worker()
    alone.jobs.on_work(worker.wake)
    worker.start()
    try:
        job = alone.jobs.ask(alone.guard, alone.cameras[:1], WANTED, an_incident(alone))
        ended = threading.Event()
        for _ in range(200):
            if not alone.jobs.get(alone.guard, job.id).active:
                break
            ended.wait(0.05)
        assert alone.jobs.get(alone.guard, job.id).state == "done"
    finally:
        assert worker.stop()
