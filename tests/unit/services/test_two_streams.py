"""Footage of a camera whose main and sub stream are both recorded: one of them for every stretch, never both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import encode, number_in, record
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.instants import SECOND, Span
from vms.models.evidence import CustodyEntry
from vms.models.recording import RecorderStatus
from vms.services.footage import Footage, Piece
from vms.services.incident_drafts import IncidentDraft
from vms.services.recording_ledger import insert_segment, stream_folder
from vms.video.clipper import cut
from vms.video.film import Film
from vms.video.segment import inspect

# A picture in 0.1 s, numbered from NOON on; the main stream is missing from the third to the seventh second.
MAIN = (range(30), range(70, 120))
SUB = (range(50), range(50, 100), range(100, 120))


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        for stream, height, stretches in (("main", 64, MAIN), ("sub", 32, SUB)):
            folder = stream_folder(box.folder.recordings, box.cameras[0], stream)
            for numbers in stretches:
                source = encode(tmp_path / "source.mp4", numbers, fps=10, gop=10, height=height)
                start, end = (NOON + n * SECOND // 10 for n in (numbers.start, numbers.stop))
                found = inspect(record(source, folder, start, end).path)
                assert found is not None
                with box.catalogue.write():
                    insert_segment(box.folder.recordings, box.cameras[0], found, None, stream=stream)
        yield box


def _pieces(box: SchoolInABox, start: float = 0, end: float = 12) -> list[Piece]:
    span = Span(NOON + round(start * SECOND), NOON + round(end * SECOND))
    return Footage(box.catalogue, box.folder, box.clock).pieces(box.cameras[0], span)


def _told(pieces: list[Piece]) -> list[tuple[str, float, float]]:
    return [(one.stream, (one.start_us - NOON) / SECOND, (one.end_us - NOON) / SECOND) for one in pieces]


def test_the_sub_stream_stands_only_where_the_main_one_is_missing(box: SchoolInABox) -> None:
    assert _told(_pieces(box)) == [("main", 0, 3), ("sub", 3, 5), ("sub", 5, 7), ("main", 7, 12)]
    assert _told(_pieces(box, 5.5, 6)) == [("sub", 5, 7)]
    assert _told(_pieces(box, 8, 9)) == [("main", 7, 12)]
    recorded = Footage(box.catalogue, box.folder, box.clock).recorded(box.cameras[0], Span(NOON, NOON + 60 * SECOND))
    assert recorded == (Span(NOON, NOON + 12 * SECOND),)


def test_playing_goes_from_one_stream_to_the_other_and_shows_every_moment_once(box: SchoolInABox) -> None:
    film = Film(_pieces(box))
    first = film.seek(NOON)
    assert first is not None
    shown = [first]
    while (picture := film.next()) is not None:
        shown.append(picture)
    assert [number_in(one.frame) for one in shown] == list(range(120))
    assert [one.instant_us for one in shown] == [NOON + n * SECOND // 10 for n in range(120)]
    assert [one.frame.height for one in shown] == [64] * 30 + [32] * 40 + [64] * 50
    in_the_middle = film.seek(NOON + 3_500_000)
    assert in_the_middle is not None and number_in(in_the_middle.frame) == 35
    back = [picture for _ in range(10) if (picture := film.previous())]
    assert [number_in(one.frame) for one in back] == list(range(34, 24, -1))
    film.close()


def test_a_clip_is_of_one_stream_and_evidence_says_which(box: SchoolInABox, tmp_path: Path) -> None:
    result = cut(_pieces(box), Span(NOON, NOON + 12 * SECOND), tmp_path / "clip.mp4")
    assert (result.height, result.frames, result.ended_early) == (64, 30, "parameters_changed")
    rest = cut(_pieces(box, 3), Span(NOON + 3 * SECOND, NOON + 7 * SECOND), tmp_path / "rest.mp4")
    assert (rest.height, rest.frames, rest.start_us, rest.end_us) == (32, 40, NOON + 3 * SECOND, NOON + 7 * SECOND)
    box.clock.now = NOON + 60 * SECOND
    box.name_school()
    span = Span(NOON + 4 * SECOND, NOON + 6 * SECOND)
    incident = box.incidents.open(box.board, IncidentDraft("Va chạm", "", "Sân", NOON))
    item = box.evidence.cut(box.board, incident.id, box.cameras[0], span)
    with box.catalogue.read():
        (custody,) = CustodyEntry.select().where(CustodyEntry.evidence == item.id)
    assert custody.note == "sub stream"


def test_what_is_being_written_of_both_is_told_by_one_row(box: SchoolInABox) -> None:
    camera, now = box.cameras[0], NOON + 20 * SECOND
    box.clock.now = now
    with box.catalogue.write():
        RecorderStatus.create(
            camera=camera, state="waiting", reason="camera_silent", since_us=now, beat_us=now, sub_state="recording",
            sub_open_path=f"{camera}-sub/x.mp4.part", sub_open_start_us=NOON + 12 * SECOND, sub_open_end_us=now,
        )  # fmt: skip
    assert _told(_pieces(box, 11, 20)) == [("main", 7, 12), ("sub", 12, 20)]
    with box.catalogue.write():
        RecorderStatus.update(
            open_path=f"{camera}/y.mp4.part", open_start_us=NOON + 15 * SECOND, open_end_us=now - SECOND
        ).execute()
    assert _told(_pieces(box, 12, 20)) == [("sub", 12, 15), ("main", 15, 19)]
