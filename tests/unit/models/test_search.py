from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.models.rows import a_camera
from vms.models.alarm import Alarm
from vms.models.database import Catalogue
from vms.models.migrations import m0010_search
from vms.models.recording import Bookmark
from vms.models.row import Row
from vms.models.search import ALARMS, BOOKMARKS, drop_text, find_incidents, find_text, index_incident, index_text

TEXTS = {
    1: "Va chạm xe ở cổng trường, giờ tan học",
    2: "Mất xe đạp trên đường Thạch Bàn",
    3: "Học sinh ngã cầu thang — lớp 4A, C04",
}


@pytest.fixture
def indexed(catalogue: Catalogue) -> Catalogue:
    with catalogue.write():
        for incident, text in TEXTS.items():
            index_incident(incident, text)
    return catalogue


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cong truong", [1]),
        ("Cổng trường", [1]),
        ("duong", [2]),
        ("ĐƯỜNG", [2]),
        ("xe", [2, 1]),
        ("thach dap", [2]),
        ("tha", [3, 2]),  # the beginning of thạch, and of thang
        ("c04", [3]),
        ("4a", [3]),
        ("xe c04", []),
        ("ong", []),  # not inside a word
        ("", []),
        ("  \t", []),
        ("…", []),
    ],
)
def test_words_are_found_without_marks_and_by_their_beginning(indexed: Catalogue, query: str, found: list[int]) -> None:
    with indexed.read():
        assert find_incidents(query) == found


def test_text_typed_in_the_other_normal_form_is_found(indexed: Catalogue) -> None:
    with indexed.write():
        index_incident(4, "Ho\u0301a đơn")  # ó as o and a combining mark
        assert find_incidents("h\u00f3a") == [4]


def test_indexing_again_replaces_what_was_there(indexed: Catalogue) -> None:
    with indexed.write():
        index_incident(1, "Kính vỡ")
        assert find_incidents("cong truong") == []
        assert find_incidents("kinh vo") == [1]


def test_an_index_entry_is_taken_back_with_its_transaction(indexed: Catalogue) -> None:
    with pytest.raises(LookupError), indexed.write():
        index_incident(9, "bão")
        raise LookupError
    with indexed.read():
        assert find_incidents("bao") == []


@pytest.mark.parametrize(
    "query",
    ['"', "'", "xe AND", "NEAR(", "a*", "-xe", "words:xe", "\0", "\ud800", "%", "\\", ":*", "!xe", "(|)", "x" * 9000],
)
def test_signs_that_mean_something_to_a_database_mean_nothing(indexed: Catalogue, query: str) -> None:
    with indexed.read():
        assert isinstance(find_incidents(query), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_and_no_query_raises_and_every_text_finds_itself(indexed: Catalogue, text: str) -> None:
    with indexed.write():
        index_incident(7, f"moc {text}")
        assert 7 in find_incidents("moc")
        find_incidents(text)


def test_notes_written_before_the_index_are_found_after(catalogue: Catalogue) -> None:
    database = Row._meta.database
    with catalogue.write():
        camera = a_camera()
        mark = Bookmark.create(camera=camera, instant_us=1, note="Học sinh ngã", folded="", created_us=1)
        Bookmark.create(camera=camera, instant_us=2, note="", folded="", created_us=1)
        alarm = Alarm.create(
            camera=camera, kind="covered", host="PC", began_us=1, seen_us=1, note="Lá cây che", version=1
        )
        for table in ("seen_stretch", "bookmark_text", "alarm_text"):
            database.execute_sql(f"DROP TABLE {table}")
        m0010_search.up(database)
        assert find_text(BOOKMARKS, "nga hoc") == [mark.id]
        assert find_text(ALARMS, "la cay") == [alarm.id]
        assert find_text(ALARMS, "nga") == find_text(BOOKMARKS, "la") == []


def test_a_row_taken_out_of_the_index_is_not_found(catalogue: Catalogue) -> None:
    with catalogue.write():
        index_text(BOOKMARKS, 3, "Xe lạ")
        index_text(ALARMS, 3, "Xe lạ")
        drop_text(BOOKMARKS, 3)
        drop_text(BOOKMARKS, 4)
        assert (find_text(BOOKMARKS, "xe"), find_text(ALARMS, "xe")) == ([], [3])
